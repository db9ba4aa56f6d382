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
    """What is highlighted in a text, each with the ordinal of its clause in the query, from 0.

    `terms` are stems as the index holds them, `words` folded words as written, `phrases` runs of folded words and
    `prefixes` the first letters of folded words.
    """

    terms: dict[str, int] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], int] = field(default_factory=dict)
    prefixes: dict[str, int] = field(default_factory=dict)


class Highlight(NamedTuple):
    """Characters `start` to `end` (end excluded) of a text that match a clause of the query, by its ordinal."""

    start: int
    end: int
    clause: int


Numbers = NDArray[np.int32]


class Highlights(NamedTuple):
    """Marks of several texts in their order: mark `i` is in the text with the index `rows[i]`."""

    rows: Numbers
    starts: Numbers
    ends: Numbers
    clauses: Numbers


def pack_highlights(found: Iterable[Iterable[Highlight]]) -> Highlights:
    """Return the marks of several texts as one."""
    flat = [(row, *mark) for row, each in enumerate(found) for mark in sorted(each)]
    return Highlights(*(column.copy() for column in np.array(flat, np.int32).reshape(-1, 4).T))


def find_highlights(
    text: str, language: str, sought: HighlightTerms, run_together: Mapping[str, Parts] = NOTHING_RUN_TOGETHER
) -> tuple[Highlight, ...]:
    """Return the highlights of a text in this language, in order: what a search matches there. They may overlap.

    `run_together` are the words of its document that were run together, with their parts.
    """
    analysis = analyze(text, language, run_together)
    found = {
        Highlight(
            analysis.tokens[term.position].start,
            analysis.tokens[term.position + term.position_length - 1].end,
            sought.terms[term.text],
        )
        for term in analysis.terms
        if term.text in sought.terms
    }
    if sought.words or sought.phrases or sought.prefixes:
        found.update(_exact(analysis.tokens, sought))
    return tuple(sorted(found))


def cut_spans(text: str, start: int, end: int, found: Iterable[tuple[int, int]]) -> Snippet:
    """Return the characters from `start` to `end` of a text, cut where marks (start, end; in order) begin and end.

    Marks that overlap are shown as one.
    """
    cut: list[TextSpan] = []
    position = start
    for first, last in _merged(found):
        if last <= start:
            continue
        if first >= end:
            break
        if first > position:
            cut.append(TextSpan(text[position:first], match=False))
        position = max(first, position)
        cut.append(TextSpan(text[position : min(last, end)], match=True))
        position = min(last, end)
    if position < end:
        cut.append(TextSpan(text[position:end], match=False))
    return tuple(cut)


def highlight_text(text: str, found: Iterable[tuple[int, int]]) -> Snippet:
    """Return a whole text with its marks."""
    return cut_spans(text, 0, len(text), found)


def _exact(found: Sequence[Token], sought: HighlightTerms) -> Iterator[Highlight]:
    """Yield the highlights of words as written, prefixes and phrases."""
    for index, word in enumerate(found):
        if word.text in sought.words:
            yield Highlight(word.start, word.end, sought.words[word.text])
        for letters, clause in sought.prefixes.items():
            if word.text.startswith(letters):
                yield Highlight(word.start, word.end, clause)
        for phrase, clause in sought.phrases.items():
            run = found[index : index + len(phrase)]
            if word.text == phrase[0] and tuple(each.text for each in run) == phrase:
                yield Highlight(word.start, run[-1].end, clause)


def _merged(found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the highlighted spans, overlapping ones merged."""
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
    """Return what to highlight for a query in an index with passages in these languages.

    What several clauses have in common belongs to the first.
    """
    sought = HighlightTerms({}, {}, {}, {})
    for clause_ord, clause in enumerate(query.clauses):
        for item in clause.alternatives:
            _add(sought, item, clause_ord, languages)
    for expansion in query.expansions:
        _add(sought, expansion.item, expansion.clause_ords[0], languages)
    return sought


def _add(sought: HighlightTerms, item: Item, clause_ord: int, languages: tuple[str, ...]) -> None:
    match item:
        case Phrase():
            sought.phrases.setdefault(item.words, clause_ord)
        case StemmedPhrase():
            for form in _forms(item.words):
                sought.phrases.setdefault(form, clause_ord)
        case Prefix():
            sought.prefixes.setdefault(item.letters, clause_ord)
        case Word(is_stopword=True):
            sought.words.setdefault(item.normalized, clause_ord)
        case Word():
            for term in query_terms(item.normalized, languages):
                sought.terms.setdefault(term, clause_ord)


def _forms(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield a name of several words as it is written, and with its first, last or both of these words in the plural."""
    *before, last = name
    first, *after = name
    yield name
    yield (*before, f"{last}s")
    yield (f"{first}s", *after)
    yield (f"{first}s", *after[:-1], f"{last}s")
