"""The formats that can be read: how they are recognized, and where their readers are."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from indexer.errors import ReadingError
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import File
from indexer.records.reading import Reading

# Reads one file, in the worker; raises ReadingError with what is wrong and what to do.
Read = Callable[[File, Limits], Reading]

ZIP = b"PK\x03\x04"  # begins archives, and so office documents
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKUP = re.compile(rb"\s*<", re.ASCII)
_PAGE = re.compile(rb"\s*<(!doctype\s+html|html|head|body)\b", re.ASCII | re.IGNORECASE)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."

# What is asked for instead of types that cannot be read.
REMEDIES = {
    ".eml": "is an e-mail: save its text as a PDF, and add its attachments as files",
    ".msg": "is an e-mail: save its text as a PDF, and add its attachments as files",
    ".doc": "is a Word file before 2007: save it as .docx",
    ".ppt": "is a PowerPoint file before 2007: save it as .pptx",
    ".xls": "is an Excel file before 2007: save it as .xlsx",
    ".ods": "is an OpenDocument spreadsheet: save it as .xlsx",
    ".odp": "is an OpenDocument presentation: save it as .pptx or PDF",
}


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of file: its name, the module of its reader, which the worker alone loads, its suffixes, the usual one
    first, its media types, and whether the first bytes of a file match it.
    """

    name: str
    reader: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    matches: Callable[[bytes], bool]

    @property
    def suffix(self) -> str:
        return self.suffixes[0]


def _is_text(head: bytes) -> bool:
    return head.startswith(_UTF16) or not _CONTROLS.search(head)


def _is_plain(head: bytes) -> bool:
    return _is_text(head) and b"%PDF-" not in head[:8] and not _PAGE.match(_without_bom(head))


def is_markup(head: bytes) -> bool:
    """Return whether a file that begins with these bytes is HTML or XML."""
    return _is_text(head) and bool(_MARKUP.match(_without_bom(head)))


def _is_zip(head: bytes) -> bool:
    return head.startswith(ZIP)


def _without_bom(head: bytes) -> bytes:
    """Return the bytes without a byte order mark, UTF-16 reduced to 8 bits per character."""
    if head.startswith(_UTF16):
        return head[2:].replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


FILE_TYPES = (
    FileType(
        "PDF",
        "indexer.read.pdf.reader",
        (".pdf",),
        ("application/pdf", "application/x-pdf"),
        lambda head: b"%PDF-" in head,
    ),
    FileType(
        "HTML",
        "indexer.read.html.reader",
        (".html", ".htm", ".xhtml"),
        ("text/html", "application/xhtml+xml"),
        is_markup,
    ),
    FileType("DOCX", "indexer.read.office.docx", (".docx",), (_OFFICE + "wordprocessingml.document",), _is_zip),
    FileType("PPTX", "indexer.read.office.pptx", (".pptx",), (_OFFICE + "presentationml.presentation",), _is_zip),
    FileType("ODT", "indexer.read.office.odt", (".odt",), (_OPEN + "text",), _is_zip),
    FileType("XLSX", "indexer.read.office.xlsx", (".xlsx",), (_OFFICE + "spreadsheetml.sheet",), _is_zip),
    FileType("EPUB", "indexer.read.epub", (".epub",), ("application/epub+zip",), _is_zip),
    FileType(
        "RTF",
        "indexer.read.rtf",
        (".rtf",),
        ("application/rtf", "text/rtf"),
        lambda head: head.lstrip().startswith(b"{\\rtf"),
    ),
    FileType("CSV", "indexer.read.csv_table", (".csv", ".tsv"), ("text/csv", "text/tab-separated-values"), _is_plain),
    FileType(
        "Markdown", "indexer.read.markdown", (".md", ".markdown"), ("text/markdown", "text/x-markdown"), _is_plain
    ),
    FileType("text", "indexer.read.text", (".txt", ".text"), ("text/plain",), _is_plain),
)
FORMATS = {each.name.lower(): each for each in FILE_TYPES}
SUFFIXES = {suffix: name for name, each in FORMATS.items() for suffix in each.suffixes}

LANDING_PAGE = "landing page"  # HTML that is read for its links alone


def format_of(path: Path) -> str | None:
    """Return the name of the file's format, or None where it cannot be read."""
    return SUFFIXES.get(path.suffix.lower())


def checked_format(path: Path) -> str:
    """Return the name of the file's format. Raise ReadingError where it has none, cannot be opened or is empty.

    The message has the file as its unspoken subject: "is empty; …", "took too long to read …".
    """
    name = format_of(path)
    if name is None:
        listed = f"has a type that cannot be read; add it as one of {', '.join(sorted(SUFFIXES))}"
        raise ReadingError(REMEDIES.get(path.suffix.lower(), listed), "recognize")
    try:
        if not path.is_file():
            raise ReadingError("is not a file; give the path of a file that exists", "open")
        if path.stat().st_size == 0:
            raise ReadingError("is empty; fetch or save it again", "open")
    except OSError as error:
        raise cannot_open(error) from error
    return name


def cannot_open(error: OSError) -> ReadingError:
    """Build the ReadingError for a file that the system does not let us open."""
    return ReadingError(f"cannot be opened ({error.strerror}); check its permissions", "open")


def load_reader(format_name: str) -> Read:
    """Import the module of a format's reader and return its function `read`."""
    module = "indexer.read.html.landing_page" if format_name == LANDING_PAGE else FORMATS[format_name].reader
    return cast(Read, import_module(module).read)
