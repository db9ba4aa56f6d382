"""Highlighting: the occurrences of a query's words in a passage's text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.analyzer import analyze
from indexer.analysis.run_together import NOTHING_RUN_TOGETHER, Parts
from indexer.analysis.terms import query_terms
from indexer.analysis.tokenizer import Token
from service.query.items import Item, Phrase, Prefix, Query, StemmedPhrase, Word
from service.search.protocol import Snippet, TextSpan


@dataclass(frozen=True, slots=True)
class HighlightTerms:
    """What of a text is marked, and to which of the query's clauses (their places, from 0) it belongs.

    `terms` are stems as the index holds them, `words` folded words as written, `phrases` runs of folded words and
    `prefixes` the first letters of folded words.
    """

    terms: dict[str, int] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], int] = field(default_factory=dict)
    prefixes: dict[str, int] = field(default_factory=dict)


class Highlight(NamedTuple):
    """Characters `start` to `end` (end excluded) of a text that answer the query's clause with this place."""

    start: int
    end: int
    clause: int


Numbers = NDArray[np.int32]


class Highlights(NamedTuple):
    """Marks of several texts in their order: mark `i` is of the text with the place `rows[i]` among them."""

    rows: Numbers
    starts: Numbers
    ends: Numbers
    clauses: Numbers


def pack_highlights(found: Iterable[Iterable[Highlight]]) -> Highlights:
    """Return the marks of several texts as one."""
    flat = [(row, *mark) for row, each in enumerate(found) for mark in sorted(each)]
    return Highlights(*(column.copy() for column in np.array(flat, np.int32).reshape(-1, 4).T))


def find_highlights(
    text: str, language: str, wanted: HighlightTerms, run_together: Mapping[str, Parts] = NOTHING_RUN_TOGETHER
) -> tuple[Highlight, ...]:
    """Return what is to be marked in a text in this language, in order: what a search finds there. Marks may overlap.

    `run_together` are the words of its document that were run together, with their parts.
    """
    analysis = analyze(text, language, run_together)
    found = {
        Highlight(
            analysis.tokens[term.position].start,
            analysis.tokens[term.position + term.position_length - 1].end,
            wanted.terms[term.text],
        )
        for term in analysis.terms
        if term.text in wanted.terms
    }
    if wanted.words or wanted.phrases or wanted.prefixes:
        found.update(_exact(analysis.tokens, wanted))
    return tuple(sorted(found))


def cut_spans(text: str, start: int, end: int, found: Iterable[tuple[int, int]]) -> Snippet:
    """Return the characters from `start` to `end` of a text, cut where marks (start, end; in order) begin and end.

    Marks that overlap are shown as one.
    """
    cut: list[TextSpan] = []
    place = start
    for first, last in _merged(found):
        if last <= start:
            continue
        if first >= end:
            break
        if first > place:
            cut.append(TextSpan(text[place:first], match=False))
        place = max(first, place)
        cut.append(TextSpan(text[place : min(last, end)], match=True))
        place = min(last, end)
    if place < end:
        cut.append(TextSpan(text[place:end], match=False))
    return tuple(cut)


def highlight_text(text: str, found: Iterable[tuple[int, int]]) -> Snippet:
    """Return a whole text with its marks."""
    return cut_spans(text, 0, len(text), found)


def _exact(found: Sequence[Token], wanted: HighlightTerms) -> Iterator[Highlight]:
    """Mark of words as written, of beginnings of words and of phrases."""
    for place, word in enumerate(found):
        if word.text in wanted.words:
            yield Highlight(word.start, word.end, wanted.words[word.text])
        for letters, clause in wanted.prefixes.items():
            if word.text.startswith(letters):
                yield Highlight(word.start, word.end, clause)
        for phrase, clause in wanted.phrases.items():
            run = found[place : place + len(phrase)]
            if word.text == phrase[0] and tuple(each.text for each in run) == phrase:
                yield Highlight(word.start, run[-1].end, clause)


def _merged(found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Return the highlighted spans, overlapping ones merged."""
    first, last = -1, -1
    for start, end in found:
        if start < last:
            last = max(last, end)
            continue
        if last >= 0:
            yield first, last
        first, last = start, end
    if last >= 0:
        yield first, last


def highlight_terms(query: Query, languages: tuple[str, ...]) -> HighlightTerms:
    """Return what to mark for a query in an index with passages in these languages. Clauses are numbered from 0.

    Where the same is looked for by several clauses, it belongs to the first.
    """
    wanted = HighlightTerms({}, {}, {}, {})
    for place, clause in enumerate(query.clauses):
        for item in clause.alternatives:
            _add(wanted, item, place, languages)
    for expansion in query.expansions:
        _add(wanted, expansion.item, expansion.clause_ords[0], languages)
    return wanted


def _add(wanted: HighlightTerms, item: Item, place: int, languages: tuple[str, ...]) -> None:
    match item:
        case Phrase():
            wanted.phrases.setdefault(item.words, place)
        case StemmedPhrase():
            for form in _forms(item.words):
                wanted.phrases.setdefault(form, place)
        case Prefix():
            wanted.prefixes.setdefault(item.letters, place)
        case Word(is_stopword=True):
            wanted.words.setdefault(item.unit, place)
        case Word():
            for term in query_terms(item.unit, languages):
                wanted.terms.setdefault(term, place)


def _forms(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Return a name of several words as it is written, and with its first, last or all words in the plural."""
    *before, last = name
    first, *after = name
    yield name
    yield (*before, f"{last}s")
    yield (f"{first}s", *after)
    yield (f"{first}s", *after[:-1], f"{last}s")
