"""Sets of passages, a bit for each passage of an index: united, intersected and counted 64 at a time."""

from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from service.search.index import Mask, Ordinals
from service.search.jit import compiled, lowest_bit

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
        words: Words = np.zeros(-(-total // _BITS), np.uint64)
        _set(words, ordinals)
        return cls(words, total)

    @classmethod
    def full(cls, total: int) -> Self:
        """Return the set of all passages of an index."""
        words: Words = np.full(-(-total // _BITS), np.iinfo(np.uint64).max, np.uint64)
        if total % _BITS:
            words[-1] = (1 << total % _BITS) - 1
        return cls(words, total)

    @cached_property
    def size(self) -> int:
        """The number of passages."""
        return int(np.bitwise_count(self.words).sum(dtype=np.int64))

    @cached_property
    def ordinals(self) -> Ordinals:
        """The passages in order."""
        found: Ordinals = np.empty(self.size, np.uint32)
        _list(self.words, found)
        return found

    def __and__(self, other: "PassageSet") -> "PassageSet":
        return PassageSet(self.words & other.words, self.total)

    def __or__(self, other: "PassageSet") -> "PassageSet":
        return PassageSet(self.words | other.words, self.total)

    def __sub__(self, other: "PassageSet") -> "PassageSet":
        return PassageSet(self.words & ~other.words, self.total)

    def __contains__(self, ordinal: int) -> bool:
        return bool(int(self.words[ordinal // _BITS]) >> ordinal % _BITS & 1)

    def contains(self, passages: Ordinals, into: Mask | None = None) -> Mask:
        """Return for each of these passages, in any order, whether it is in the set; write it to `into` if given."""
        held: Mask = np.empty(len(passages), np.bool_) if into is None else into
        _holds(self.words, passages, held)
        return held


@compiled("u8[]! u4[]")
def _set(words: Words, ordinals: Ordinals) -> None:
    for ordinal in ordinals:
        words[ordinal >> 6] |= np.uint64(1) << np.uint64(ordinal & 63)


@compiled("u8[] u4[]!")
def _list(words: Words, found: Ordinals) -> None:
    size = 0
    for index in range(len(words)):
        word = words[index]
        while word:
            found[size] = index * 64 + lowest_bit(word)
            word &= word - np.uint64(1)
            size += 1


@compiled("u8[] u4[] bool[]!")
def _holds(words: Words, passages: Ordinals, held: Mask) -> None:
    for row in range(len(passages)):
        ordinal = passages[row]
        held[row] = (words[ordinal >> 6] >> np.uint64(ordinal & 63)) & np.uint64(1) != 0


Flags = NDArray[np.uint8]


@compiled("u1[]! u4[] u4[] i8")
def set_flag(flags: Flags, ordinals: Ordinals, passages: Ordinals, flag: int) -> None:
    """Set a flag of each of these passages, in any order, that is among the ordinals."""
    for row in range(len(passages)):
        at = np.searchsorted(ordinals, passages[row])
        if at < len(ordinals) and ordinals[at] == passages[row]:
            flags[row] |= np.uint8(flag)
