"""Which types of file are fetched, told by what the host says and by the first bytes: both must agree."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from indexer.errors import UnsupportedContent

SNIFFED_BYTES = 1024
"""How many bytes at the start of a file its type is told by."""

_ZIP = b"PK\x03\x04"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKUP = re.compile(rb"\s*<", re.ASCII)
_PAGE = re.compile(rb"\s*<(!doctype\s+html|html|head|body)\b", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of file: its name, the end of its files' names, what hosts call it, and how its first bytes look."""

    name: str
    suffix: str
    media: tuple[str, ...]
    fits: Callable[[bytes], bool]


def _is_text(head: bytes) -> bool:
    return head.startswith(_UTF16) or not _CONTROLS.search(head)


def _is_plain(head: bytes) -> bool:
    return _is_text(head) and b"%PDF-" not in head[:8] and not _PAGE.match(_without_mark(head))


def _is_markup(head: bytes) -> bool:
    return _is_text(head) and bool(_MARKUP.match(_without_mark(head)))


def _without_mark(head: bytes) -> bytes:
    """The bytes without a byte order mark, and those of 16 bits as those of 8."""
    if head.startswith(_UTF16):
        return head[2:].replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


_OFFICE = "application/vnd.openxmlformats-officedocument."

TYPES = (
    FileType("PDF", ".pdf", ("application/pdf", "application/x-pdf"), lambda head: b"%PDF-" in head),
    FileType("HTML", ".html", ("text/html", "application/xhtml+xml"), _is_markup),
    FileType("DOCX", ".docx", (_OFFICE + "wordprocessingml.document",), lambda head: head.startswith(_ZIP)),
    FileType("PPTX", ".pptx", (_OFFICE + "presentationml.presentation",), lambda head: head.startswith(_ZIP)),
    FileType("Markdown", ".md", ("text/markdown", "text/x-markdown"), _is_plain),
    FileType("text", ".txt", ("text/plain",), _is_plain),
)

MEDIA_TYPES = tuple(media for each in TYPES for media in each.media)
"""What to ask hosts for."""

_UNSAID = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/force-download"})
"""What hosts say that do not know, or do not say, what a file is."""

_PACKED = frozenset({"application/zip", "application/x-zip-compressed"})
"""What hosts say of files of which they only see that they are ZIP archives."""

_BY_NAME = {each.suffix: each for each in TYPES}
_ALL = ", ".join(each.name for each in TYPES)


def expected_types(content_type: str, address: str) -> tuple[FileType, ...]:
    """The types that a file can have of which a host says this (its Content-Type). Raises Unwanted if there is none.

    Where the host does not say, the file is a PDF, or what the end of its address says. Plain text whose address
    ends in .md is Markdown.
    """
    media = content_type.split(";", maxsplit=1)[0].strip().lower()
    named = _BY_NAME.get(PurePosixPath(urlsplit(address).path).suffix.lower())
    if media in _UNSAID:
        return tuple(dict.fromkeys(each for each in (TYPES[0], named) if each))
    if media in _PACKED and named and named.fits(_ZIP):
        return (named,)
    said = tuple(each for each in TYPES if media in each.media)
    if not said:
        shown = media[:60] if media.isprintable() else "something unknown"
        raise UnsupportedContent(f"It is {shown}, and only {_ALL} can be indexed.")
    if said[0].name == "text" and named and named.name == "Markdown":
        return (named,)
    return said


def sniffed_type(expected: tuple[FileType, ...], head: bytes) -> FileType:
    """The type that the first bytes confirm. Raises Unwanted where they belie what the host says."""
    if not head:
        raise UnsupportedContent("It is empty.")
    for each in expected:
        if each.fits(head):
            return each
    names = " or ".join(each.name for each in expected)
    found = "a web page, perhaps one to log in," if _is_markup(head) else "something else"
    raise UnsupportedContent(f"It should be {names}, but its first bytes are those of {found} instead.")
