"""Writes the Whoosh index of a generation from its image, in Whoosh's format, by Whoosh's own codec.

Whoosh's writer sorts every posting as a tuple and looks up, for each, how long its passage is. The image has the
postings of each term in order, so they are written a block at a time.
"""

import pickle
import struct
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
    W3Segment,
    W3TermInfo,
)
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.system import pack_int, pack_uint, pack_ushort

from indexer.index.image_file import FieldArrays, Image
from indexer.index.schema import EXACT_FIELD, FIELDS, INDEX_NAME, schema

_BLOCK = 512
"""Postings in a block. Whoosh's default is 128; larger blocks are smaller on disk and faster to write."""

_CHUNK = 65_536
"""Postings that are turned into lists at a time."""

_PROTOCOL = 4
"""The pickle protocol of blocks, which every Python that Whoosh runs on can read."""

_COMPRESSION = 1
"""zlib's fastest level. Whoosh's 3 saves a fiftieth of the size for twice the time."""

_ENTRY_HEAD = struct.Struct("!ii")
"""The sizes of the key and of the value of an entry in Whoosh's hash files."""

Values = list[bytes] | bytes
"""The values of postings, or all in one, where all have the same size."""

_BYTE_STEP, _MAX_BYTE_STEP = pickle.BININT1, 0xFF
_LIST_END = pickle.APPENDS + pickle.STOP

_TERM_INFO = struct.Struct(W3TermInfo._struct.format + "qi")  # noqa: SLF001 - has no public name
"""A term's statistics as Whoosh stores them, then where its postings start and how many bytes they have."""


def write_whoosh(
    folder: Path, image_folder: Path, segments: list[str], lengths: Mapping[str, NDArray[np.uint32]]
) -> None:
    """Write an index of the one segment named, or of none, into an empty folder.

    `lengths` has the length of each field in each passage. The same image and name give the same bytes.
    """
    image = Image(image_folder, segments)
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
    writer = _FieldWriter(W3Codec(), storage, segment)
    fields = schema()
    for field in sorted(FIELDS):
        arrays = image.fields[field]
        if len(arrays.doc_ids):
            writer.start_field(field, fields[field])
            starts = image.heading_token_starts if field == "heading" else image.token_starts
            _write_field(writer, image, arrays, starts)
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


def _write_field(writer: "_FieldWriter", image: Image, arrays: FieldArrays, token_starts: NDArray[np.uint32]) -> None:
    """Write the postings of all terms of a field, some thousands at a time as lists: most terms have few."""
    starts = arrays.posting_starts.astype(np.int64)
    terms = np.flatnonzero(np.diff(starts))
    bounds = np.append(starts[terms], starts[-1])
    first = 0
    while first < len(terms):
        end = max(first + 1, int(np.searchsorted(bounds, bounds[first] + _CHUNK, "right")) - 1)
        part = slice(int(bounds[first]), int(bounds[end]))
        docs, freqs = arrays.doc_ids[part], arrays.freqs[part]
        values: Values
        if len(arrays.position_starts):
            edges = arrays.position_starts[[terms[first], terms[end - 1] + 1]]
            values = _position_values(arrays.positions[slice(*edges.tolist())], token_starts[docs], freqs)
        else:
            values = freqs.astype(">u4").tobytes()  # Whoosh joins values that all have the same size
        keys = [image.lexicon[number].encode() for number in terms[first:end].tolist()]
        writer.write_terms(keys, bounds[first : end + 1] - bounds[first], docs, freqs, arrays.fieldnorms[docs], values)
        first = end


def _position_values(tokens: NDArray[Any], starts: NDArray[Any], freqs: NDArray[Any]) -> list[bytes]:
    """Return the positions of each posting as Whoosh stores them, given the first token of its passage.

    That is their number, and their steps as a pickled list. A pickled step below 256 is two bytes, an opcode and the
    step, so the lists of most postings are cut from one array of such pairs.
    """
    positions = tokens - np.repeat(starts, freqs)
    ends = np.cumsum(freqs, dtype=np.int64)
    steps = np.diff(positions, prepend=0)
    steps[ends[:-1]] = positions[ends[:-1]]
    pairs = np.empty(2 * len(steps), np.uint8)
    pairs[::2], pairs[1::2] = ord(_BYTE_STEP), steps & _MAX_BYTE_STEP
    pickled = pairs.tobytes()
    values = [
        _single_position(pickled[2 * start + 1])
        if end - start == 1
        else _list_start(end - start) + pickled[2 * start : 2 * end] + _LIST_END
        for start, end in pairwise([0, *ends.tolist()])
    ]
    wider = np.unique(np.searchsorted(ends, np.flatnonzero(steps > _MAX_BYTE_STEP), "right"))
    for posting in wider.tolist():
        end, count = int(ends[posting]), int(freqs[posting])
        values[posting] = pack_uint(count) + pickle.dumps(steps[end - count : end].tolist(), 1)
    return values


@lru_cache(maxsize=_MAX_BYTE_STEP + 1)
def _single_position(position: int) -> bytes:
    """Return the value of a posting of one position below 256, as most are."""
    return _list_start(1) + _BYTE_STEP + bytes([position]) + _LIST_END


@lru_cache(maxsize=1_024)
def _list_start(count: int) -> bytes:
    return bytes(pack_uint(count)) + pickle.EMPTY_LIST + pickle.MARK


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's writer of terms, given the postings of thousands of terms at once.

    It writes the bytes that Whoosh's own classes write, without an object for each term and a call for each posting.
    Blocks are pickled in Python's newest protocol; Whoosh writes the oldest that its readers know, which has no bytes
    and needs a third more space.
    """

    def write_terms(
        self,
        keys: Sequence[bytes],
        bounds: NDArray[np.int64],
        docs: NDArray[np.uint32],
        freqs: NDArray[np.uint16],
        norms: NDArray[np.uint8],
        values: Values,
    ) -> None:
        """Write terms, each with at least one posting, in the order of their keys.

        `bounds` has where each term's postings start in the other arguments, and where the last end. For each posting
        there are its passage, frequency, length of the field there (as Whoosh's byte), and value.
        """
        starts = bounds[:-1]
        totals = zip(
            np.add.reduceat(freqs, starts, dtype=np.float64).tolist(),
            np.minimum.reduceat(norms, starts).tolist(),
            np.maximum.reduceat(norms, starts).tolist(),
            np.maximum.reduceat(freqs, starts).tolist(),
            strict=True,
        )
        ids, weights, lengths = docs.tolist(), freqs.astype(np.float64).tolist(), norms.tolist()
        width = self._format.fixed_value_size() or 1
        prefix = pack_ushort(self._fieldid)
        offset, entry_start = self._postfile.tell(), self._tindex.tell()
        contents, entries = [], []
        for key, (start, end), (weight, shortest, longest, most) in zip(
            keys, pairwise(bounds.tolist()), totals, strict=True
        ):
            content = WHOOSH3_HEADER_MAGIC
            for first in range(start, end, _BLOCK):
                last = min(first + _BLOCK, end)
                part = slice(first, last)
                stored = values[width * first : width * last]
                content += _block(ids[part], weights[part], stored, lengths[part], last=last == end)
            info = _TERM_INFO.pack(
                0, weight, end - start, shortest, longest, most, ids[start], ids[end - 1], offset, len(content)
            )
            entry = self._entry(prefix + key, info, entry_start)
            contents.append(content)
            entries.append(entry)
            offset += len(content)
            entry_start += len(entry)
        self._postfile.write(b"".join(contents))
        self._tindex.dbfile.write(b"".join(entries))

    def _entry(self, key: bytes, value: bytes, start: int) -> bytes:
        """Return an entry of the hash file of terms, and add where it starts to the tables at the file's end."""
        digest = self._tindex.hashfn(key)
        self._tindex.buckets[digest & 0xFF].append((digest, start))
        self._tindex.index.append(start)
        return _ENTRY_HEAD.pack(len(key), len(value)) + key + value


def _block(ids: list[int], weights: list[float], values: Values, lengths: list[int], *, last: bool) -> bytes:
    """Return a block: its size (negative in the last), its head and its postings."""
    most = max(weights)
    steps = (ids[0], *map(sub, ids[1:], ids))
    if most == 1:  # no weight is less
        stored_weights: Any = None
    else:
        stored_weights = weights[0] if weights.count(weights[0]) == len(weights) else tuple(weights)
    content = pickle.dumps((steps, stored_weights, values), _PROTOCOL)
    compression = _COMPRESSION if len(content) >= COMPRESSION_MIN_SIZE else 0
    if compression:
        content = zlib.compress(content, compression)
    head = pickle.dumps((len(ids), ids[-1], most, compression, min(lengths), max(lengths)), 2)
    size = len(head) + len(content)
    return bytes(pack_int(-size if last else size)) + head + content
