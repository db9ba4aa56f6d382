"""Columns of text and of tables: the order in which a page's lines are read, and which lines are a table's rows.

The order in which a page draws its lines is right unless it zigzags; then a recursive XY-cut (Nagy and Seth, 1984,
"Hierarchical representation of optically scanned documents") divides the page at its vertical and horizontal gaps.
Labels of charts are drawn in any order; they do not make the order of the text around them wrong.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from indexer.read.pdf.lines import FIGURE, TextLine

MIN_LINES = 6  # for a page to be reordered; two-cell lines for it to have a gutter; horizontal gaps that are tried
MAX_UNCUT_LINES = 2  # never cut into columns
MIN_GUTTER = 8.0  # points of white between columns
MAX_CUTS = 12  # nested, of one page
MIN_COLUMN_CELL = 14  # characters from which both cells of a line are columns' text, not a table's entries
MAX_COLUMN_CELLS = 4  # a page with a line of more cells holds a table, whose columns are not text columns
MIN_GUTTER_SHARE = 0.7  # of the two-cell lines that have their gap at the gutter
MAX_GUTTER_SHIFT = 4.0  # points
# Points by which the bottoms of lines at one height may differ, and the least height of a horizontal gap.
HEIGHT_TOLERANCE = 2.0

# A page zigzags with more jumps upwards than both of the first two, or more steps across than the last.
MAX_JUMPS, MAX_JUMP_SHARE, MAX_ACROSS_SHARE = 4, 0.12, 0.3
MAX_MOVED_LINES = 4  # at the beginning or end of the drawing order that may be at the other end of the page
MIN_DOWNWARD_SHARE = 0.5  # of lines in the middle of three that go down one column: the drawing order is right

MAX_EDGE_SHIFT = MAX_CENTRE_SHIFT = 3.0  # points between the edges or centres of aligned cells
MAX_LABEL_LINES, MAX_LABEL_WORDS = 2, 8  # of a label that wraps, beside a row of figures
MAX_LEFT_LABEL_LINES = 6  # the same where all of them are left of the figures
MIN_ROW_CELLS = 3  # of a row, whatever it holds
MIN_DIGIT_SHARE = 0.3  # from which two cells are enough, as they are where the second is a figure


def in_reading_order(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines, columns one after the other."""
    lines = split_at_gutter(lines)
    if len(lines) < MIN_LINES or not _zigzags(lines):
        return _straightened(list(lines))
    return _xy_cut(list(lines))


def _straightened(lines: list[TextLine]) -> list[TextLine]:
    """Move the last lines first where they are above all others, and the first ones last where below.

    Some programs draw titles last, and notes first.
    """
    start = len(lines)
    for at in range(len(lines) - 1, max(0, len(lines) - 1 - MAX_MOVED_LINES), -1):
        if min(line.bottom for line in lines[at:]) > max(line.top for line in lines[:at]):
            start = at
    end = 0
    for at in range(1, min(MAX_MOVED_LINES + 1, start)):
        if max(line.top for line in lines[:at]) < min(line.bottom for line in lines[at:start]):
            end = at
    return lines[start:] + lines[end:start] + lines[:end]


def split_at_gutter(lines: Sequence[TextLine]) -> list[TextLine]:
    """Cut lines of two columns that are drawn row by row, where most of them have their gap."""
    twos = [line for line in lines if _is_two_columns(line)]
    if len(twos) < MIN_LINES or max(len(line.cells) for line in lines) > MAX_COLUMN_CELLS:
        return list(lines)
    gutter = median(line.cells[1].left for line in twos)
    aligned = sum(abs(line.cells[1].left - gutter) < MAX_GUTTER_SHIFT for line in twos)
    if aligned < MIN_GUTTER_SHARE * len(twos):
        return list(lines)
    return [part for line in lines for part in ([line] if line.is_row else _halves(line, gutter))]


def _is_two_columns(line: TextLine) -> bool:
    """Return whether a line is made of two long cells, and is no row of a ruled table."""
    return not line.is_row and [len(cell.text) >= MIN_COLUMN_CELL for cell in line.cells] == [True, True]


def _halves(line: TextLine, gutter: float) -> Iterable[TextLine]:
    left = tuple(cell for cell in line.cells if cell.right < gutter - 2)
    right = tuple(cell for cell in line.cells if cell.left >= gutter - MAX_GUTTER_SHIFT)
    if not left or not right or len(left) + len(right) != len(line.cells):
        return [line]
    return [replace(line, cells=left), replace(line, cells=right)]


def is_under(above: TextLine, below: TextLine) -> bool:
    """Return whether a line is lower than another and over or under a part of its width."""
    return below.baseline < above.baseline and below.left < above.right and below.right > above.left


def _zigzags(lines: Sequence[TextLine]) -> bool:
    """Return whether the drawing order often jumps back up the page or across it, and seldom goes down a column."""
    pairs = list(pairwise(lines))
    steps = [is_under(above, below) for above, below in pairs]
    downwards = sum(first and second for first, second in pairwise(steps))
    if downwards > MIN_DOWNWARD_SHARE * len(lines):
        return False
    upwards = sum(after.bottom > before.top + 1 for before, after in pairs)
    across = sum(abs(a.bottom - b.bottom) < HEIGHT_TOLERANCE and b.left - a.right > MAX_GUTTER_SHIFT for a, b in pairs)
    return upwards > max(MAX_JUMPS, MAX_JUMP_SHARE * len(lines)) or across > MAX_ACROSS_SHARE * len(lines)


def _xy_cut(lines: list[TextLine], depth: int = 0) -> list[TextLine]:
    """Order an area: cut at its widest vertical gap, else at a horizontal gap that lets a part be cut vertically."""
    if len(lines) <= MAX_UNCUT_LINES or depth > MAX_CUTS:
        return _downwards(lines)
    vertical = _gaps([(line.left, line.right) for line in lines], MIN_GUTTER)
    if vertical:
        middle = max(vertical)[1]
        left = [line for line in lines if line.right <= middle + 1]
        right = [line for line in lines if line.right > middle + 1]
        if left and right:
            return _xy_cut(left, depth + 1) + _xy_cut(right, depth + 1)
    horizontal = _gaps([(line.bottom, line.top) for line in lines], HEIGHT_TOLERANCE)
    for _, middle in sorted(horizontal, reverse=True)[:MIN_LINES]:
        above = [line for line in lines if line.bottom >= middle - 1]
        below = [line for line in lines if line.bottom < middle - 1]
        if above and below and any(_has_gutter(part) for part in (above, below)):
            return _xy_cut(above, depth + 1) + _xy_cut(below, depth + 1)
    return _downwards(lines)


def _has_gutter(lines: list[TextLine]) -> bool:
    return len(lines) > MAX_UNCUT_LINES and bool(_gaps([(line.left, line.right) for line in lines], MIN_GUTTER))


def _gaps(extents: list[tuple[float, float]], narrowest: float) -> list[tuple[float, float]]:
    """Return the gaps, strips that no extent covers, as (width, middle)."""
    ordered = sorted(extents)
    end = ordered[0][1]
    found = []
    for low, high in ordered[1:]:
        if low - end >= narrowest:
            found.append((low - end, (low + end) / 2))
        end = max(end, high)
    return found


def _downwards(lines: list[TextLine]) -> list[TextLine]:
    return sorted(lines, key=lambda line: (-round(line.bottom / HEIGHT_TOLERANCE), line.left))


def find_rows(lines: Sequence[TextLine]) -> list[bool]:
    """Return for each line of a page, in reading order, whether it is a table's row.

    A row has several cells, aligned with those of the line above or below.
    """
    tabular = [_is_tabular(line) for line in lines]
    rows = []
    for at, line in enumerate(lines):
        before, after = _next_of_cells(lines, at, -1), _next_of_cells(lines, at, 1)
        above = before >= 0 and tabular[before] and _are_aligned(lines[before], line)
        below = after < len(lines) and tabular[after] and _are_aligned(line, lines[after])
        rows.append(line.is_row or (tabular[at] and (above or below)) or (len(line.cells) > 1 and above and below))
    return rows


def _next_of_cells(lines: Sequence[TextLine], at: int, step: int) -> int:
    """Return the position of the next line above or below; lines of a label, beside a row of figures, are left out."""
    near = at + step
    if not _is_of_figures(lines[at]):
        return near
    is_left = True
    while 0 <= near < len(lines) and _is_label(lines[near]):
        is_left = is_left and lines[near].right < lines[at].left
        if abs(near - at) > (MAX_LEFT_LABEL_LINES if is_left else MAX_LABEL_LINES):
            break
        near += step
    return near


def _is_of_figures(line: TextLine) -> bool:
    return len(line.cells) >= MIN_ROW_CELLS and all(_is_figure(cell.text.replace(" ", "")) for cell in line.cells)


def _is_figure(text: str) -> bool:
    return FIGURE.match(text) is not None or not any(map(str.isalnum, text))


def _is_label(line: TextLine) -> bool:
    return len(line.cells) == 1 and len(line.text.split()) <= MAX_LABEL_WORDS


def _is_tabular(line: TextLine) -> bool:
    if len(line.cells) >= MIN_ROW_CELLS:
        return True
    if len(line.cells) < MIN_ROW_CELLS - 1:
        return False
    digits = sum(char.isdigit() for char in line.text)
    return digits > MIN_DIGIT_SHARE * len(line.text) or FIGURE.match(line.cells[-1].text) is not None


def _are_aligned(above: TextLine, below: TextLine) -> bool:
    return any(
        abs(a.left - b.left) < MAX_EDGE_SHIFT
        or abs(a.right - b.right) < MAX_EDGE_SHIFT
        or abs(a.left + a.right - b.left - b.right) < 2 * MAX_CENTRE_SHIFT
        for a in above.cells[1:]
        for b in below.cells[1:]
    )
