"""The passages that answer something, in the form that is cheaper to work with, and a bounded memory of such."""

import threading
from collections.abc import Callable, Hashable

import numpy as np

from service.engine.index import Floats, Mask, Ordinals

FEW = 16
"""What fewer than one passage in so many answer is kept as a list of them, else there is a score for each passage."""


def among(ordinals: Ordinals, passages: Ordinals) -> Mask:
    """For each of some passages, in any order, whether it is one of these ordinals."""
    if not len(ordinals):
        return np.zeros(len(passages), np.bool_)
    at = np.minimum(np.searchsorted(ordinals, passages), len(ordinals) - 1)
    held: Mask = ordinals[at] == passages
    return held


class Scored:
    """The passages of an index that answer something, and how well each does (above 0). Never changed.

    Adding up whole arrays of scores is several times faster than adding at many places of one.
    """

    __slots__ = ("_dense", "_ordinals", "_scores", "held", "total")

    def __init__(self, ordinals: Ordinals, scores: Floats, total: int) -> None:
        self.total = total
        """The number of passages of the index."""
        self.held = len(ordinals)
        """The number of those that answer."""
        self._ordinals: Ordinals | None = ordinals
        self._scores: Floats | None = scores
        self._dense: Floats | None = None
        if self.held * FEW > total:
            self._dense = np.zeros(total, dtype=np.float32)
            self._dense[ordinals] = scores
            self._ordinals = self._scores = None

    @property
    def size(self) -> int:
        """The bytes that it takes up, about."""
        arrays = (self._dense, self._ordinals, self._scores)
        return 200 + sum(array.nbytes for array in arrays if array is not None)

    @property
    def ordinals(self) -> Ordinals:
        """The passages that answer."""
        return np.flatnonzero(self._dense) if self._dense is not None else self._list[0]

    @property
    def scores(self) -> Floats:
        """The scores of `ordinals`."""
        return self._dense[self.ordinals] if self._dense is not None else self._list[1]

    def mask(self) -> Mask:
        """For each passage of the index whether it answers; the caller's own."""
        if self._dense is not None:
            return self._dense > 0
        mask = np.zeros(self.total, np.bool_)
        mask[self._list[0]] = True
        return mask

    def held_by(self, passages: Ordinals) -> Mask:
        """For each of some passages, in any order, whether it answers."""
        if self._dense is not None:
            held: Mask = self._dense[passages] > 0
            return held
        return among(self._list[0], passages)

    def dense(self) -> Floats:
        """The score of each passage of the index, 0 where it does not answer; the caller's own."""
        if self._dense is not None:
            return self._dense.copy()
        scores = np.zeros(self.total, np.float32)
        scores[self._list[0]] = self._list[1]
        return scores

    def add_to(self, scores: Floats) -> None:
        """Adds the scores to those of all passages."""
        if self._dense is not None:
            scores += self._dense
        else:
            scores[self._list[0]] += self._list[1]

    @property
    def _list(self) -> tuple[Ordinals, Floats]:
        assert self._ordinals is not None  # noqa: S101 - one of the two forms is always there
        assert self._scores is not None  # noqa: S101 - as above
        return self._ordinals, self._scores


class ScoredMemory:
    """Keeps what words score, up to a number of bytes; the first to come are the first to go. For all threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Hashable, Scored] = {}
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Scored]) -> Scored:
        """What is kept under a key, made first where nothing is."""
        found = self._kept.get(key)
        if found is None:
            found = make()
            self._keep(key, found)
        return found

    def _keep(self, key: Hashable, scored: Scored) -> None:
        with self._lock:
            if key in self._kept or scored.size > self._most:
                return
            self._kept[key] = scored
            self._size += scored.size
            while self._size > self._most:
                oldest = next(iter(self._kept))
                self._size -= self._kept.pop(oldest).size
