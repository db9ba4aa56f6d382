"""The stored text of pages, with a digest of each, so that a quotation can be checked against its page.

    pages/<document>.json    the texts of a document's pages as a JSON array, one page a line
    pages.counts.json        the number of pages of each document
    pages.digests.npy        for each of all these pages, one after the other, where its line starts and how long it
                             is, in bytes, and its digest (BLAKE2b)

The digest tells a page that was damaged or changed after the index was built; it is no signature.
"""

import hashlib
import json
import os
import weakref
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import NoIndex, PageChanged
from indexer.records.passage import Passage, Span

PAGES = "pages"
COUNTS = "pages.counts.json"
DIGESTS = "pages.digests.npy"

KEPT = 4_096
"""How many pages are kept in memory, each for as long as its file's times, size and number stay the same.

The time of a file's last change of state counts too, because the time of its last writing can be set back.
"""

_DIGEST_SIZE = 16
_MARK = np.dtype([("start", "<u8"), ("length", "<u4"), ("digest", f"V{_DIGEST_SIZE}")])

Marks = NDArray[np.void]
"""Where the lines of a document's pages start and how long they are, both in bytes, and their digests."""


def write_pages(folder: Path, document: str, pages: Mapping[int, str]) -> Marks:
    """Writes the stored text of a document's pages, from page 1, and gives their marks."""
    lines = [json.dumps(pages[number], ensure_ascii=False).encode() for number in sorted(pages)]
    marks: Marks = np.empty(len(lines), _MARK)
    start = len(b"[\n")
    for place, line in enumerate(lines):
        marks[place] = (start, len(line), _digest(line))
        start += len(line) + len(b",\n")
    (folder / PAGES).mkdir(exist_ok=True)
    _path(folder, document).write_bytes(b"[\n" + b",\n".join(lines) + b"\n]\n")
    return marks


def write_digests(folder: Path, marks: Mapping[str, Marks]) -> None:
    """Writes the marks of all documents' pages."""
    _write_marks(folder, {document: len(each) for document, each in marks.items()}, marks.values())


def join_digests(folder: Path, portions: Sequence[Path]) -> None:
    """Writes the marks of all portions' documents, given the folder of each in their order."""
    counts = [json.loads((portion / COUNTS).read_bytes()) for portion in portions]
    marks = (np.load(portion / DIGESTS, allow_pickle=False) for portion in portions)
    _write_marks(folder, {document: count for each in counts for document, count in each.items()}, marks)


def _write_marks(folder: Path, counts: Mapping[str, int], marks: Iterable[Marks]) -> None:
    (folder / COUNTS).write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")
    np.save(folder / DIGESTS, np.concatenate([np.empty(0, _MARK), *marks]), allow_pickle=False)


def read_pages(folder: Path, document: str) -> dict[int, str]:
    """The stored text of a document's pages, by page number from 1, unchecked."""
    texts = json.loads(_path(folder, document).read_text(encoding="utf-8"))
    return dict(enumerate(texts, start=1))


class PageFiles:
    """The stored pages of a generation, read where they lie. May be used from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        counts = json.loads((folder / COUNTS).read_bytes())
        self._places = dict(zip(counts, accumulate(counts.values(), initial=0), strict=False))
        """The place of the mark of each document's first page among all."""
        self._counts = counts
        self._folder_of_pages = os.open(folder / PAGES, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._folder_of_pages)
        marks = np.load(folder / DIGESTS, mmap_mode="r", allow_pickle=False)
        self._kept = lru_cache(maxsize=KEPT)(partial(_read, folder, marks))

    def check(self, passage: Passage) -> None:
        """Raises PageChanged unless a passage's text is, character for character, what the stored pages hold.

        Raises NoIndex where the whole generation has gone.
        """
        self.compare(passage.id, passage.text, passage.document, passage.spans)

    def compare(self, name: str, text: str, document: str, spans: Sequence[Span]) -> None:
        """The same for any text that some spans of a document's pages should give; `name` says in errors what it is."""
        place = 0
        for span in spans:
            size = span.end - span.start
            part = text if size == len(text) else text[place : place + size]
            if len(part) != size or not self.text(document, span.page).startswith(part, span.start):
                break
            place += size
        else:
            if place == len(text):
                return
        raise PageChanged(f"{name} is not what the stored pages of {document} hold.")

    def text(self, document: str, page: int) -> str:
        """The stored text of a page, by its number from 1.

        Raises PageChanged where it is not what was stored, and NoIndex where the whole generation has gone.
        """
        if not 1 <= page <= self._counts.get(document, 0):
            raise PageChanged(f"Page {page} of {document} was never stored.")
        try:
            state = os.stat(f"{document}.json", dir_fd=self._folder_of_pages)
            times = state.st_mtime_ns, state.st_ctime_ns
            text = self._kept(document, self._places[document] + page - 1, *times, state.st_size, state.st_ino)
        except OSError as error:
            if not self._folder.exists():
                raise NoIndex(f"The index {self._folder.name} was replaced and is gone.") from error
            raise PageChanged(f"The stored pages of {document} cannot be read ({error}).") from error
        if text is None:
            raise PageChanged(f"Page {page} of {document} is not the text that was stored: its digest differs.")
        return text


def _read(folder: Path, marks: Marks, document: str, place: int, *state: int) -> str | None:
    """The text of the page with the mark at this place, or None where its digest differs.

    `state` tells one state of the document's file from another.
    """
    del state
    start, length, digest = marks[place].item()
    with _path(folder, document).open("rb", buffering=0) as file:
        file.seek(start)
        line = file.read(length)
    return str(json.loads(line)) if _digest(line) == digest else None


def _path(folder: Path, document: str) -> Path:
    return folder / PAGES / f"{document}.json"


def _digest(line: bytes) -> bytes:
    return hashlib.blake2b(line, digest_size=_DIGEST_SIZE).digest()
