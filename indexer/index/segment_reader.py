"""Decodes a committed Whoosh segment in bulk, block by block, past Whoosh's matchers.

A matcher gives one posting a call; here a term's blocks are read where they lie, and all of their postings at once.
The format is that of Whoosh's codec `whoosh3`: after four bytes of magic each block is its length (negative in the last
one), a pickled header and a pickled triple of delta-coded ordinals, weights and values, compressed where the header
says so.
"""

import io
import pickle
import struct
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, repeat
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC
from whoosh.index import open_dir
from whoosh.util.numeric import length_to_byte

from indexer.errors import BuildError

_LENGTH = struct.Struct("!i")
_COUNT = struct.calcsize("!I")
"""The bytes of a posting's own count, before its pickled places."""

_HEADER = 96
"""More bytes than a pickled block header has."""


@dataclass(frozen=True, slots=True)
class FieldPostings:
    """A field's terms in the order of their bytes, with their postings one after the other.

    Of `ordinals` and `counts`, `held[i]` items belong to `terms[i]`; `places` has `counts[j]` items for posting `j`
    where the field holds places, else none.
    """

    terms: list[bytes]
    held: "array[int]"
    ordinals: "array[int]"
    counts: "array[int]"
    places: "array[int]"


class Segment:
    """The only segment of a committed index, decoded field by field. Raises BuildError where there are several."""

    def __init__(self, folder: Path) -> None:
        self._index: Any = open_dir(folder, readonly=True)
        self._reader = self._index.reader()
        leaves = self._reader.leaf_readers()
        if len(leaves) > 1:
            raise BuildError(f"The index in {folder} has {len(leaves)} segments instead of one.")
        self.count = int(self._reader.doc_count_all())
        self._leaf = leaves[0][0] if leaves and self.count else None

    def close(self) -> None:
        self._reader.close()
        self._index.close()

    def field(self, name: str, *, placed: bool) -> FieldPostings:
        """The postings of a field, with places where it holds them."""
        found = FieldPostings([], array("I"), array("I"), array("I"), array("I"))
        for term, info in self._terms(name):
            before = len(found.ordinals)
            for ordinals, weights, values in self._blocks(info):
                found.ordinals.extend(accumulate(ordinals))
                if placed:
                    for places in map(_places, values):
                        found.counts.append(len(places))
                        found.places.extend(places)
                else:
                    found.counts.extend(_counts(weights, len(ordinals)))
            found.terms.append(term)
            found.held.append(len(found.ordinals) - before)
        return found

    def lengths(self, name: str) -> bytes:
        """The length of a field in each passage, as Whoosh rounds it to a byte; 0 where it is empty."""
        length = self._reader.doc_field_length
        return bytes(length_to_byte(length(ordinal, name, 0) or 0) for ordinal in range(self.count))

    def total_length(self, name: str) -> int:
        """The number of terms of a field in all passages."""
        return int(self._reader.field_length(name))

    def _terms(self, name: str) -> Iterator[tuple[bytes, Any]]:
        if self._leaf is None:
            return
        terms = self._leaf._terms  # noqa: SLF001 - the codec's term index; its public readers go term by term
        for (field, term), info in terms.items_from(name, b""):
            if field != name:
                return
            yield term, info

    def _blocks(self, info: Any) -> Iterator[tuple[tuple[int, ...], Any, Any]]:
        """The delta-coded ordinals, weights and values of each block of a term."""
        start, length = info.extent()
        length = length[0] if isinstance(length, tuple) else length  # Whoosh leaves it as it unpacks it
        buffer = bytes(self._leaf._terms._postfile.get(start, length))  # type: ignore[union-attr]  # noqa: SLF001 - as above
        if not buffer.startswith(WHOOSH3_HEADER_MAGIC):
            raise BuildError("The index holds postings that do not start as Whoosh's do. Build it anew.")
        place, size = len(WHOOSH3_HEADER_MAGIC), 1
        while size > 0:
            (size,) = _LENGTH.unpack_from(buffer, place)
            place += _LENGTH.size
            head = io.BytesIO(buffer[place : place + _HEADER])
            compressed = pickle.load(head)[3]  # noqa: S301 - our own build wrote it a moment ago
            block = buffer[place + head.tell() : place + abs(size)]
            yield pickle.loads(zlib.decompress(block) if compressed else block)  # noqa: S301 - as above
            place += abs(size)


@lru_cache(maxsize=65_536)
def _places(value: bytes) -> tuple[int, ...]:
    """The places of one posting, from their pickled deltas."""
    return tuple(accumulate(pickle.loads(value[_COUNT:])))  # noqa: S301 - as above


def _counts(weights: Any, postings: int) -> Iterator[int]:
    """Frequencies, of which a block holds none where all are one, and a single one where all are the same."""
    if weights is None or isinstance(weights, float):
        return repeat(int(weights or 1), postings)
    return map(int, weights)
