"""Which words of a question stand in a sentence."""

from service.answers.match_terms import Reading, read
from service.answers.surface_forms import texts_of, written
from tests.service.answers.questions import asked, sentences_of, source


def reading_of(question: str, text: str, language: str = "en", above: tuple[str, ...] = ()) -> Reading:
    """The words of a question in a text."""
    sentences = sentences_of([source(text, language)], above)
    words = written(texts_of([text]), sentences.bounds, sentences.starts, sentences.ends)
    return read(asked(question), sentences, words)


def test_matches() -> None:
    """Other forms of a word match; a word with the same beginning is akin."""
    reading = reading_of("How were boats inspected and migrated?", "One boat had a migrant.")
    assert reading.matched.tolist() == [[True, False, False]]
    assert reading.akin.tolist() == [[True, False, True]]
    assert reading.words.tolist() == [-1, 0, -1, -1, -1]


def test_words_as_they_are_written() -> None:
    """A word that stands there in another form matches, but not as it is written."""
    reading = reading_of("How were boats inspected?", "Boats were inspecting")
    assert reading.matched.tolist() == [[True, True]]
    assert reading.as_written.tolist() == [[True, False]]


def test_runs() -> None:
    """Neighbours in the question that are neighbours in the sentence are runs, stop words and all."""
    reading = reading_of("Who was the first woman at sea?", "She was the first woman there.")
    assert reading.pairs.tolist() == [[False, True, True, True, False, False, False]]
    assert reading.triples.tolist() == [[False, True, True, False, False, False, False]]


def test_above() -> None:
    """Words that stand above the passage are known."""
    assert reading_of("boats in Tulear", "A boat.", above=("tulear",)).above.tolist() == [[False, True]]


def test_vietnamese_accents_part_words() -> None:
    """Where the question has accents, a word with other accents is another word."""
    assert not reading_of("Ai là người lão luyện ở đây?", "Lào.", "vi").matched.any()
    assert reading_of("Ai là người lão luyện ở đây?", "Lão.", "vi").matched.any()
