"""The number printed on each page, from the runs of numbers at the edges of pages.

A number is a page's where it runs alongside the pages: printed number and place in the file differ by the same offset
on several pages. Front matter in roman numerals and the text in arabic ones are two runs. Pages of a run that print no
number get the one that they would have.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.read.pdf.headers_footers import PageLines, edge_lines
from indexer.read.pdf.lines import TextLine
from indexer.records.reading import PageLabel

MIN_PAGES = 3  # that print the numbers of a run
MIN_ROMAN_PAGES = 2  # roman numerals at the edge of a page are hardly anything else
MIN_RECURRING = 2  # pages on which a line that holds more than a number must recur
STRIP = 6.0  # points: numbers of one run are at the same height, give or take one strip
MAX_NUMBERS = 4  # in a line that may hold the page's; a line with more is a table's or an axis

SPACED_LETTERS = re.compile(r"(?<!\w)(?:\w ){2,}\w(?!\w)")
WORD = r"(?:page|página|pagina|pág\.?|pag\.?|p\.|trang)"
ARABIC = r"(?:0|[1-9]\d{0,3})(?!\d)"  # 01 is a code
ROMAN = r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
OF = r"(?:\s*(?:of|/|de|sur|trên)\s*\d{1,4})?"
ALONE = re.compile(rf"{WORD}?\s*[|\-–—:(]*\s*(?P<number>{ARABIC}|{ROMAN}){OF}\s*[|\-–—)]*", re.IGNORECASE)
IN_TITLE = re.compile(
    rf"(?:^(?P<first>{ARABIC}){OF}(?=\s+\D|\s+\S*\d-\d)|(?<![\d.,/-])(?:{WORD}\s*)?\b(?P<last>{ARABIC}){OF}$)",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d+")
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
ROMAN_NUMERALS = (("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number at the edge of a page (from 1): its value, whether it is roman, and whether its line holds no more.

    `place` is the strip of the page that its line is in, from the nearer edge.
    """

    page: int
    value: int
    is_roman: bool
    is_alone: bool
    place: int

    @property
    def offset(self) -> int:
        """Return by how much the number lags behind the page's place in the file."""
        return self.page - self.value


Runs = Mapping[int, frozenset[int]]
"""The pages that print the numbers of each run, by its offset."""


def label_pages(declared: Sequence[str] | None, pages: Sequence[PageLines]) -> tuple[PageLabel, ...]:
    """Return each page's label: as printed, else as the file declares it, else its place in the file.

    Labels that a file declares win where they are more than its places in the file, 1, 2, 3.
    """
    count = len(pages)
    places = [str(number) for number in range(1, count + 1)]
    if declared is not None and len(declared) == count and list(declared) != places:
        labels: Sequence[str] = [label or place for label, place in zip(declared, places, strict=True)]
    else:
        numbers = list(_printed_numbers(pages))
        arabic, roman = (_runs([each for each in numbers if each.is_roman is kind]) for kind in (False, True))
        labels = [_label(number, arabic, roman) or str(number) for number in range(1, count + 1)]
    return tuple(PageLabel(number, label) for number, label in enumerate(labels, 1))


def _label(page: int, arabic: Runs, roman: Runs) -> str | None:
    """Return the printed number of a page, or the one that it would have in the run around it; None without a run."""
    for runs, written in ((arabic, str), (roman, _numeral)):
        for offset, printing in runs.items():
            if page in printing:
                return written(page - offset)
    last_roman = max((max(printing) for printing in roman.values()), default=0)
    here = _offset_around(page, arabic)
    if here is not None and page > max(here, last_roman):
        return str(page - here)
    here = _offset_around(page, roman)
    return _numeral(page - here) if here is not None and page > here else None


def _offset_around(page: int, runs: Runs) -> int | None:
    """Return the offset of the run whose last number before the page is the nearest, else of the first one after it."""
    if not runs:
        return None
    before = {offset: max((each for each in printing if each < page), default=0) for offset, printing in runs.items()}
    if any(before.values()):
        return max(before, key=lambda offset: before[offset])
    return min(runs, key=lambda offset: min(runs[offset]))


def _runs(numbers: Sequence[PrintedNumber]) -> Runs:
    """Return the runs, the longest first; each page is in one alone."""
    by_offset: dict[int, list[PrintedNumber]] = defaultdict(list)
    for number in numbers:
        by_offset[number.offset].append(number)
    found: dict[int, frozenset[int]] = {}
    taken: set[int] = set()
    for offset in sorted(by_offset, key=lambda each: len({number.page for number in by_offset[each]}), reverse=True):
        run = [number for number in by_offset[offset] if number.page not in taken]
        if _is_run(run):
            found[offset] = frozenset(number.page for number in run)
            taken |= found[offset]
    return found


def _is_run(numbers: Sequence[PrintedNumber]) -> bool:
    """Return whether numbers are on enough pages: two are enough for roman ones, and in a row at one place."""
    pages = {number.page for number in numbers}
    if len(pages) >= (MIN_ROMAN_PAGES if all(number.is_roman for number in numbers) else MIN_PAGES):
        return True
    alone = [number for number in numbers if number.is_alone]
    return any(
        after.page - before.page == 1 and abs(before.place - after.place) <= 1 for before in alone for after in alone
    )


def _printed_numbers(pages: Sequence[PageLines]) -> Iterator[PrintedNumber]:
    """Yield the numbers at the edges of pages; one beside other words only where these recur on other pages."""
    recurring = Counter(key for page in pages for key in {_key(page, line) for line in edge_lines(page)})
    for page in pages:
        for line in edge_lines(page):
            text = _plain(line)
            place = _place(page, line)
            for part in dict.fromkeys((text, *(cell.text.strip() for cell in line.cells))):
                if match := ALONE.fullmatch(part):
                    yield _number(page.number, match["number"], part == text, place)
            if ALONE.fullmatch(text):
                continue
            words, strip = _key(page, line)
            recurs = sum(recurring[words, strip + shift] for shift in (-1, 0, 1)) >= MIN_RECURRING
            if recurs and len(DIGITS.findall(text)) <= MAX_NUMBERS and (match := IN_TITLE.search(text)):
                yield _number(page.number, match["first"] or match["last"], False, place)


def _number(page: int, text: str, is_alone: bool, place: int) -> PrintedNumber:  # noqa: FBT001 - a field's value
    roman = not text.isdecimal()
    return PrintedNumber(page, _roman_value(text) if roman else int(text), roman, is_alone, place)


def _plain(line: TextLine) -> str:
    """Return a line's text without the spaces of spaced letters: `P a g e | 3`."""
    return SPACED_LETTERS.sub(lambda found: found[0].replace(" ", ""), line.text.strip())


def _key(page: PageLines, line: TextLine) -> tuple[str, int]:
    """Return what makes a line the same as one on another page: its words but for numbers, and its place."""
    return DIGITS.sub("#", _plain(line).lower()), _place(page, line)


def _place(page: PageLines, line: TextLine) -> int:
    return round((line.baseline if line.baseline < page.height / 2 else line.baseline - page.height) / STRIP)


def _roman_value(text: str) -> int:
    values = [ROMAN_VALUES[letter] for letter in text.lower()]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _numeral(value: int) -> str:
    """Return a number from 1 in small roman numerals."""
    text = ""
    for numeral, worth in ROMAN_NUMERALS:
        while value >= worth:
            text, value = text + numeral, value - worth
    return text
