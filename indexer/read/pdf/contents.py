"""Contents pages: their lines stay findable, but demoted, each as a separate note."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.analysis.language_registry import active_languages, language_cache
from indexer.read.pdf.lines import TextLine

DOT_LEADERS = re.compile(r"(?:\s*[.·…_]){4,}\s*|(?:\s*[-–]){5,}\s*")  # the row of signs between a title and its page
PAGE = re.compile(r"\(?(?:(?P<figures>\d{1,3})|[ivxlc]{1,6}|[IVXLC]{1,6})\)?")
RANGE = re.compile(r"\d[\d\s+]{0,4}(?:[-–]\s*\d[\d\s+]{0,4}|\.)")  # of paragraphs, as in documents that count them
NOT_LETTERS = re.compile(r"[\W\d_]+")
MIN_KEY, MAX_KEY = 12, 24  # letters of a title that a line may begin with, and that are compared
MIN_ELSEWHERE_SHARE = 0.3  # of the titles
LETTERS = re.compile(r"[^\W\d_]{2}")

MAX_CELLS = 3  # of an entry: its number, its title and its page
# A page is one of contents from this number and share of entries; less is enough under a title or after such a page.
MIN_ENTRIES, MIN_SHARE = 5, 0.5
MIN_TITLED_ENTRIES, MIN_TITLED_SHARE = 3, 0.3
# The share of steps from one entry's page to the next that do not go back, without and with a title.
MIN_ASCENDING, MIN_TITLED_ASCENDING = 0.95, 0.7


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line that may be one of contents: its position on its page, its title, its page in figures, and whether it
    has leaders.
    """

    at: int
    title: str
    page: int | None
    has_leaders: bool


@language_cache()
def contents_title() -> re.Pattern[str]:
    """Return the expression of the titles of contents in all languages."""
    titles = [title for each in active_languages().values() for title in each.layout.contents]
    return re.compile(rf"^(?:{'|'.join(titles)})", re.IGNORECASE)


@language_cache()
def front_title() -> re.Pattern[str]:
    """Return the expression of the whole titles of front matter in all languages: forewords, summaries, acronyms."""
    titles = [title for each in active_languages().values() for title in each.layout.front]
    return re.compile(rf"^(?:{'|'.join(titles) or '(?!)'})\W*$", re.IGNORECASE)


def find_contents_lines(pages: Sequence[Sequence[TextLine]]) -> list[frozenset[int]]:
    """Return for each page, given in reading order, the positions of the lines of a table of contents."""
    found: list[frozenset[int]] = []
    continues = False
    for at, lines in enumerate(pages):
        titled = continues or any(contents_title().match(line.text) for line in lines)
        positions = _of_page(lines, (*pages[:at], *pages[at + 1 :]), titled=titled)
        continues = len(positions) >= MIN_SHARE * max(1, len(lines))
        found.append(positions)
    return found


def without_lines(lines: Sequence[TextLine], positions: frozenset[int]) -> list[TextLine]:
    """Return a page's lines but for those at these positions."""
    return [line for at, line in enumerate(lines) if at not in positions]


def strip_leaders(text: str) -> str:
    """Replace a contents line's row of dots by one sign."""
    return DOT_LEADERS.sub(" … ", text).strip(" …")


def _of_page(lines: Sequence[TextLine], others: Sequence[Sequence[TextLine]], *, titled: bool) -> frozenset[int]:
    """Return the lines from the first to the last entry but for titles, or only those with leaders if they are few.

    Without a title or leaders, entries must be what other pages begin lines with: names with figures that rise, such
    as a running total, are a table.
    """
    entries = [entry for at, line in enumerate(lines) if (entry := find_entry(at, line, titled=titled))]
    with_leaders = [entry.at for entry in entries if entry.has_leaders]
    fewest, share = (MIN_TITLED_ENTRIES, MIN_TITLED_SHARE) if titled else (MIN_ENTRIES, MIN_SHARE)
    enough = len(entries) >= max(fewest, share * len(lines))
    if enough and not titled and not with_leaders and not _are_elsewhere(entries, others):
        return frozenset()
    if enough and _ascend(entries, MIN_TITLED_ASCENDING if titled or with_leaders else MIN_ASCENDING):
        inside = range(entries[0].at, entries[-1].at + 1)
        return frozenset(at for at in inside if not contents_title().match(lines[at].text))
    return frozenset(with_leaders if len(with_leaders) > 1 else ())


def _are_elsewhere(entries: Sequence[ContentsEntry], others: Sequence[Sequence[TextLine]]) -> bool:
    """Return whether other pages have lines that are, or begin with, enough of the entries' titles."""
    keys = [key for entry in entries if (key := _key(entry.title))]
    lines = {key for page in others for line in page if (key := _key(line.text))}
    short = sum(key in lines for key in keys if len(key) < MIN_KEY)
    starts = tuple(key for key in keys if len(key) >= MIN_KEY)
    found = {start for line in lines if line.startswith(starts) for start in starts if line.startswith(start)}
    return short + len(found) >= MIN_ELSEWHERE_SHARE * len(keys)


def _key(text: str) -> str:
    """Return a line's letters, in lower case, up to a length at which lines are cut."""
    return NOT_LETTERS.sub("", text).casefold()[:MAX_KEY]


def find_entry(at: int, line: TextLine, *, titled: bool) -> ContentsEntry | None:
    """Return a line as an entry: letters, and a page after leaders or in a cell by itself.

    Under a title, leaders are enough, for some files set the page apart; and so is a range, of paragraphs.
    """
    text = line.text.rstrip()
    leaders = next(reversed(list(DOT_LEADERS.finditer(text))), None)
    title = text[: leaders.start()] if leaders else " ".join(cell.text for cell in line.cells[:-1])
    last = text[leaders.end() :] if leaders else line.cells[-1].text
    is_range = titled and RANGE.fullmatch(last) is not None
    if titled and ((leaders and not last) or is_range) and LETTERS.search(title):
        return ContentsEntry(at, title, None, leaders is not None)
    page = PAGE.fullmatch(last)
    if page is None or len(line.cells) > MAX_CELLS + bool(leaders) or not LETTERS.search(title):
        return None
    return ContentsEntry(at, title, int(page["figures"]) if page["figures"] else None, leaders is not None)


def _ascend(entries: Sequence[ContentsEntry], share: float) -> bool:
    stated = [entry.page for entry in entries if entry.page is not None]
    steps = [after >= before for before, after in pairwise(stated)]
    return sum(steps) >= share * len(steps)
