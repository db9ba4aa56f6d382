"""A document as it stands in a generation."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.records.reading import Link, PageLabel
from indexer.records.source import Source


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading: its level from 1, its words and the ordinal of the first passage under it."""

    level: int
    title: str
    passage: int


@dataclass(frozen=True, slots=True)
class Document:
    """A source whose text is indexed. Its passages have the ordinals `first` to `first + count - 1`.

    `file` is the file's name without its folder, `sha256` the digest of its bytes. `run_together` holds the words
    that a conversion ran together in its text, each as its folded parts (indexer/analysis/run_together.py).
    """

    source: Source
    file: str
    sha256: str
    pages: Sequence[PageLabel]
    links: tuple[Link, ...]
    outline: tuple[OutlineEntry, ...]
    first: int
    count: int
    run_together: tuple[tuple[str, ...], ...] = ()

    @property
    def id(self) -> str:
        return self.source.id

    def label(self, page: int) -> str:
        """The number printed on the page with this number (from 1)."""
        return self.pages[page - 1].label


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that could not be indexed: at which stage (find, read, divide…), why, and what to do about it."""

    file: str
    stage: str
    reason: str
