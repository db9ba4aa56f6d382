"""Which words of a question stand in a sentence."""

from service.answers.candidates import candidates
from service.answers.reading import Reading
from tests.service.answers.questions import asked, source


def read(question: str, text: str, language: str = "en", context: tuple[str, ...] = ()) -> Reading:
    (candidate,) = candidates(source(text, language, context))
    return Reading(asked(question), candidate)


def test_matches() -> None:
    """Other forms of a word match; a word with the same beginning is akin."""
    reading = read("How were boats inspected and migrated?", "One boat had a migrant.")
    assert reading.matched == {0}
    assert reading.akin == {0, 2}


def test_runs() -> None:
    """Neighbours in the question that are neighbours in the sentence are runs, stop words and all."""
    reading = read("Who was the first woman at sea?", "She was the first woman there.")
    assert ("first", "woman") in reading.pairs
    assert ("was", "the", "first") in reading.triples
    assert ("at", "sea") not in reading.pairs


def test_context() -> None:
    """Words that stand above the passage are known."""
    assert read("boats in Tulear", "A boat.", context=("tulear",)).context == {1}


def test_vietnamese_accents_part_words() -> None:
    """Where the question has accents, a word with other accents is another word."""
    assert read("Ai là người lão luyện ở đây?", "Lào.", "vi").matched == frozenset()
    assert read("Ai là người lão luyện ở đây?", "Lão.", "vi").matched != frozenset()
