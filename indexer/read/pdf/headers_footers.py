"""What a page repeats from others: running headers and footers, and page numbers."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.read.pdf.lines import TextLine

EDGE = 0.12  # of a page's height, at its top and bottom, where headers and footers are
MAX_EDGE_LINES = 4  # from a page's top or bottom among which headers and footers are looked for
# A line is a header or footer that is on this share of the pages, on at least MIN_PAGES of them (two in a file of
# two); or, with the same numbers in it, on ENOUGH_PAGES.
MIN_SHARE, MIN_PAGES, ENOUGH_PAGES = 0.12, 3, 6
STRIP = 6.0  # points: headers and footers are at the same height, give or take one strip
MAX_NUMBERS = 3  # in a running title, such as a part's, a year and the page's; a line with more is a table's
MAX_KEY = 80  # characters of a line that are compared

PAGE_NUMBER = re.compile(
    r"(?:page|página|p\.|pág\.|trang)?\s*[|\-–—]?\s*"
    r"(?P<number>\d{1,4}|(?=[ivxl])(?:xl|l?x{0,3})(?:i[xv]|v?i{0,3}))\s*[|\-–—]?"
    r"(?:\s*(?:of|/|de|sur|trên)\s*\d{1,4})?",
    re.IGNORECASE,
)
NUMBER_AT_END = re.compile(r"^(?:\d{1,4}\s+\D)|(?:\D\s*\d{1,4})$")
DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")

# What makes a line the same on two pages: its words and the strip it is in.
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page's lines, in drawing order first, its number from 1, its height in points, and if it shows a picture."""

    number: int
    height: float
    lines: tuple[TextLine, ...]
    is_picture: bool = False


def strip_headers_and_footers(pages: Sequence[PageLines]) -> list[PageLines]:
    """Return the pages without running headers, footers and page numbers."""
    masked = Counter(key for page in pages for key in {_key(page, line) for line in edge_lines(page)})
    exact = Counter(key for page in pages for key in {_key(page, line, masked=False) for line in edge_lines(page)})
    needed = max(MIN_PAGES, math.ceil(MIN_SHARE * len(pages))) if len(pages) >= MIN_PAGES else 2
    return [_stripped(page, masked, exact, needed) for page in pages]


def _stripped(page: PageLines, masked: Counter[Key], exact: Counter[Key], needed: int) -> PageLines:
    """Drop what recurs on `needed` pages with its numbers masked, or exactly on enough."""
    dropped: set[int] = set()
    for line in edge_lines(page):
        number = PAGE_NUMBER.fullmatch(line.text.strip())
        enough = 2 if NUMBER_AT_END.search(line.text) else needed
        recurs = _count(masked, _key(page, line)) >= enough
        if number or recurs or _count(exact, _key(page, line, masked=False)) >= ENOUGH_PAGES:
            dropped.add(id(line))
    kept = tuple(line for line in page.lines if id(line) not in dropped)
    return replace(page, lines=kept)


def edge_lines(page: PageLines) -> Iterator[TextLine]:
    """Yield the outermost lines at the top and the bottom of a page."""
    ordered = sorted(page.lines, key=lambda line: line.baseline)
    foot = [line for line in ordered if line.bottom < page.height * EDGE]
    head = [line for line in ordered if line.top > page.height * (1 - EDGE)]
    yield from foot[:MAX_EDGE_LINES]
    yield from head[-MAX_EDGE_LINES:]


def _key(page: PageLines, line: TextLine, *, masked: bool = True) -> Key:
    """Return what makes a line the same as one on another page: its words, but for numbers, and its height."""
    distance = line.baseline if line.baseline < page.height / 2 else line.baseline - page.height
    text = line.text.lower()
    bare, numbers = DIGITS.subn("#", text)
    return (bare if masked and numbers <= MAX_NUMBERS else text)[:MAX_KEY], round(distance / STRIP)


def _count(counts: Counter[Key], key: Key) -> int:
    words, strip = key
    return sum(counts[words, strip + shift] for shift in (-1, 0, 1))
