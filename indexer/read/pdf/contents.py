"""Contents pages: their lines are kept to be found, but each as a note of its own, never as running text."""

import re
from collections.abc import Sequence
from itertools import pairwise

from indexer.read.pdf.lines import Line

LEADERS = re.compile(r"(?:\s*[.·…_]){4,}\s*")
"""The row of dots between a title and its page."""

ENTRY = re.compile(r"\D.*\s(?P<page>\d{1,3})$")
"""A title and its page without dots between them."""

FEWEST = 5
SHARE = 0.5
"""A page is one of contents where so many lines, and this share of them, are entries."""

ASCENDING = 0.8
"""The share of an entry list's steps from one page number to the next that must not go back."""

TITLE = re.compile(
    r"^(?:table of )?contents\b|^list of (?:tables|figures|boxes)|^sommaire$|^table des matières|^liste des "
    r"|^índice|^contenido|^mục lục",
    re.IGNORECASE,
)


def find_entries(lines: Sequence[Line]) -> set[int]:
    """The places, among a page's lines in reading order, of those that belong to a table of contents."""
    with_leaders = {at for at, line in enumerate(lines) if LEADERS.search(line.text)}
    entries = with_leaders | {at for at, line in enumerate(lines) if ENTRY.match(line.text)}
    if len(entries) < FEWEST or len(entries) < SHARE * len(lines):
        return with_leaders if len(with_leaders) > 1 else set()
    if not _ascend([_page(lines[at].text) for at in sorted(entries)]):
        return with_leaders
    return {at for at, line in enumerate(lines) if not TITLE.match(line.text)}


def without_entries(lines: Sequence[Line]) -> list[Line]:
    """A page's lines but for those that belong to a table of contents."""
    entries = find_entries(lines)
    return [line for at, line in enumerate(lines) if at not in entries]


def without_leaders(text: str) -> str:
    """A line of a table of contents with one sign in place of its row of dots."""
    return LEADERS.sub(" … ", text).strip(" …")


def _page(text: str) -> int:
    digits = re.search(r"(\d{1,3})$", text.rstrip())
    return int(digits[1]) if digits else 0


def _ascend(pages: Sequence[int]) -> bool:
    stated = [page for page in pages if page]
    steps = [after >= before for before, after in pairwise(stated)]
    return bool(steps) and sum(steps) >= ASCENDING * len(steps)
