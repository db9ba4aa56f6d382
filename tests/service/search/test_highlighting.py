"""Marks in a passage's text."""

import pytest
from hypothesis import given

from indexer.analysis.terms import query_terms
from indexer.analysis.tokenizer import tokenize
from service.query.grammar import parse
from service.search.highlighting import find_highlights, highlight_terms, highlight_text
from tests.service.search.texts import queries, texts


def marked(query: str, text: str, language: str = "en") -> str:
    """The text with its marks in brackets."""
    found = find_highlights(text, language, highlight_terms(parse(query), ("en", "es", "fr")))
    return "".join(
        f"[{fragment.text}]" if fragment.match else fragment.text
        for fragment in highlight_text(text, [mark[:2] for mark in found])
    )


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("labor inspection", "Labour inspectors inspect: inspections", "[Labour] inspectors [inspect]: [inspections]"),
        ("evenement", "The événement’s end", "The [événement’s] end"),
        ("Vietnam", "in Viet Nam, Việt Nam", "in [Viet Nam], [Việt Nam]"),
        ("C188", "Convention No. 188 and (No. 188)", "[Convention No. 188] and ([No. 188])"),
        ("188", "Convention No. 188", "[Convention No. 188]"),
        ("62%", "some 62 per cent, 62%", "some [62] [per cent], [62][%]"),
        ('"freedom of association"', "Freedom of association, of freedom", "[Freedom of association], of freedom"),
        ('"labour inspections"', "labour inspection", "labour inspection"),
        ("insp*", "Inspectors inspect a wasp", "[Inspectors] [inspect] a wasp"),
        ('"labour inspection" inspection', "labour inspection, inspections", "[labour inspection], [inspections]"),
        ("of the", "the end of it", "[the] end [of] it"),
        ("-inspection", "labour inspection", "labour inspection"),
        ("", "labour inspection", "labour inspection"),
        ("organize", "reorganize the organization", "reorganize the [organization]"),
    ],
)  # fmt: skip
def test_marks(query: str, text: str, expected: str) -> None:
    """Every form of a word, whole phrases and beginnings of words are marked, always as whole words."""
    assert marked(query, text) == expected


def test_marks_follow_the_language_of_the_passage() -> None:
    """A Spanish passage is marked by Spanish stems."""
    assert marked("trabajador", "Los trabajadores", "es") == "Los [trabajadores]"


@given(queries, texts)
def test_fragments_are_the_text_and_marks_whole_words(query: str, text: str) -> None:
    """Fragments put together give the text, and a mark starts and ends where a word does."""
    found = find_highlights(text, "en", highlight_terms(parse(query), ("en", "es")))
    fragments = highlight_text(text, [mark[:2] for mark in found])
    assert "".join(fragment.text for fragment in fragments) == text
    starts = {word.start for word in tokenize(text)}
    ends = {word.end for word in tokenize(text)}
    place = 0
    for fragment in fragments:
        assert fragment.text
        if fragment.match:
            assert place in starts
            assert place + len(fragment.text) in ends
        place += len(fragment.text)


def test_each_kind_of_item_is_wanted_in_its_own_form() -> None:
    """Words as stems of every language, phrases and beginnings as written, all by the place of their clause."""
    wanted = highlight_terms(parse('inspections "of labour" audit* coffee OR cocoa -toolkit'), ("en", "es"))
    places = {"inspections": 0, "coffee": 3, "cocoa": 3}
    assert wanted.terms == {term: place for word, place in places.items() for term in query_terms(word, ("en", "es"))}
    assert wanted.phrases == {("of", "labour"): 1}
    assert wanted.prefixes == {"audit": 2}
    assert wanted.words == {}


def test_stop_words_are_wanted_as_written() -> None:
    """A query of stop words marks those very words."""
    assert highlight_terms(parse("of the"), ("en",)).words == {"of": 0, "the": 1}
