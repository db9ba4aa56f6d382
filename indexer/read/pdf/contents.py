"""Contents pages: their lines are kept to be found, but demoted, and each as a note of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.read.pdf.lines import TextLine

LEADERS = re.compile(r"(?:\s*[.·…_]){4,}\s*")
"""The row of dots between a title and its page."""

PAGE = re.compile(r"\(?(?:(?P<figures>\d{1,3})|[ivxlc]{1,6}|[IVXLC]{1,6})\)?")
LETTERS = re.compile(r"[^\W\d_]{2}")

TITLE = re.compile(
    r"^(?:table of )?contents\b|^list of (?:tables|figures|boxes|charts|maps)|^sommaire$|^table des matières"
    r"|^liste des (?:tableaux|figures|graphiques|encadrés)|^índice|^contenido|^tabla de contenido|^mục lục",
    re.IGNORECASE,
)

MOST_CELLS = 3
"""Cells of an entry: its number, its title and its page."""

FEWEST_TITLED, TITLED_SHARE = 3, 0.3
FEWEST, SHARE = 5, 0.5
"""A page is one of contents where so many lines, and this share of them, are entries: under a title, or after a page
of contents, less is enough than elsewhere.
"""

ASCENDING, ALWAYS = 0.7, 0.95
"""The share of an entry list's steps from one page to the next that must not go back, with and without a title."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line that may be one of contents: its place on its page, its page in figures, and whether it has leaders."""

    at: int
    page: int | None
    has_leaders: bool


def find_contents_lines(pages: Sequence[Sequence[TextLine]]) -> list[frozenset[int]]:
    """For each page, given in reading order, the places of the lines that belong to a table of contents."""
    found: list[frozenset[int]] = []
    goes_on = False
    for lines in pages:
        places = _of_page(lines, titled=goes_on or any(TITLE.match(line.text) for line in lines))
        goes_on = len(places) >= SHARE * max(1, len(lines))
        found.append(places)
    return found


def without_lines(lines: Sequence[TextLine], places: frozenset[int]) -> list[TextLine]:
    """A page's lines but for those at these places."""
    return [line for at, line in enumerate(lines) if at not in places]


def without_leaders(text: str) -> str:
    """A line of a table of contents with one sign in place of its row of dots."""
    return LEADERS.sub(" … ", text).strip(" …")


def _of_page(lines: Sequence[TextLine], *, titled: bool) -> frozenset[int]:
    """The lines from the first to the last entry but for titles, or just those with leaders where they are few."""
    entries = [entry for at, line in enumerate(lines) if (entry := _entry(at, line, titled=titled))]
    with_leaders = [entry.at for entry in entries if entry.has_leaders]
    fewest, share = (FEWEST_TITLED, TITLED_SHARE) if titled else (FEWEST, SHARE)
    enough = len(entries) >= max(fewest, share * len(lines))
    if enough and _ascend(entries, ASCENDING if titled or with_leaders else ALWAYS):
        inside = range(entries[0].at, entries[-1].at + 1)
        return frozenset(at for at in inside if not TITLE.match(lines[at].text))
    return frozenset(with_leaders if len(with_leaders) > 1 else ())


def _entry(at: int, line: TextLine, *, titled: bool) -> ContentsEntry | None:
    """What a line is as an entry: letters, and after leaders or in a cell of its own a page.

    Under a title, leaders are enough: some files set the page apart.
    """
    text = line.text.rstrip()
    leaders = next(reversed(list(LEADERS.finditer(text))), None)
    if leaders:
        page = PAGE.fullmatch(text, leaders.end())
        title = text[: leaders.start()]
    else:
        page = PAGE.fullmatch(line.cells[-1].text)
        title = " ".join(cell.text for cell in line.cells[:-1])
    if leaders and leaders.end() == len(text) and titled:
        return ContentsEntry(at, None, has_leaders=True)
    if page is None or len(line.cells) > MOST_CELLS + bool(leaders) or not LETTERS.search(title):
        return None
    return ContentsEntry(at, int(page["figures"]) if page["figures"] else None, leaders is not None)


def _ascend(entries: Sequence[ContentsEntry], share: float) -> bool:
    stated = [entry.page for entry in entries if entry.page is not None]
    steps = [after >= before for before, after in pairwise(stated)]
    return sum(steps) >= share * len(steps)
