"""The words of passages that a few edits turn into a misspelt one."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.index.image_file import FieldArrays, Lexicon
from service.search.jit import Integer, compiled, part

Letters = NDArray[np.int32]
Numbers = NDArray[np.uint32]
Bytes = NDArray[np.uint8]


class EditDistanceIndex:
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
        neighbour is one edit (Damerau and Levenshtein's distance, in which no part of a word is edited twice).
        """
        first, end = self._lexicon.starting_with(word[:same_start]) if same_start else (0, len(self._lexicon))
        letters = np.array([ord(letter) for letter in word], np.int32)
        differing = np.bitwise_count(self._signatures[first:end] ^ _signature(letters))
        near = (np.flatnonzero((differing <= 2 * edits) & self._present[first:end]) + first).astype(np.uint32)
        distances = _distances(self._lexicon.blob, self._lexicon.ends, near, letters, edits)
        return [
            (self._lexicon[number], distance)
            for number, distance in zip(near.tolist(), distances.tolist(), strict=True)
            if distance <= edits
        ]

    @cached_property
    def _signatures(self) -> Numbers:
        """Worked out when the first misspelt word comes."""
        return _signatures(self._lexicon.blob, self._lexicon.ends)

    @cached_property
    def _present(self) -> NDArray[np.bool_]:
        return np.diff(self._field.posting_starts.astype(np.int64)) > 0


@compiled("i4[]")
def _signature(letters: Letters) -> np.uint32:
    bits = np.uint32(0)
    for letter in letters:
        bits |= np.uint32(1) << np.uint32(letter & 31)
    return bits


@part
def _decode(blob: Bytes, start: Integer, end: Integer, letters: Letters) -> int:
    """Writes the letters of a word in UTF-8, as their code points; gives their number."""
    size = 0
    for at in range(start, end):
        byte = np.int32(blob[at])
        if byte & 0xC0 == 0x80:  # noqa: PLR2004 - a byte that goes on with a letter
            letters[size - 1] = letters[size - 1] << 6 | byte & 0x3F
        else:
            letters[size] = byte if byte < 0x80 else byte & (0x3F >> (byte >= 0xE0) + (byte >= 0xF0))  # noqa: PLR2004 - the first byte of a letter says how many follow
            size += 1
    return size


@compiled("u1[] u4[]")
def _signatures(blob: Bytes, ends: Numbers) -> Numbers:
    """The signature of every word of a lexicon."""
    signatures = np.zeros(len(ends), np.uint32)
    letters = np.empty(len(blob) + 1, np.int32)
    start = 0
    for number in range(len(ends)):
        size = _decode(blob, start, ends[number], letters)
        for at in range(size):
            signatures[number] |= np.uint32(1) << np.uint32(letters[at] & 31)
        start = ends[number]
    return signatures


@compiled("u1[] u4[] u4[] i4[] i8")
def _distances(blob: Bytes, ends: Numbers, numbers: Numbers, word: Letters, most: int) -> Bytes:
    """How many edits turn each of the words with these numbers into this one; more than `most` where they are more."""
    distances = np.empty(len(numbers), np.uint8)
    longest: Integer = 0
    for number in numbers:
        longest = max(longest, np.int64(ends[number]) - (np.int64(ends[number - 1]) if number else 0))
    letters = np.empty(longest + 1, np.int32)
    rows = np.empty((3, len(word) + 1), np.int64)
    for place in range(len(numbers)):
        number = numbers[place]
        size = _decode(blob, ends[number - 1] if number else 0, ends[number], letters)
        distances[place] = (
            min(most + 1, _distance(letters[:size], word, rows, most)) if abs(size - len(word)) <= most else most + 1
        )
    return distances


@part
def _distance(one: Letters, other: Letters, rows: NDArray[np.int64], most: int) -> Integer:
    """The edits between two words (optimal string alignment), or more than `most`. `rows` is room for three of them."""
    before, last, now = 0, 1, 2
    for at in range(len(other) + 1):
        rows[last, at] = at
    for i in range(len(one)):
        rows[now, 0] = i + 1
        fewest: Integer = i + 1
        for j in range(len(other)):
            different = one[i] != other[j]
            least = min(rows[last, j + 1] + 1, rows[now, j] + 1, rows[last, j] + different)
            if i and j and different and one[i] == other[j - 1] and one[i - 1] == other[j]:
                least = min(least, rows[before, j - 1] + 1)
            rows[now, j + 1] = least
            fewest = min(fewest, least)
        if fewest > most and rows[last].min() > most:
            break
        before, last, now = last, now, before
    edits: Integer = rows[last, len(other)]
    return edits
