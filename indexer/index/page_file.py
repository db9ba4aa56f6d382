"""The stored text of pages, with a digest of each, so that a quotation can be checked against its page.

    pages.jsonl          the texts of all documents' pages, one JSON string per line, document after document
    pages.counts.json    the number of pages of each document
    pages.digests.npy    for each of all these pages where its line starts and how long it is, in bytes, and its
                         digest (BLAKE2b)

The digest detects a page that was damaged or changed after the index was built; it is no signature.
"""

import hashlib
import json
import os
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import NoIndex, PageChanged
from indexer.index.image_file import load_array
from indexer.records.passage import Passage, Span

LINES = "pages.jsonl"
COUNTS = "pages.counts.json"
DIGESTS = "pages.digests.npy"

MAX_CACHED_PAGES = 4_096
"""Pages kept in memory.

The cache is dropped when the file's mtime, ctime, size or inode changes; ctime, because mtime can be set.
"""

_DIGEST_SIZE = 16
_LINE = np.dtype([("start", "<u8"), ("length", "<u4"), ("digest", f"V{_DIGEST_SIZE}")])

LineTable = NDArray[np.void]
"""Where the lines of pages start and how long they are, both in bytes, and their digests."""

_NO_PAGES = range(0)


class PageWriter:
    """Writes the stored text of documents' pages, one document after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines = (folder / LINES).open("wb")
        self._line_table: list[tuple[int, int, bytes]] = []
        self._counts: dict[str, int] = {}

    def add(self, document: str, pages: Mapping[int, str]) -> None:
        """Write a document's pages, which are numbered from 1."""
        for number in sorted(pages):
            line = json.dumps(pages[number], ensure_ascii=False).encode()
            self._line_table.append((self._lines.tell(), len(line), _digest(line)))
            self._lines.write(line + b"\n")
        self._counts[document] = len(pages)

    def close(self) -> None:
        """Write the table of lines and close the files."""
        self._lines.close()
        _write_line_table(self._folder, self._counts, np.array(self._line_table, _LINE))


def _write_line_table(folder: Path, counts: Mapping[str, int], lines: LineTable) -> None:
    (folder / COUNTS).write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")
    np.save(folder / DIGESTS, lines, allow_pickle=False)


FileState = tuple[int, int, int, int]
"""The mtime, ctime, size and inode of the file of pages."""

Texts = Callable[[int], str | None]
"""Returns the text of a page, given its number among all; None where it is not what was stored. Raises OSError."""


class PageFile:
    """The stored pages of a generation, read on demand. May be used from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        counts = json.loads((folder / COUNTS).read_bytes())
        firsts = accumulate(counts.values(), initial=0)
        self._page_numbers = {
            document: range(first, first + count)
            for first, (document, count) in zip(firsts, counts.items(), strict=False)
        }
        """The numbers of each document's pages among all pages, from 0."""
        self._open_folder = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._open_folder)
        self._line_table: LineTable = load_array(folder / DIGESTS)
        self._latest: tuple[FileState | None, Texts] = None, _nothing

    def matches(self, passages: Iterable[Passage]) -> list[bool]:
        """Return for each passage whether its text is, character for character, what the stored pages hold now.

        Raise NoIndex where the whole generation has gone.
        """
        try:
            texts = self._texts()
        except PageChanged:
            texts = _nothing
        matches = []
        for each in passages:
            try:
                matches.append(self._holds(texts, each.text, each.document, each.spans))
            except OSError:
                matches.append(False)
        return matches

    def check_passage(self, passage: Passage) -> None:
        """Raise PageChanged unless a passage's text is, character for character, what the stored pages hold.

        Raise NoIndex where the whole generation has gone.
        """
        self.check_text(passage.id, passage.text, passage.document, passage.spans)

    def check_text(self, name: str, text: str, document: str, spans: Sequence[Span]) -> None:
        """Raise PageChanged unless a text is what spans of a document's pages hold; `name` names it in messages.

        Raise NoIndex where the whole generation has gone.
        """
        with self._readable():
            if self._holds(self._texts(), text, document, spans):
                return
        for span in spans:
            self.text(document, span.page)  # raises a more specific error if the page itself was changed
        raise PageChanged(f"{name} is not what the stored pages of {document} hold.")

    def texts(self, document: str) -> dict[int, str]:
        """Return the stored text of a document's pages, by their numbers from 1. Raise the same as `text`."""
        return {page: self.text(document, page) for page in range(1, len(self._page_numbers[document]) + 1)}

    def text(self, document: str, page: int) -> str:
        """Return the stored text of a page, by its number from 1.

        Raise PageChanged where it is not what was stored, and NoIndex where the whole generation has gone.
        """
        numbers = self._page_numbers.get(document, _NO_PAGES)
        if not 1 <= page <= len(numbers):
            raise PageChanged(f"Page {page} of {document} was never stored.")
        with self._readable():
            text = self._texts()(numbers[page - 1])
        if text is None:
            raise PageChanged(f"Page {page} of {document} is not the text that was stored: its digest differs.")
        return text

    def _holds(self, texts: Texts, text: str, document: str, spans: Sequence[Span]) -> bool:
        """Return whether spans of a document's pages give a text."""
        numbers = self._page_numbers.get(document, _NO_PAGES)
        at = 0
        for span in spans:
            size = span.end - span.start
            page = texts(numbers[span.page - 1]) if 1 <= span.page <= len(numbers) else None
            part = text if size == len(text) else text[at : at + size]
            if page is None or len(part) != size or not page.startswith(part, span.start):
                return False
            at += size
        return at == len(text)

    def _texts(self) -> Texts:
        """Return the pages as they are now: each is read once for every state of their file.

        Raise PageChanged where there is no such file, and NoIndex where the whole generation has gone.
        """
        with self._readable():
            found = os.stat(LINES, dir_fd=self._open_folder)
        state = found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
        latest = self._latest
        if latest[0] != state:
            read = partial(_read, self._open_folder, self._line_table)
            latest = self._latest = state, lru_cache(maxsize=MAX_CACHED_PAGES)(read)
        return latest[1]

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Raise PageChanged or NoIndex where a file cannot be read."""
        try:
            yield
        except OSError as error:
            if not self._folder.exists():
                raise NoIndex(f"The index {self._folder.name} was replaced and is gone.") from error
            raise PageChanged(f"The stored pages cannot be read ({error}).") from error


def _nothing(_page: int) -> None:
    """Return None for every page."""


def _read(folder: int, lines: LineTable, index: int) -> str | None:
    """Return the text of a page, read from the file in an open folder; None where its digest differs.

    Raise OSError where it cannot be read.
    """
    start, length, digest = lines[index].item()
    file = os.open(LINES, os.O_RDONLY | os.O_CLOEXEC, dir_fd=folder)
    try:
        line = os.pread(file, length, start)
    finally:
        os.close(file)
    return str(json.loads(line)) if _digest(line) == digest else None


def _digest(line: bytes) -> bytes:
    return hashlib.blake2b(line, digest_size=_DIGEST_SIZE).digest()
