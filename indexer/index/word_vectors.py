"""The vectors of a generation's words: by them, words of other languages are found that mean the same.

    vectors/words.txt   a word on each line, the languages one after another, each sorted
    vectors/bits        uint64[word, dimension / 64]: the signs of the vectors, for a first choice
    vectors/bytes       int8[word, dimension]: the vectors, each scaled to its greatest number

The bytes are memory-mapped, so all workers share them; each worker has the bits in another order. `meta.json` names the
encoder and counts the words of each language. A generation without an encoder has no such folder.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.encoder import Vectors
from indexer.index.image_file import MIN_MAPPED

FOLDER = "vectors"
WORDS, BITS, BYTES = "words.txt", "bits", "bytes"

CHOSEN = 96
"""The words nearest by their signs, whose vectors are compared."""

_SAMPLE = 1_000
"""About how many words are looked at for a bound on how many signs of the chosen ones differ."""

_WORD_BITS = 64
_GREATEST = 127

Bits = NDArray[np.uint64]
Bytes = NDArray[np.int8]


class Neighbour(NamedTuple):
    """A word of the documents with the cosine of its vector and another."""

    text: str
    similarity: float


def to_bits(vectors: Vectors | Bytes) -> Bits:
    """Return the signs of vectors, 64 in a number: `uint64[vector, dimension / 64]`."""
    signs = vectors > 0
    if padding := -vectors.shape[1] % _WORD_BITS:
        signs = np.pad(signs, ((0, 0), (0, padding)))
    return np.packbits(signs, axis=1).view(np.uint64)


def to_bytes(vectors: Vectors) -> Bytes:
    """Return vectors as small numbers, each scaled to its greatest."""
    greatest = np.abs(vectors).max(axis=1, keepdims=True)
    scaled = vectors * (_GREATEST / np.where(greatest, greatest, 1))
    return np.rint(scaled).astype(np.int8)


def write_word_vectors(folder: Path, words: Sequence[str], numbers: Bytes, bits: Bits) -> None:
    """Write the vectors of words into a generation."""
    folder = folder / FOLDER
    folder.mkdir()
    (folder / WORDS).write_text("\n".join(words), encoding="utf-8")
    numbers.tofile(folder / BYTES)
    bits.tofile(folder / BITS)


@dataclass(frozen=True)
class WordVectors:
    """The vectors of the words of each language of a generation. May be used from any thread.

    `counts` are the numbers of the words of each language, in the order of the file.
    """

    folder: Path
    counts: Mapping[str, int]

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.counts)

    def has(self, word: str, language: str) -> bool:
        """Return whether a word in small letters is one of a language."""
        first, last = self._bounds.get(language, (0, 0))
        at = bisect_left(self._words, word, first, last)
        return at < last and self._words[at] == word

    def nearest(self, vector: Vectors, language: str, limit: int, threshold: float) -> list[Neighbour]:
        """Return the words of a language nearest to a vector of unit length, with at least this cosine."""
        if language not in self._bounds:
            return []
        first, last = self._bounds[language]
        chosen = _least(_differing(self._columns[:, first:last], to_bits(vector[None])[0]), CHOSEN)
        rows = self._bytes[first:last][chosen].astype(np.float32)
        cosines = rows @ vector / np.maximum(np.sqrt(np.einsum("ij,ij->i", rows, rows)), 1)
        order = np.argsort(-cosines, kind="stable")[:limit]
        return [
            Neighbour(self._words[first + int(chosen[at])], float(cosines[at]))
            for at in order
            if cosines[at] >= threshold
        ]

    @cached_property
    def _bounds(self) -> Mapping[str, tuple[int, int]]:
        return dict(zip(self.counts, pairwise(accumulate(self.counts.values(), initial=0)), strict=True))

    @cached_property
    def _words(self) -> list[str]:
        return (self.folder / FOLDER / WORDS).read_text(encoding="utf-8").split("\n")

    @cached_property
    def _bytes(self) -> Bytes:
        return _numbers(self.folder / FOLDER / BYTES, np.int8).reshape(sum(self.counts.values()), -1)

    @cached_property
    def _columns(self) -> Bits:
        """The bits by their place: `[dimension / 64, word]`, because NumPy is slow along short axes."""
        bits = _numbers(self.folder / FOLDER / BITS, np.uint64).reshape(sum(self.counts.values()), -1)
        return np.ascontiguousarray(bits.T)


def _differing(columns: Bits, bits: Bits) -> NDArray[np.uint16]:
    """Return how many of these bits each word differs in."""
    found = np.zeros(columns.shape[1], np.uint16)
    differences = np.empty(columns.shape[1], np.uint64)
    for column, number in zip(columns, bits, strict=True):
        found += np.bitwise_count(np.bitwise_xor(column, number, out=differences))
    return found


def _least(numbers: NDArray[np.uint16], count: int) -> NDArray[np.intp]:
    """Return the indexes of the least `count` numbers, in any order.

    Those of a sample bound them: partitioning all of them would take ten times as long.
    """
    if len(numbers) <= count:
        return np.arange(len(numbers))
    sample = numbers[:: max(1, len(numbers) // _SAMPLE)]
    bound = np.sort(sample)[min(len(sample) - 1, 2 * len(sample) * count // len(numbers) + 2)]
    below = np.flatnonzero(numbers <= bound)
    if len(below) < count:
        below = np.arange(len(numbers))
    return below[np.argpartition(numbers[below], count - 1)[:count]]


def _numbers(path: Path, kind: type[Any]) -> NDArray[Any]:
    """Return the numbers in a file: mapped where it is large, else read."""
    if path.stat().st_size < MIN_MAPPED:
        return np.fromfile(path, kind)
    return np.memmap(path, kind, "r").view(np.ndarray)  # slicing a plain array is much faster
