"""The order in which a page's lines are read. The order in which a page draws them is right unless it zigzags.

Labels of charts are drawn in any order; they do not make the order of the text around them wrong.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from indexer.read.pdf.lines import TextCell, TextLine

FEWEST = 6
"""Lines below which there is nothing to reorder, and two-cell lines below which there is no gutter."""

FEW = 2
"""Lines that are never cut into columns."""

GUTTER = 8.0
"""The narrowest white strip between columns, in points."""

DEEPEST = 12
"""How often a page is cut at most."""

LONGEST_CELL = 14
"""Characters from which both cells of a line are columns' text rather than a table's entries."""

MOST_CELLS = 4
"""A page with a line of more cells holds a table, whose columns are not text columns."""

ALIGNED = 4.0
LEVEL = 2.0
"""Bottoms of lines that differ by less, in points, are at one height; level gaps are at least so wide."""

JUMPS, JUMPING, ACROSS = 4, 0.12, 0.3
"""A page zigzags with more than so many jumps upwards that are this share of its lines, or with more steps across."""

MOST_MOVED = 4
"""Lines at the beginning or the end of the drawing order that may stand at the other end of the page."""

TRUSTED = 0.5
"""Where so many lines stand in the middle of three that go down one column, the drawing order is right."""


def in_reading_order(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, columns one after the other."""
    lines = split_at_gutter(lines)
    if len(lines) < FEWEST or not _zigzags(lines):
        return _straightened(list(lines))
    return _cut(list(lines))


def _straightened(lines: list[TextLine]) -> list[TextLine]:
    """The lines, the last ones first where they stand above all others, the first ones last where below: some
    programs draw titles last, and notes first.
    """
    start = len(lines)
    for at in range(len(lines) - 1, max(0, len(lines) - 1 - MOST_MOVED), -1):
        if min(line.bottom for line in lines[at:]) > max(line.top for line in lines[:at]):
            start = at
    end = 0
    for at in range(1, min(MOST_MOVED + 1, start)):
        if max(line.top for line in lines[:at]) < min(line.bottom for line in lines[at:start]):
            end = at
    return lines[start:] + lines[end:start] + lines[:end]


def split_at_gutter(lines: Sequence[TextLine]) -> list[TextLine]:
    """Two columns that are drawn row by row look like lines of two cells: cuts these where most have their gap."""
    twos = [line for line in lines if _is_two_columns(line)]
    if len(twos) < FEWEST or max(len(line.cells) for line in lines) > MOST_CELLS:
        return list(lines)
    gutter = median(line.cells[1].left for line in twos)
    if sum(abs(line.cells[1].left - gutter) < ALIGNED for line in twos) < 0.7 * len(twos):
        return list(lines)
    return [part for line in lines for part in _halves(line, gutter)]


def _is_two_columns(line: TextLine) -> bool:
    """Whether a line is made of two long cells."""
    return [len(cell.text) >= LONGEST_CELL for cell in line.cells] == [True, True]


def _halves(line: TextLine, gutter: float) -> Iterable[TextLine]:
    left = tuple(cell for cell in line.cells if cell.right < gutter - 2)
    right = tuple(cell for cell in line.cells if cell.left >= gutter - ALIGNED)
    if not left or not right or len(left) + len(right) != len(line.cells):
        return [line]
    return [_with_cells(line, left), _with_cells(line, right)]


def _with_cells(line: TextLine, cells: tuple[TextCell, ...]) -> TextLine:
    return replace(line, cells=cells)


def is_under(above: TextLine, below: TextLine) -> bool:
    """Whether a line stands lower than another and over or under a part of its width."""
    return below.baseline < above.baseline and below.left < above.right and below.right > above.left


def _zigzags(lines: Sequence[TextLine]) -> bool:
    """Whether the drawing order often jumps back up the page or across it, and seldom goes down a column."""
    pairs = list(pairwise(lines))
    steps = [is_under(above, below) for above, below in pairs]
    downwards = sum(first and second for first, second in pairwise(steps))
    if downwards > TRUSTED * len(lines):
        return False
    upwards = sum(after.bottom > before.top + 1 for before, after in pairs)
    across = sum(abs(a.bottom - b.bottom) < LEVEL and b.left - a.right > ALIGNED for a, b in pairs)
    return upwards > max(JUMPS, JUMPING * len(lines)) or across > ACROSS * len(lines)


def _cut(lines: list[TextLine], depth: int = 0) -> list[TextLine]:
    """The lines of an area: cut at its widest upright gap, else at a level gap that lets a part be cut upright."""
    if len(lines) <= FEW or depth > DEEPEST:
        return _downwards(lines)
    upright = _gaps([(line.left, line.right) for line in lines], GUTTER)
    if upright:
        middle = max(upright)[1]
        left = [line for line in lines if line.right <= middle + 1]
        right = [line for line in lines if line.right > middle + 1]
        if left and right:
            return _cut(left, depth + 1) + _cut(right, depth + 1)
    for _, middle in sorted(_gaps([(line.bottom, line.top) for line in lines], LEVEL), reverse=True)[:FEWEST]:
        above = [line for line in lines if line.bottom >= middle - 1]
        below = [line for line in lines if line.bottom < middle - 1]
        if above and below and any(_has_gutter(part) for part in (above, below)):
            return _cut(above, depth + 1) + _cut(below, depth + 1)
    return _downwards(lines)


def _has_gutter(lines: list[TextLine]) -> bool:
    return len(lines) > FEW and bool(_gaps([(line.left, line.right) for line in lines], GUTTER))


def _gaps(extents: list[tuple[float, float]], narrowest: float) -> list[tuple[float, float]]:
    """The strips that no extent covers, as (width, middle)."""
    ordered = sorted(extents)
    end = ordered[0][1]
    found = []
    for low, high in ordered[1:]:
        if low - end >= narrowest:
            found.append((low - end, (low + end) / 2))
        end = max(end, high)
    return found


def _downwards(lines: list[TextLine]) -> list[TextLine]:
    return sorted(lines, key=lambda line: (-round(line.bottom / LEVEL), line.left))


EDGE = 3.0
CENTRE = 3.0
"""How far, in points, the edges or centres of aligned cells may lie apart."""

SURE_CELLS = 3
DIGITS = 0.3
"""The share of digits from which two cells are enough."""


def find_rows(lines: Sequence[TextLine]) -> list[bool]:
    """For each line of a page in reading order, whether it is a table's row."""
    tabular = [_is_tabular(line) for line in lines]
    rows = []
    for at, line in enumerate(lines):
        above = at > 0 and tabular[at - 1] and _are_aligned(lines[at - 1], line)
        below = at + 1 < len(lines) and tabular[at + 1] and _are_aligned(line, lines[at + 1])
        rows.append((tabular[at] and (above or below)) or (len(line.cells) > 1 and above and below))
    return rows


def _is_tabular(line: TextLine) -> bool:
    if len(line.cells) >= SURE_CELLS:
        return True
    return len(line.cells) == SURE_CELLS - 1 and sum(c.isdigit() for c in line.text) > DIGITS * len(line.text)


def _are_aligned(above: TextLine, below: TextLine) -> bool:
    return any(
        abs(a.left - b.left) < EDGE
        or abs(a.right - b.right) < EDGE
        or abs(a.left + a.right - b.left - b.right) < 2 * CENTRE
        for a in above.cells[1:]
        for b in below.cells[1:]
    )
