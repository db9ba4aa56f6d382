"""Filtering by facets and counting them.

Both work on combinations: the distinct sets of facet values that passages have, of which there are few. A facet is
counted without its own selection, so that its other values show what choosing them too would add.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.errors import BadParameter
from indexer.records.passage import FACETS
from indexer.store.facet_file import COMBINED, Values
from indexer.store.generation import Generation
from service.engine.index import Mask, Ordinals
from service.engine.protocol import FacetCount

Filters = Mapping[str, tuple[str, ...]]

DOCUMENT = "document"

MOST_VALUES, MOST_DOCUMENTS = 200, 50
"""So many values of one facet are given at most, the most frequent; a selected one is always there."""


@dataclass(frozen=True, slots=True)
class _Facet:
    """The values of a facet in their alphabet, and which combination has which: `values[own[i]]` is one of
    combination `combination[i]`'s.
    """

    values: tuple[str, ...]
    combination: NDArray[np.intp]
    own: NDArray[np.intp]

    def count(self, of_combinations: NDArray[np.intp]) -> NDArray[np.intp]:
        """The number of passages of each value, from those of each combination."""
        counts = np.bincount(self.own, weights=of_combinations[self.combination], minlength=len(self.values))
        return counts.astype(np.intp)

    def has_any(self, wanted: frozenset[str], combinations: int) -> Mask:
        """For each combination whether it has one of these values."""
        chosen = np.fromiter((value in wanted for value in self.values), dtype=np.bool_, count=len(self.values))
        having = np.zeros(combinations, dtype=np.bool_)
        having[self.combination[chosen[self.own]]] = True
        return having


class FacetIndex:
    """The facet values of the passages of one generation. May be used from any thread."""

    def __init__(self, generation: Generation) -> None:
        self.combination_of: NDArray[np.intp] = generation.combination_of.astype(np.intp)
        self.size = len(generation.combinations)
        self.facets = {name: _facet(name, generation.combinations) for name in COMBINED}
        documents = sorted(generation.documents.values(), key=lambda document: document.id)
        self.documents = tuple(document.id for document in documents)
        self.document_of: NDArray[np.int32] = np.zeros(generation.count, dtype=np.int32)
        for place, document in enumerate(documents):
            self.document_of[document.first : document.first + document.count] = place


def _facet(name: str, combinations: Sequence[Values]) -> _Facet:
    values = tuple(sorted({value for each in combinations for value in each[name]}))
    place = {value: at for at, value in enumerate(values)}
    pairs = [(at, place[value]) for at, each in enumerate(combinations) for value in each[name]]
    combination, own = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    return _Facet(values, combination.copy(), own.copy())


class Selection:
    """The filters of one search over the passages of one generation. Raises BadParameter for an unknown facet."""

    def __init__(self, filters: Filters, index: FacetIndex) -> None:
        for name in filters:
            if name not in FACETS:
                raise BadParameter(f"There is no facet {name!r}; the facets are {', '.join(FACETS)}.")
        self.wanted = {name: frozenset(values) for name, values in filters.items() if values}
        self.index = index
        self.having = {
            name: index.facets[name].has_any(wanted, index.size)
            for name, wanted in self.wanted.items()
            if name != DOCUMENT
        }
        """For each facet chosen the combinations that have one of its values: values are alternatives."""
        self.documents: Mask | None = None
        if DOCUMENT in self.wanted:
            wanted = self.wanted[DOCUMENT]
            self.documents = np.fromiter((name in wanted for name in index.documents), np.bool_, len(index.documents))

    def filtered(self, found: Ordinals) -> Ordinals:
        """Those of the passages that pass all filters: facets combine."""
        if self.having:
            found = found[self._allowed()[self.index.combination_of[found]]]
        if self.documents is not None:
            found = found[self.documents[self.index.document_of[found]]]
        return found

    def allowed(self, found: Mask) -> Mask:
        """Those of a set of passages that pass all filters."""
        for mask in self._masks:
            found = found & mask
        return found

    def count(self, found: Mask) -> int:
        """The number of passages of a set that pass all filters."""
        return int(np.count_nonzero(self.allowed(found)))

    def counts(self, found: Ordinals) -> "FacetCounts":
        """The counts of every facet over these passages, filtered out or not."""
        return FacetCounts(self, found)

    def allowed_but_for(self, facet: str) -> Mask | None:
        """The combinations that pass the filters of all other facets; None where all do."""
        others = [having for name, having in self.having.items() if name != facet]
        return np.logical_and.reduce(others) if others else None

    def _allowed(self) -> Mask:
        allowed: Mask = np.logical_and.reduce(list(self.having.values()))
        return allowed

    @cached_property
    def _masks(self) -> list[Mask]:
        """For each filter the passages that pass it."""
        masks = [self._allowed()[self.index.combination_of]] if self.having else []
        if self.documents is not None:
            masks.append(self.documents[self.index.document_of])
        return masks


class FacetCounts(Mapping[str, tuple[FacetCount, ...]]):
    """The counts of each facet, made when they are asked for.

    The most frequent values come first; a selected value is there even where no passage has it.
    """

    def __init__(self, selection: Selection, found: Ordinals) -> None:
        self._selection = selection
        self._found = found
        self._counted: dict[str, tuple[FacetCount, ...]] = {}

    def __getitem__(self, name: str) -> tuple[FacetCount, ...]:
        if name not in self._counted:
            if name not in FACETS:
                raise KeyError(name)
            self._counted[name] = self._ordered(name, *(self._documents() if name == DOCUMENT else self._values(name)))
        return self._counted[name]

    def __iter__(self) -> Iterator[str]:
        return iter(FACETS)

    def __len__(self) -> int:
        return len(FACETS)

    def __repr__(self) -> str:
        return f"FacetCounts({dict(self)!r})"

    @cached_property
    def _of_combinations(self) -> NDArray[np.intp]:
        """The number of passages of each combination, of the documents chosen."""
        index, found, documents = self._selection.index, self._found, self._selection.documents
        if documents is not None:
            found = found[documents[index.document_of[found]]]
        return np.bincount(index.combination_of[found], minlength=index.size)

    def _values(self, name: str) -> tuple[tuple[str, ...], NDArray[np.intp]]:
        facet = self._selection.index.facets[name]
        allowed = self._selection.allowed_but_for(name)
        counts = self._of_combinations
        return facet.values, facet.count(counts if allowed is None else counts * allowed)

    def _documents(self) -> tuple[tuple[str, ...], NDArray[np.intp]]:
        index, found = self._selection.index, self._found
        allowed = self._selection.allowed_but_for(DOCUMENT)
        if allowed is not None:
            found = found[allowed[index.combination_of[found]]]
        return index.documents, np.bincount(index.document_of[found], minlength=len(index.documents))

    def _ordered(self, name: str, values: tuple[str, ...], counts: NDArray[np.intp]) -> tuple[FacetCount, ...]:
        selected = self._selection.wanted.get(name, frozenset())
        order = np.argsort(-counts, kind="stable")
        most = MOST_DOCUMENTS if name == DOCUMENT else MOST_VALUES
        places = order[: min(most, int(np.count_nonzero(counts)))].tolist()
        given = [(values[place], count) for place, count in zip(places, counts[places].tolist(), strict=True)]
        shown = {value for value, _ in given}
        if missing := selected - shown:
            known = {value: place for place, value in enumerate(values) if value in missing}
            given += [(value, int(counts[known[value]]) if value in known else 0) for value in sorted(missing)]
            given.sort(key=lambda each: (-each[1], each[0]))
        return tuple(FacetCount(value, count, value in selected) for value, count in given)
