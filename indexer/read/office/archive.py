"""Office documents and books are archives of XML: checked here before anything reads them.

The libraries for Word and PowerPoint get an archive of the same names in memory, in which whatever is no XML (pictures,
films, fonts) is empty, so that its size makes no difference.
"""

import io
import zipfile
import zlib
from xml.parsers import expat

from indexer.errors import ReadingError
from indexer.read.sandbox.limits import MEBIBYTE, Limits
from indexer.read.sandbox.opened_file import File

MAX_MEMBERS = 20_000
CHUNK = 1 << 16
ENCRYPTED = 0x1
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # all that office documents use (ISO/IEC 29500-2)
XML_SUFFIXES = (".xml", ".rels")
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # begins formats before 2007 and locked files

DAMAGED_OFFICE_FILE = "is damaged or cut off; get it again, or save a new copy in the program that made it"
# What reading an archive and the beginnings of its XML raises where it is damaged.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, LookupError, expat.ExpatError)
# What python-docx and python-pptx raise on damaged files.
OFFICE_ERRORS = (KeyError, ValueError, AttributeError, SyntaxError, IndexError, TypeError)


class _FirstElementError(Exception):
    """Not an error: an XML file's prologue is over."""


def read_members(path: File, limits: Limits, suffixes: tuple[str, ...] = XML_SUFFIXES) -> dict[str, bytes]:
    """Return the files of an archive with these suffixes by name; XML among them declares no entities.

    Raise ReadingError where it is locked or damaged, or would unpack to too much.
    """
    _check_header(path)
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            members = _members(archive, limits, suffixes)
            found = {name: archive.read(info) for name, info in members.items() if name.lower().endswith(suffixes)}
            for name, content in found.items():
                if name.lower().endswith(XML_SUFFIXES):
                    refuse_declarations(content)
    except DAMAGE as error:
        raise ReadingError(DAMAGED_OFFICE_FILE) from error
    return found


def open_archive(path: File, limits: Limits, main: str) -> io.BytesIO:
    """Return the archive with its XML alone. `main` is the folder that tells the kind of document, such as "word".

    Raise ReadingError where it is none, is locked or damaged, would unpack to too much, or declares entities.
    """
    _check_header(path)
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            members = _members(archive, limits, XML_SUFFIXES)
            if not any(name.startswith(f"{main}/") for name in members):
                raise ReadingError("is an archive, but not of the kind that its name says; unpack it, or rename it")
            return _copy(archive, members)
    except DAMAGE as error:
        raise ReadingError(DAMAGED_OFFICE_FILE) from error


def _check_header(path: File) -> None:
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith(COMPOUND_FILE):
        raise ReadingError("is locked with a password or in the format before 2007; save it again without a password")
    if b"%PDF-" in head:
        raise ReadingError("is a PDF under another name; give its name the ending .pdf")
    if head.lstrip()[:1] == b"<":
        raise ReadingError("is a web page under another name; download the document itself")


def _members(archive: zipfile.ZipFile, limits: Limits, suffixes: tuple[str, ...]) -> dict[str, zipfile.ZipInfo]:
    """Return the archive's files by name. The sizes that it states bound what is ever unpacked of a file."""
    listed = archive.infolist()
    if len(listed) > MAX_MEMBERS:
        raise ReadingError(f"holds {len(listed):,} files, over the {MAX_MEMBERS:,} allowed; save a simpler copy")
    if any(info.flag_bits & ENCRYPTED for info in listed):
        raise ReadingError("is locked with a password; save it without one")
    if any(info.compress_type not in METHODS for info in listed):
        raise ReadingError("is packed in a way that office documents are not; save it again in an office program")
    size = sum(info.file_size for info in listed if info.filename.lower().endswith(suffixes))
    if size > limits.unpacked:
        raise ReadingError(
            f"unpacks to {size // MEBIBYTE:,} MiB of text and layout, over the {limits.unpacked // MEBIBYTE:,} MiB "
            "allowed; split it, or save it as a PDF"
        )
    return {info.filename: info for info in listed}


def _copy(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> io.BytesIO:
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as kept:
        for name, info in members.items():
            content = archive.read(info) if _is_xml(name) else b""
            if _is_xml(name):
                refuse_declarations(content)
            kept.writestr(name, content)
    copy.seek(0)
    return copy


def _is_xml(name: str) -> bool:
    return name.lower().endswith(XML_SUFFIXES)


def refuse_declarations(xml: bytes) -> None:
    """Raise ReadingError for XML that declares a document type, and so maybe entities: no office program does."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _stop
    try:
        for start in range(0, len(xml), CHUNK):
            parser.Parse(xml[start : start + CHUNK], False)
    except _FirstElementError:
        return
    raise expat.ExpatError("no element")


def _refuse(*_: object) -> None:
    raise ReadingError("declares entities, as no office program does; it may be malicious: leave it out")


def _stop(*_: object) -> None:
    raise _FirstElementError
