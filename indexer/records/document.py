"""The documents of a generation, and files that could not be indexed."""

from collections.abc import Iterable, Mapping
from sys import intern

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from indexer.records.reading import Link
from indexer.records.source import Source


class OutlineEntry(Struct, frozen=True, array_like=True):
    """A heading: its level from 1, its words and the ordinal of the first passage under it."""

    level: int
    title: str
    passage: int


class Document(Struct, frozen=True, array_like=True):
    """A source whose text is indexed.

    `file` is the file's name without its folder, `sha256` the digest of its bytes, `page_labels` the numbers printed
    on its pages. The ordinals of its passages follow each other from `first_ordinal`. `run_together` holds the words
    that a conversion ran together in its text, each as its folded parts (indexer/analysis/run_together.py). `warnings`
    say what reading its file left out or could not do. `ocr_confidences` are those of pages that were read from
    pictures, in percent, by the page's number. `file_url` is the URL that gave its file, `page_url` that of
    the page that led to it, both after redirects, and `fetched_on` the day on which it came (ISO 8601), where it was
    fetched.
    """

    source: Source
    file: str
    sha256: str
    page_labels: tuple[str, ...]
    links: tuple[Link, ...]
    outline: tuple[OutlineEntry, ...]
    first_ordinal: int
    passage_count: int
    run_together: tuple[tuple[str, ...], ...] = ()
    warnings: tuple[str, ...] = ()
    ocr_confidences: Mapping[int, int] = {}
    file_url: str = ""
    page_url: str = ""
    fetched_on: str = ""

    def __post_init__(self) -> None:
        # Most documents number their pages alike; shared strings save 50 bytes per page.
        force_setattr(self, "page_labels", tuple(map(intern, self.page_labels)))

    @property
    def id(self) -> str:
        """Return the id of its source."""
        return self.source.id

    @property
    def urls(self) -> tuple[str, ...]:
        """Return the URLs at which it is."""
        return tuple(filter(None, (self.source.url, self.page_url, self.file_url)))

    @property
    def ordinals(self) -> range:
        """Return the ordinals of its passages."""
        return range(self.first_ordinal, self.first_ordinal + self.passage_count)

    def label(self, page: int) -> str:
        """Return the number printed on the page with this number (from 1)."""
        return self.page_labels[page - 1]

    def ocr_confidence(self, pages: Iterable[int]) -> int | None:
        """Return the lowest confidence of those of the pages that were read from pictures; None where none was."""
        return min((self.ocr_confidences[page] for page in pages if page in self.ocr_confidences), default=None)

    def with_first_ordinal(self, ordinal: int) -> "Document":
        """Return the document with its passages' ordinals counted from this one."""
        moved = ordinal - self.first_ordinal
        outline = tuple(replace(entry, passage=entry.passage + moved) for entry in self.outline)
        return replace(self, first_ordinal=ordinal, outline=outline)


class SkippedFile(Struct, frozen=True):
    """A file that could not be indexed: at which stage (find, read, split), why, and what to do about it."""

    file: str
    stage: str
    reason: str
