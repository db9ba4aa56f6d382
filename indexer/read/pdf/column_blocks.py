"""Tables whose columns are drawn one after the other: put together row by row, by the heights of their lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.read.pdf.lines import FIGURE, TextLine

MIN_ROWS = 3  # of a column
MAX_STEP = 3.0  # from a line of a column to its next, in sizes
MIN_FIGURE_SHARE = 0.8  # of the lines of a column of figures
MIN_SHARED = 0.8  # of the lines of a column that are at the heights of its table's
SAME_HEIGHT = 1.5  # points between the baselines of cells of one row
NO_FIGURE = frozenset({"-", "–", "—", "*", "..", "...", "…", "n.a.", "n/a", "N/A", "‐"})  # as printed


@dataclass(frozen=True, slots=True)
class _Column:
    """Lines of one cell each that are drawn one below the other, at positions `start` to before `end`."""

    lines: Sequence[TextLine]
    start: int
    end: int

    @property
    def is_of_figures(self) -> bool:
        figures = sum(FIGURE.match(line.text) is not None or line.text in NO_FIGURE for line in self.lines)
        return len(self.lines) >= MIN_ROWS and figures >= MIN_FIGURE_SHARE * len(self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)

    @property
    def left(self) -> float:
        return min(line.left for line in self.lines)


def join_column_blocks(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return a page's lines, in drawing order, with columns of figures that are drawn one by one joined to rows."""
    joined: list[TextLine] = []
    end = 0
    for table in _tables(list(_columns(lines))):
        joined += lines[end : table[0].start]
        joined += _rows([line for column in table for line in column.lines])
        end = table[-1].end
    return [*joined, *lines[end:]]


def _columns(lines: Sequence[TextLine]) -> Iterator[_Column]:
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or not _goes_down(lines[at - 1], lines[at]):
            yield _Column(lines[start:at], start, at)
            start = at


def _goes_down(above: TextLine, below: TextLine) -> bool:
    """Return whether a line of one cell is right below another of one cell."""
    is_under = 0 < above.baseline - below.baseline <= MAX_STEP * above.size
    is_over_same = below.left < above.right and below.right > above.left
    return len(above.cells) == len(below.cells) == 1 and is_under and is_over_same


def _tables(columns: Sequence[_Column]) -> Iterator[list[_Column]]:
    """Yield runs of columns: labels or figures, then columns of figures at their right and at their heights."""
    run: list[_Column] = []
    for column in columns:
        if run and column.is_of_figures and column.left > run[-1].right and _are_beside(run[0], column):
            run.append(column)
            continue
        if _is_table(run):
            yield run
        run = [column] if len(column.lines) >= MIN_ROWS else []
    if _is_table(run):
        yield run


def _is_table(run: Sequence[_Column]) -> bool:
    """Return whether columns are those of a table: the numbers of a list, and what they count, are none."""
    return len(run) > 1 and (not run[0].is_of_figures or len(run) > MIN_ROWS - 1)


def _are_beside(first: _Column, column: _Column) -> bool:
    heights = [line.baseline for line in first.lines]
    shared = sum(any(abs(line.baseline - height) < SAME_HEIGHT for height in heights) for line in column.lines)
    return shared >= MIN_SHARED * len(column.lines)


def _rows(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """Yield the lines from the top down, those at one height as one line of cells."""
    row: list[TextLine] = []
    for line in sorted(lines, key=lambda each: -each.baseline):
        if row and row[0].baseline - line.baseline >= SAME_HEIGHT:
            yield _row(row)
            row = []
        row.append(line)
    if row:
        yield _row(row)


def _row(lines: Sequence[TextLine]) -> TextLine:
    first, *rest = sorted(lines, key=lambda line: line.left)
    is_uniform = first.is_uniform and all(line.is_uniform and line.style[1:] == first.style[1:] for line in rest)
    return replace(first, cells=tuple(cell for line in [first, *rest] for cell in line.cells), is_uniform=is_uniform)
