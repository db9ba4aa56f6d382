"""Grouping results by document: which documents hold matching passages, in which order, and the first passages of each.

The passages of a document follow each other in the index, so a document is a range of ordinals.
"""

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.records.document import Document
from service.search.index import Floats, Mask, Ordinals
from service.search.passage_set import PassageSet
from service.search.protocol import Sort

MAX_GROUPED = 3
"""The most passages that are listed of one document."""

Numbers = NDArray[np.intp]


class DocumentRanges:
    """The documents of one generation that have passages, by number from 0, in the order of the index."""

    def __init__(self, documents: Iterable[Document], count: int) -> None:
        self.documents = tuple(document for document in documents if document.passage_count)
        self._bounds = np.array([*(document.first_ordinal for document in self.documents), count], np.uint32)
        self._years = np.array([document.source.year or 0 for document in self.documents], np.int32)

    def group(self, found: PassageSet, scores: Floats) -> "DocumentGroups":
        """Return these passages by document; `scores` are those of all passages of the index."""
        return DocumentGroups(found.ordinals, np.searchsorted(found.ordinals, self._bounds), scores, self._years)


class DocumentGroups:
    """Passages by document."""

    def __init__(self, ordinals: Ordinals, cuts: Numbers, scores: Floats, years: NDArray[np.int32]) -> None:
        self._ordinals = ordinals
        self._cuts = cuts
        self._scores = scores
        self._years = years

    @cached_property
    def counts(self) -> Numbers:
        """The number of passages of each document."""
        return np.diff(self._cuts)

    @cached_property
    def held(self) -> Mask:
        """Whether each document has any."""
        return self.counts > 0

    @cached_property
    def size(self) -> int:
        """The number of documents that have any."""
        return int(np.count_nonzero(self.held))

    def ordered(self, sort: Sort) -> Numbers:
        """Return the documents that have any, in the requested order.

        By relevance they have the order of their best passages, so that the first passage of all is in the first
        document; those of one year have this order, too.
        """
        numbers = np.flatnonzero(self.held)
        if sort == "document" or not len(numbers):
            return numbers
        best = np.maximum.reduceat(self._scores[self._ordinals], self._cuts[numbers])
        if sort == "newest":
            return numbers[np.lexsort((-best, -self._years[numbers]))]
        return numbers[np.argsort(-best, kind="stable")]

    def first(self, number: int, sort: Sort) -> Ordinals:
        """Return the first few passages of a document: the best ones, or those that come first in it."""
        ordinals = self._ordinals[self._cuts[number] : self._cuts[number + 1]]
        if sort == "document":
            return ordinals[:MAX_GROUPED]
        return ordinals[np.argsort(-self._scores[ordinals], kind="stable")[:MAX_GROUPED]]

    def outside(self, other: "DocumentGroups", total: int) -> PassageSet:
        """Return those of the passages whose documents have none in another grouping, as a set of `total` passages."""
        return PassageSet.of(self._ordinals[np.repeat(~other.held, self.counts)], total)
