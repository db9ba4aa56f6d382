"""Edit-distance search: the indexed words within a few edits of another."""

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
        found = extract(word, words[first:end], scorer=OSA.distance, score_cutoff=max_edits, limit=None)
        return [(other, int(edits)) for other, edits, _ in sorted(found, key=lambda each: each[2])]

    @cached_property
    def _words(self) -> tuple[NDArray[np.int64], list[str]]:
        """The numbers, in the lexicon, of the words that any passage has, and these words."""
        numbers = np.flatnonzero(np.diff(self._field.posting_starts.astype(np.int64)))
        return numbers, [self._lexicon[number] for number in numbers.tolist()]
