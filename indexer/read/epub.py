"""Read EPUB books: the web pages that their spine lists, in order, each a page."""

from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from docx.oxml.parser import parse_xml
from selectolax.lexbor import LexborHTMLParser

from indexer.errors import ReadingError
from indexer.read.blocks import check_characters, check_pages, first_heading, unlabelled_pages
from indexer.read.charset import clean, decode_text
from indexer.read.html.metadata import content_element, declared_encoding
from indexer.read.html.parse import MAX_DEPTH, measure_depth
from indexer.read.html.rendered_text import write_rendered_text
from indexer.read.html.visible import remove_invisible
from indexer.read.html.whole_page import extract_whole_page
from indexer.read.office.archive import DAMAGED_OFFICE_FILE, OFFICE_ERRORS, read_members
from indexer.read.omissions import Omissions
from indexer.read.repair.structure import demote_references, find_headings
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import File
from indexer.records.reading import Block, Part, Reading

CONTAINER, ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
SUFFIXES = (".xml", ".opf", ".xhtml", ".html", ".htm")
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_ROOT = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_FONTS = b"http://www.idpf.org/2008/embedding"  # fonts that are made unreadable are no locked text


def read(path: File, limits: Limits) -> Reading:
    """Read a book. Raise ReadingError with what is wrong and what to do."""
    members = read_members(path, limits, SUFFIXES)
    if b"EncryptionMethod" in members.get(ENCRYPTION, b"") and _FONTS not in members[ENCRYPTION]:
        raise ReadingError("is locked by digital rights management; get a copy without it")
    try:
        package, folder = _package(members)
        chapters = [members[name] for name in _spine(package, folder) if name in members]
        metadata = {name: _metadata_value(package, name) for name in ("title", "language", "date", "creator")}
    except OFFICE_ERRORS as error:
        raise ReadingError(DAMAGED_OFFICE_FILE) from error
    check_pages(len(chapters), limits, "chapters")
    omissions = Omissions()
    blocks: list[Block] = []
    count = 0
    for page, chapter in enumerate(chapters, 1):
        for block in _blocks(chapter, limits, omissions):
            count += len(block.text)
            check_characters(count, limits)
            blocks.append(Block(block.kind, (Part(page, block.text),), block.level))
    if not blocks:
        raise ReadingError("holds no text; if it holds pictures of pages, save it as a PDF, which OCR can read")
    if not any(block.kind == "heading" for block in blocks):
        blocks = find_headings(blocks)
    return Reading(
        title=metadata["title"] or first_heading(blocks),
        pages=unlabelled_pages(len(chapters)),
        blocks=tuple(demote_references(blocks)),
        language=metadata["language"],
        warnings=omissions.warnings("chapter"),
        date=metadata["date"],
        author=metadata["creator"],
    )


def _package(members: dict[str, bytes]) -> tuple[Any, str]:
    """Return the root of the book's package document, and the folder of that."""
    if CONTAINER not in members:
        raise ReadingError("is an archive, but not of the kind that its name says; unpack it, or rename it")
    root = next(parse_xml(members[CONTAINER]).iter(_ROOT), None)
    name = root.get("full-path") or "" if root is not None else ""
    return parse_xml(members[name]), dirname(name)


def _spine(package: Any, folder: str) -> list[str]:
    """Return the members of the book's text in reading order, without its contents."""
    items = {each.get("id"): each for each in package.iter(f"{_OPF}item")}
    found = []
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and "nav" not in (item.get("properties") or "").split():
            found.append(normpath(join(folder, unquote(item.get("href") or ""))))
    return found


def _metadata_value(package: Any, name: str) -> str | None:
    found = next(package.iter(f"{_DC}{name}"), None)
    return clean(found.text or "") or None if found is not None else None


def _blocks(chapter: bytes, limits: Limits, omissions: Omissions) -> list[Block]:
    source = decode_text(chapter, declared_encoding(chapter))
    if measure_depth(source) > MAX_DEPTH:
        raise ReadingError("has elements inside one another as no real book has; save its text by itself")
    page = LexborHTMLParser(source)
    remove_invisible(page, omissions)
    write_rendered_text(page, limits.characters)
    return extract_whole_page(content_element(page)[0])
