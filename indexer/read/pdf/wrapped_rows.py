"""Rows of tables whose cells have several lines: put together by the ruling lines between them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.read.pdf.lines import FIGURE, TextCell, TextLine
from indexer.read.pdf.rules import Rules
from indexer.read.repair.hyphens import Vocabulary, join_lines

MIN_COLUMNS = 2
MIN_GUTTER = 6.0  # points of white between columns
SAME_EDGE = 6.0  # points between the ends of rules of one table
MIN_ROWS = 2
MAX_ROW_LINES = 8  # of a cell
MAX_ROW_SHARE = 0.4  # of a page's height: higher ones are frames
OVERHANG = 3.0  # points by which a cell may reach over a rule

Band = tuple[float, float]  # the lower and upper, or left and right, edge of a strip, in points


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a line, with the position of that line."""

    line: int
    cell: TextCell
    baseline: float


def join_wrapped_rows(lines: Sequence[TextLine], rules: Rules, height: float) -> list[TextLine]:
    """Return a page's lines, in drawing order, with each row of a ruled table as one line where its cells wrap."""
    taken: set[int] = set()
    rows: dict[int, list[TextLine]] = {}
    for bands, verticals, (left, right) in _tables(rules):
        cells = [
            _Cell(at, cell, line.baseline)
            for at, line in enumerate(lines)
            if at not in taken
            and bands[-1][0] < line.baseline < bands[0][1]
            and left - SAME_EDGE < line.left < line.right < right + SAME_EDGE
            for cell in line.cells
        ]
        table = _rows(cells, bands, verticals, lines, height)
        members = {cell.line for band, _ in table for cell in band}
        if members:
            taken |= members
            rows[min(members)] = [row for _, row in table]
    ordered: list[TextLine] = []
    for at, line in enumerate(lines):
        ordered += rows.get(at, [])
        if at not in taken:
            ordered.append(line)
    return ordered


def are_beside(lines: Sequence[TextLine]) -> bool:
    """Return whether any two lines are beside each other, as cells that are drawn one by one are."""
    heights: dict[int, TextLine] = {}
    for line in lines:
        other = heights.setdefault(round(line.baseline), line)
        if other is not line and (other.right < line.left or other.left > line.right):
            return True
    return False


def _tables(rules: Rules) -> Iterator[tuple[list[Band], list[float], Band]]:
    """Yield the ruled tables of a page: bands between rules, from the top down, places of vertical rules, and edges."""
    remaining = sorted(rules.horizontal, reverse=True)
    while remaining:
        _, left, right = remaining[0]
        same = [rule for rule in remaining if abs(rule[1] - left) < SAME_EDGE and abs(rule[2] - right) < SAME_EDGE]
        remaining = [rule for rule in remaining if rule not in same]
        heights = [height for height, _, _ in same]
        bands = [(low, high) for high, low in pairwise(heights) if high - low > SAME_EDGE]
        if bands:
            verticals = sorted(
                place
                for place, bottom, top in rules.vertical
                if left - SAME_EDGE < place < right + SAME_EDGE and top > bands[-1][0] and bottom < bands[0][1]
            )
            yield bands, verticals, (left, right)


def _rows(
    cells: Sequence[_Cell],
    bands: Sequence[Band],
    verticals: Sequence[float],
    lines: Sequence[TextLine],
    height: float,
) -> list[tuple[list[_Cell], TextLine]]:
    """Return the cells and the line of each band, where every band of a table is one row; else none."""
    starts = _column_starts(cells, verticals)
    found = []
    for low, high in bands:
        band = [cell for cell in cells if low < cell.baseline < high]
        columns = [column for column in _columns(band, starts) if column]
        counts = [len({cell.baseline for cell in column}) for column in columns]
        if not band:
            continue
        if len(counts) < MIN_COLUMNS or high - low > MAX_ROW_SHARE * height or max(counts) > MAX_ROW_LINES:
            return []
        if min(counts) > 1 or any(map(_is_of_figures, columns)):
            return []
        found.append((band, _row(columns, lines)))
    return found if len(found) >= MIN_ROWS else []


def _is_of_figures(column: Sequence[_Cell]) -> bool:
    """Return whether a column of a band has figures below each other: then the band holds several rows."""
    return sum(FIGURE.match(each.cell.text) is not None for each in column) > 1


def _column_starts(cells: Sequence[_Cell], verticals: Sequence[float]) -> list[float]:
    """Return where columns begin: at vertical rules, else after the white that no line of several cells crosses."""
    if len(verticals) > MIN_COLUMNS:
        return list(verticals[:-1])
    heights = Counter(round(each.baseline) for each in cells)
    starts: list[float] = []
    end = float("-inf")
    for each in sorted(cells, key=lambda each: each.cell.left):
        if heights[round(each.baseline)] < MIN_COLUMNS:
            continue
        if each.cell.left - end >= MIN_GUTTER:
            starts.append(each.cell.left)
        end = max(end, each.cell.right)
    return starts


def _columns(band: Sequence[_Cell], starts: Sequence[float]) -> list[list[_Cell]]:
    columns: list[list[_Cell]] = [[] for _ in range(max(1, len(starts)))]
    for cell in band:
        columns[max(0, sum(start <= cell.cell.left + OVERHANG for start in starts) - 1)].append(cell)
    return columns


def _row(columns: Sequence[Sequence[_Cell]], lines: Sequence[TextLine]) -> TextLine:
    """Build the line of a row, each cell's lines put together from the top down."""
    cells = []
    for column in columns:
        ordered = sorted(column, key=lambda each: (-each.baseline, each.cell.left))
        text = join_lines([each.cell.text for each in ordered], Vocabulary())
        left, right = min(each.cell.left for each in column), max(each.cell.right for each in column)
        cells.append(TextCell(text, left, right))
    first = max((each for column in columns for each in column), key=lambda each: each.baseline)
    line = lines[first.line]
    return replace(line, cells=tuple(cells), baseline=first.baseline, is_row=True)
