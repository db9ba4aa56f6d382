"""Passages of the same wording: a search lists one of them, and names the others with it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.search.index import Floats, Ordinals
from service.search.passage_set import PassageSet

MIN_COPIES = 2
"""How many passages of one wording there must be for one to be left out."""

_NONE: Ordinals = np.empty(0, np.uint32)


class CopyIndex:
    """The passages of one generation that have copies. May be used from any thread."""

    def __init__(self, groups: Sequence[Sequence[int]], count: int) -> None:
        self._groups = groups
        self._group_of: NDArray[np.int32] = np.full(count, -1, np.int32)
        for number, group in enumerate(groups):
            self._group_of[list(group)] = number
        self._copied = PassageSet.of(np.flatnonzero(self._group_of >= 0).astype(np.uint32), count)

    def of(self, ordinal: int) -> Sequence[int]:
        """Return the other passages with the wording of this one, in order."""
        number = int(self._group_of[ordinal])
        return [other for other in self._groups[number] if other != ordinal] if number >= 0 else ()

    def dropped(self, full: PassageSet, partial: PassageSet, scores: Floats) -> PassageSet | None:
        """Return the passages to leave out of two disjoint sets, so that each wording is there once; None if none.

        The one that stays is of the first set where any is, and has the highest score (`scores[ordinal]`) there.
        """
        found: Ordinals = ((full | partial) & self._copied).ordinals if self._groups else _NONE
        if len(found) < MIN_COPIES:
            return None
        groups = self._group_of[found]
        order = np.lexsort((found, -scores[found], ~full.contains(found), groups))
        is_repeated = np.zeros(len(found), np.bool_)
        is_repeated[1:] = groups[order][1:] == groups[order][:-1]
        return PassageSet.of(found[order][is_repeated], full.total) if is_repeated.any() else None
