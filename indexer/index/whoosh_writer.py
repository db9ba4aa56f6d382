"""Writes the Whoosh index of a generation from its image, in Whoosh's format, by Whoosh's own codec.

Whoosh's writer sorts every posting as a tuple and looks up, for each, how long its passage is. The image has the
postings of each term in order, so they are written a block at a time.
"""

import pickle
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import sub
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import (
    COMPRESSION_MIN_SIZE,
    WHOOSH3_HEADER_MAGIC,
    W3Codec,
    W3FieldWriter,
    W3PostingsWriter,
    W3Segment,
)
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.system import pack_uint
from whoosh.util.numeric import length_to_byte

from indexer.index.image_file import FieldArrays, Image
from indexer.index.schema import EXACT_FIELD, FIELDS, INDEX_NAME, schema

_BLOCK = 512
"""Postings in a block. Whoosh's default is 128; larger blocks are smaller on disk and faster to write."""

_CHUNK = 65_536
"""Postings that are turned into lists at a time."""

_PROTOCOL = 4
"""The pickle protocol of blocks, which every Python that Whoosh runs on can read."""


def write_whoosh(
    folder: Path, image: Image, segments: Sequence[str], lengths: Mapping[str, NDArray[np.uint32]]
) -> None:
    """Write an index of the one segment named, or of none, into an empty folder.

    `lengths` has the length of each field in each passage. The same image and name give the same bytes.
    """
    storage = FileStorage(str(folder))
    written = [_write_segment(storage, image, name.removeprefix(f"{INDEX_NAME}_"), lengths) for name in segments]
    TOC(schema(), written, 1).write(storage, INDEX_NAME)
    for leftover in folder.glob("*.tmp"):  # the codec makes a folder for vectors, of which we have none
        leftover.rmdir()


def _write_segment(
    storage: FileStorage, image: Image, name: str, lengths: Mapping[str, NDArray[np.uint32]]
) -> W3Segment:
    segment = W3Segment(W3Codec(), INDEX_NAME, segid=name)
    _write_lengths(storage, segment, lengths)
    writer = _FieldWriter(storage, segment)
    fields = schema()
    for field in sorted(FIELDS):
        arrays = image.fields[field]
        if len(arrays.doc_ids):
            writer.start_field(field, fields[field])
            starts = image.heading_token_starts if field == "heading" else image.token_starts
            _write_field(writer, image, arrays, starts, lengths[field])
            writer.finish_field()
    writer.close()
    segment.set_doc_count(len(lengths[EXACT_FIELD]))
    totals = {field: int(each.sum()) for field, each in sorted(lengths.items())}
    segment._fieldlengths = {field: total for field, total in totals.items() if total}  # noqa: SLF001 - has no setter
    return segment


def _write_lengths(storage: FileStorage, segment: Any, lengths: Mapping[str, NDArray[np.uint32]]) -> None:
    documents = W3Codec().per_document_writer(storage, segment)
    names = sorted(FIELDS)
    for number, row in enumerate(zip(*(lengths[name].tolist() for name in names), strict=True)):
        documents.start_doc(number)
        for name, length in zip(names, row, strict=True):
            documents.add_field(name, None, None, length)
        documents.finish_doc()
    documents.close()


def _write_field(
    writer: "_FieldWriter",
    image: Image,
    arrays: FieldArrays,
    token_starts: NDArray[np.uint32],
    lengths: NDArray[np.uint32],
) -> None:
    """Write the postings of all terms of a field, some thousands at a time as lists: most terms have few."""
    starts = arrays.posting_starts.astype(np.int64)
    first = 0
    while first < len(starts) - 1:
        end = max(first + 1, int(np.searchsorted(starts, starts[first] + _CHUNK, "right")) - 1)
        part = slice(int(starts[first]), int(starts[end]))
        docs, freqs = arrays.doc_ids[part], arrays.freqs[part]
        if len(arrays.position_starts):
            tokens = arrays.positions[int(arrays.position_starts[first]) : int(arrays.position_starts[end])]
            values = _position_values(tokens, token_starts[docs], freqs)
        else:
            values = list(map(_frequency_value, freqs.tolist()))
        columns: tuple[list[Any], ...] = (
            docs.tolist(),
            freqs.astype(np.float64).tolist(),
            values,
            lengths[docs].tolist(),
        )
        bounds = pairwise((starts[first : end + 1] - starts[first]).tolist())
        for number, (before, after) in enumerate(bounds, first):
            if before < after:
                writer.write_term(image.lexicon[number].encode(), *(column[before:after] for column in columns))
        first = end


def _position_values(tokens: NDArray[Any], starts: NDArray[Any], freqs: NDArray[Any]) -> list[bytes]:
    """Return the positions of each posting as Whoosh stores them, given the first token of its passage."""
    positions = (tokens - np.repeat(starts, freqs)).tolist()
    ends = np.cumsum(freqs, dtype=np.int64).tolist()
    return [
        _position_value(positions[start]) if end - start == 1 else _positions_value(tuple(positions[start:end]))
        for start, end in pairwise([0, *ends])
    ]


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's writer of terms, given all postings of a term at once."""

    def __init__(self, storage: FileStorage, segment: Any) -> None:
        super().__init__(_BlockCodec(), storage, segment)

    def write_term(
        self, key: bytes, docs: list[int], freqs: list[float], values: list[bytes], lengths: list[int]
    ) -> None:
        """Write a term; for each posting its passage, frequency, value and the length of the field there."""
        self.start_term(key)
        for start in range(0, len(values), _BLOCK):
            block = slice(start, start + _BLOCK)
            self._postwriter.add_block(docs[block], freqs[block], values[block], lengths[block])
        self.finish_term()


class _BlockCodec(W3Codec):  # type: ignore[misc]  # as above
    """Whoosh's codec with a writer of postings that takes whole blocks."""

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> "_BlockWriter":  # noqa: FBT001, FBT002 - Whoosh's
        return _BlockWriter(dbfile, _BLOCK, byteids, self._compression, self._inlinelimit)


class _BlockWriter(W3PostingsWriter):  # type: ignore[misc]  # as above
    """Whoosh's writer of postings, which takes them one by one, given a block of them at once.

    A block is pickled in Python's newest protocol; Whoosh writes the oldest that its readers know, which has no bytes
    and needs a third more space.
    """

    def add_block(self, docs: list[int], freqs: list[float], values: list[bytes], lengths: list[int]) -> None:
        """Add a block of postings: passages, frequencies, values, and lengths of the field."""
        if len(self):
            self._write_block()
        self._ids, self._weights, self._values = docs, freqs, values
        self._maxweight, self._minlength, self._maxlength = max(freqs), min(lengths), max(lengths)

    def _write_block(self, last: bool = False) -> None:  # noqa: FBT001, FBT002 - Whoosh's
        if not self._blockcount:
            self._postfile.write(WHOOSH3_HEADER_MAGIC)
        self._terminfo.add_block(self)
        steps = tuple(map(sub, self._ids, (0, *self._ids)))
        content = pickle.dumps((steps, self._mini_weights(), self._mini_values()), _PROTOCOL)
        compression = self._compression if len(content) >= COMPRESSION_MIN_SIZE else 0
        if compression:
            content = zlib.compress(content, compression)
        bounds = length_to_byte(self._minlength), length_to_byte(self._maxlength)
        head = pickle.dumps((len(self._ids), self._ids[-1], self._maxweight, compression, *bounds), 2)
        size = len(head) + len(content)
        self._postfile.write_int(-size if last else size)
        self._postfile.write(head + content)
        self._blockcount += 1
        self._new_block()


@lru_cache(maxsize=65_536)
def _position_value(position: int) -> bytes:
    return _positions_value((position,))


@lru_cache(maxsize=65_536)
def _positions_value(positions: tuple[int, ...]) -> bytes:
    """Return positions as Whoosh reads them: their number, and their steps as a pickled sequence."""
    steps = pickle.dumps([end - start for start, end in pairwise((0, *positions))], 1)
    return bytes(pack_uint(len(positions))) + steps


@lru_cache(maxsize=1_024)
def _frequency_value(frequency: int) -> bytes:
    return bytes(pack_uint(frequency))
