"""The stored text of pages, with a digest of each, so that a quotation can be checked against its page.

    pages/<document>.json    the texts of a document's pages as a JSON array, one page a line
    pages.digests.json       for each document where the line of each page starts, in bytes, and its digest

The digest tells a page that was damaged or changed after the index was built; it is no signature.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from indexer.errors import NoIndex, PageChanged
from indexer.records.passage import Passage, Span

PAGES = "pages"
DIGESTS = "pages.digests.json"

KEPT = 32
"""How many pages are kept in memory, each for as long as its file's time, size and number stay the same."""


class PageMark(NamedTuple):
    """Where the line of a page starts in its file and how long it is, both in bytes, and its digest (BLAKE2b)."""

    start: int
    length: int
    digest: str


def write_pages(folder: Path, document: str, pages: Mapping[int, str]) -> tuple[PageMark, ...]:
    """Writes the stored text of a document's pages, from page 1, and gives the mark of each."""
    lines = [json.dumps(pages[number], ensure_ascii=False).encode() for number in sorted(pages)]
    marks, start = [], len(b"[\n")
    for line in lines:
        marks.append(PageMark(start, len(line), _digest(line)))
        start += len(line) + len(b",\n")
    (folder / PAGES).mkdir(exist_ok=True)
    _path(folder, document).write_bytes(b"[\n" + b",\n".join(lines) + b"\n]\n")
    return tuple(marks)


def write_digests(folder: Path, marks: Mapping[str, Sequence[PageMark]]) -> None:
    """Writes the marks of all documents' pages."""
    (folder / DIGESTS).write_text(json.dumps(marks, separators=(",", ":")), encoding="utf-8")


def join_digests(folder: Path, portions: Iterable[Path]) -> None:
    """Writes the marks of all portions' documents, given the folder of each in their order."""
    rows = [json.loads((portion / DIGESTS).read_text(encoding="utf-8")) for portion in portions]
    write_digests(folder, {document: marks for row in rows for document, marks in row.items()})


def read_pages(folder: Path, document: str) -> dict[int, str]:
    """The stored text of a document's pages, by page number from 1, unchecked."""
    texts = json.loads(_path(folder, document).read_text(encoding="utf-8"))
    return dict(enumerate(texts, start=1))


class PageFiles:
    """The stored pages of a generation, read where they lie. May be used from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        rows = json.loads((folder / DIGESTS).read_text(encoding="utf-8"))
        self._marks = {document: tuple(PageMark(*mark) for mark in marks) for document, marks in rows.items()}

    def check(self, passage: Passage) -> None:
        """Raises PageChanged unless a passage's text is, character for character, what the stored pages hold.

        Raises NoIndex where the whole generation has gone.
        """
        pages = {number: self.text(passage.document, number) for number in {span.page for span in passage.spans}}
        if _joined(pages, passage.spans) != passage.text:
            raise PageChanged(f"Passage {passage.id} is not what the stored pages of {passage.document} hold.")

    def text(self, document: str, page: int) -> str:
        """The stored text of a page, by its number from 1.

        Raises PageChanged where it is not what was stored, and NoIndex where the whole generation has gone.
        """
        marks = self._marks.get(document, ())
        if not 1 <= page <= len(marks):
            raise PageChanged(f"Page {page} of {document} was never stored.")
        path = _path(self._folder, document)
        try:
            state = path.stat()
            text = _read(path, marks[page - 1], (state.st_mtime_ns, state.st_size, state.st_ino))
        except OSError as error:
            if not self._folder.exists():
                raise NoIndex(f"The index {self._folder.name} was replaced and is gone.") from error
            raise PageChanged(f"The stored pages of {document} cannot be read ({error}).") from error
        if text is None:
            raise PageChanged(f"Page {page} of {document} is not the text that was stored: its digest differs.")
        return text


@lru_cache(maxsize=KEPT)
def _read(path: Path, mark: PageMark, state: tuple[int, ...]) -> str | None:
    """A page's text, or None where its digest differs. `state` tells one state of the file from another."""
    del state
    with path.open("rb", buffering=0) as file:
        file.seek(mark.start)
        line = file.read(mark.length)
    return str(json.loads(line)) if _digest(line) == mark.digest else None


def _path(folder: Path, document: str) -> Path:
    return folder / PAGES / f"{document}.json"


def _digest(line: bytes) -> str:
    return hashlib.blake2b(line, digest_size=16).hexdigest()


def _joined(pages: Mapping[int, str], spans: Sequence[Span]) -> str:
    return "".join(pages[span.page][span.start : span.end] for span in spans)
