"""The sentences of a passage as answers are sought in them."""

import pytest
from hypothesis import given, settings

from service.answers.sentences import analyze_passage, heading_terms
from tests.service.search.texts import texts

TEXT = "The boats were built by Anna Bell. She sold them.\n- nets\n- ropes, which I made\nWhy?"


def test_sentences() -> None:
    """Each sentence and each line can be quoted, with what is to be known of it."""
    passage = analyze_passage(TEXT, "en")
    assert [TEXT[each.start : each.end] for each in passage.sentences] == [
        "The boats were built by Anna Bell.",
        "She sold them.",
        "- nets",
        "- ropes, which I made",
        "Why?",
    ]
    assert [each.refers_back for each in passage.sentences] == [False, True, False, False, False]
    assert [each.is_question for each in passage.sentences] == [False, False, False, False, True]
    assert [each.first_person for each in passage.cues] == [False, False, False, True, False]


def test_terms() -> None:
    """Words are known by their stems and by how they begin, stop words as such."""
    [sentence] = analyze_passage("The inspections of boats", "en").sentences
    assert sentence.terms == ("the", "inspect", "of", "boat")
    assert sentence.content_tokens == {1, 3}
    assert sentence.prefixes == {"inspe"}
    assert sentence.words == ("the", "inspections", "of", "boats")


def test_accents_are_kept_where_they_matter() -> None:
    """Vietnamese words are there with their accents too, those of other languages are not."""
    [sentence] = analyze_passage("Thuyền trưởng", "vi").sentences
    assert sentence.accented_terms == ("thuyền", "trưởng")
    assert sentence.prefixes == {"thuyề", "trưởn"}
    [french] = analyze_passage("Été", "fr").sentences
    assert french.accented_terms == french.terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Viet Nam has ports", ["Viet Nam", "has", "ports"]),
        ("62 per cent", ["62", "per cent"]),
        ("It rained. Viet Nam has 14 ports.", ["It", "rained", "Viet Nam", "has", "14", "ports"]),
    ],
)
def test_tokens_of_several_words(text: str, expected: list[str]) -> None:
    """Words with one meaning are one token, which is given by its characters in the passage."""
    sentences = analyze_passage(text, "en").sentences
    assert [text[slice(*span)] for each in sentences for span in each.spans] == expected


def test_cues() -> None:
    """Cues are given by their characters in the passage."""
    text = "It rained. Viet Nam has 14 ports."
    first, second = analyze_passage(text, "en").cues
    assert first.cues == ()
    assert [text[cue.start : cue.end] for cue in second.cues] == ["Viet", "Nam", "14"]


def test_what_stands_above() -> None:
    """A title and headings are known by their stems."""
    assert heading_terms(("Boats", "of the harbours"), "en") == {"boat", "harbor"}


@settings(max_examples=50)
@given(texts)
def test_every_sentence_is_short(text: str) -> None:
    """A sentence of any text has at most sixty words, and its tokens and cues are inside it."""
    passage = analyze_passage(text, "en")
    for sentence, cues in zip(passage.sentences, passage.cues, strict=True):
        assert 0 < len(text[sentence.start : sentence.end].split()) <= 60
        assert all(sentence.start <= start < sentence.end for start, _ in sentence.spans)
        assert all(sentence.start <= cue.start < cue.end <= sentence.end for cue in cues.cues)
        assert len(sentence.spans) == len(sentence.terms) == len(sentence.accented_terms)
