"""Headings that the contents pages name: their lines on later pages, and their levels by number or indent."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from statistics import median

from indexer.read.heuristics import is_caption
from indexer.read.pdf.contents import find_entry, without_lines
from indexer.read.pdf.heading_numbers import heading_numbers, is_title_of_annexes
from indexer.read.pdf.lines import TextLine
from indexer.read.pdf.outline import OutlineHeading, find_title_lines, title_key, unnumbered

MIN_MATCHED = 3  # entries that are found again, for a list to be one of headings
MAX_STEP_BACK = 3  # pages; where the stated pages go back further another list begins
ANNEXES = "annexes"  # the title of all annexes, which is set out of the margin or not, and always at the top level
MIN_INDENT = 6.0  # points between the left edges of two levels
MAX_ENTRY_LINES = 3
MIN_SIMILARITY = 0.8  # of a title and a line that a scan may have misread
MIN_FUZZY_LETTERS = 8
MAX_TITLE_WIDTH = 0.8  # of the page's text, of a line that is a misread title


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry: its possible titles, the longest first, with their left edges, its stated page, and the page it is on.

    Entries of one `group`, from 0, are of one list: on pages that follow each other, their stated pages ascending.
    """

    titles: tuple[tuple[str, float], ...]
    page: int | None
    stands_on: int
    group: int = 0


@dataclass(frozen=True, slots=True)
class _Match:
    """The lines of a heading, with the title of the entry that names it, the title's left edge, and its group."""

    lines: tuple[TextLine, ...]
    title: str
    left: float
    group: int


def find_contents_headings(
    pages: Sequence[Sequence[TextLine]], contents_lines: Sequence[frozenset[int]]
) -> list[OutlineHeading]:
    """Return the headings that the contents name, on pages after them; levels from 1, 0 where nothing tells them."""
    entries = list(_grouped(_entries(pages, contents_lines)))
    search = _Search(pages, contents_lines)
    shift = _usual_shift(entries, search)
    matched: list[_Match] = []
    after = max((entry.stands_on for entry in entries), default=0)
    for entry in entries:
        expected = None if entry.page is None or shift is None else entry.page + shift
        match = search.find(entry, expected, after)
        if match:
            matched.append(match)
            after = match.lines[0].page
    if len(matched) < MIN_MATCHED:
        return []
    levels = _levels(matched)
    return [OutlineHeading(match.lines, level) for match, level in zip(matched, levels, strict=True)]


def _entries(pages: Sequence[Sequence[TextLine]], contents_lines: Sequence[frozenset[int]]) -> Iterator[_Entry]:
    """Yield the entries. Lines that name no page begin the next one's title, or name a chapter if both are numbered."""
    for number, (lines, positions) in enumerate(zip(pages, contents_lines, strict=True), start=1):
        pending: list[TextLine] = []
        for at in sorted(positions):
            line = lines[at]
            entry = find_entry(at, line, titled=True)
            if pending and heading_numbers(line.text) and heading_numbers(pending[-1].text):
                chapter = pending[-1].text, pending[-1].left
                yield _Entry((chapter,), entry.page if entry else None, number)
                pending = []
            if entry is None:
                pending = [*pending, line][-(MAX_ENTRY_LINES - 1) :]
                continue
            if titles := _titles(pending, entry.title, line.left):
                yield _Entry(titles, entry.page, number)
            pending = []


def _titles(pending: Sequence[TextLine], title: str, left: float) -> tuple[tuple[str, float], ...]:
    """Return the titles that lines of contents may make up, the longest first; none for a caption of a list."""
    starts = [pending[start:] for start in range(len(pending) + 1)]
    titles = [(" ".join([*(each.text for each in start), title]), start[0].left if start else left) for start in starts]
    whole = [each for each in titles if not each[0][0].islower()]
    return () if any(is_caption(each) for each, _ in whole) else tuple(whole)


def _grouped(entries: Iterable[_Entry]) -> Iterator[_Entry]:
    """Yield the entries with their groups."""
    group, last, stands_on = 0, 0, 0
    for entry in entries:
        is_back = entry.page is not None and entry.page < last - MAX_STEP_BACK
        if stands_on and (entry.stands_on > stands_on + 1 or is_back):
            group, last = group + 1, 0
        last, stands_on = entry.page or last, entry.stands_on
        yield replace(entry, group=group)


def _usual_shift(entries: Sequence[_Entry], search: "_Search") -> int | None:
    """Return the usual difference between a heading's page in the file and the page that its entry states."""
    shifts = Counter(
        page - entry.page for entry in entries if entry.page is not None for page in search.pages_of(entry)
    )
    return shifts.most_common(1)[0][0] if shifts else None


def _levels(matches: Sequence[_Match]) -> list[int]:
    """Return the levels of headings by the indents of their entries; 0 in a group where these contradict the numbers.

    Numbers of one kind are at one level, though their left edges differ where they are aligned at the right.
    """
    levels: list[int] = []
    for _, group in groupby(matches, key=lambda match: match.group):
        levels += _levels_of_group(list(group))
    return levels


def _levels_of_group(matches: Sequence[_Match]) -> list[int]:
    kinds = [_kind(match) for match in matches]
    lefts: dict[str, list[float]] = {}
    for match, kind in zip(matches, kinds, strict=True):
        lefts.setdefault(kind, []).append(match.left)
    edge_of = {kind: median(found) for kind, found in lefts.items()}
    edges: list[float] = []
    for left in sorted(edge for kind, edge in edge_of.items() if kind != ANNEXES):
        if not edges or left - edges[-1] >= MIN_INDENT:
            edges.append(left)
    levels = [sum(edge <= edge_of[kind] for edge in edges) or 1 for kind in kinds]
    depths: dict[int, set[str]] = {}
    for kind, level in zip(kinds, levels, strict=True):
        if kind.startswith("decimal"):
            depths.setdefault(level, set()).add(kind)
    return [0] * len(levels) if any(len(found) > 1 for found in depths.values()) else levels


def _kind(match: _Match) -> str:
    """Return what entries of one level have alike: the kind of their number, or their left edge."""
    if is_title_of_annexes(match.title):
        return ANNEXES
    number = next(iter(heading_numbers(match.title)), None)
    return f"{number.scheme} {len(number.values)}" if number else f"left {round(match.left / MIN_INDENT)}"


class _Search:
    """The lines of a document's pages outside the contents, to be found by a title; each is found once."""

    def __init__(self, pages: Sequence[Sequence[TextLine]], contents_lines: Sequence[frozenset[int]]) -> None:
        self._pages = list(map(without_lines, pages, contents_lines))
        self._keys = [[title_key(line.text) for line in lines] for lines in self._pages]
        self._openings = [
            {*keys, *(title_key(unnumbered(line.text)) for line in lines)} - {""}
            for lines, keys in zip(self._pages, self._keys, strict=True)
        ]
        self._taken: set[int] = set()

    def pages_of(self, entry: _Entry) -> list[int]:
        """Return the pages after the entry's own on which a line reads as its title."""
        keys = {title_key(title) for title, _ in entry.titles} - {""}
        return [at + 1 for at in range(entry.stands_on, len(self._pages)) if keys & self._openings[at]]

    def find(self, entry: _Entry, expected: int | None, after: int) -> _Match | None:
        """Return the lines of a title on the expected page or beside it, else on the first page from `after`."""
        if expected is None:
            numbers = list(range(max(after, entry.stands_on + 1), len(self._pages) + 1))
        else:
            numbers = [each for each in (expected, expected + 1, expected - 1) if self._is_after(entry, each)]
        for number in numbers:
            lines, keys = self._pages[number - 1], self._keys[number - 1]
            for title, left in entry.titles:
                if self._may_hold(number, title) and (span := find_title_lines(lines, keys, title, self._taken)):
                    return self._take(_Match(tuple(lines[span.start : span.stop]), title, left, entry.group))
        title, left = entry.titles[-1]
        similar = (line for number in numbers if (line := self._similar(number - 1, title)))
        return self._take(_Match((line,), title, left, entry.group)) if (line := next(similar, None)) else None

    def _is_after(self, entry: _Entry, number: int) -> bool:
        return entry.stands_on < number <= len(self._pages)

    def _may_hold(self, number: int, title: str) -> bool:
        keys = title_key(title), title_key(unnumbered(title))
        return any(key.startswith(opening) for opening in self._openings[number - 1] for key in keys)

    def _take(self, match: _Match) -> _Match:
        self._taken.update(map(id, match.lines))
        return match

    def _similar(self, page: int, title: str) -> TextLine | None:
        """Return a short line that reads nearly as the title."""
        wanted = title_key(title)
        lines = self._pages[page]
        if len(wanted) < MIN_FUZZY_LETTERS or not lines:
            return None
        width = max(line.right for line in lines) - min(line.left for line in lines)
        best: tuple[float, TextLine | None] = (MIN_SIMILARITY, None)
        for line, key in zip(lines, self._keys[page], strict=True):
            is_wide = line.right - line.left > MAX_TITLE_WIDTH * width
            if is_wide or id(line) in self._taken or is_caption(line.text):
                continue
            matcher = SequenceMatcher(None, wanted, key, autojunk=False)
            if matcher.real_quick_ratio() > best[0] < matcher.quick_ratio() and matcher.ratio() > best[0]:
                best = matcher.ratio(), line
        return best[1]
