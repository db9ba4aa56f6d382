"""What a page repeats from others: running headers and footers, and page numbers."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.read.heuristics import is_caption, is_credit
from indexer.read.pdf.lines import TextLine
from indexer.read.pdf.sideways import SidewaysText

EDGE = 0.12  # of a page's height, at its top and bottom, where headers and footers are
MAX_EDGE_LINES = 4  # from a page's top or bottom among which headers and footers are looked for
# A line is a header or footer that is on this share of the pages, on at least MIN_PAGES of them (two in a file of
# two); or, with the same numbers in it, on ENOUGH_PAGES; or, with one number that rises with the pages', on MIN_RISING.
MIN_SHARE, MIN_PAGES, ENOUGH_PAGES, MIN_RISING = 0.12, 3, 6, 2
MIN_LABEL_SHARE = 0.5  # for captions and credits of tables, which may be at the edge of many pages
STRIP = 6.0  # points: headers and footers are at the same height, give or take one strip
MAX_NUMBERS = 3  # in a running title, such as a part's, a year and the page's; a line with more is a table's
MAX_KEY = 80  # characters of a line that are compared

PAGE_NUMBER = re.compile(
    r"(?:page|página|p\.|pág\.|trang)?\s*[|\-–—]?\s*"
    r"(?P<number>\d{1,4}|(?=[ivxl])(?:xl|l?x{0,3})(?:i[xv]|v?i{0,3}))\s*[|\-–—]?"
    r"(?:\s*(?:of|/|de|sur|trên)\s*\d{1,4})?",
    re.IGNORECASE,
)
NUMBER_AT_END = re.compile(r"^\d{1,4}(?!\d)|(?<!\d)\d{1,4}(?=(?:\s*(?:/|of|de|sur|trên)\s*\d{1,4})?$)")
DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")

# What makes a line the same on two pages: its words and the strip it is in.
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page's lines, in drawing order first, its number from 1, its height in points, and if it shows a picture.

    `sideways` are the lines that run up or down it.
    """

    number: int
    height: float
    lines: tuple[TextLine, ...]
    is_picture: bool = False
    sideways: tuple[SidewaysText, ...] = ()


def strip_headers_and_footers(pages: Sequence[PageLines]) -> list[PageLines]:
    """Return the pages without running headers, footers and page numbers."""
    recurring = _Recurring(pages)
    return [_stripped(page, recurring) for page in pages]


class _Recurring:
    """How often lines recur at the edges of pages: with their numbers masked, exactly, and with one number rising."""

    def __init__(self, pages: Sequence[PageLines]) -> None:
        edges = [(page, list(edge_lines(page))) for page in pages]
        self._masked = Counter(key for page, lines in edges for key in {_key(page, line) for line in lines})
        self._exact = Counter(
            key for page, lines in edges for key in {_key(page, line, masked=False) for line in lines}
        )
        self._rising = Counter(
            key for page, lines in edges for key in {k for line in lines for k in _rising(page, line)}
        )
        self._needed = max(MIN_PAGES, math.ceil(MIN_SHARE * len(pages))) if len(pages) >= MIN_PAGES else 2
        self._needed_of_labels = max(MIN_PAGES, math.ceil(MIN_LABEL_SHARE * len(pages)))

    def holds(self, page: PageLines, line: TextLine) -> bool:
        """Return whether a line at a page's edge is on enough other pages to be a header or footer."""
        exact = _count(self._exact, _key(page, line, masked=False))
        if is_caption(line.text) or is_credit(line.text):
            return exact >= self._needed_of_labels
        if any(_count(self._rising, key) >= MIN_RISING for key in _rising(page, line)):
            return True
        return exact >= ENOUGH_PAGES or _count(self._masked, _key(page, line)) >= self._needed


def _stripped(page: PageLines, recurring: _Recurring) -> PageLines:
    dropped = {
        id(line) for line in edge_lines(page) if PAGE_NUMBER.fullmatch(line.text.strip()) or recurring.holds(page, line)
    }
    return replace(page, lines=tuple(line for line in page.lines if id(line) not in dropped))


def edge_lines(page: PageLines) -> Iterator[TextLine]:
    """Yield the outermost lines at the top and the bottom of a page."""
    ordered = sorted(page.lines, key=lambda line: line.baseline)
    foot = [line for line in ordered if line.bottom < page.height * EDGE]
    head = [line for line in ordered if line.top > page.height * (1 - EDGE)]
    yield from foot[:MAX_EDGE_LINES]
    yield from head[-MAX_EDGE_LINES:]


def _key(page: PageLines, line: TextLine, *, masked: bool = True) -> Key:
    """Return what makes a line the same as one on another page: its words, but for numbers, and its height."""
    text = line.text.lower()
    bare, numbers = DIGITS.subn("#", text)
    return (bare if masked and numbers <= MAX_NUMBERS else text)[:MAX_KEY], _strip(page, line)


def _rising(page: PageLines, line: TextLine) -> list[Key]:
    """Return the line's keys with the number at its beginning or end counted from the page's, others as they are."""
    text = line.text.lower().strip()
    keys = []
    for number in NUMBER_AT_END.finditer(text):
        counted = int(number.group()) - page.number
        words = f"{text[: number.start()]}#{counted}#{text[number.end() :]}"
        keys.append((words[:MAX_KEY], _strip(page, line)))
    return keys


def _strip(page: PageLines, line: TextLine) -> int:
    """Return the strip of a line, counted from the nearer edge of its page."""
    return round((line.baseline if line.baseline < page.height / 2 else line.baseline - page.height) / STRIP)


def _count(counts: Counter[Key], key: Key) -> int:
    words, strip = key
    return sum(counts[words, strip + shift] for shift in (-1, 0, 1))
