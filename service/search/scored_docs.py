"""Passages with their scores, and a bounded cache of them."""

import threading
from collections.abc import Callable, Hashable, Sequence

import numpy as np

from service.search.index import Floats, Ordinals
from service.search.jit import compiled
from service.search.passage_set import PassageSet


class ScoredDocs:
    """The passages of an index that match an item, each with its score (above 0). Immutable."""

    __slots__ = ("docs", "ordinals", "scores")

    def __init__(self, ordinals: Ordinals, scores: Floats, total: int, docs: PassageSet | None = None) -> None:
        self.ordinals = ordinals
        """The matching passages."""
        self.scores = scores
        """Their scores, in the same order."""
        self.docs = PassageSet.of(ordinals, total) if docs is None else docs
        """The same passages as a bit set."""

    @property
    def df(self) -> int:
        """The number of matching passages."""
        return len(self.ordinals)

    @property
    def size(self) -> int:
        """The approximate size in bytes."""
        return 400 + self.ordinals.nbytes + self.scores.nbytes + self.docs.words.nbytes

    def times(self, factor: float) -> "ScoredDocs":
        """Return the passages with their scores multiplied by a factor above 0."""
        return ScoredDocs(self.ordinals, self.scores * np.float32(factor), self.docs.total, self.docs)

    def within(self, docs: PassageSet) -> "ScoredDocs":
        """Return those of the passages that are in a set, with their scores."""
        if docs.size == docs.total:
            return self
        held = docs.contains(self.ordinals)
        return ScoredDocs(self.ordinals[held], self.scores[held], docs.total)

    def add_to(self, scores: Floats) -> None:
        """Add the scores to those of all passages."""
        _add(scores, self.ordinals, self.scores)


def best_of(found: Sequence[ScoredDocs], total: int) -> ScoredDocs:
    """Return the passages that match any of several items, each with its best score."""
    best: Floats = np.zeros(total, np.float32)
    for each in found:
        _raise_to(best, each.ordinals, each.scores)
    return nonzero_docs(best)


def nonzero_docs(scores: Floats) -> ScoredDocs:
    """Return the passages with a score above 0."""
    ordinals = np.flatnonzero(scores).astype(np.uint32)
    return ScoredDocs(ordinals, scores[ordinals], len(scores))


class ScoreCache:
    """A cache of scored docs, bounded by bytes, with FIFO eviction. May be used from any thread."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._cached: dict[Hashable, ScoredDocs] = {}
        self._size = 0
        self._lock = threading.Lock()

    def get_or_compute(self, key: Hashable, compute: Callable[[], ScoredDocs]) -> ScoredDocs:
        """Return the cached docs of a key, computed first where there are none."""
        found = self._cached.get(key)
        if found is None:
            found = compute()
            self._keep(key, found)
        return found

    def _keep(self, key: Hashable, scored: ScoredDocs) -> None:
        with self._lock:
            if key in self._cached or scored.size > self._max_bytes:
                return
            self._cached[key] = scored
            self._size += scored.size
            while self._size > self._max_bytes:
                oldest = next(iter(self._cached))
                self._size -= self._cached.pop(oldest).size


@compiled("f4[]! u4[] f4[]")
def _add(total: Floats, ordinals: Ordinals, scores: Floats) -> None:
    for at in range(len(ordinals)):
        total[ordinals[at]] += scores[at]


@compiled("f4[]! u4[] f4[]")
def _raise_to(total: Floats, ordinals: Ordinals, scores: Floats) -> None:
    for at in range(len(ordinals)):
        ordinal = ordinals[at]
        total[ordinal] = max(total[ordinal], scores[at])
