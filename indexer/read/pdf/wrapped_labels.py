"""Labels of rows that wrap in tables without rules: put together, and with the figures beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.read.heuristics import count_words, ends_sentence, starts_lowercase
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.lines import FIGURE, LINE_BREAK, TextCell, TextLine
from indexer.read.pdf.table_heads import Grid

MIN_CELLS = 2  # of a row without its label
MAX_STEP = 1.35  # from a label's line to its next, or to the figures beside it, in sizes
SAME_HEIGHT = 0.35  # from the figures to a label that is drawn apart from them, in sizes
MAX_SHIFT = 0.8  # from the figures to the nearest line of their label, in sizes
SAME_EDGE = 4.0  # points between the right edges of cells of one column
MAX_LABEL_WORDS = 12  # of one line
LABEL_COLUMNS = 2  # that a label takes with the first figure, where they became one cell


def join_wrapped_labels(drafts: Sequence[BlockDraft]) -> None:
    """Put the lines of labels with the rows of a page that they belong to; the drafts that held them become empty."""
    rows = [draft for draft in drafts if draft.kind == "row" and draft.lines and not draft.demoted]
    labels = [draft for draft in drafts if _can_be_label(draft)]
    lacking = set(map(id, [*_without_labels(rows), *_beside_labels(rows, labels)]))
    for row in rows:
        if id(row) in lacking:
            _join(row, [label for label in labels if label.lines and _is_beside(label, row.first)])
    for above, below in pairwise(drafts):
        if not above.lines or not below.lines:
            continue
        if above.kind == "row" and id(above) not in lacking and _can_be_label(below) and _is_tail(above, below):
            _join(above, [below])
        elif below.kind == "row" and id(below) not in lacking and _can_be_label(above) and _is_tail(above, below):
            _join(below, [above])


def with_label_apart(row: TextLine, grid: Grid) -> TextLine:
    """Return a row with its first figure as a cell, where the label before it reaches so far that they became one."""
    label, _, figure = row.cells[0].text.rpartition(" ")
    is_one = len(row.cells) == grid.count - 1 >= MIN_CELLS and grid.column_of(row.cells[1]) == LABEL_COLUMNS
    if not is_one or not label or FIGURE.match(figure) is None or not any(map(str.isalpha, label)):
        return row
    left, right = row.left, row.cells[0].right
    start = left + (right - left) * (len(label) + 1) / len(row.cells[0].text)
    if right <= grid.boundaries[0]:
        return row
    return replace(row, cells=(TextCell(label, left, start), TextCell(figure, start, right), *row.cells[1:]))


def _without_labels(rows: Sequence[BlockDraft]) -> Iterator[BlockDraft]:
    """Yield rows of figures under those of a row with one cell more, which is before them."""
    for row in rows:
        cells = row.first.cells
        if len(cells) < MIN_CELLS or not all(_is_figure(cell) for cell in cells):
            continue
        if any(_lines_up(other.first.cells, cells) for other in rows):
            yield row


def _beside_labels(rows: Sequence[BlockDraft], labels: Sequence[BlockDraft]) -> Iterator[BlockDraft]:
    """Yield rows of figures with a label at their height, drawn apart from them."""
    heights = [(label.first, label.first.baseline) for label in labels if len(label.lines) == 1]
    for row in rows:
        line = row.first
        if len(line.cells) >= MIN_CELLS and all(map(_is_figure, line.cells)):
            near = SAME_HEIGHT * line.size
            if any(abs(height - line.baseline) <= near and label.right < line.left for label, height in heights):
                yield row


def _lines_up(whole: Sequence[TextCell], cells: Sequence[TextCell]) -> bool:
    if len(whole) != len(cells) + 1 or _is_figure(whole[0]):
        return False
    return all(abs(a.right - b.right) < SAME_EDGE for a, b in zip(whole[1:], cells, strict=True))


def _is_figure(cell: TextCell) -> bool:
    return FIGURE.match(cell.text.replace(" ", "")) is not None or not any(map(str.isalnum, cell.text))


def _can_be_label(draft: BlockDraft) -> bool:
    return (
        draft.kind in ("paragraph", "item", "note")
        and bool(draft.lines)
        and not draft.demoted
        and all(len(line.cells) == 1 and count_words(line.text) <= MAX_LABEL_WORDS for line in draft.lines)
        and not ends_sentence(draft.text)
    )


def _is_beside(label: BlockDraft, row: TextLine) -> bool:
    """Return whether the lines of a label are left of the figures of a row, one of them at about their height."""
    steps = [abs(line.baseline - row.baseline) / row.size for line in label.lines]
    is_left = all(line.right < row.left for line in label.lines)
    return is_left and min(steps) <= MAX_SHIFT and max(steps) <= MAX_STEP


def _is_tail(above: BlockDraft, below: BlockDraft) -> bool:
    """Return whether the label of one is the beginning of the other's, which begins in lower case right below it."""
    first, second = above.last, below.first
    label = first.cells[0]
    return (
        starts_lowercase(second.text)
        and len(above.lines) == len(below.lines) == 1
        and 0 < first.baseline - second.baseline <= MAX_STEP * first.size
        and abs(label.left - second.left) < 2 * first.size
        and not ends_sentence(label.text)
    )


def _join(row: BlockDraft, labels: Sequence[BlockDraft]) -> None:
    """Give a row the lines of its label from the top down."""
    if not labels:
        return
    line = row.first
    has_label = not _is_figure(line.cells[0])
    lines = [each for label in labels for each in label.lines]
    parts = [(each.baseline, each.cells[0]) for each in lines]
    parts += [(line.baseline, line.cells[0])] if has_label else []
    ordered = [cell for _, cell in sorted(parts, key=lambda part: -part[0])]
    label = TextCell(
        LINE_BREAK.join(cell.text for cell in ordered),
        min(cell.left for cell in ordered),
        max(cell.right for cell in ordered),
    )
    row.lines = [replace(line, cells=(label, *(line.cells[1:] if has_label else line.cells)))]
    for each in labels:
        each.lines = []
