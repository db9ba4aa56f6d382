"""Parse a web page, if it is one and not too deep."""

import re

from selectolax.lexbor import LexborHTMLParser

from indexer.errors import ReadingError
from indexer.read.charset import decode_text
from indexer.read.html.metadata import declared_encoding
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import File
from indexer.read.text import checked_text, read_bytes

MAX_DEPTH = 10_000  # nested elements; parsing takes the square of it in time

_TAG = re.compile(
    r"<(/?)(?:div|span|ul|ol|table|b|i|font|section|article|blockquote|dl|center|em|strong|a)\b", re.IGNORECASE
)


def parse_page(path: File, limits: Limits) -> tuple[LexborHTMLParser, int]:
    """Parse a file; return the page and how many of its elements are inside one another. Raise ReadingError."""
    data = read_bytes(path, limits)
    if b"%PDF-" in data[:1024]:
        raise ReadingError("is a PDF under another name; give its name the ending .pdf")
    source = checked_text(decode_text(data, declared_encoding(data)), limits)
    depth = measure_depth(source)
    if depth > MAX_DEPTH:
        raise ReadingError(f"has {depth:,} elements inside one another, as no real page has; save its text by itself")
    return LexborHTMLParser(source), depth


def measure_depth(source: str) -> int:
    """Return the largest number of the usual elements that are open at once, closed or not."""
    depth = deepest = 0
    for match in _TAG.finditer(source):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
