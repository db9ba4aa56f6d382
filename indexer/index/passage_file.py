"""The passages of a generation, read on demand; the most recent ones are cached."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from indexer.index.record_file import RecordFile, RecordWriter
from indexer.records.passage import Passage

NAME = "passages"

IDS = "passages.ids"
"""The file with the id of each, a line each."""

CACHED_PASSAGES = 4_096
"""Passages kept in memory: the best for one query are often among the best for others."""


class PassageWriter(RecordWriter[Passage]):
    """Write passages in the order of their ordinals, from 0."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, NAME)

    def add(self, passage: Passage) -> None:
        """Write one passage; its ordinal is not stored, since segments move when others before them change."""
        tags = {facet: values for facet, values in passage.tags.items() if values}
        super().add(replace(passage, ordinal=0, tags=tags))


class PassageFile:
    """The passages of a generation by ordinal, with a tag for each of the facets. May be used from any thread."""

    def __init__(self, folder: Path, facets: Sequence[str] = ()) -> None:
        self._facets = facets
        self._records = RecordFile(folder, NAME, Passage)
        self._cached = lru_cache(maxsize=CACHED_PASSAGES)(self._read)

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, ordinal: int) -> Passage:
        return self._cached(ordinal)

    def __iter__(self) -> Iterator[Passage]:
        return (self._whole(ordinal, passage) for ordinal, passage in enumerate(self._records))

    def _read(self, ordinal: int) -> Passage:
        """Return the passage with this ordinal. Raise IndexError."""
        return self._whole(ordinal, self._records[ordinal])

    def _whole(self, ordinal: int, passage: Passage) -> Passage:
        tags = {facet: passage.tags.get(facet, ()) for facet in self._facets}
        return replace(passage, ordinal=ordinal, tags=tags if self._facets else passage.tags)
