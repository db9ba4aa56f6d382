"""Writes terms and places that our own analysis made as Whoosh segments, past Whoosh's analysis, sorting and pool.

Whoosh's writer sorts every posting as a tuple of its own and looks up, for each, how long its passage is; ours are
gathered by term, in the order in which passages come, need no sorting and know the lengths. What is written is
Whoosh's format by Whoosh's own codec, a block of postings at a time.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter, W3Segment
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.formats import Positions
from whoosh.index import TOC
from whoosh.system import pack_uint

from indexer.index.schema import EXACT_FIELD, POSITION_FIELDS, STEMMED_FIELDS, schema

Terms = Sequence[tuple[str, int]]
"""The terms of a field, each with its place (0 where the field holds no places), in the order of places."""

INDEX = "MAIN"
"""Whoosh's name of the index in a folder, with which the names of its segments start."""

_FIELDS = sorted((*STEMMED_FIELDS, EXACT_FIELD))
_POSITIONS = Positions()
_BLOCK = 128
"""How many postings Whoosh puts into a block."""


class SegmentWriter:
    """Gathers passages in the order of their numbers from 0; `write` writes them as one segment."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, _Term]] = {name: {} for name in _FIELDS}
        self._lengths = {name: array("I") for name in _FIELDS}

    def add(self, fields: Mapping[str, Terms], lengths: Mapping[str, int] | None = None) -> None:
        """Adds the next passage. A field is as long as it has terms, where `lengths` does not say otherwise."""
        told = lengths or {}
        for name, known in self._lengths.items():
            terms = fields.get(name, ())
            _gather(self._fields[name], len(known), terms)
            known.append(told.get(name, len(terms)))

    def write(self, folder: Path, name: str) -> dict[str, int]:
        """Writes the segment as one file of a folder; gives how many terms each field has in all passages.

        The name has small letters and digits alone. The same passages under the same name give the same bytes. What
        was gathered is forgotten on the way.
        """
        storage, segment = RamStorage(), _segment(name)
        self._write_lengths(storage, segment)
        writer = _FieldWriter(storage, segment)
        fields = schema()
        for field in _FIELDS:
            if known := self._fields.pop(field):
                writer.start_field(field, fields[field])
                encode = _positions if field in POSITION_FIELDS else _frequency
                for text in sorted(known):
                    writer.write_term(text.encode(), known.pop(text), self._lengths[field], encode)
                writer.finish_field()
        writer.close()
        segment.create_compound_file(storage)
        [(file, content)] = storage.files.items()
        (folder / file).write_bytes(content)
        return {field: total for field, lengths in self._lengths.items() if (total := sum(lengths))}

    def _write_lengths(self, storage: RamStorage, segment: Any) -> None:
        documents = W3Codec().per_document_writer(storage, segment)
        for number in range(len(self._lengths[EXACT_FIELD])):
            documents.start_doc(number)
            for field, lengths in self._lengths.items():
                documents.add_field(field, None, None, lengths[number])
            documents.finish_doc()
        documents.close()


def segment_name(name: str) -> str:
    """How Whoosh calls the segment that we call so."""
    return f"{INDEX}_{name}"


def segment_file(name: str) -> str:
    """The name of the file that holds this segment."""
    return f"{segment_name(name)}{W3Segment.COMPOUND_EXT}"


def write_contents(folder: Path, segments: Sequence[tuple[str, int, Mapping[str, int]]]) -> None:
    """Makes an index of the segments in a folder: their names, numbers of passages and lengths of fields, in order.

    A passage's number in the index is its number in its segment and those of all segments before.
    """
    storage = FileStorage(str(folder))
    found = []
    for name, count, lengths in segments:
        segment = _segment(name)
        segment.set_doc_count(count)
        segment.compound = True
        held = {field: lengths[field] for field in _FIELDS if field in lengths}
        segment._fieldlengths = held  # noqa: SLF001 - Whoosh keeps them with the list of segments alone
        found.append(segment)
    TOC(schema(), found, 1).write(storage, INDEX)


def _segment(name: str) -> Any:
    return W3Segment(W3Codec(), INDEX, segid=name)


def _gather(known: "dict[str, _Term]", number: int, terms: Terms) -> None:
    """Adds a passage's terms of a field; passages come in order."""
    for text, place in terms:
        term = known.get(text)
        if term is None:
            term = known[text] = _Term()
        if not term.numbers or term.numbers[-1] != number:
            term.numbers.append(number)
            term.counts.append(0)
        term.counts[-1] += 1
        term.places.append(place)


class _Term:
    """The passages that hold a term, how often each does, and the places of all, one passage after the other."""

    __slots__ = ("counts", "numbers", "places")

    def __init__(self) -> None:
        self.numbers = array("I")
        self.counts = array("I")
        self.places = array("I")

    def postings(self) -> Iterator[tuple[int, ...]]:
        """The places of each passage."""
        places = self.places.tolist()
        start = 0
        for end in accumulate(self.counts):
            yield tuple(places[start:end])
            start = end


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's writer of terms, given all postings of a term at once."""

    def __init__(self, storage: RamStorage, segment: Any) -> None:
        super().__init__(_BlockCodec(), storage, segment)

    def write_term(self, key: bytes, term: _Term, lengths: "array[int]", encode: Any) -> None:
        self.start_term(key)
        values = list(map(encode, term.postings()))
        for start in range(0, len(values), _BLOCK):
            block = slice(start, start + _BLOCK)
            numbers = term.numbers[block]
            self._postwriter.add_block(
                numbers, term.counts[block], values[block], [lengths[number] for number in numbers]
            )
        self.finish_term()


class _BlockCodec(W3Codec):  # type: ignore[misc]  # as above
    """Whoosh's codec with a writer of postings that takes whole blocks."""

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> "_BlockWriter":  # noqa: FBT001, FBT002 - Whoosh's
        return _BlockWriter(dbfile, _BLOCK, byteids, self._compression, self._inlinelimit)


class _BlockWriter(W3PostingsWriter):  # type: ignore[misc]  # as above
    """Whoosh's writer of postings, which it takes one by one, given a block of them at once."""

    def add_block(
        self, numbers: "array[int]", counts: "array[int]", values: list[bytes], lengths: Sequence[int]
    ) -> None:
        """Adds up to 128 postings: passages, how often each holds the term, their values and their fields' lengths."""
        if len(self):
            self._write_block()
        self._ids, self._weights, self._values = numbers, array("f", counts), values
        self._maxweight = float(max(counts))
        self._minlength, self._maxlength = min(lengths), max(lengths)


@lru_cache(maxsize=65_536)
def _positions(places: tuple[int, ...]) -> bytes:
    return bytes(_POSITIONS.encode(places))


@lru_cache(maxsize=65_536)
def _frequency(places: tuple[int, ...]) -> bytes:
    return bytes(pack_uint(len(places)))
