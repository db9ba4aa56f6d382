"""The words of passages that a few edits turn into a misspelt one."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from whoosh.support.levenshtein import damerau_levenshtein

from indexer.store.image_file import FieldArrays, Lexicon


class Neighbours:
    """Finds neighbours among the words of a lexicon that a field holds. May be used from any thread.

    Each word has a signature: a bit for each letter that it has (letters 32 apart share one). An edit takes one
    letter away and adds one, so neighbours' signatures differ in two bits an edit at most; few other words' do.
    """

    def __init__(self, lexicon: Lexicon, field: FieldArrays) -> None:
        self._lexicon = lexicon
        self._field = field

    def of(self, word: str, edits: int, same_start: int) -> list[tuple[str, int]]:
        """The words that so many edits at most turn into this one, with their number, in alphabetical order.

        They begin with as many of its letters as `same_start` says. A letter that changed places with its
        neighbour is one edit (Damerau and Levenshtein's distance).
        """
        first, end = self._lexicon.starting_with(word[:same_start]) if same_start else (0, len(self._lexicon))
        differing = np.bitwise_count(self._signatures[first:end] ^ _signature(word))
        near = np.flatnonzero((differing <= 2 * edits) & self._present[first:end]) + first
        others = map(self._lexicon.__getitem__, near.tolist())
        found = ((other, damerau_levenshtein(word, other, limit=edits)) for other in others)
        return [(other, distance) for other, distance in found if distance <= edits]

    @cached_property
    def _signatures(self) -> NDArray[np.uint32]:
        """Worked out when the first misspelt word comes."""
        words = (self._lexicon[number] for number in range(len(self._lexicon)))
        return np.fromiter(map(_signature, words), np.uint32, len(self._lexicon))

    @cached_property
    def _present(self) -> NDArray[np.bool_]:
        return np.diff(self._field.starts.astype(np.int64)) > 0


def _signature(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
