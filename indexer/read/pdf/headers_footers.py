"""What a page repeats from others: running headers and footers, and page numbers."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial
from itertools import chain, takewhile

from indexer.read.heuristics import is_caption, is_credit
from indexer.read.pdf.lines import TextLine
from indexer.read.pdf.sideways import SidewaysText

EDGE = 0.12  # of a page's height, at its top and bottom, where headers and footers are
MAX_EDGE_LINES = 4  # from a page's top or bottom among which headers and footers are looked for
MAX_BOX_LINES = 14  # the same where all lines nearer to the edge are part of the header, as in a box with cells
MIN_BOX_GAP = 1.8  # between such a box and the text, in sizes
BOX_EDGE = 0.18  # of a page's height that such a box fills
MIN_BOX_SHARE = 0.3  # of the pages that have its further lines
# A line is a header or footer that is on this share of the pages, on at least MIN_PAGES of them (two in a file of
# two); or, with the same numbers in it, on ENOUGH_PAGES; or, with one number that rises with the pages', on MIN_RISING.
MIN_SHARE, MIN_PAGES, ENOUGH_PAGES, MIN_RISING = 0.12, 3, 6, 2
MIN_LABEL_SHARE = 0.5  # for captions and credits of tables, which may be at the edge of many pages
NEAR_PAGES, MIN_ALIKE = 2, 0.6  # pages, and the share of letters that are alike, of a header that a machine misread
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
    stripped = [_stripped(page, recurring) for page in pages]
    outer = [_outer_lines(*pair) for pair in zip(pages, stripped, strict=True)]
    return [
        replace(page, lines=tuple(line for line in page.lines if id(line) not in misread))
        if (misread := _misread(lines, [*outer[max(0, at - NEAR_PAGES) : at], *outer[at + 1 : at + 1 + NEAR_PAGES]]))
        else page
        for at, (page, lines) in enumerate(zip(stripped, outer, strict=True))
    ]


class _Recurring:
    """How often lines recur at the edges of pages: with their numbers masked, exactly, and with one number rising."""

    def __init__(self, pages: Sequence[PageLines]) -> None:
        edges = [(page, [*edge_lines(page), *chain(*_further_lines(page))]) for page in pages]
        self._masked = Counter(key for page, lines in edges for key in {_key(page, line) for line in lines})
        self._exact = Counter(
            key for page, lines in edges for key in {_key(page, line, masked=False) for line in lines}
        )
        self._rising = Counter(
            key for page, lines in edges for key in {k for line in lines for k in _rising(page, line)}
        )
        self._needed = max(MIN_PAGES, math.ceil(MIN_SHARE * len(pages))) if len(pages) >= MIN_PAGES else 2
        self._needed_of_labels = max(MIN_PAGES, math.ceil(MIN_LABEL_SHARE * len(pages)))
        self._needed_in_boxes = max(MIN_PAGES, math.ceil(MIN_BOX_SHARE * len(pages)))

    def holds(self, page: PageLines, line: TextLine) -> bool:
        """Return whether a line at a page's edge is on enough other pages to be a header or footer."""
        exact = _count(self._exact, _key(page, line, masked=False))
        if is_caption(line.text) or is_credit(line.text):
            return exact >= self._needed_of_labels
        if any(_count(self._rising, key) >= MIN_RISING for key in _rising(page, line)):
            return True
        return exact >= ENOUGH_PAGES or _count(self._masked, _key(page, line)) >= self._needed

    def holds_in_box(self, page: PageLines, line: TextLine) -> bool:
        """Return whether a line that is farther from the edge is on enough pages to be part of a header's box."""
        return _count(self._masked, _key(page, line)) >= self._needed_in_boxes and not is_caption(line.text)


def _stripped(page: PageLines, recurring: _Recurring) -> PageLines:
    dropped = {
        id(line) for line in edge_lines(page) if PAGE_NUMBER.fullmatch(line.text.strip()) or recurring.holds(page, line)
    }
    for nearer, further in zip(_at_edges(page), _further_lines(page), strict=True):
        if nearer and all(id(line) in dropped for line in nearer):
            box = list(takewhile(partial(recurring.holds_in_box, page), further))
            if len(box) < len(further) or _is_apart([*nearer, *box], page):
                dropped.update(map(id, box))
    return replace(page, lines=tuple(line for line in page.lines if id(line) not in dropped))


def _is_apart(box: Sequence[TextLine], page: PageLines) -> bool:
    """Return whether white is between a header and the next line of its page: else the whole page is repeated."""
    inside = {line.baseline for line in box}
    others = [line.baseline for line in page.lines if line.baseline not in inside]
    return all(abs(other - line.baseline) > MIN_BOX_GAP * line.size for line in box[-1:] for other in others)


def _outer_lines(page: PageLines, stripped: PageLines) -> list[TextLine]:
    """Return the lines that are left of a page nearer to its edge than a header or footer that it has lost."""
    kept = {id(line) for line in stripped.lines}
    found: list[TextLine] = []
    for lines in _at_edges(page):
        dropped = [at for at, line in enumerate(lines) if id(line) not in kept]
        found += [line for line in lines[: max(dropped, default=0)] if id(line) in kept]
    return found


def _misread(lines: Sequence[TextLine], near: Sequence[Sequence[TextLine]]) -> set[int]:
    """Return the ids of outer lines that are like one of a page nearby, as headers are that a machine misread."""
    return {id(line) for line in lines for others in near if any(_are_alike(line.text, other.text) for other in others)}


def _are_alike(text: str, other: str) -> bool:
    letters, others = ("".join(filter(str.isalpha, each.lower())) for each in (text, other))
    return SequenceMatcher(None, letters, others).ratio() >= MIN_ALIKE


def edge_lines(page: PageLines) -> Iterator[TextLine]:
    """Yield the outermost lines at the top and the bottom of a page."""
    for lines in _at_edges(page):
        yield from lines


def _at_edges(page: PageLines) -> tuple[list[TextLine], list[TextLine]]:
    """Return the outermost lines at the bottom and at the top of a page, those nearest to the edge first."""
    foot, head = _towards_middle(page, EDGE)
    return foot[:MAX_EDGE_LINES], head[:MAX_EDGE_LINES]


def _further_lines(page: PageLines) -> tuple[list[TextLine], list[TextLine]]:
    """Return the lines that follow the outermost ones at the bottom and at the top, as far as a box may reach."""
    nearer = _at_edges(page)
    foot, head = _towards_middle(page, BOX_EDGE)
    return foot[len(nearer[0]) : MAX_BOX_LINES], head[len(nearer[1]) : MAX_BOX_LINES]


def _towards_middle(page: PageLines, edge: float) -> tuple[list[TextLine], list[TextLine]]:
    ordered = sorted(page.lines, key=lambda line: line.baseline)
    foot = [line for line in ordered if line.bottom < page.height * edge]
    head = [line for line in reversed(ordered) if line.top > page.height * (1 - edge)]
    return foot, head


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
