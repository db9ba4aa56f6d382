"""Snippets: the parts of a passage that are shown."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given

from indexer.analysis.tokenizer import tokenize
from service.query.grammar import parse
from service.search.fragments import LENGTH, SPARE, WHOLE
from service.search.highlighting import Highlight, find_highlights, highlight_terms, pack_highlights
from service.search.protocol import Snippet
from service.search.snippets import snippets as snippets_of
from service.search.whoosh_index import word_offsets_of
from tests.service.search.texts import queries, texts

FILLER = "Something of no interest to anyone is said here at some length. "


def snippets(text: str, found: Sequence[Highlight], weights: Sequence[float]) -> tuple[Snippet, ...]:
    """The snippets of one text, which other texts beside it do not change."""
    other = FILLER * 7 + "Coffee."
    beside = Highlight(len(other) - 7, len(other) - 1, 0)
    texts = [other, text, "", other]
    parts = snippets_of(
        texts, word_offsets_of(texts), pack_highlights([[], found, [], [beside] if weights else []]), weights
    )
    assert parts[2] == ()
    return parts[1]


def shown(query: str, text: str) -> list[str]:
    """The snippets of a text for a query, without their marks."""
    parsed = parse(query)
    found = find_highlights(text, "en", highlight_terms(parsed, ("en",)))
    return ["".join(part.text for part in each) for each in snippets(text, found, [1.0] * len(parsed.clauses))]


def test_a_short_passage_is_shown_whole() -> None:
    """There is nothing to cut from a passage of few words, but white space around it."""
    assert shown("coffee", " Some coffee.\nMore of it. ") == ["Some coffee.\nMore of it."]


def test_white_space_has_no_snippet() -> None:
    """A passage without words has no snippet."""
    assert shown("coffee", " \n") == []


def test_the_beginning_is_shown_where_nothing_is_marked() -> None:
    """A passage found by its tags or its heading alone shows its first sentences."""
    text = FILLER * 10
    [only] = shown("coffee", text)
    assert text.startswith(only)
    assert only.endswith("length.")


def test_the_sentence_with_the_words_is_shown() -> None:
    """A snippet starts and ends with sentences where it can."""
    text = FILLER * 6 + "Coffee pickers were trained in Huila. " + FILLER * 6
    [only] = shown("coffee trained", text)
    assert only.startswith(("Coffee pickers", "Something"))
    assert only.endswith(("length.", "Huila."))
    assert "Coffee pickers were trained in Huila." in only


def test_words_in_the_middle_of_a_long_sentence_are_shown() -> None:
    """A sentence too long to show is cut shortly before the words."""
    text = "and so on " * 40 + "coffee " + "and so on " * 40
    [only] = shown("coffee", text)
    assert "coffee" in only
    assert len(only.split()) <= LENGTH + SPARE


def test_words_far_apart_give_two_snippets_in_order() -> None:
    """A second snippet is shown where it has words of the query that the first does not."""
    text = "Cocoa is mentioned first. " + FILLER * 8 + "Coffee comes last, and coffee again."
    first, second = shown("coffee cocoa", text)
    assert "Cocoa" in first
    assert "Coffee" in second


def test_a_second_snippet_must_add_something() -> None:
    """The same word again, far away, gets no second snippet."""
    text = "Coffee is mentioned first. " + FILLER * 8 + "Coffee comes last."
    assert len(shown("coffee", text)) == 1


def test_the_more_telling_word_is_shown() -> None:
    """Where not all clauses fit, the snippets show those with the highest weight."""
    text = "cocoa " + FILLER * 8 + "coffee " + FILLER * 8 + "cotton"
    parsed = parse("cocoa coffee cotton")
    found = find_highlights(text, "en", highlight_terms(parsed, ("en",)))
    texts_shown = [plain(each) for each in snippets(text, found, [0.1, 5.0, 3.0])]
    assert ["coffee" in texts_shown[0], "cotton" in texts_shown[1]] == [True, True]


def test_a_paragraph_is_not_crossed_without_need() -> None:
    """A snippet stays in the paragraph that has the words."""
    text = FILLER * 6 + "\n" + "Coffee is here. " + FILLER * 2 + "\n" + FILLER * 6
    [only] = shown("coffee", text)
    assert "\n" not in only


@given(queries, texts)
def test_snippets_are_parts_of_the_text(query: str, text: str) -> None:
    """Each has whole words of the text and a bounded length; they do not overlap and are in text order."""
    parsed = parse(query)
    found = find_highlights(text, "en", highlight_terms(parsed, ("en", "es")))
    shown_parts = [plain(each) for each in snippets(text, found, [1.0] * len(parsed.clauses))]
    assert len(shown_parts) <= 2
    assert bool(shown_parts) == bool(text.split())
    place = 0
    for part in shown_parts:
        start = text.index(part, place)
        assert not text[start - 1 : start].strip() or start == 0
        assert not text[start + len(part) : start + len(part) + 1].strip()
        assert len(part.split()) <= WHOLE
        place = start + len(part)


@given(queries, texts)
def test_marks_in_snippets_are_whole_words(query: str, text: str) -> None:
    """The same words are highlighted in a snippet as in the text, and fragments alternate."""
    parsed = parse(query)
    found = find_highlights(text, "en", highlight_terms(parsed, ("en", "es")))
    vocabulary = {word.text for word in tokenize(text)}
    for snippet in snippets(text, found, [1.0] * len(parsed.clauses)):
        for fragment in snippet:
            assert fragment.text
            assert {word.text for word in tokenize(fragment.text)} <= vocabulary
        assert not any(not one.match and not other.match for one, other in pairwise(snippet))


def plain(snippet: Snippet) -> str:
    return "".join(fragment.text for fragment in snippet)
