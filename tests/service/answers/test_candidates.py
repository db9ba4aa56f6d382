"""The sentences of a passage."""

from hypothesis import given, settings

from service.answers.candidates import candidates, context_terms, sentences
from tests.service.answers.questions import source
from tests.service.engine.texts import texts

TEXT = "The boats were built by Anna Bell. She sold them.\n- nets\n- ropes, which she made"


def test_sentences() -> None:
    """Each sentence and each line is a candidate, with its place and its stems where they stand."""
    found = list(candidates(source(TEXT)))
    assert [each.text for each in found] == [
        "The boats were built by Anna Bell.",
        "She sold them.",
        "- nets",
        "- ropes, which she made",
    ]
    assert [each.place for each in found] == [0, 1, 2, 3]
    first = found[0].sentence
    assert [TEXT[term.start : term.end] for term in first.terms] == "The boats were built by Anna Bell".split()
    assert [first.terms[place].text for place in sorted(first.telling)] == ["boat", "built", "anna", "bell"]


def test_accents_are_kept_where_they_matter() -> None:
    """Vietnamese words are there with their accents, those of other languages are not."""
    (vietnamese,) = sentences("Thuyền trưởng.", "vi")
    assert vietnamese.accents == ("thuyền", "trưởng")
    (french,) = sentences("Été.", "fr")
    assert french.accents == ()


def test_context() -> None:
    """What stands above a passage is known by its stems."""
    assert context_terms(["Boats", "of the harbours"], "en") == {"boat", "harbor"}


@settings(deadline=None, max_examples=50)
@given(texts)
def test_every_sentence_is_verbatim(text: str) -> None:
    """Whatever the text, a sentence is a part of it, of sixty words at most."""
    for sentence in sentences(text, "en"):
        assert text[sentence.start : sentence.end] == sentence.text
        assert 0 < len(sentence.text.split()) <= 60
