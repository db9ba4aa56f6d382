"""Office archives: what is refused before any library opens them, and why."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.read.office.archive import open_archive, refuse_declarations
from indexer.read.sandbox.limits import MEBIBYTE, Limits
from tests.indexer.read.office.packing import member, plain_docx, with_members

MAIN = "word/document.xml"
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w>&b;</w>"""
OUTSIDE = b"""<!DOCTYPE w SYSTEM "file:///etc/passwd"><w/>"""


def patched(content: bytes, offset: int, value: int) -> bytes:
    """Replace a number of two bytes at an offset of each entry of the archive's directory."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + offset : at + offset + 2] = struct.pack("<H", value)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def test_what_is_no_xml_is_left_empty(tmp_path: Path) -> None:
    """A film of any size costs nothing; the text is as it was."""
    package = plain_docx()
    path = with_members(tmp_path / "a.docx", package, {"word/media/film.mp4": b"x" * 9_999})
    with zipfile.ZipFile(open_archive(path, Limits(), "word")) as archive:
        assert archive.read("word/media/film.mp4") == b""
        assert archive.read(MAIN) == member(package, MAIN)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    """The sum of the members' sizes is checked before anything is unpacked."""
    path = with_members(tmp_path / "a.docx", plain_docx(), {"word/more.xml": b" " * 3 * MEBIBYTE})
    with pytest.raises(ReadingError, match="unpacks to 3 MiB of text and layout, over the 2 MiB"):
        open_archive(path, Limits(unpacked=2 * MEBIBYTE), "word")


def test_a_lying_size_is_no_way_in(tmp_path: Path) -> None:
    """A member that unpacks to more than it states is damaged: no more than stated is ever unpacked."""
    path = with_members(tmp_path / "a.docx", plain_docx(), {"word/more.xml": b"<a>" + b" " * 3 * MEBIBYTE + b"</a>"})
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 100)
    path.write_bytes(bytes(content))
    with pytest.raises(ReadingError, match="damaged"):
        open_archive(path, Limits(), "word")


@pytest.mark.parametrize("declaration", [LAUGHS, OUTSIDE, LAUGHS.decode().encode("utf-16")])
@pytest.mark.parametrize("name", [MAIN, "word/_rels/document.xml.rels", "[Content_Types].xml"])
def test_entities_are_refused(tmp_path: Path, declaration: bytes, name: str) -> None:
    """No part may declare a document type, in whatever encoding: no entity is ever expanded or fetched."""
    path = with_members(tmp_path / "a.docx", plain_docx(), {name: declaration})
    with pytest.raises(ReadingError, match="declares entities"):
        open_archive(path, Limits(), "word")


def test_a_sound_prologue_is_let_through() -> None:
    """Comments, instructions and long white space before the first element do no harm."""
    refuse_declarations(b"<?xml version='1.0'?><!-- a --><?b c?>" + b" " * 200_000 + b"<w/>")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04 and no more", "damaged or cut off"),
        (plain_docx()[:9_000], "damaged or cut off"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked with a password or in the format before 2007"),
        (b"%PDF-1.7", "is a PDF under another name"),
        (b"<html>", "is a web page"),
        (patched(plain_docx(), 8, 1), "locked with a password"),
        (patched(plain_docx(), 10, 14), "packed in a way"),
    ],
)
def test_each_kind_of_bad_archive_has_its_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    """The reason says what is wrong and what to do."""
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(ReadingError, match=reason):
        open_archive(path, Limits(), "word")


def test_an_archive_of_another_kind_is_refused(tmp_path: Path) -> None:
    """A name promises what is inside."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    (tmp_path / "a.docx").write_bytes(content.getvalue())
    with pytest.raises(ReadingError, match="not of the kind"):
        open_archive(tmp_path / "a.docx", Limits(), "word")


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    """A directory without end is not gone through."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(20_001):
            archive.writestr(f"word/{number}.xml", b"")
    (tmp_path / "a.docx").write_bytes(content.getvalue())
    with pytest.raises(ReadingError, match="holds 20,001 files"):
        open_archive(tmp_path / "a.docx", Limits(), "word")
