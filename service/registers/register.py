"""A register: records that can be filtered, searched, counted, ordered, grouped and paged, all in memory.

It knows nothing of what its records are: of each it has some words, the values of its facets, and keys to order by.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from service.registers.facet_column import FacetColumn, Mask
from service.registers.request import NO_VALUE, PageRow, RegisterPage, RegisterRequest
from service.registers.sentence_search import WordIndex
from service.search.protocol import FacetCount

Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Row:
    """A record as the register sees it: `text` is searched, `facets` counted, `keys` ordered by.

    Keys of one name must be comparable; records whose keys are equal keep the order in which they were given.
    """

    text: str
    language: str
    facets: Mapping[str, tuple[str, ...]]
    keys: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RegisterSchema:
    """What a register can be asked for: its facets in their order of display, its orders, and the facets that group.

    The first order holds where none is asked for.
    """

    facets: tuple[str, ...]
    orders: tuple[str, ...]
    groups: tuple[str, ...]


class Register:
    """All records of one kind in one generation. Reads only; may be used from any thread."""

    def __init__(self, entries: Sequence[Row], shape: RegisterSchema) -> None:
        self.shape = shape
        self._count = len(entries)
        self._columns = {name: FacetColumn([entry.facets.get(name, ()) for entry in entries]) for name in shape.facets}
        self._ranks = {name: _ranks([entry.keys[name] for entry in entries]) for name in shape.orders}
        self._words = WordIndex([(entry.text, entry.language) for entry in entries])

    def __len__(self) -> int:
        return self._count

    def values(self, facet: str) -> tuple[str, ...]:
        """The values of a facet that records have."""
        return tuple(self._columns[facet].names)

    def find(self, request: RegisterRequest) -> RegisterPage:
        """One page of the records that a request chooses. Raises QueryTooLong."""
        query = self._words.query(request.text)
        said = self._words.find(query)
        chosen = self._chosen(request, said)
        rows, groups = self._rows(request, chosen)
        first, last = _window(request, len(rows))
        return RegisterPage(
            request=request,
            total=int(chosen.sum()),
            listed=len(rows),
            rows=tuple(rows[first:last]),
            groups=groups,
            facets={name: self._counts(name, request, said) for name in self._columns},
            ignored=query.ignored,
        )

    def places(self, request: RegisterRequest) -> frozenset[int]:
        """The places of all records that a request chooses, whatever its page."""
        return frozenset(np.flatnonzero(self._chosen(request, self._said(request.text))).tolist())

    def crosstab(self, request: RegisterRequest, one: str, other: str) -> dict[tuple[str, str], int]:
        """How many of the chosen records have each pair of values of two facets.

        Those without a value of the first facet count under NO_VALUE.
        """
        chosen = self._chosen(request, self._said(request.text))
        first, second = self._columns[one], self._columns[other]
        having = np.vstack([first.table, first.missing()])[:, chosen].astype(np.int64)
        sums = having @ second.table[:, chosen].T.astype(np.int64)
        names = [*first.names, NO_VALUE]
        return {(names[row], second.names[column]): int(sums[row, column]) for row, column in np.argwhere(sums)}

    def _said(self, text: str) -> Mask:
        """The records whose words answer a query; all of them where there is none."""
        return self._words.find(self._words.query(text))

    def _chosen(self, request: RegisterRequest, said: Mask, *, but: str = "") -> Mask:
        """The records that answer the query and pass every filter `but` one."""
        chosen = said.copy()
        for name, values in request.filters.items():
            if name != but:
                chosen &= self._columns[name].with_any(values)
        return chosen

    def _counts(self, name: str, request: RegisterRequest, said: Mask) -> tuple[FacetCount, ...]:
        """The values of one facet, the most frequent first, a selected one even where no record has it."""
        counts = self._columns[name].counts(self._chosen(request, said, but=name))
        selected = request.filters.get(name, ())
        values = sorted({*counts, *selected}, key=lambda value: (-counts.get(value, 0), value))
        return tuple(FacetCount(value, counts.get(value, 0), value in selected) for value in values)

    def _rows(self, request: RegisterRequest, chosen: Mask) -> tuple[list[PageRow], tuple[FacetCount, ...]]:
        """All rows in their order, and the groups in theirs: the largest first, that of no value last."""
        ordered = self._ordered(request, np.flatnonzero(chosen))
        if not request.group:
            return [PageRow(int(place)) for place in ordered], ()
        column = self._columns[request.group]
        selected = request.filters.get(request.group, ())
        counts = column.counts(chosen)
        names = sorted((name for name in counts if not selected or name in selected), key=lambda each: -counts[each])
        groups = [(name, column.with_any([name])) for name in names]
        groups += [] if selected else [(NO_VALUE, column.missing())]
        rows = [PageRow(int(place), name) for name, having in groups for place in ordered[having[ordered]]]
        sizes = [(name, int((having & chosen).sum())) for name, having in groups]
        return rows, tuple(FacetCount(name, size, name in selected) for name, size in sizes if size)

    def _ordered(self, request: RegisterRequest, places: Places) -> Places:
        return places[np.argsort(self._ranks[request.order or self.shape.orders[0]][places], kind="stable")]


def _ranks(keys: Sequence[Any]) -> Places:
    """For each record its place in the order of the keys."""
    ranks = np.empty(len(keys), dtype=np.intp)
    ranks[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    return ranks


def _window(request: RegisterRequest, rows: int) -> tuple[int, int]:
    """The first and last row (excluded) of the page asked for."""
    if not request.page_size:
        return 0, rows
    return (request.page - 1) * request.page_size, request.page * request.page_size
