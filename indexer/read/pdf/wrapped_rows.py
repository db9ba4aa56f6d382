"""Rows of tables whose cells have several lines: put together by the ruling lines between them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, pairwise

from indexer.read.heuristics import starts_lowercase
from indexer.read.pdf.column_blocks import NO_FIGURE
from indexer.read.pdf.lines import FIGURE, LINE_BREAK, TextCell, TextLine
from indexer.read.pdf.rules import Rules

MIN_COLUMNS = 2
MIN_GUTTER = 6.0  # points of white between columns
SAME_EDGE = 6.0  # points between the ends of rules of one table
MIN_ROWS = 2
MAX_ROW_LINES = 8  # of a cell, where no vertical rules are between the columns
MAX_ROW_SHARE = 0.4  # of a page's height: higher ones are frames
MAX_LINE_STEP = 1.6  # from a cell's line to its next, in sizes; rows that are farther apart are several
MAX_INDENT_SHARE = 0.06  # of a table's width, by which some of its rules begin farther right
SAME_HEIGHT = 1.5  # points between the baselines of lines of one row
MIN_ROW_SHARE = 0.5  # of a table's bands that are rows, for it to be a table with one row to a band
OVERHANG = 3.0  # points by which a cell may reach over a rule

Band = tuple[float, float]  # the lower and upper, or left and right, edge of a strip, in points


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a line, with the position of that line."""

    line: int
    cell: TextCell
    baseline: float
    size: float


def join_wrapped_rows(lines: Sequence[TextLine], rules: Rules, height: float) -> list[TextLine]:
    """Return a page's lines, in drawing order, with each row of a ruled table as one line where its cells wrap."""
    taken: set[int] = set()
    rows: dict[int, list[TextLine]] = {}
    for bands, verticals, (left, right) in _tables(rules):
        cells = [
            _Cell(at, cell, line.baseline, line.size)
            for at, line in enumerate(lines)
            if at not in taken
            and bands[-1][0] < line.baseline < bands[0][1]
            and left - SAME_EDGE < line.left < line.right < right + SAME_EDGE
            for cell in line.cells
        ]
        table = _rows(cells, bands, _ruled_starts(verticals, left, right), lines, height)
        members = {cell.line for band, _ in table for cell in band}
        if members:
            taken |= members
            rows[min(members)] = [line for _, joined in table for line in joined]
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
    remaining = sorted(rules.horizontal, key=lambda rule: (rule[1] - rule[2], -rule[0]))
    while remaining:
        _, left, right = remaining[0]
        same = [rule for rule in remaining if _is_of_table(rule, left, right)]
        remaining = [rule for rule in remaining if rule not in same]
        verticals = [rule for rule in rules.vertical if left - SAME_EDGE < rule[0] < right + SAME_EDGE]
        heights = _heights([height for height, _, _ in same], verticals)
        bands = [(low, high) for high, low in pairwise(heights) if high - low > SAME_EDGE]
        is_framed = any(_are_through(verticals, band) for band in bands)
        for is_inside, group in groupby(bands, partial(_are_through, verticals)):
            if is_inside or not is_framed:
                together = list(group)
                places = {rule[0] for rule in verticals if any(_are_through([rule], band) for band in together)}
                yield together, sorted(places), (left, right)


def _is_of_table(rule: tuple[float, float, float], left: float, right: float) -> bool:
    """Return whether a rule is one of a table with these edges; beside a cell of several rows it is shorter."""
    _, start, end = rule
    indent = max(SAME_EDGE, MAX_INDENT_SHARE * (right - left))
    return abs(end - right) < SAME_EDGE and left - SAME_EDGE < start < left + indent


def _heights(ruled: Sequence[float], verticals: Sequence[tuple[float, float, float]]) -> list[float]:
    """Return the heights of a table's bands from the top down: those of its rules, and those at which vertical rules
    end, where rows differ in colour.
    """
    found = list(ruled)
    for end in (end for _, *both in verticals for end in both):
        if min(ruled) < end < max(ruled) and all(abs(end - other) > SAME_EDGE for other in found):
            found.append(end)
    return sorted(found, reverse=True)


def _are_through(verticals: Sequence[tuple[float, float, float]], band: Band) -> bool:
    """Return whether any vertical rule runs through a band; between two tables none does."""
    low, high = band
    return any(bottom <= low + SAME_EDGE and top >= high - SAME_EDGE for _, bottom, top in verticals)


def _rows(
    cells: Sequence[_Cell],
    bands: Sequence[Band],
    ruled: Sequence[float],
    lines: Sequence[TextLine],
    height: float,
) -> list[tuple[list[_Cell], list[TextLine]]]:
    """Return the cells and the lines of each band from the top down: one line for a row, the lines as they are for
    text over all columns. None where a band of the table holds several rows, or may hold them in all bands.
    """
    starts = _column_starts(cells, ruled)
    is_ruled = len(ruled) >= MIN_COLUMNS
    found = []
    rows = sure = 0
    for low, high in bands:
        band = [cell for cell in cells if low < cell.baseline < high]
        columns = [column for column in _columns(band, starts) if column]
        if not band:
            continue
        if len(columns) < MIN_COLUMNS and high - low <= MAX_ROW_SHARE * height:
            found.append((band, [lines[at] for at in sorted({cell.line for cell in band})]))
        elif high - low <= MAX_ROW_SHARE * height and _can_be_row(columns, is_ruled=is_ruled):
            found.append((band, [_row(columns, lines)]))
            rows += 1
            sure += _is_row(columns)
        else:
            return []
    return found if sure and rows >= max(MIN_ROWS, MIN_ROW_SHARE * len(found)) else []


def _can_be_row(columns: Sequence[Sequence[_Cell]], *, is_ruled: bool) -> bool:
    """Return whether the columns of a band may hold one cell each: one has a single line, or all are set as texts."""
    counts = [len({cell.baseline for cell in column}) for column in columns]
    if (max(counts) > MAX_ROW_LINES and not is_ruled) or any(
        _is_of_figures(column, is_ruled=is_ruled) for column in columns
    ):
        return False
    return min(counts) == 1 or _is_one_text(columns[counts.index(min(counts))])


def _is_row(columns: Sequence[Sequence[_Cell]]) -> bool:
    """Return whether the columns of a band surely hold one cell each.

    Where all have several lines, these may be as many rows: not where lines of two columns are at different heights,
    where one has fewer lines, or where lines begin in lower case.
    """
    heights = [sorted({cell.baseline for cell in column}) for column in columns]
    fewest = min(heights, key=len)
    if len(fewest) == 1 or all(map(_runs_on, columns)):
        return True
    return any(
        len(each) != len(fewest) or any(abs(a - b) > SAME_HEIGHT for a, b in zip(each, fewest, strict=True))
        for each in heights
    )


def _is_one_text(column: Sequence[_Cell]) -> bool:
    """Return whether a column's lines are set as close as the lines of one text."""
    heights = sorted({cell.baseline for cell in column}, reverse=True)
    steps = [above - below for above, below in pairwise(heights)]
    return max(steps) <= MAX_LINE_STEP * min(cell.size for cell in column)


def _runs_on(column: Sequence[_Cell]) -> bool:
    """Return whether every line of a column but the first begins in lower case."""
    first, *rest = sorted(column, key=lambda each: (-each.baseline, each.cell.left))
    return all(starts_lowercase(each.cell.text) for each in rest if each.baseline != first.baseline)


def _is_of_figures(column: Sequence[_Cell], *, is_ruled: bool) -> bool:
    """Return whether a column of a band has figures below each other: then the band holds several rows. Between
    vertical rules, a year or a share may be a line of a cell with other words.
    """
    figures = sum(FIGURE.match(each.cell.text) is not None or each.cell.text in NO_FIGURE for each in column)
    return figures > 1 and (not is_ruled or figures == len(column))


def _ruled_starts(verticals: Sequence[float], left: float, right: float) -> list[float]:
    """Return where columns begin by vertical rules, which need not be drawn at the edges of the table."""
    if len(verticals) > MIN_COLUMNS:
        return list(verticals[:-1]) if verticals[-1] > right - SAME_EDGE else [left, *verticals]
    inner = [place for place in verticals if left + SAME_EDGE < place < right - SAME_EDGE]
    return [left, *inner] if len(inner) == MIN_COLUMNS else []


def _column_starts(cells: Sequence[_Cell], starts: Sequence[float]) -> list[float]:
    """Return where columns begin: at vertical rules, else after the white that no line of several cells crosses."""
    if len(starts) >= MIN_COLUMNS:
        return list(starts)
    heights = Counter(round(each.baseline) for each in cells)
    found: list[float] = []
    end = float("-inf")
    for each in sorted(cells, key=lambda each: each.cell.left):
        if heights[round(each.baseline)] < MIN_COLUMNS:
            continue
        if each.cell.left - end >= MIN_GUTTER:
            found.append(each.cell.left)
        end = max(end, each.cell.right)
    return found


def _columns(band: Sequence[_Cell], starts: Sequence[float]) -> list[list[_Cell]]:
    columns: list[list[_Cell]] = [[] for _ in range(max(1, len(starts)))]
    for cell in band:
        columns[max(0, sum(start <= cell.cell.left + OVERHANG for start in starts) - 1)].append(cell)
    return columns


def _row(columns: Sequence[Sequence[_Cell]], lines: Sequence[TextLine]) -> TextLine:
    """Build the line of a row, each cell's lines from the top down."""
    cells = []
    for column in columns:
        ordered = sorted(column, key=lambda each: (-each.baseline, each.cell.left))
        text = LINE_BREAK.join(each.cell.text for each in ordered)
        left, right = min(each.cell.left for each in column), max(each.cell.right for each in column)
        cells.append(TextCell(text, left, right))
    first = max((each for column in columns for each in column), key=lambda each: each.baseline)
    line = lines[first.line]
    return replace(line, cells=tuple(cells), baseline=first.baseline, is_row=True)
