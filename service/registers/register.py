"""A register in memory: records that can be filtered, searched, counted, ordered, grouped and paged.

It does not depend on the type of its records: it gets a text, facet values and sort keys of each (`Row`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.analysis.terms import index_terms, query_terms
from indexer.analysis.tokenizer import token_texts
from service.query.grammar import parse
from service.query.items import Item, Phrase, Prefix, Query, StemmedPhrase, Word
from service.query.limits import cap_terms
from service.registers.request import NO_VALUE, PageRow, RegisterFields, RegisterPage, RegisterRequest
from service.search.protocol import FacetCount

Mask = npt.NDArray[np.bool_]
"""A Boolean for each record."""

RowIds = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Row:
    """A record as the register uses it: `text` is searched, `facets` are counted, `keys` sort.

    Keys of one name must be comparable; records with equal keys keep their given order.
    """

    text: str
    language: str
    facets: Mapping[str, tuple[str, ...]]
    keys: Mapping[str, Any]


class FacetColumn:
    """The values of one facet over all records: `table[value, record]` is true where the record has the value."""

    def __init__(self, values: Sequence[Sequence[str]]) -> None:
        self.names = sorted({name for record in values for name in record})
        self._rows = {name: row for row, name in enumerate(self.names)}
        self.table = np.zeros((len(self.names), len(values)), dtype=np.bool_)
        for row_id, record in enumerate(values):
            for name in record:
                self.table[self._rows[name], row_id] = True

    def with_any(self, names: Sequence[str]) -> Mask:
        """Return the records that have any of these values."""
        rows = [self._rows[name] for name in names if name in self._rows]
        return np.asarray(self.table[rows].any(axis=0), dtype=np.bool_)

    def missing(self) -> Mask:
        """Return the records without a value."""
        return np.asarray(~self.table.any(axis=0), dtype=np.bool_)

    def counts(self, selected: Mask) -> dict[str, int]:
        """Count the selected records by value; values of none of them are left out."""
        sums = self.table[:, selected].sum(axis=1)
        return {name: int(count) for name, count in zip(self.names, sums, strict=True) if count}


class TextIndex:
    """An inverted index of the records' texts, each given with its language.

    Records often share a sentence, so each distinct text is analyzed once.
    """

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        self._distinct = list(dict.fromkeys(texts))
        text_ids = {text: text_id for text_id, text in enumerate(self._distinct)}
        self._text_of = np.array([text_ids[text] for text in texts], dtype=np.intp)
        self._tokens = [token_texts(text) for text, _ in self._distinct]
        self._exact = _postings(self._tokens)
        self._stems = _postings(index_terms(text, language) for text, language in self._distinct)
        self._languages = tuple(sorted({language for _, language in texts}))

    def parse(self, text: str) -> Query:
        """Parse a query and cap its terms. Raise QueryTooLong."""
        return cap_terms(parse(text), lambda word: len(self._matching(word)))

    def find(self, query: Query) -> Mask:
        """Return the records that match every clause of a query and none of its exclusions."""
        found = set(range(len(self._distinct)))
        for clause in query.clauses:
            found &= self._matching_any(clause.alternatives)
        found -= self._matching_any(query.excluded)
        mask = np.zeros(len(self._distinct), dtype=np.bool_)
        mask[list(found)] = True
        return np.asarray(mask[self._text_of], dtype=np.bool_)

    def _matching_any(self, items: Iterable[Item]) -> set[int]:
        return set().union(*(self._matching(item) for item in items))

    def _matching(self, item: Item) -> set[int]:
        """Return the ids of the texts that match one item."""
        match item:
            case Phrase() | StemmedPhrase():
                return self._phrase(item.words)
            case Prefix():
                words = [word for word in self._exact if word.startswith(item.letters)]
                return set().union(*(self._exact[word] for word in words))
            case Word(is_stopword=True):
                return self._exact.get(item.normalized, set())
            case Word():
                return set().union(
                    *(self._stems.get(term, ()) for term in query_terms(item.normalized, self._languages))
                )

    def _phrase(self, words: tuple[str, ...]) -> set[int]:
        candidates = set.intersection(*(self._exact.get(word, set()) for word in words)) if words else set()
        return {text_id for text_id in candidates if _has_phrase(self._tokens[text_id], words)}


def _postings(texts: Iterable[Iterable[str]]) -> dict[str, set[int]]:
    """Return the ids of the texts that contain each term."""
    postings: dict[str, set[int]] = defaultdict(set)
    for text_id, terms in enumerate(texts):
        for term in terms:
            postings[term].add(text_id)
    return dict(postings)


def _has_phrase(tokens: Sequence[str], words: tuple[str, ...]) -> bool:
    length = len(words)
    return any(tuple(tokens[start : start + length]) == words for start in range(len(tokens) - length + 1))


class Register:
    """All records of one kind in one generation. Read-only; may be used from any thread."""

    def __init__(self, rows: Sequence[Row], fields: RegisterFields) -> None:
        self.fields = fields
        self._count = len(rows)
        self._columns = {name: FacetColumn([row.facets.get(name, ()) for row in rows]) for name in fields.facets}
        self._ranks = {name: _ranks([row.keys[name] for row in rows]) for name in fields.orders}
        self._texts = TextIndex([(row.text, row.language) for row in rows])

    def __len__(self) -> int:
        return self._count

    def values(self, facet: str) -> tuple[str, ...]:
        """Return the values of a facet that occur."""
        return tuple(self._columns[facet].names)

    def find(self, request: RegisterRequest) -> RegisterPage:
        """Return one page of the records that a request selects. Raise QueryTooLong."""
        query = self._texts.parse(request.text)
        matching = self._texts.find(query)
        selected = self._selected(request, matching)
        rows, groups = self._rows(request, selected)
        first, last = _window(request, len(rows))
        return RegisterPage(
            request=request,
            total=int(selected.sum()),
            listed=len(rows),
            rows=tuple(rows[first:last]),
            groups=groups,
            facets={name: self._counts(name, request, matching) for name in self._columns},
            ignored=query.ignored,
        )

    def row_ids(self, request: RegisterRequest) -> frozenset[int]:
        """Return the row ids of all records that a request selects, whatever its page."""
        return frozenset(np.flatnonzero(self._selected(request, self._matching(request.text))).tolist())

    def crosstab(self, request: RegisterRequest, one: str, other: str) -> dict[tuple[str, str], int]:
        """Count the selected records by each pair of values of two facets.

        Records without a value of the first facet count under NO_VALUE.
        """
        selected = self._selected(request, self._matching(request.text))
        first, second = self._columns[one], self._columns[other]
        rows = np.vstack([first.table, first.missing()])[:, selected].astype(np.int64)
        sums = rows @ second.table[:, selected].T.astype(np.int64)
        names = [*first.names, NO_VALUE]
        return {(names[row], second.names[column]): int(sums[row, column]) for row, column in np.argwhere(sums)}

    def _matching(self, text: str) -> Mask:
        """Return the records that match a query; all of them for an empty one."""
        return self._texts.find(self._texts.parse(text))

    def _selected(self, request: RegisterRequest, matching: Mask, *, without: str = "") -> Mask:
        """Return the records that match the query and pass every filter except that of the facet `without`."""
        selected = matching.copy()
        for name, values in request.filters.items():
            if name != without:
                selected &= self._columns[name].with_any(values)
        return selected

    def _counts(self, name: str, request: RegisterRequest, matching: Mask) -> tuple[FacetCount, ...]:
        """Return the values of one facet, the most frequent first; selected ones even if no record has them."""
        counts = self._columns[name].counts(self._selected(request, matching, without=name))
        selected = request.filters.get(name, ())
        values = sorted({*counts, *selected}, key=lambda value: (-counts.get(value, 0), value))
        return tuple(FacetCount(value, counts.get(value, 0), value in selected) for value in values)

    def _rows(self, request: RegisterRequest, selected: Mask) -> tuple[list[PageRow], tuple[FacetCount, ...]]:
        """Return all rows in order, and the groups: the largest first, the one without a value last."""
        ordered = self._ordered(request, np.flatnonzero(selected))
        if not request.group:
            return [PageRow(int(row_id)) for row_id in ordered], ()
        column = self._columns[request.group]
        values = request.filters.get(request.group, ())
        counts = column.counts(selected)
        names = sorted((name for name in counts if not values or name in values), key=lambda each: -counts[each])
        groups = [(name, column.with_any([name])) for name in names]
        groups += [] if values else [(NO_VALUE, column.missing())]
        rows = [PageRow(int(row_id), name) for name, members in groups for row_id in ordered[members[ordered]]]
        sizes = [(name, int((members & selected).sum())) for name, members in groups]
        return rows, tuple(FacetCount(name, size, name in values) for name, size in sizes if size)

    def _ordered(self, request: RegisterRequest, row_ids: RowIds) -> RowIds:
        ranks = self._ranks[request.order or self.fields.orders[0]]
        return row_ids[np.argsort(ranks[row_ids], kind="stable")]


def _ranks(keys: Sequence[Any]) -> RowIds:
    """Return each record's rank in the order of the keys."""
    ranks = np.empty(len(keys), dtype=np.intp)
    ranks[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    return ranks


def _window(request: RegisterRequest, rows: int) -> tuple[int, int]:
    """Return the first and last row (excluded) of the requested page."""
    if not request.page_size:
        return 0, rows
    return (request.page - 1) * request.page_size, request.page * request.page_size
