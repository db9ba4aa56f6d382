"""Filtering by facets and counting them.

Both work on combinations: the distinct sets of facet values that passages have, of which there are few. A facet is
counted without its own selection, so that its other values show what choosing them too would add.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from indexer.errors import BadParameter
from indexer.index.facet_file import Values
from indexer.index.generation import Generation
from indexer.records.taxonomy import DOCUMENT
from service.search.index import Mask
from service.search.jit import compiled, lowest_bit
from service.search.passage_set import PassageSet, Words
from service.search.protocol import FacetCount, Filters

CombinationOrds = NDArray[np.uint32]
"""The ordinal of each passage's combination, or document, among all of them."""

MAX_VALUES, MAX_DOCUMENTS = 200, 50
"""The maximum number of values of a facet, the most frequent ones; selected values are always included."""


@dataclass(frozen=True, slots=True)
class _Facet:
    """The values of a facet in alphabetical order, and the combinations that have them.

    Combination `combination[i]` has the value `values[own[i]]`.
    """

    values: tuple[str, ...]
    combination: NDArray[np.intp]
    own: NDArray[np.intp]

    def count(self, of_combinations: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the number of passages of each value, from those of each combination."""
        given = of_combinations[self.combination]
        return np.bincount(self.own, weights=given, minlength=len(self.values)).astype(np.int64)

    def has_any(self, selected: frozenset[str], combination_count: int) -> Mask:
        """Return for each combination whether it has one of these values: `[combination]`."""
        chosen = np.fromiter((value in selected for value in self.values), dtype=np.bool_, count=len(self.values))
        found = np.zeros(combination_count, dtype=np.bool_)
        found[self.combination[chosen[self.own]]] = True
        return found


class FacetIndex:
    """The facet values of the passages of one generation. May be used from any thread."""

    def __init__(self, generation: Generation) -> None:
        self.combination_of: CombinationOrds = np.ascontiguousarray(generation.combination_ids, np.uint32)
        self.size = len(generation.combinations)
        self.facets = {name: _facet(name, generation.combinations) for name in generation.facets.facets}
        self.names = generation.taxonomy.names
        documents = sorted(generation.documents.values(), key=lambda document: document.id)
        self.documents = tuple(document.id for document in documents)
        self.document_of: CombinationOrds = np.zeros(generation.count, dtype=np.uint32)
        for ord_, document in enumerate(documents):
            self.document_of[document.first_ordinal : document.first_ordinal + document.passage_count] = ord_

    def passages(self, name: str, value: str) -> PassageSet:
        """Return the passages that have this value of a facet other than the document."""
        allowed = self.facets[name].has_any(frozenset({value}), self.size)
        ordinals = np.flatnonzero(allowed[self.combination_of]).astype(np.uint32)
        return PassageSet.of(ordinals, len(self.combination_of))


def _facet(name: str, combinations: Sequence[Values]) -> _Facet:
    values = tuple(sorted({value for each in combinations for value in each[name]}))
    ords = {value: ord_ for ord_, value in enumerate(values)}
    pairs = [(at, ords[value]) for at, each in enumerate(combinations) for value in each[name]]
    combination, own = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    return _Facet(values, combination.copy(), own.copy())


class FacetSelection:
    """The filters of one search over the passages of one generation. Raises BadParameter for an unknown facet."""

    def __init__(self, filters: Filters, index: FacetIndex) -> None:
        for name in filters:
            if name not in index.names:
                raise BadParameter(
                    "There is no facet %(name)s; the facets are %(known)s.",
                    name=repr(name),
                    known=", ".join(index.names),
                )
        self.selected = {name: frozenset(values) for name, values in filters.items() if values}
        self.index = index
        self.allowed = {
            name: index.facets[name].has_any(values, index.size)
            for name, values in self.selected.items()
            if name != DOCUMENT
        }
        """For each facet with a filter, which combinations have one of the selected values: values are alternatives."""
        self.documents: Mask | None = None
        if DOCUMENT in self.selected:
            selected = self.selected[DOCUMENT]
            self.documents = np.fromiter((name in selected for name in index.documents), np.bool_, len(index.documents))

    def filtered(self, found: PassageSet) -> PassageSet:
        """Return those of the passages that pass all filters: facets combine."""
        if self.allowed:
            found = _kept(found, self.index.combination_of, np.logical_and.reduce(list(self.allowed.values())))
        return self._in_selected_documents(found)

    def counts(self, found: PassageSet) -> "FacetCounts":
        """Return the counts of every facet over these passages, filtered out or not."""
        return FacetCounts(self, found)

    def allowed_by_others(self, facet: str) -> Mask | None:
        """Return the combinations that pass the filters of all other facets; None where all do."""
        others = [mask for name, mask in self.allowed.items() if name != facet]
        return np.logical_and.reduce(others) if others else None

    def _in_selected_documents(self, found: PassageSet) -> PassageSet:
        return found if self.documents is None else _kept(found, self.index.document_of, self.documents)

    def count_combinations(self, found: PassageSet) -> NDArray[np.int64]:
        """Return the number of passages of each combination, in the selected documents."""
        return _counted(self._in_selected_documents(found), self.index.combination_of, self.index.size)

    def count_documents(self, found: PassageSet) -> NDArray[np.int64]:
        """Return the number of passages of each document that pass the filters of all other facets."""
        allowed = self.allowed_by_others(DOCUMENT)
        if allowed is not None:
            found = _kept(found, self.index.combination_of, allowed)
        return _counted(found, self.index.document_of, len(self.index.documents))


class FacetCounts(Mapping[str, tuple[FacetCount, ...]]):
    """The counts of each facet, computed when they are read.

    The most frequent values come first; a selected value is listed even where no passage has it.
    """

    def __init__(self, selection: FacetSelection, found: PassageSet) -> None:
        self._selection = selection
        self._found = found
        self._counted: dict[str, tuple[FacetCount, ...]] = {}

    def __getitem__(self, name: str) -> tuple[FacetCount, ...]:
        if name not in self._counted:
            if name not in self._selection.index.names:
                raise KeyError(name)
            self._counted[name] = self._ordered(name, *(self._documents() if name == DOCUMENT else self._values(name)))
        return self._counted[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._selection.index.names)

    def __len__(self) -> int:
        return len(self._selection.index.names)

    def __repr__(self) -> str:
        return f"FacetCounts({dict(self)!r})"

    @cached_property
    def _of_combinations(self) -> NDArray[np.int64]:
        return self._selection.count_combinations(self._found)

    def _values(self, name: str) -> tuple[tuple[str, ...], NDArray[np.int64]]:
        facet = self._selection.index.facets[name]
        allowed = self._selection.allowed_by_others(name)
        counts = self._of_combinations
        return facet.values, facet.count(counts if allowed is None else counts * allowed)

    def _documents(self) -> tuple[tuple[str, ...], NDArray[np.int64]]:
        return self._selection.index.documents, self._selection.count_documents(self._found)

    def _ordered(self, name: str, values: tuple[str, ...], counts: NDArray[np.int64]) -> tuple[FacetCount, ...]:
        selected = self._selection.selected.get(name, frozenset())
        present = counts.nonzero()[0]
        most = MAX_DOCUMENTS if name == DOCUMENT else MAX_VALUES
        ords = present[(-counts[present]).argsort(kind="stable")[:most]].tolist()
        given = [(values[ord_], count) for ord_, count in zip(ords, counts[ords].tolist(), strict=True)]
        if missing := selected.difference(value for value, _ in given):
            known = {value: ord_ for ord_, value in enumerate(values) if value in missing}
            given += [(value, int(counts[known[value]]) if value in known else 0) for value in sorted(missing)]
            given.sort(key=lambda each: (-each[1], each[0]))
        return tuple([_facet_count((value, count, value in selected)) for value, count in given])


_facet_count: Callable[[tuple[str, int, bool]], FacetCount] = partial(tuple.__new__, FacetCount)
"""Makes a count of its parts: a search has some forty, and this takes a third of the time of calling the class."""


def _kept(found: PassageSet, of: CombinationOrds, allowed: Mask) -> PassageSet:
    """Return those of the passages whose combination or document is allowed."""
    kept = np.zeros_like(found.words)
    _keep(kept, found.words, of, allowed)
    return PassageSet(kept, found.total)


def _counted(found: PassageSet, of: CombinationOrds, size: int) -> NDArray[np.int64]:
    """Return the number of passages of each combination or document, of which there are `size`."""
    counts = np.zeros(size, np.int64)
    _count(counts, found.words, of)
    return counts


@compiled("u8[]! u8[] u4[] bool[]")
def _keep(kept: Words, words: Words, of: CombinationOrds, allowed: Mask) -> None:
    for index in range(len(words)):
        word = words[index]
        while word:
            bit = word & (~word + np.uint64(1))
            if allowed[of[index * 64 + lowest_bit(word)]]:
                kept[index] |= bit
            word ^= bit


@compiled("i8[]! u8[] u4[]")
def _count(counts: NDArray[np.int64], words: Words, of: CombinationOrds) -> None:
    for index in range(len(words)):
        word = words[index]
        while word:
            counts[of[index * 64 + lowest_bit(word)]] += 1
            word &= word - np.uint64(1)
