"""Reads web pages: their main text, or all of it where none stands out, with the links in it."""

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from indexer.errors import ReadingError
from indexer.read.charset import decode_text
from indexer.read.html.main_text import extract_main_text
from indexer.read.html.source import content_element, declared_encoding, read_metadata
from indexer.read.html.whole_page import extract_whole_page
from indexer.read.pdf.references import demote_references
from indexer.read.plain_files import checked_text, read_bytes
from indexer.read.repair.bare_headings import find_headings
from indexer.read.sandbox.limits import Limits
from indexer.read.sentence_ends import count_words
from indexer.records.reading import Block, PageLabel, Reading

DEEPEST = 400
"""Elements inside one another, beyond which a page is read without looking for its main text."""

MOST_DEPTH = 10_000
"""Elements inside one another, beyond which a page is not read at all: parsing takes the square of it in time."""

LEAST_SHARE = 0.25
"""The least share of a page's words that main text must have: with less, something was missed."""

LONGEST_ROW = 100
"""Words of the longest row: a longer one is no row but a part of a page that is laid out by tables."""

MARKED_SHARE = 0.7
"""The same for the words of the element that a page marks as its main one."""

_TAG = re.compile(
    r"<(/?)(?:div|span|ul|ol|table|b|i|font|section|article|blockquote|dl|center|em|strong|a)\b", re.IGNORECASE
)


def read(path: Path, limits: Limits) -> Reading:
    """Reads a web page as one page. Raises ReadingError where it holds no text or too much."""
    data = read_bytes(path, limits)
    if b"%PDF-" in data[:1024]:
        raise ReadingError("is a PDF under another name; give its name the ending .pdf")
    source = checked_text(decode_text(data, declared_encoding(data)), limits)
    depth = _depth(source)
    if depth > MOST_DEPTH:
        raise ReadingError(f"has {depth:,} elements inside one another, as no real page has; save its text by itself")
    page = LexborHTMLParser(source)
    says = read_metadata(page)
    blocks = _text(source, page, depth)
    if not blocks:
        raise ReadingError(
            "holds no text: it may be put together by scripts; open it in a browser and save it as a PDF"
        )
    if not _headings(blocks):
        blocks = find_headings(blocks)
    return Reading(says.title, (PageLabel(1, "1"),), tuple(demote_references(blocks)), says.links, says.language)


def _text(source: str, page: LexborHTMLParser, depth: int) -> list[Block]:
    """The main text, unless it is but a scrap of the page's text, or has lost its headings or its lines."""
    root, is_marked = content_element(page)
    whole = extract_whole_page(root)
    found = extract_main_text(source) if depth <= DEEPEST else []
    is_scrap = _count(found) < (MARKED_SHARE if is_marked else LEAST_SHARE) * _count(whole)
    is_flat = _headings(found) < _headings(whole) / 2
    is_lumped = any(block.kind == "row" and count_words(block.text) > LONGEST_ROW for block in found)
    return whole if is_scrap or is_flat or is_lumped else found


def _headings(blocks: list[Block]) -> int:
    return sum(block.kind == "heading" for block in blocks)


def _count(blocks: list[Block]) -> int:
    return sum(count_words(block.text) for block in blocks)


def _depth(source: str) -> int:
    """How many of the usual elements are open at once at most, closed or not."""
    depth = deepest = 0
    for match in _TAG.finditer(source):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
