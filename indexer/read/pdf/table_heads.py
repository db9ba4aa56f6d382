"""The heads of a table's columns: which lines above the rows they are, and which head is over which columns.

Heads are put together column by column, a head that spans several columns in a row above.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from operator import le
from statistics import median

from indexer.read.heuristics import count_words, ends_sentence, is_caption, starts_lowercase
from indexer.read.pdf.body import MIN_BOLDER
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.heading_levels import MIN_LARGE_SIZE
from indexer.read.pdf.heading_numbers import heading_numbers
from indexer.read.pdf.lines import FIGURE, LINE_BREAK, TextCell, TextLine
from indexer.read.pdf.sideways import SidewaysText

YEAR = re.compile(r"^(?:19|20)\d\d(?:[-/–]\d{2,4})?\*?$")
MIN_COLUMNS = 2
MIN_INSIDE = 3.0  # points that the first and last word of heads reach into their columns
MAX_HEAD_LINES = 30
MAX_HEAD_WORDS = 14  # of one cell of a head's line
MAX_HEAD_STEP = 3.2  # from a line of the heads to the line below it, in sizes
MAX_SURE_STEP = 8.0  # the same to a row that can be nothing but heads
MAX_OVERHANG = 15.0  # points by which the middle of a head is beside the rows
MAX_OUTDENT = 30.0  # points by which the name of a group begins before its rows
SAME_HEIGHT = 1.5  # points between the baselines of heads that are beside each other
SAME_BAND = 0.9  # of the size, within which lines of heads are beside each other
MAX_CENTRE_SHIFT = 0.25  # of the columns' width, of a head that spans them
MAX_ESTIMATED_SHIFT = 0.45  # the same of each of three words or more, the places of which are estimated
MAX_TEXT_WIDTH = 0.8  # of the table's, of a head's line with one cell of many words
MAX_LABEL_WORDS = 6
SAME_LEFT = 2.0  # points between the left edges of names of groups
MAX_WRAP_STEP = 1.35  # from a line of a head to its next, in sizes


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of a table: the boundaries between them, from left to right, and the edges of the table."""

    boundaries: tuple[float, ...]
    left: float
    right: float

    @property
    def count(self) -> int:
        return len(self.boundaries) + 1

    def column_of(self, cell: TextCell) -> int:
        """Return the column that holds the middle of a cell."""
        middle = (cell.left + cell.right) / 2
        return sum(middle > boundary for boundary in self.boundaries)

    def edges(self, first: int, last: int) -> tuple[float, float]:
        """Return the left and right edge of columns `first` to `last`."""
        left = self.boundaries[first - 1] if first else self.left
        return left, self.boundaries[last] if last < len(self.boundaries) else self.right


def grid_of(rows: Sequence[TextLine]) -> Grid:
    """Return the columns of rows: those of the rows with the usual number of cells."""
    usual = Counter(len(line.cells) for line in rows if len(line.cells) >= MIN_COLUMNS).most_common(1)[0][0]
    like = [line for line in rows if len(line.cells) == usual]
    boundaries = []
    for at in range(usual - 1):
        right, left = max(line.cells[at].right for line in like), min(line.cells[at + 1].left for line in like)
        if right > left:
            right, left = (
                median(line.cells[at].right for line in like),
                median(line.cells[at + 1].left for line in like),
            )
        boundaries.append((right + left) / 2)
    return Grid(tuple(boundaries), min(line.left for line in rows), max(line.right for line in rows))


def lines_above(
    on_page: Sequence[BlockDraft], rows: Sequence[BlockDraft], head_rows: Sequence[BlockDraft], grid: Grid, top: float
) -> list[tuple[TextLine, BlockDraft]]:
    """Return the lines right above rows that can be heads of their columns, from the top, with their drafts.

    Those below `top` are beside heads that run up the page.
    """
    own = {id(draft) for draft in rows}
    sure = {id(draft) for draft in head_rows}
    below = rows[0].first
    others = [
        (line, draft)
        for draft in on_page
        if id(draft) not in own
        for line in draft.lines
        if line.baseline > below.baseline and line.right > grid.left and line.left < grid.right
    ]
    found: list[tuple[TextLine, BlockDraft]] = []
    for line, draft in sorted(others, key=lambda pair: pair[0].baseline):
        step = line.baseline - max(below.baseline, top)
        is_head = id(draft) in sure or _can_be_head(line, draft, grid, rows[0].first)
        farthest = MAX_SURE_STEP if id(draft) in sure else MAX_HEAD_STEP
        if len(found) == MAX_HEAD_LINES or step > farthest * line.size or not is_head:
            break
        found.append((line, draft))
        below = line
    columns = {grid.column_of(part) for line, _ in found for cell in line.cells for part in _parted(cell, grid)}
    is_label = columns == {0} and (len(found) == 1 or top > 0)
    return found[::-1] if is_label or len(columns) >= MIN_COLUMNS else []


def turned_heads(sideways: Sequence[SidewaysText], row: TextLine, grid: Grid) -> list[SidewaysText]:
    """Return the lines that run up or down right above the first row, over the columns of figures."""
    over = [
        text
        for text in sideways
        if text.bottom > row.baseline and grid.boundaries[0] < (text.left + text.right) / 2 < grid.right + MAX_OVERHANG
    ]
    near = [text for text in over if text.bottom - row.baseline < MAX_SURE_STEP * row.size]
    if not near:
        return []
    bottom, top = min(text.bottom for text in near), max(text.top for text in near)
    return [text for text in over if bottom <= (text.bottom + text.top) / 2 <= top]


def turned_line(turned: Sequence[SidewaysText], row: TextLine, grid: Grid) -> TextLine:
    """Return heads that run up or down as one line above the first row, those over one column put together."""
    columns: dict[int, list[SidewaysText]] = defaultdict(list)
    for text in sorted(turned, key=lambda each: each.order):
        columns[grid.column_of(TextCell(text.text, text.left, text.right))].append(text)
    cells = tuple(
        TextCell(" ".join(text.text for text in texts), texts[0].left, texts[-1].right)
        for _, texts in sorted(columns.items())
    )
    return replace(row, cells=cells, baseline=row.baseline + row.size)


def _can_be_head(line: TextLine, draft: BlockDraft, grid: Grid, row: TextLine) -> bool:
    """Return whether a line is made of short cells over the columns, and no text, title or heading. `row` is the first
    below.
    """
    if draft.demoted or draft.in_outline or draft.part or draft.kind not in ("paragraph", "heading", "row"):
        return False
    is_large = line.size >= MIN_LARGE_SIZE * row.size
    is_heading = draft.kind == "heading" and (draft.level == 1 or is_large or bool(heading_numbers(draft.text)))
    if is_heading or _is_row(line) or not _is_over_grid(line, grid) or is_caption(line.text):
        return False
    cells = [part for cell in line.cells for part in _parted(cell, grid)]
    words = max(count_words(cell.text) for cell in cells)
    is_wide = line.right - line.left > MAX_TEXT_WIDTH * (grid.right - grid.left)
    if words > MAX_HEAD_WORDS or (len(cells) == 1 and is_wide and words > MAX_LABEL_WORDS):
        return False
    if is_caption(draft.text):
        return len(line.cells) > 1
    is_bolder = line.is_uniform and line.style.weight >= row.style.weight + MIN_BOLDER
    return is_bolder or not (ends_sentence(draft.text) and count_words(draft.text) > MAX_LABEL_WORDS)


def _is_row(line: TextLine) -> bool:
    """Return whether a line has figures, years aside, and so is one of the table's rows."""
    return sum(FIGURE.match(cell.text) is not None and not YEAR.match(cell.text) for cell in line.cells) > 1


def _is_over_grid(line: TextLine, grid: Grid) -> bool:
    """Return whether a line is over the columns, as far as its ends show; the name of a group may begin before them."""
    first, last = line.cells[0], line.cells[-1]
    is_outdented = len(line.cells) == 1 and first.left > grid.left - MAX_OUTDENT and first.right > grid.left
    begins = is_outdented or first.left + first.right > 2 * grid.left
    return begins and last.left + last.right < 2 * (grid.right + MAX_OVERHANG)


def group_before_rows(heads: list[TextLine], grid: Grid, names: Sequence[TextLine]) -> list[TextLine]:
    """Take the last line from the heads where it names the first group: in the first column only, below the others.
    `names` are those of later groups.
    """
    if not heads:
        return []
    if len(heads) == 1 and [grid.column_of(cell) for cell in heads[0].cells] == [0]:
        return [heads.pop()]
    if len(heads) == 1:
        return []
    last = heads[-1]
    columns = {grid.column_of(cell) for line in heads[:-1] for cell in line.cells}
    is_below = heads[-2].baseline - last.baseline > SAME_BAND * last.size
    is_alike = any(abs(name.left - last.left) < SAME_LEFT and name.style == last.style for name in names)
    is_whole = is_alike or len(columns) == grid.count
    if len(last.cells) == 1 and grid.column_of(last.cells[0]) == 0 and is_below and is_whole:
        return [heads.pop()]
    return []


def head_rows(heads: Sequence[TextLine], grid: Grid) -> list[TextLine]:
    """Return the lines of heads as rows: the heads of each column put together, spanning ones in rows above."""
    spanning: list[TextLine] = []
    base: list[TextLine] = []
    for line in _at_heights(heads, grid):
        labels = tuple(cell for cell in line.cells if grid.column_of(cell) == 0)
        others = line.cells[len(labels) :]
        wrapped = _wrapped_cells(line, others, base, grid, has_spanning=bool(spanning))
        others = tuple(cell for cell in others if cell not in wrapped)
        is_above = _is_over_spanning(line, others, spanning) or _is_above(line, others, base, grid)
        if others and is_above and (spanning or _spans(others, base, grid)):
            spanning = _with_spanning(spanning, replace(line, cells=others))
            base += [replace(line, cells=(*labels, *wrapped))] if labels or wrapped else []
        else:
            base.append(line)
    if not base:
        return spanning
    cells = tuple(
        TextCell(LINE_BREAK.join(cell.text for cell in column), column[0].left, column[-1].right)
        for _, column in sorted(_by_column(base, grid).items())
    )
    return [*spanning, replace(base[0], cells=cells)]


def _is_over_spanning(line: TextLine, cells: Sequence[TextCell], spanning: Sequence[TextLine]) -> bool:
    """Return whether cells are above heads that are themselves over several columns."""
    return bool(spanning) and all(
        any(_overlap(cell, below) for below in spanning[0].cells)
        and line.baseline - spanning[0].baseline > SAME_BAND * line.size
        for cell in cells
    )


def _is_above(line: TextLine, cells: Sequence[TextCell], base: Sequence[TextLine], grid: Grid) -> bool:
    """Return whether a line is above all heads so far, or, where it is surely over several columns, above theirs."""
    heads = [each for each in base if grid.column_of(each.cells[-1])]
    if all(_is_over_boundary(cell, _by_column(base, grid), grid) for cell in cells):
        heads = [each for each in heads if any(_is_near(*pair, grid) for pair in product(cells, each.cells))] or heads
    return bool(heads) and line.baseline - max(each.baseline for each in heads) > SAME_BAND * line.size


def _is_near(cell: TextCell, head: TextCell, grid: Grid) -> bool:
    """Return whether a head is below a cell over several columns, or in one of the two between which the cell is."""
    middle = (cell.left + cell.right) / 2
    nearest = min(range(len(grid.boundaries)), key=lambda at: abs(grid.boundaries[at] - middle))
    return _overlap(cell, head) or grid.column_of(head) in (nearest, nearest + 1)


def _wrapped_cells(
    line: TextLine, cells: Sequence[TextCell], base: Sequence[TextLine], grid: Grid, *, has_spanning: bool
) -> tuple[TextCell, ...]:
    """Return the cells that are the line above a head of one column, or its only line, where others are over several
    heads.
    """
    over = {cell: [each for each in base if any(_overlap(cell, other) for other in each.cells)] for cell in cells}
    by_column = _by_column(base, grid)
    counts = {cell: sum(at > 0 and _overlap(cell, heads[-1]) for at, heads in by_column.items()) for cell in cells}
    spanning = [cell for cell in cells if _is_over_boundary(cell, by_column, grid)]
    may_wrap = has_spanning or max(counts.values(), default=0) > 1

    def belongs_below(cell: TextCell) -> bool:
        if counts[cell] == 0:
            return bool(spanning) and grid.column_of(cell) not in by_column
        step = line.baseline - max((each.baseline for each in over[cell]), default=0.0)
        return may_wrap and counts[cell] == 1 and step <= MAX_WRAP_STEP * line.size

    return tuple(cell for cell in cells if cell not in spanning and belongs_below(cell))


def _at_heights(heads: Sequence[TextLine], grid: Grid) -> list[TextLine]:
    """Return the lines of heads from the bottom to the top, those at one height as one, their cells parted."""
    found: list[TextLine] = []
    below: set[int] = set()  # columns that have heads
    for line in sorted(heads, key=lambda each: each.baseline):
        parted = [(cell, _parted(cell, grid)) for cell in line.cells]
        cells = [
            part
            for cell, parts in parted
            for part in ([cell] if below.intersection(map(grid.column_of, parts)) else parts)
        ]
        below.update(map(grid.column_of, cells))
        if found and line.baseline - found[-1].baseline < SAME_HEIGHT:
            cells = sorted([*found.pop().cells, *cells], key=lambda cell: cell.left)
        found.append(replace(line, cells=tuple(cells)))
    return found


def _overlap(cell: TextCell, other: TextCell) -> bool:
    return cell.left < other.right and cell.right > other.left


def _parted(cell: TextCell, grid: Grid) -> list[TextCell]:
    """Return the words of a cell as cells, where each is in the middle of a column: then their gaps are narrow ones.

    A word's place is computed from the characters before it.
    """
    words = cell.text.split(" ")
    if len(words) < MIN_COLUMNS:
        return [cell]
    if recurring := _recurring(cell, words, grid):
        return recurring
    width = (cell.right - cell.left) / len(cell.text)
    parts: list[TextCell] = []
    start = 0
    for word in words:
        left = cell.left + start * width
        parts.append(TextCell(word, left, left + len(word) * width))
        start += len(word) + 1
    columns = [grid.column_of(part) for part in parts]
    if columns != list(range(columns[0], columns[0] + len(columns))) or not columns[0]:
        return [cell]
    edges = [grid.edges(column, column) for column in columns]
    if columns[0] == 1:  # white between the labels and the figures belongs to no column
        edges[0] = max(edges[0][0], edges[0][1] - edges[1][1] + edges[1][0]), edges[0][1]
    middles = [abs(part.left + part.right - left - right) / 2 for part, (left, right) in zip(parts, edges, strict=True)]
    shift = MAX_CENTRE_SHIFT if len(parts) == MIN_COLUMNS else MAX_ESTIMATED_SHIFT
    limits = [shift * (right - left) for left, right in edges]
    return parts if all(map(le, middles, limits)) else [cell]


def _recurring(cell: TextCell, words: Sequence[str], grid: Grid) -> list[TextCell]:
    """Return the words of a cell, one over each column, where they recur in order, as women and men of each year do."""
    first, last = (
        grid.column_of(TextCell("", edge, edge)) for edge in (cell.left + MIN_INSIDE, cell.right - MIN_INSIDE)
    )
    count = last - first + 1
    periods = [p for p in range(2, count // 2 + 1) if count % p == 0 and words == [*words[:p]] * (count // p)]
    if not first or len(words) != count or not periods:
        return []
    edges = [grid.edges(column, column) for column in range(first, last + 1)]
    edges[0] = max(edges[0][0], cell.left), edges[0][1]
    return [TextCell(word, left, right) for word, (left, right) in zip(words, edges, strict=True)]


def _by_column(lines: Sequence[TextLine], grid: Grid) -> dict[int, list[TextCell]]:
    """Return the cells of lines, given from the bottom to the top, by their column, the highest first."""
    columns: dict[int, list[TextCell]] = defaultdict(list)
    for line in reversed(lines):
        for cell in line.cells:
            columns[grid.column_of(cell)].append(cell)
    return columns


def _with_spanning(spanning: list[TextLine], line: TextLine) -> list[TextLine]:
    """Return rows of spanning heads with one more on top, or beside the heads of the top row where it is as high, or
    joined to them where it is the line above in heads that wrap.
    """
    top = spanning[0] if spanning else None
    if top is None:
        return [line]
    step = (line.baseline - top.baseline) / line.size
    below = {cell: lower for cell in line.cells if (lower := _wrapped_below(cell, line.cells, top.cells))}
    beside = [cell for cell in line.cells if cell not in below]
    is_free = not any(_overlap(*pair) for pair in product(beside, top.cells))
    if below and step <= MAX_WRAP_STEP and is_free:
        joined = {lower: _joined(cell, lower) for cell, lower in below.items()}
        cells = [*(joined.get(cell, cell) for cell in top.cells), *beside]
        return [replace(line, cells=tuple(sorted(cells, key=lambda cell: cell.left))), *spanning[1:]]
    if step <= SAME_BAND:
        cells = sorted([*top.cells, *line.cells], key=lambda cell: cell.left)
        return [replace(top, cells=tuple(cells)), *spanning[1:]]
    return [line, *spanning]


def _wrapped_below(cell: TextCell, cells: Sequence[TextCell], lower: Sequence[TextCell]) -> TextCell | None:
    """Return the cell below one that goes on with its text: where only some cells of a line go on, it begins in lower
    case or with a bracket, or else it may be a head below a spanning one.
    """
    are_all = len(cells) == len(lower) and all(map(_is_over_same, cells, lower))
    found = next((each for each in lower if _is_over_same(cell, each)), None)
    return found if found and (are_all or starts_lowercase(found.text) or found.text.startswith("(")) else None


def _joined(upper: TextCell, lower: TextCell) -> TextCell:
    text = LINE_BREAK.join((upper.text, lower.text))
    return TextCell(text, min(upper.left, lower.left), max(upper.right, lower.right))


def _is_over_same(upper: TextCell, lower: TextCell) -> bool:
    """Return whether a cell is above another as the lines of one head are: their middles are at the same place."""
    width = max(upper.right - upper.left, lower.right - lower.left)
    return abs(upper.left + upper.right - lower.left - lower.right) <= 2 * MAX_CENTRE_SHIFT * width


def _spans(cells: Sequence[TextCell], base: Sequence[TextLine], grid: Grid) -> bool:
    """Return whether cells are heads over several columns: between two of them, over equally many each, or over groups
    of columns whose heads below recur, such as women and men of each year.
    """
    columns = grid.count - 1
    by_column = _by_column(base, grid)
    if all(_is_over_boundary(cell, by_column, grid) for cell in cells):
        return True
    if not cells or len(cells) == columns or sum(column > 0 for column in by_column) < columns:
        return False
    if _divide(cells, [by_column[at][-1] for at in range(1, columns + 1)]):
        return True
    if columns % len(cells) == 0:
        each = columns // len(cells)
        if all(_is_over(cell, grid, 1 + at * each, (at + 1) * each) for at, cell in enumerate(cells)):
            return True
    texts = [" ".join(cell.text for cell in by_column[at]) for at in range(1, columns + 1)]
    period = next((p for p in range(2, columns) if columns % p == 0 and texts == texts[:p] * (columns // p)), columns)
    ends = range(period, columns + 1, period)
    if len(cells) == len(ends) > 1 and all(
        _is_inside(cell, grid, end - period + 1, end) for cell, end in zip(cells, ends, strict=True)
    ):
        return True
    groups = [(start, end) for end in ends for start in range(1, end, period)]
    return period < columns and all(any(_is_over(cell, grid, *group) for group in groups) for cell in cells)


def _divide(cells: Sequence[TextCell], heads: Sequence[TextCell]) -> bool:
    """Return whether each cell is over the middle of two or more heads, those that are nearer to it than to others."""
    groups: dict[int, list[float]] = defaultdict(list)
    middles = [(cell.left + cell.right) / 2 for cell in cells]
    for head in heads:
        middle = (head.left + head.right) / 2
        nearest = min(range(len(cells)), key=lambda at: abs(middles[at] - middle))
        groups[nearest].append(middle)
    return len(groups) == len(cells) > 1 and all(
        len(group) > 1 and abs((group[0] + group[-1]) / 2 - middles[at]) <= MAX_CENTRE_SHIFT * (group[1] - group[0])
        for at, group in groups.items()
    )


def _is_over_boundary(cell: TextCell, by_column: Mapping[int, Sequence[TextCell]], grid: Grid) -> bool:
    """Return whether a cell is in the middle between two columns that have heads, or over the heads of several."""
    middle = (cell.left + cell.right) / 2
    column = grid.column_of(cell)
    if sum(at > 0 and _overlap(cell, heads[-1]) for at, heads in by_column.items()) > 1:
        return True
    for left in (column - 1, column):
        if left < 1 or left + 1 >= grid.count or not (by_column.get(left) and by_column.get(left + 1)):
            continue
        first, second = by_column[left][-1], by_column[left + 1][-1]
        between = (first.left + first.right + second.left + second.right) / 4
        width = (second.left + second.right - first.left - first.right) / 2
        if abs(middle - between) <= MAX_CENTRE_SHIFT * width:
            return True
    return False


def _is_inside(cell: TextCell, grid: Grid, first: int, last: int) -> bool:
    left, right = grid.edges(first, last)
    return left < (cell.left + cell.right) / 2 < right


def _is_over(cell: TextCell, grid: Grid, first: int, last: int) -> bool:
    """Return whether a cell is in the middle of columns, or reaches from their left edge over more than one."""
    left, right = grid.edges(first, last)
    is_centred = abs((cell.left + cell.right) / 2 - (left + right) / 2) <= MAX_CENTRE_SHIFT * (right - left)
    begins = left - MAX_OVERHANG <= cell.left < grid.edges(first, first)[1]
    return is_centred or (begins and grid.edges(first, first)[1] < cell.right <= right)
