"""Types of files, by what hosts say and by what comes."""

import pytest

from indexer.errors import UnsupportedContent
from indexer.fetch.file_types import expected_types, sniffed_type

PDF = b"%PDF-1.7\n%\xe2\xe3"
ZIP = b"PK\x03\x04\x14\x00"
PAGE = b"\n<!DOCTYPE html><html lang='en'>"
WORDS = "Đây là văn bản thường.\n".encode()
OFFICE = "application/vnd.openxmlformats-officedocument."


@pytest.mark.parametrize(
    ("said", "address", "head", "name"),
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
def test_both_agree(said: str, address: str, head: bytes, name: str) -> None:
    """A type that is said and that the first bytes confirm is taken."""
    assert sniffed_type(expected_types(said, address), head).name == name


@pytest.mark.parametrize(
    ("said", "address", "head", "reason"),
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
def test_what_disagrees_is_unwanted(said: str, address: str, head: bytes, reason: str) -> None:
    """Other types, and bytes that belie what was said, are refused with both named."""
    with pytest.raises(UnsupportedContent, match=reason):
        sniffed_type(expected_types(said, address), head)
