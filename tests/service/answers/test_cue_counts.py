"""Signs of the kind of thing that is asked for."""

from indexer.analysis.language import QuestionType
from service.answers.cue_counts import can_be_seen, new_signs
from service.answers.surface_forms import texts_of
from tests.service.answers.questions import sentences_of, source


def counted(kind: QuestionType, text: str, asked: str = "", language: str = "en") -> list[tuple[str, int]]:
    """The signs that count, with what they count."""
    sentences = sentences_of([source(text, language)])
    counts = new_signs(kind, asked, sentences, [text], texts_of([text])).tolist()
    spans = zip(sentences.sign_starts.tolist(), sentences.sign_ends.tolist(), strict=True)
    return [(text[start:end], count) for (start, end), count in zip(spans, counts, strict=True) if count]


def test_signs_of_the_kind_count() -> None:
    """Of all signs those count that are of the kind asked for."""
    text = "In 1911 Anna Bell built two boats, because it rained."
    assert counted("number", text) == [("two", 1)]
    assert counted("date", text) == [("1911", 1)]
    assert counted("reason", text) == [("because", 1)]
    assert counted("list", text) == [(",", 1)]
    assert counted("yes_no", text) == []


def test_organisations_count_twice() -> None:
    """Where an organisation is asked for, a name that looks like one counts more than another."""
    assert counted("organisation", "It was the Ministry of Bell.") == [("Ministry", 2), ("Bell", 1)]


def test_who_speaks_of_themselves_is_not_who() -> None:
    """A sentence in which somebody speaks of themselves does not say who."""
    assert counted("person", "Today I, Anna Bell, am proud. Zoe Hart is.") == [("Zoe", 1), ("Hart", 1)]
    assert ("Anna", 1) in counted("place", "Today I, Anna Bell, am proud.")


def test_what_the_question_names_is_not_new() -> None:
    """A sentence that only repeats the question's own numbers and names, folded, has nothing of what is asked for."""
    text = "In 1911 the pier of Anna Bell opened."
    assert counted("date", text, "what opened in 1911?") == []
    assert counted("person", text, "did anna bell open it?") == []
    assert counted("place", "Il vit à Tuléar et à Séez.", "qui vit a tulear ?", "fr") == [("Séez", 1)]


def test_kinds_without_signs() -> None:
    """A yes or a no leaves no sign; a number does."""
    assert can_be_seen("number")
    assert not can_be_seen("yes_no")
    assert not can_be_seen("other")
