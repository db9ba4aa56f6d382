"""Reads the text of a file that cites: a Word, PDF, HTML or text file, with the place of each link in it.

The file is read in a child process with limits of memory and time, since it may have come by mail.
"""

import ctypes
import multiprocessing
import re
import resource
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from indexer.errors import ReadingError

MAX_BYTES = 100_000_000
MAX_UNPACKED = 400_000_000
MAX_MEMORY = 4 << 30
"""The address space of the child process, in bytes; libraries map far more than they use."""

MAX_SECONDS = 120

BLOCK = "\n"
"""The end of a paragraph in the text."""

Link = tuple[int, str]
"""The place after the words of a link, and its URL."""


@dataclass(slots=True)
class CitedText:
    """The text of a file, and its links in their order."""

    text: str = ""
    links: list[Link] = field(default_factory=list)


def read_cited(path: Path) -> CitedText:
    """Return the text and the links of a file. Raise ReadingError, which says what to do."""
    if not path.is_file():
        raise ReadingError(f"There is no file {path}.")
    if path.stat().st_size > MAX_BYTES:
        raise ReadingError(f"{path.name} has more than {MAX_BYTES // 1_000_000} MB. Save a smaller copy.")
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context, _limit_resources) as pool:
        try:
            return pool.submit(_read, path).result()
        except (BrokenProcessPool, MemoryError) as error:
            raise ReadingError(f"{path.name} took too much memory or time to read. Save a simpler copy.") from error


def _limit_resources() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))


def _read(path: Path) -> CitedText:
    readers: dict[bytes, Callable[[Path], CitedText]] = {b"PK\x03\x04": _read_docx, b"%PDF": _read_pdf}
    with path.open("rb") as file:
        reader = readers.get(file.read(4))
    if reader is None:
        reader = _read_html if path.suffix.lower() in (".html", ".htm", ".xhtml") else _read_text
    try:
        return reader(path)
    except ImportError as error:
        raise ReadingError(f"Reading {path.name} needs the extra: pip install 'verbatim[readers]'") from error
    except (ValueError, LookupError, SyntaxError, RuntimeError, BadZipFile, OSError) as error:
        raise ReadingError(
            f"{path.name} cannot be read ({error}). Save it again as DOCX, PDF, HTML or text."
        ) from error


def _read_text(path: Path) -> CitedText:
    return CitedText(path.read_bytes().decode("utf-8", "replace"))


# ------------------------------------------------------------------------------------------------------------ HTML

_BLOCKS = frozenset("p div li td th tr h1 h2 h3 h4 h5 h6 blockquote section article figure dd dt br pre".split())
_QUOTING = {"q": ("“", "”"), "blockquote": ("“", "”")}
_HIDDEN = frozenset("script style template head".split())


class _HtmlReader(HTMLParser):
    """Collects text and links; the marks of quotation elements are written out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = CitedText()
        self._pieces: list[str] = []
        self._length = 0
        self._links: list[str] = []
        self._hidden = 0

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self._add(BLOCK)
        if tag in _QUOTING:
            self._add(_QUOTING[tag][0])
        if tag == "a":
            self._links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        if tag in _QUOTING:
            self._add(_QUOTING[tag][1])
        if tag in _BLOCKS:
            self._add(BLOCK)
        if tag == "a" and self._links:
            self.found.links.append((self._length, self._links.pop()))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._add(re.sub(r"\s+", " ", data))

    def result(self) -> CitedText:
        self.found.text = "".join(self._pieces)
        return self.found


def _read_html(path: Path) -> CitedText:
    reader = _HtmlReader()
    reader.feed(path.read_bytes().decode("utf-8", "replace"))
    reader.close()
    return reader.result()


# ------------------------------------------------------------------------------------------------------------ Word

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FIELD = re.compile(r'HYPERLINK\s+"([^"]+)"')
_NOTES = {"footnotes": "footnoteReference", "endnotes": "endnoteReference"}


class _WordReader:
    """Collects the text of a part of a Word file, and the links in it and in the notes that it refers to."""

    def __init__(self, archive: ZipFile, part: str, notes: dict[tuple[str, str], list[str]]) -> None:
        self._archive = archive
        self._part = part
        self._urls = self._relationships()
        self._notes = notes
        self._pieces: list[str] = []
        self._length = 0
        self._field = ""
        self.found = CitedText()

    def _relationships(self) -> dict[str, str]:
        name = f"word/_rels/{self._part}.xml.rels"
        if name not in self._archive.namelist():
            return {}
        return {each.get("Id"): each.get("Target", "") for each in _xml(self._archive, name)}

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def read(self, element: Any) -> CitedText:
        """Return the text of an element."""
        self._walk(element)
        self.found.text = "".join(self._pieces)
        return self.found

    def _walk(self, element: Any) -> None:
        for child in element:
            name = child.tag.removeprefix(_W) if isinstance(child.tag, str) else ""
            if name in ("del", "moveFrom", "pPr", "rPr"):
                continue
            self._visit(name, child)
            self._walk(child)
            self._leave(name, child)

    def _visit(self, name: str, element: Any) -> None:
        match name:
            case "t":
                self._add(element.text or "")
            case "tab" | "br" | "cr":
                self._add(" ")
            case "noBreakHyphen":
                self._add("-")
            case "instrText":
                self._field += element.text or ""
            case "fldChar" if element.get(f"{_W}fldCharType") == "begin":
                self._field = ""
            case "fldChar" if element.get(f"{_W}fldCharType") == "end":
                self._link_field(self._field)
                self._field = ""

    def _leave(self, name: str, element: Any) -> None:
        match name:
            case "p":
                self._add(BLOCK)
            case "hyperlink":
                self._link(self._urls.get(element.get(f"{_R}id", ""), ""))
            case "fldSimple":
                self._link_field(element.get(f"{_W}instr", ""))
            case "footnoteReference" | "endnoteReference":
                for url in self._notes.get((name, element.get(f"{_W}id", "")), ()):
                    self._link(url)

    def _link_field(self, instruction: str) -> None:
        found = _FIELD.search(instruction)
        if found:
            self._link(found[1])

    def _link(self, url: str) -> None:
        if url:
            self.found.links.append((self._length, url))


def _xml(archive: ZipFile, name: str) -> Any:
    from docx.oxml import parse_xml  # noqa: PLC0415 - of the extra `readers`; it resolves no entities

    return parse_xml(archive.read(name))


def _read_docx(path: Path) -> CitedText:
    with ZipFile(path) as archive:
        if sum(each.file_size for each in archive.infolist()) > MAX_UNPACKED:
            raise ValueError("it unpacks to too much")
        if "word/document.xml" not in archive.namelist():
            raise ValueError("it is no Word file")
        notes: dict[tuple[str, str], list[str]] = {}
        for part, reference in _NOTES.items():
            if f"word/{part}.xml" in archive.namelist():
                for note in _xml(archive, f"word/{part}.xml"):
                    found = _WordReader(archive, part, {}).read(note)
                    in_text = [match[0] for match in re.finditer(r"https?://\S+", found.text)]
                    notes[reference, note.get(f"{_W}id", "")] = [url for _, url in found.links] or in_text
        return _WordReader(archive, "document", notes).read(_xml(archive, "word/document.xml"))


# ------------------------------------------------------------------------------------------------------------- PDF

_SLACK = 4.0
"""Points around a link in which its characters are sought."""


def _read_pdf(path: Path) -> CitedText:
    import pypdfium2  # noqa: PLC0415 - of the extra `readers`

    whole = CitedText()
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            whole.links += [(len(whole.text) + place, url) for place, url in sorted(_annotations(document, page, text))]
            whole.text += text.get_text_range(errors="replace") + "\n"
    return whole


def _annotations(document: Any, page: Any, text: Any) -> Iterator[Link]:
    """Yield the links of a page with the character at the end of their rectangle."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - of the extra `readers`

    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        box = pdfium.FS_RECTF()
        if not action or not pdfium.FPDFLink_GetAnnotRect(link, box):
            continue
        size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
        middle = (box.top + box.bottom) / 2
        place = text.get_index(box.right - 1, middle, _SLACK, abs(box.top - box.bottom) / 2)
        yield (place if place is not None else text.count_chars()), buffer.value.decode("utf-8", "replace")
