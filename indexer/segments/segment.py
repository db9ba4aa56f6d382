"""The segment of one document: everything that an index holds of it, and the cache of segments between builds.

    <data>/segments/<key>.segment   SHA-256 of the rest; number of passages (4 bytes); the segment (MessagePack, zlib)

A segment depends on its document alone, so a build makes only those of documents that are new or changed. Its key is a
digest of everything that decides what is in it: the reading, the source, the taxonomy, the rules, code and libraries.
"""

import zlib
from collections.abc import Collection
from pathlib import Path

import msgspec
from msgspec import Struct

from indexer.index.record_file import DocumentRecords
from indexer.records.document import Document
from indexer.records.passage import Passage
from indexer.storage import ContentCache

FOLDER = "segments"
"""The folder of the cache in the data folder."""

_COUNT_SIZE = 4
_LEVEL = 1
"""zlib's fastest: higher levels save a tenth of the size for twice the time."""


class FieldTerms(Struct, frozen=True, array_like=True):
    """The terms of one field, passage after passage. All arrays are uint32 in the machine's byte order.

    `term_counts` and `lengths` have an item per passage: the number of its terms, and its length for BM25F. `terms` are
    numbers in the segment's lexicon. `positions` count from the passage's first word; it is empty in a field without
    positions, and in `exact`, where every word has one.
    """

    term_counts: bytes
    lengths: bytes
    terms: bytes
    positions: bytes


class TextLayout(Struct, frozen=True, array_like=True):
    """Where words, sentences and paragraphs begin in the texts of passages (see indexer.index.image_file).

    `sizes` (uint32) has the number of bytes of each passage in `rows`. `multiword_starts` (uint32) are the tokens with
    which a term of several words starts, `multiword_ends` (uint32) the characters where those end; tokens are numbered
    through the document, with one number left free after each passage.
    """

    sizes: bytes
    rows: bytes
    multiword_starts: bytes
    multiword_ends: bytes


class DocumentSegment(Struct, frozen=True, array_like=True):
    """One document with everything that an index holds of it. Ordinals count from its first passage.

    `words` has, for each language and word, the number of passages with the word, for the vectors of words.
    """

    document: Document
    pages: dict[int, str]
    passages: tuple[Passage, ...]
    records: DocumentRecords
    lexicon: tuple[str, ...]
    fields: dict[str, FieldTerms]
    layout: TextLayout
    words: dict[str, dict[str, int]]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(DocumentSegment)


class SegmentCache:
    """The segments of earlier builds. May be used from several processes at once."""

    def __init__(self, data: Path) -> None:
        self._entries = ContentCache(data / FOLDER, ".segment")

    def count_passages(self, key: str) -> int | None:
        """Return the number of passages of a segment, or None where it is missing or damaged."""
        content = self._entries.load(key)
        return None if content is None else int.from_bytes(content[:_COUNT_SIZE])

    def load(self, key: str) -> DocumentSegment | None:
        """Return a segment, or None where it is missing or damaged."""
        content = self._entries.load(key)
        return None if content is None else _decoder.decode(zlib.decompress(content[_COUNT_SIZE:]))

    def store(self, key: str, segment: DocumentSegment) -> None:
        """Write a segment, whole or not at all. Raise OSError."""
        content = len(segment.passages).to_bytes(_COUNT_SIZE) + zlib.compress(_encoder.encode(segment), _LEVEL)
        self._entries.store(key, content)

    def prune(self, keys: Collection[str]) -> None:
        """Remove all segments but these."""
        self._entries.prune(lambda entry: entry.stem in keys)
