"""Writes the image of a generation from the segments of its documents.

Terms are collected in the order of passages. Sorting one 64-bit key for each occurrence, its term above its position,
gives the postings of a field.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import length_to_byte

from indexer.index.image_file import IMAGE, Array, save
from indexer.index.schema import EXACT_FIELD, FIELDS, POSITION_FIELDS, STEMMED_FIELDS
from indexer.segments.segment import DocumentSegment, FieldTerms

Starts = NDArray[np.int64]
"""Where each of several runs starts, and where the last ends."""

_TERM_SHIFT = np.uint64(32)
_POSITION_MASK = np.uint64(0xFFFF_FFFF)


class ImageWriter:
    """Collects segments in the order of the index; `write` writes the arrays of all of them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._fields = {name: _ImageField() for name in FIELDS}
        self._arrays: dict[str, list[Array]] = {}
        self._tokens = 0

    def add(self, segment: DocumentSegment) -> None:
        """Add the next document."""
        numbers = self._numbers
        lexicon = np.array([numbers.setdefault(term, len(numbers)) for term in segment.lexicon], np.uint32)
        for name, field in self._fields.items():
            field.add(segment.fields[name], lexicon)
        layout = segment.layout
        self._append("text.sizes", layout.sizes)
        self._append("text.bytes", layout.rows, np.uint8)
        self._append("text.multiword_starts", layout.multiword_starts, first=self._tokens)
        self._append("text.multiword_ends", layout.multiword_ends)
        words = len(segment.fields[EXACT_FIELD].terms) // 4
        self._tokens += words + len(segment.passages)

    def write(self, generation: Path) -> Mapping[str, NDArray[np.uint32]]:
        """Write all arrays; return the length of each field in each passage. Raise BuildError."""
        folder = generation / IMAGE
        folder.mkdir()
        terms = sorted(self._numbers, key=str.encode)
        encoded = [term.encode() for term in terms]
        save(folder, "lexicon.bytes", np.frombuffer(b"".join(encoded), np.uint8))
        save(folder, "lexicon.ends", np.cumsum([len(term) for term in encoded], dtype=np.int64))
        sorted_number = np.empty(len(terms), np.uint64)
        sorted_number[[self._numbers[term] for term in terms]] = np.arange(len(terms), dtype=np.uint64)
        self._numbers = {}
        self._write_layouts(folder)
        lengths = {}
        starts: Starts = np.empty(0, np.int64)
        for name in (EXACT_FIELD, *STEMMED_FIELDS):  # the starts of tokens come from the first
            field = self._fields.pop(name)
            lengths[name] = _joined(field.lengths)
            if name == EXACT_FIELD:
                starts = _starts_of(_joined(field.counts) + np.int64(1))
                save(folder, "tokens.starts", starts)
            field_starts = field.heading_starts() if name == "heading" else starts
            if name == "heading":
                save(folder, "heading.token_starts", field_starts)
            _write_field(folder, name, field, sorted_number, field_starts)
        return lengths

    def _append(self, name: str, content: bytes, kind: Any = np.uint32, first: int = 0) -> None:
        values = np.frombuffer(content, kind)
        self._arrays.setdefault(name, []).append(values + np.uint32(first) if first else values)

    def _write_layouts(self, folder: Path) -> None:
        """Write the arrays that highlighting needs."""
        arrays = {name: _joined(parts) for name, parts in self._arrays.items()}
        empty = np.empty(0, np.uint32)
        for name in ("text.bytes", "text.multiword_starts", "text.multiword_ends"):
            save(folder, name, arrays.get(name, empty))
        save(folder, "text.ends", _starts_of(arrays.get("text.sizes", empty))[1:])
        self._arrays = {}


class _ImageField:
    """The terms of one field, as arrays of one document after another."""

    def __init__(self) -> None:
        self.counts: list[Array] = []
        self.lengths: list[Array] = []
        self._terms: list[Array] = []
        self._positions: list[Array] = []

    def add(self, field: FieldTerms, lexicon: Array) -> None:
        """Add the terms of a document, given the number of each term of its lexicon."""
        self.counts.append(np.frombuffer(field.term_counts, np.uint32))
        self.lengths.append(np.frombuffer(field.lengths, np.uint32))
        self._terms.append(lexicon[np.frombuffer(field.terms, np.uint32)])
        self._positions.append(np.frombuffer(field.positions, np.uint32))

    def terms(self) -> Array:
        return _joined(self._terms)

    def doc_ids(self) -> Array:
        """Return the passage of each occurrence."""
        counts = _joined(self.counts)
        return np.repeat(np.arange(len(counts)), counts)

    def positions(self) -> Array:
        """Return the position of each occurrence in its passage: the stored ones, or those that count from 0."""
        positions = _joined(self._positions)
        counts = _joined(self.counts)
        if len(positions) == counts.sum():
            return positions
        return np.arange(counts.sum()) - np.repeat(_starts_of(counts)[:-1], counts)

    def heading_starts(self) -> Starts:
        """Return the number of the first token of each section path, which ends with the last word that is a term."""
        sizes = np.zeros(sum(map(len, self.counts)), np.int64)
        np.maximum.at(sizes, self.doc_ids(), self.positions().astype(np.int64) + 1)
        return _starts_of(sizes + 1)


def _write_field(folder: Path, name: str, field: _ImageField, sorted_number: Array, starts: Starts) -> None:
    """Write a field's postings, given the number of each term in the order of terms.

    `starts` has the number of each passage's first token.
    """
    doc_ids = field.doc_ids()
    positional = name in POSITION_FIELDS
    place = starts[doc_ids] + field.positions() if positional else doc_ids
    keys = (sorted_number[field.terms()] << _TERM_SHIFT) | place.astype(np.uint64)
    keys.sort()
    terms, place = (keys >> _TERM_SHIFT).astype(np.int64), (keys & _POSITION_MASK).astype(np.int64)
    del keys, doc_ids
    docs = np.repeat(np.arange(len(starts) - 1), np.diff(starts))[place] if positional else place
    first = np.flatnonzero(np.diff(terms, prepend=-1) | np.diff(docs, prepend=-1))  # of each term in each passage
    save(folder, f"{name}.posting_starts", _starts_of(np.bincount(terms[first], minlength=len(sorted_number))))
    save(folder, f"{name}.doc_ids", docs[first])
    save(folder, f"{name}.freqs", np.diff(first, append=len(terms)))
    lengths = _joined(field.lengths)
    norms = np.array([length_to_byte(length) for length in range(int(lengths.max(initial=0)) + 1)], np.uint8)
    save(folder, f"{name}.fieldnorms", norms[lengths])
    if positional:
        save(folder, f"{name}.position_starts", _starts_of(np.bincount(terms, minlength=len(sorted_number))))
        save(folder, f"{name}.positions", place)
    if name == EXACT_FIELD:
        tokens = np.full(int(starts[-1]), len(sorted_number), np.uint32)
        tokens[place] = terms
        save(folder, "tokens.terms", tokens)


def _joined(parts: list[Array]) -> Array:
    return np.concatenate(parts) if parts else np.empty(0, np.uint32)


def _starts_of(sizes: Array) -> Starts:
    starts = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=starts[1:])
    return starts
