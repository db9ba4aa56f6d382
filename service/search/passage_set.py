"""Sets of passages, a bit for each passage of an index: united, intersected and counted 64 at a time."""

from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from service.search.index import Mask, Ordinals
from service.search.jit import compiled

Words = NDArray[np.uint64]

_BITS = 64


class PassageSet:
    """A set of passages of an index with `total` passages. Immutable.

    Passage `i` belongs to it where bit `i % 64` of `words[i // 64]` is set; no bit from `total` on is.
    """

    def __init__(self, words: Words, total: int) -> None:
        self.words = words
        self.total = total

    @classmethod
    def of(cls, ordinals: Ordinals, total: int) -> Self:
        """Return the set of these passages."""
        mask = np.zeros(-(-total // _BITS) * _BITS, np.bool_)
        mask[ordinals] = True
        return cls(np.packbits(mask, bitorder="little").view("<u8"), total)

    @classmethod
    def full(cls, total: int) -> Self:
        """Return the set of all passages of an index."""
        return cls.of(np.arange(total, dtype=np.uint32), total)

    @cached_property
    def size(self) -> int:
        """The number of passages."""
        return int(np.bitwise_count(self.words).sum(dtype=np.int64))

    @cached_property
    def ordinals(self) -> Ordinals:
        """The passages in order."""
        return np.flatnonzero(np.unpackbits(self.words.view(np.uint8), bitorder="little")).astype(np.uint32)

    def __and__(self, other: "PassageSet") -> "PassageSet":
        return PassageSet(self.words & other.words, self.total)

    def __or__(self, other: "PassageSet") -> "PassageSet":
        return PassageSet(self.words | other.words, self.total)

    def __sub__(self, other: "PassageSet") -> "PassageSet":
        return PassageSet(self.words & ~other.words, self.total)

    def __contains__(self, ordinal: int) -> bool:
        return bool(int(self.words[ordinal // _BITS]) >> ordinal % _BITS & 1)

    def contains(self, passages: Ordinals) -> Mask:
        """Return for each of these passages, in any order, whether it is in the set."""
        bits: Words = self.words[passages >> 6] >> (passages & 63).astype(np.uint64) & np.uint64(1)
        return bits.astype(np.bool_)


Flags = NDArray[np.uint8]


@compiled("u1[]! u4[] u4[] i8")
def set_flag(flags: Flags, ordinals: Ordinals, passages: Ordinals, flag: int) -> None:
    """Set a flag of each of these passages, in any order, that is among the ordinals."""
    for row in range(len(passages)):
        at = np.searchsorted(ordinals, passages[row])
        if at < len(ordinals) and ordinals[at] == passages[row]:
            flags[row] |= np.uint8(flag)
