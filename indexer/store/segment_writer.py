"""Writes terms and places that our own analysis made as one Whoosh segment, past Whoosh's analysis and sorting.

Whoosh's writer sorts every posting as a tuple of its own; ours are gathered by term, in the order in which passages
come, and need no sorting. What is written is Whoosh's format by Whoosh's own codec.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from whoosh.formats import Positions
from whoosh.index import create_in
from whoosh.system import pack_uint

from indexer.store.schema import PLACED_FIELDS, schema

Terms = Sequence[tuple[str, int]]
"""The terms of a field, each with its place (0 where the field holds no places), in the order of places."""

_POSITIONS = Positions()


class SegmentWriter:
    """Writes passages into an empty folder, in the order of their ordinals from 0. `commit` or `cancel` ends it."""

    def __init__(self, folder: Path) -> None:
        self._index = create_in(folder, schema())
        self._writer: Any = self._index.writer()
        self._writer.pool.cleanup()
        self._writer.pool = self._gathered = _Gathered()

    def add(self, fields: Mapping[str, Terms], lengths: Mapping[str, int] | None = None) -> None:
        """Adds the next passage. A field is as long as it has terms, where `lengths` does not say otherwise."""
        told = lengths or {}
        writer, document = self._writer, self._writer.perdocwriter
        ordinal = writer.docnum
        document.start_doc(ordinal)
        for name in sorted(fields):
            self._gathered.add(name, ordinal, fields[name])
            document.add_field(name, writer.schema[name], None, told.get(name, len(fields[name])))
        document.finish_doc()
        writer.docnum += 1

    def commit(self) -> None:
        """Writes the segment. An index without passages has none."""
        self._writer._added = self._writer.docnum > 0  # noqa: SLF001 - what Whoosh's own add_document says to commit
        self._writer.commit(merge=False)
        self._index.close()

    def cancel(self) -> None:
        """Leaves without an index."""
        self._writer.cancel()
        self._index.close()


class _Gathered:
    """The postings of a segment by field and term, in the form in which Whoosh's writer takes them from its pool."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, _Term]] = {}

    def add(self, field: str, ordinal: int, terms: Terms) -> None:
        """Adds a passage's terms of a field; passages come in order."""
        known = self._fields.setdefault(field, {})
        for text, place in terms:
            term = known.get(text)
            if term is None:
                term = known[text] = _Term()
            if not term.ordinals or term.ordinals[-1] != ordinal:
                term.ordinals.append(ordinal)
                term.counts.append(0)
            term.counts[-1] += 1
            term.places.append(place)

    def iter_postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        """All postings as Whoosh wants them: by field, term (as bytes) and ordinal. They are forgotten as they go."""
        for field in sorted(self._fields):
            known = self._fields.pop(field)
            encode = _positions if field in PLACED_FIELDS else _frequency
            for text in sorted(known):
                key = text.encode()
                for ordinal, count, places in known.pop(text).postings():
                    yield field, key, ordinal, float(count), encode(places)

    def cleanup(self) -> None:
        """Forgets everything."""
        self._fields.clear()


class _Term:
    """The passages that hold a term, how often each does, and the places of all, one passage after the other."""

    __slots__ = ("counts", "ordinals", "places")

    def __init__(self) -> None:
        self.ordinals = array("I")
        self.counts = array("I")
        self.places = array("I")

    def postings(self) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        place = 0
        for ordinal, count in zip(self.ordinals, self.counts, strict=True):
            yield ordinal, count, tuple(self.places[place : place + count])
            place += count


@lru_cache(maxsize=65_536)
def _positions(places: tuple[int, ...]) -> bytes:
    return bytes(_POSITIONS.encode(places))


@lru_cache(maxsize=65_536)
def _frequency(places: tuple[int, ...]) -> bytes:
    return bytes(pack_uint(len(places)))
