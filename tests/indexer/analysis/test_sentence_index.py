"""A passage as answers are sought in it."""

import pytest
from hypothesis import given, settings

from indexer.analysis.sentence_index import (
    ASKS,
    REFERS_BACK,
    SPEAKS,
    Answerable,
    Form,
    Forms,
    above_of,
    answerable,
)
from indexer.analysis.term_hash import NO_TERM, term_hash
from indexer.analysis.tokenizer import tokenize
from tests.service.search.texts import texts

TEXT = "The boats were built by Anna Bell. She sold them.\n- nets\n- ropes, which I made\nWhy?"


def read(text: str, language: str = "en") -> tuple[Answerable, list[Form]]:
    """A text as answers are sought in it, and the forms of its units."""
    forms = Forms()
    found = answerable(text, language, list(tokenize(text)), (), forms)
    return found, [forms.found[key] for key in found.forms]


def test_sentences() -> None:
    """Each sentence and each line can be quoted, with what is to be known of it."""
    found, _ = read(TEXT)
    assert [TEXT[each.start : each.end] for each in found.sentences] == [
        "The boats were built by Anna Bell.",
        "She sold them.",
        "- nets",
        "- ropes, which I made",
        "Why?",
    ]
    assert [each.flags for each in found.sentences] == [0, REFERS_BACK, 0, SPEAKS, ASKS]


def test_forms() -> None:
    """Words are known by their stems and by how they begin, stop words as such."""
    _, (the, boats, *_) = read("The boats")
    assert the == Form(term_hash("the"), NO_TERM, NO_TERM, telling=False, words=1, step=1)
    assert boats == Form(term_hash("boat"), NO_TERM, NO_TERM, telling=True, words=1, step=1)
    _, (inspections,) = read("Inspections")
    assert inspections.head == term_hash("inspe")


def test_accents_are_kept_where_they_matter() -> None:
    """Vietnamese words are there with their accents too, those of other languages are not."""
    _, found = read("Thuyền trưởng", "vi")
    assert [form.accents for form in found] == [term_hash("thuyền"), term_hash("trưởng")]
    assert [form.head for form in found] == [term_hash("thuyề"), term_hash("trưởn")]
    _, (french,) = read("Été", "fr")
    assert french.accents == NO_TERM


@pytest.mark.parametrize(
    ("text", "sizes"), [("Viet Nam has ports", [(2, 2), (1, 1), (1, 1)]), ("62 per cent", [(1, 1), (2, 2)])]
)
def test_units_of_several_words(text: str, sizes: list[tuple[int, int]]) -> None:
    """A unit that is written in several words takes them all."""
    _, found = read(text)
    assert [(form.words, form.step) for form in found] == sizes


def test_above() -> None:
    """What stands above a passage is known by its stems, in ascending order."""
    expected = sorted(map(term_hash, ("boat", "harbor", "tulear")))
    assert list(above_of(["Boats", "of the harbours"], "en", ["tulear"])) == expected


@settings(max_examples=50)
@given(texts)
def test_every_sentence_is_short_and_every_word_in_a_form(text: str) -> None:
    """Whatever the text, a sentence has sixty words at most, and the forms' steps lead through all words."""
    found, forms = read(text)
    for sentence in found.sentences:
        assert 0 < len(text[sentence.start : sentence.end].split()) <= 60
        assert all(sentence.start <= start < end <= sentence.end for start, end, _ in sentence.signs)
    assert sum(form.step for form in forms) == len(list(tokenize(text)))
