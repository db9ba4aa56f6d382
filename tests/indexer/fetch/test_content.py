"""Content: types of files by Content-Type and first bytes, and encodings."""

import gzip
import tracemalloc

import httpx
import pytest

from indexer.errors import RetryableError, UnsupportedContent
from indexer.fetch.content import CHUNK_SIZE, decoded_chunks, expected_types, is_encoded, sniffed_type

PDF = b"%PDF-1.7\n%\xe2\xe3"
ZIP = b"PK\x03\x04\x14\x00"
PAGE = b"\n<!DOCTYPE html><html lang='en'>"
WORDS = "Đây là văn bản thường.\n".encode()
OFFICE = "application/vnd.openxmlformats-officedocument."


@pytest.mark.parametrize(
    ("said", "url", "head", "name"),
    [
        ("application/pdf", "https://a.example/x", PDF, "PDF"),
        ("Application/PDF; charset=binary", "https://a.example/x", b"junk before\n" + PDF, "PDF"),
        ("application/octet-stream", "https://a.example/download?id=7", PDF, "PDF"),
        ("", "https://a.example/x", PDF, "PDF"),
        ("application/octet-stream", "https://a.example/x.DOCX", ZIP, "DOCX"),
        ("application/zip", "https://a.example/x.pptx?y=1", ZIP, "PPTX"),
        (OFFICE + "wordprocessingml.document", "https://a.example/x", ZIP, "DOCX"),
        (OFFICE + "presentationml.presentation", "https://a.example/x", ZIP, "PPTX"),
        ("text/html; charset=utf-8", "https://a.example/x.pdf", PAGE, "HTML"),
        ("application/xhtml+xml", "https://a.example/", b"\xef\xbb\xbf<?xml version='1.0'?><html>", "HTML"),
        ("text/html", "https://a.example/", "\ufeff<html>".encode("utf-16-le"), "HTML"),
        ("text/plain", "https://a.example/x.txt", WORDS, "text"),
        ("text/plain; charset=utf-16", "https://a.example/x", "words".encode("utf-16"), "text"),
        ("text/plain", "https://a.example/README.md", b"# Words", "Markdown"),
        ("text/markdown", "https://a.example/x", b"<!-- note -->\n# Words", "Markdown"),
        ("application/octet-stream", "https://a.example/notes.txt", WORDS, "text"),
    ],
)
def test_both_agree(said: str, url: str, head: bytes, name: str) -> None:
    """A type that is said and that the first bytes confirm is taken."""
    assert sniffed_type(expected_types(said, url), head).name == name


@pytest.mark.parametrize(
    ("said", "url", "head", "reason"),
    [
        ("application/pdf", "https://a.example/x.pdf", PAGE, "a web page"),
        ("application/pdf", "https://a.example/x.pdf", ZIP, "something else"),
        ("text/html", "https://a.example/x", PDF, "should be HTML"),
        ("text/html", "https://a.example/x", b"\x89PNG\r\n\x1a\n\x00<", "should be HTML"),
        ("text/plain", "https://a.example/x", PDF, "should be text"),
        ("text/plain", "https://a.example/x", PAGE, "a web page"),
        ("text/plain", "https://a.example/x", b"MZ\x90\x00\x03", "should be text"),
        (OFFICE + "wordprocessingml.document", "https://a.example/x", PDF, "should be DOCX"),
        ("application/octet-stream", "https://a.example/x.exe", b"MZ\x90", "should be PDF"),
        ("application/octet-stream", "https://a.example/x.docx", b"MZ\x90", "PDF or DOCX"),
        ("application/pdf", "https://a.example/x", b"", "empty"),
        ("image/jpeg", "https://a.example/x.pdf", PDF, "image/jpeg"),
        ("application/zip", "https://a.example/x.zip", ZIP, "application/zip"),
        ("application/zip", "https://a.example/x.pdf", ZIP, "application/zip"),
        ("application/x-\x07evil", "https://a.example/x", PDF, "something unknown"),
    ],
)
def test_what_disagrees_is_unwanted(said: str, url: str, head: bytes, reason: str) -> None:
    """Other types, and bytes that belie what was said, are refused with both named."""
    with pytest.raises(UnsupportedContent, match=reason):
        sniffed_type(expected_types(said, url), head)


def answer(body: bytes, packing: str | None = None) -> httpx.Response:
    headers = {"Content-Encoding": packing} if packing else {}
    return httpx.Response(200, headers=headers, stream=httpx.ByteStream(body))


@pytest.mark.parametrize("packing", [None, "identity", ""])
def test_a_plain_body_comes_as_it_is(packing: str | None) -> None:
    """Nothing is done to a body that is not packed."""
    assert b"".join(decoded_chunks(answer(b"words", packing))) == b"words"
    assert not is_encoded(answer(b"", packing))


@pytest.mark.parametrize("packing", ["gzip", "x-gzip", "GZIP"])
def test_a_packed_body_is_unpacked(packing: str) -> None:
    """The bytes are those of the file."""
    assert b"".join(decoded_chunks(answer(gzip.compress(b"words"), packing))) == b"words"
    assert is_encoded(answer(b"", packing))


def test_a_bomb_comes_in_small_pieces() -> None:
    """100 MiB of nothing never need more memory than a few pieces."""
    bomb = answer(gzip.compress(bytes(100 << 20)), "gzip")
    tracemalloc.start()
    try:
        assert sum(len(piece) for piece in decoded_chunks(bomb)) == 100 << 20
        assert tracemalloc.get_traced_memory()[1] < 20 * CHUNK_SIZE
    finally:
        tracemalloc.stop()


def test_half_a_packed_body_is_cut_off() -> None:
    """The end of the packing is missed."""
    with pytest.raises(RetryableError):
        list(decoded_chunks(answer(gzip.compress(b"words" * 1000)[:-9], "gzip")))


@pytest.mark.parametrize(("body", "packing"), [(b"words", "gzip"), (b"words", "br"), (b"words", "gzip, gzip")])
def test_other_packings_are_unwanted(body: bytes, packing: str) -> None:
    """A content encoding that cannot be decoded is reported."""
    with pytest.raises(UnsupportedContent, match=r"Content-Encoding|compression"):
        list(decoded_chunks(answer(body, packing)))
