"""The passages that answer something, each with its score, and a bounded memory of such."""

import threading
from collections.abc import Callable, Hashable, Sequence

import numpy as np

from service.search.index import Floats, Ordinals
from service.search.jit import compiled
from service.search.passage_set import PassageSet


class ScoredDocs:
    """The passages of an index that answer something, and how well each does (above 0). Never changed."""

    __slots__ = ("docs", "ordinals", "scores")

    def __init__(self, ordinals: Ordinals, scores: Floats, total: int) -> None:
        self.ordinals = ordinals
        """The passages that answer."""
        self.scores = scores
        """Their scores, in the same order."""
        self.docs = PassageSet.of(ordinals, total)
        """The same passages as a set of those of an index with so many."""

    @property
    def df(self) -> int:
        """The number of passages that answer."""
        return len(self.ordinals)

    @property
    def size(self) -> int:
        """The bytes that it takes up, about."""
        return 400 + self.ordinals.nbytes + self.scores.nbytes + self.docs.words.nbytes

    def add_to(self, scores: Floats) -> None:
        """Add the scores to those of all passages."""
        _add(scores, self.ordinals, self.scores)


def best_of(found: Sequence[ScoredDocs], total: int) -> ScoredDocs:
    """Return the passages that answer any of several things, each with the best of its scores."""
    best: Floats = np.zeros(total, np.float32)
    for each in found:
        _raise_to(best, each.ordinals, each.scores)
    return nonzero_docs(best)


def nonzero_docs(scores: Floats) -> ScoredDocs:
    """Return the passages whose score, of all passages', is above 0."""
    ordinals = np.flatnonzero(scores).astype(np.uint32)
    return ScoredDocs(ordinals, scores[ordinals], len(scores))


class PostingsCache:
    """Keeps what words score, up to a number of bytes; the first to come are the first to go. For all threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Hashable, ScoredDocs] = {}
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], ScoredDocs]) -> ScoredDocs:
        """Return what is kept under a key, made first where nothing is."""
        found = self._kept.get(key)
        if found is None:
            found = make()
            self._keep(key, found)
        return found

    def _keep(self, key: Hashable, scored: ScoredDocs) -> None:
        with self._lock:
            if key in self._kept or scored.size > self._most:
                return
            self._kept[key] = scored
            self._size += scored.size
            while self._size > self._most:
                oldest = next(iter(self._kept))
                self._size -= self._kept.pop(oldest).size


@compiled("f4[]! u4[] f4[]")
def _add(total: Floats, ordinals: Ordinals, scores: Floats) -> None:
    for at in range(len(ordinals)):
        total[ordinals[at]] += scores[at]


@compiled("f4[]! u4[] f4[]")
def _raise_to(total: Floats, ordinals: Ordinals, scores: Floats) -> None:
    for at in range(len(ordinals)):
        ordinal = ordinals[at]
        total[ordinal] = max(total[ordinal], scores[at])
