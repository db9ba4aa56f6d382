"""What a page repeats from others: running headers and footers, and page numbers."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.read.pdf.lines import TextLine

EDGE = 0.12
"""The share of a page's height, at its top and bottom, in which furniture stands."""

DEEPEST = 4
"""Lines from a page's top or bottom among which furniture is looked for."""

SHARE = 0.12
FEWEST, ENOUGH = 3, 6
"""A line is furniture on this share of the pages, or on so many, at least and at most (two in a file of two)."""

STRIP = 6.0
"""Furniture stands at the same height, to within this many points."""

PAGE_NUMBER = re.compile(
    r"(?:page|página|p\.|pág\.|trang)?\s*[|\-–—]?\s*"
    r"(?P<number>\d{1,4}|(?=[ivxl])(?:xl|l?x{0,3})(?:i[xv]|v?i{0,3}))\s*[|\-–—]?"
    r"(?:\s*(?:of|/|de|sur|trên)\s*\d{1,4})?",
    re.IGNORECASE,
)
NUMBER_AT_END = re.compile(r"^(?:\d{1,4}\s+\D)|(?:\D\s*\d{1,4})$")
DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
MOST_NUMBERS = 3
"""Numbers that a running title may hold, such as a part's, a year and the page's; a line with more is a table's."""

KEY_LENGTH = 80


Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page's lines in drawing order, its number from 1, its height in points, and whether it shows a picture."""

    number: int
    height: float
    lines: tuple[TextLine, ...]
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class StrippedPage:
    """A page's lines without furniture, and the page number that was printed there, if any."""

    number: int
    height: float
    lines: tuple[TextLine, ...]
    printed: str | None
    is_picture: bool = False


def strip_furniture(sheets: Sequence[DrawnPage]) -> list[StrippedPage]:
    """The pages without running headers, footers and page numbers."""
    seen = Counter(key for sheet in sheets for key in {_key(sheet, line) for line in _edge_lines(sheet)})
    share = max(FEWEST, math.ceil(SHARE * len(sheets))) if len(sheets) >= FEWEST else 2
    same = Counter(key for sheet in sheets for key in {_key(sheet, line, masked=False) for line in _edge_lines(sheet)})
    return [_stripped(sheet, seen, same, share) for sheet in sheets]


def _stripped(sheet: DrawnPage, seen: Counter[Key], same: Counter[Key], share: int) -> StrippedPage:
    """A page without its furniture: what recurs on a share of the pages but for its numbers, or as it is on enough."""
    dropped: set[int] = set()
    printed = None
    for line in _edge_lines(sheet):
        number = PAGE_NUMBER.fullmatch(line.text.strip())
        if number:
            printed = printed or number["number"]
        needed = 2 if NUMBER_AT_END.search(line.text) else share
        recurs = _times(seen, _key(sheet, line)) >= needed
        if number or recurs or _times(same, _key(sheet, line, masked=False)) >= ENOUGH:
            dropped.add(id(line))
    kept = tuple(line for line in sheet.lines if id(line) not in dropped)
    return StrippedPage(sheet.number, sheet.height, kept, printed, sheet.is_picture)


def _edge_lines(sheet: DrawnPage) -> Iterator[TextLine]:
    """The outermost lines at the top and the bottom of a page."""
    ordered = sorted(sheet.lines, key=lambda line: line.baseline)
    foot = [line for line in ordered if line.bottom < sheet.height * EDGE]
    head = [line for line in ordered if line.top > sheet.height * (1 - EDGE)]
    yield from foot[:DEEPEST]
    yield from head[-DEEPEST:]


def _key(sheet: DrawnPage, line: TextLine, *, masked: bool = True) -> Key:
    """What makes a line the same as one on another page: its words, but for numbers, and its height on the page."""
    distance = line.baseline if line.baseline < sheet.height / 2 else line.baseline - sheet.height
    text = line.text.lower()
    bare, numbers = DIGITS.subn("#", text)
    return (bare if masked and numbers <= MOST_NUMBERS else text)[:KEY_LENGTH], round(distance / STRIP)


def _times(seen: Counter[Key], key: Key) -> int:
    words, strip = key
    return sum(seen[words, strip + shift] for shift in (-1, 0, 1))
