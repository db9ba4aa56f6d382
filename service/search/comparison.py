"""Comparisons: one search narrowed to each value of a facet, or to each pair of values of two facets.

Every total is that of the search narrowed so, in one mode for all. Every quotation is a sentence of its first result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from indexer.analysis.sentence_splitter import quotable_spans
from service.search.deadline import Deadline
from service.search.highlighting import cut_spans
from service.search.protocol import Engine, Filters, Hit, Mode, ResultPage, SearchRequest, Snippet

MAX_VALUES = 40
"""The most values of a facet that are compared: those with the most passages."""

MAX_ROWS, MAX_COLUMNS = 12, 6
"""The most values of either facet in a matrix."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A search narrowed to one value of each of these facets.

    `total` and `others` are as in a ResultPage, but the mode is not widened: `total` is 0 where no passage matches in
    the mode of the comparison. `hit` is the first result, None where there is none, and `sentence` the sentence of it
    with the most words of the query, highlighted; empty where its text is withheld.
    """

    request: SearchRequest
    total: int
    others: int
    hit: Hit | None
    sentence: Snippet


@dataclass(frozen=True, slots=True)
class Comparison:
    """A search narrowed to each value of a facet, those with the most passages first.

    `searched` is the search that is narrowed: its mode is set, so that all totals count alike, and its spelling is
    corrected. `left_out` is the number of values beyond MAX_VALUES.
    """

    searched: SearchRequest
    mode: Mode
    facet: str
    rows: tuple[tuple[str, Narrowed], ...]
    left_out: int
    generation: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A search narrowed to each pair of values of two facets; a pair that no passage has is not in `cells`.

    `left_out` are the numbers of values of the facets beyond MAX_ROWS and MAX_COLUMNS.
    """

    searched: SearchRequest
    mode: Mode
    facets: tuple[str, str]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Narrowed]
    left_out: tuple[int, int]
    generation: str


def compare(engine: Engine, request: SearchRequest, facet: str, seconds: float) -> Comparison:
    """Return a search compared by the values of a facet: those that its filters select, else all that occur.

    Raise QueryTimeout where that takes longer than this many seconds.
    """
    deadline = Deadline(seconds)
    page, searched = _fixed(engine, request, (facet,))
    values = _values(engine, page, request.filters, facet)
    rows = []
    for value in values[:MAX_VALUES]:
        deadline.check()
        rows.append((value, narrow(engine, searched, {facet: value})))
    rows.sort(key=lambda row: (-row[1].total, -row[1].others))
    return Comparison(searched, page.mode, facet, tuple(rows), max(0, len(values) - MAX_VALUES), page.generation)


def cross(engine: Engine, request: SearchRequest, facets: tuple[str, str], seconds: float) -> Matrix:
    """Return a search compared by each pair of values of two facets. Raise QueryTimeout as `compare` does."""
    deadline = Deadline(seconds)
    page, searched = _fixed(engine, request, facets)
    all_rows, all_columns = (_found(page, request.filters, facet) for facet in facets)
    rows, columns = all_rows[:MAX_ROWS], all_columns[:MAX_COLUMNS]
    cells = {}
    for row in rows:
        deadline.check()
        narrowed = with_values(searched, {facets[0]: row})
        counts = {count.value for count in engine.search(narrowed).facets.get(facets[1], ()) if count.count}
        for column in columns:
            if column in counts:
                deadline.check()
                cells[row, column] = narrow(engine, searched, {facets[0]: row, facets[1]: column})
    left_out = len(all_rows) - len(rows), len(all_columns) - len(columns)
    return Matrix(searched, page.mode, facets, tuple(rows), tuple(columns), cells, left_out, page.generation)


def with_values(request: SearchRequest, values: Mapping[str, str]) -> SearchRequest:
    """Return a search narrowed to one value of each of these facets."""
    return replace(request, filters={**request.filters, **{facet: (value,) for facet, value in values.items()}})


def narrow(engine: Engine, request: SearchRequest, values: Mapping[str, str]) -> Narrowed:
    """Return a search narrowed to one value of each of these facets, with the best sentence of its first result."""
    narrowed = with_values(request, values)
    page = engine.search(narrowed)
    total = page.asked_total
    hit = page.hits[0] if page.hits and total else None
    sentence = sentence_of(engine, hit, request.text) if hit else ()
    return Narrowed(narrowed, total, page.total - total + page.others, hit, sentence)


def sentence_of(engine: Engine, hit: Hit, text: str) -> Snippet:
    """Return the sentence of a result with the most words of a query, highlighted; empty where its text is withheld."""
    return () if hit.withheld else best_sentence(engine.passage(hit.passage.id, text).marked)


def best_sentence(marked: Snippet) -> Snippet:
    """Return the sentence of a highlighted text with the most different highlighted words, the first of several.

    A long sentence is cut as quotations are.
    """
    text = "".join(span.text for span in marked)
    ends = list(accumulate(len(span.text) for span in marked))
    highlights = [(end - len(span.text), end) for span, end in zip(marked, ends, strict=True) if span.match]
    sentences = [cut_spans(text, start, end, highlights) for start, end in quotable_spans(text)]
    return max(sentences, key=lambda found: len({span.text.casefold() for span in found if span.match}), default=())


def _fixed(engine: Engine, request: SearchRequest, facets: Sequence[str]) -> tuple[ResultPage, SearchRequest]:
    """Return the page of a search without its filters by these facets, and that search with its mode and spelling."""
    filters = {name: values for name, values in request.filters.items() if name not in facets}
    base = replace(request, filters=filters, page=1, page_size=1, group=None, sort="relevance")
    page = engine.search(base)
    text = page.corrected or request.text
    return page, replace(base, text=text, match=page.mode if text else None, as_typed=True)


def _found(page: ResultPage, filters: Filters, facet: str) -> list[str]:
    """Return the values of a facet that the filters select, else those of passages found, the most frequent first."""
    return list(filters.get(facet, ())) or [each.value for each in page.facets.get(facet, ()) if each.count]


def _values(engine: Engine, page: ResultPage, filters: Filters, facet: str) -> list[str]:
    """Return the values as `_found` does, and after them those of the passages that the search does not find."""
    found = _found(page, filters, facet)
    if facet in filters:
        return found
    everything = engine.search(SearchRequest(filters=page.request.filters, page_size=1)).facets.get(facet, ())
    return list(dict.fromkeys([*found, *(each.value for each in everything if each.count)]))
