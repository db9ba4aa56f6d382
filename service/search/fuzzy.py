"""Edit-distance search: the indexed words within a few edits of another.

Most words are ruled out by a lower bound of the distance, as in Ukkonen's q-gram filter (Approximate string matching
with q-grams and maximal matches, 1992) with single letters: an edit changes the length by one at most, and the set of
letters by two.
"""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from indexer.index.image_file import FieldArrays, TermDictionary


class EditDistanceIndex:
    """Finds the words of a field within an edit distance of another. May be used from any thread.

    The words are decoded into memory at the first lookup.
    """

    def __init__(self, lexicon: TermDictionary, field: FieldArrays) -> None:
        self._lexicon = lexicon
        self._field = field

    def find(self, word: str, max_edits: int, prefix_length: int) -> list[tuple[str, int]]:
        """Return the words within this number of edits, each with its distance, the nearest first.

        Equally near ones are in alphabetical order. They begin with the first `prefix_length` letters of the word.
        Swapping two neighbouring letters is one edit (optimal string alignment: Damerau and Levenshtein's distance
        without editing a substring twice).
        """
        numbers, words = self._words
        first, end = 0, len(words)
        if prefix_length:
            first, end = np.searchsorted(numbers, self._lexicon.starting_with(word[:prefix_length])).tolist()
        lengths, letters = self._signatures
        near = np.abs(lengths[first:end] - len(word)) <= max_edits
        near &= np.bitwise_count(letters[first:end] ^ _letters(word)) <= 2 * max_edits
        candidates = [words[first + index] for index in near.nonzero()[0].tolist()]
        found = extract(word, candidates, scorer=OSA.distance, score_cutoff=max_edits, limit=None)
        return [(other, int(edits)) for other, edits, _ in sorted(found, key=lambda each: each[2])]

    @cached_property
    def _signatures(self) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        """The length and the letters of each word."""
        words = self._words[1]
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        return lengths, np.fromiter(map(_letters, words), np.uint64, len(words))

    @cached_property
    def _words(self) -> tuple[NDArray[np.int64], list[str]]:
        """The numbers, in the lexicon, of the words that any passage has, and these words."""
        numbers = np.flatnonzero(np.diff(self._field.posting_starts.astype(np.int64)))
        return numbers, [self._lexicon[number] for number in numbers.tolist()]


def _letters(word: str) -> np.uint64:
    """Return the set of a word's letters, a bit for each; letters with the same remainder share one."""
    found = 0
    for letter in word:
        found |= 1 << (ord(letter) & 63)
    return np.uint64(found)
