"""Charts: found by the marks of their axes, figures at even distances. Their labels say nothing without the picture."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.read.heuristics import count_words, ends_sentence, is_caption, is_credit
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.lines import TextCell, TextLine

GROUP_LENGTH = 3  # digits between the points of a large number
MARK = re.compile(r"^(-?\d{1,3}(?:[ .,]?\d{3})*(?:[.,]\d+)?) ?%?$")
MIN_MARKS = 4
MAX_UNEVEN = 0.15  # of the distance between two marks
SAME_EDGE = 4.0  # points between the edges of marks above each other
MAX_LABEL_WORDS = 5  # of one cell
MAX_TITLE_WORDS = 14  # of an axis
MAX_WIDTH = 3.0  # of a chart without a lower axis, in its heights
MAX_TITLE_STEP = 4.0  # from the lowest mark to the title of the axis below it, in sizes


@dataclass(frozen=True, slots=True)
class _Mark:
    cell: TextCell
    value: float
    line: TextLine


@dataclass(frozen=True, slots=True)
class _Area:
    """What the axes of a chart enclose, with its marks, and the title of the axis at the height `axis` below it."""

    left: float
    right: float
    bottom: float
    axis: float
    top: float

    def holds(self, line: TextLine) -> bool:
        return self.bottom <= line.baseline <= self.top and self.left <= line.left and line.right <= self.right


def demote_charts(drafts: Sequence[BlockDraft]) -> list[BlockDraft]:
    """Return the drafts with the labels of each chart that has an axis put together to one demoted row."""
    by_page: dict[int, list[BlockDraft]] = defaultdict(list)
    for draft in drafts:
        if not draft.demoted and not draft.in_outline and draft.first.page == draft.last.page:
            by_page[draft.first.page].append(draft)
    inside: dict[int, BlockDraft] = {}
    for on_page in by_page.values():
        for area in _areas([line for draft in on_page for line in draft.lines]):
            labels = [draft for draft in on_page if id(draft) not in inside and _is_label(draft, area)]
            if labels:
                chart = _chart(labels)
                inside |= {id(draft): chart for draft in labels}
    return list(_with_charts(drafts, inside))


def demote_axes(drafts: Sequence[BlockDraft]) -> list[BlockDraft]:
    """Return the drafts with the marks of axes demoted that no chart was found for."""
    for draft in drafts:
        if draft.kind in ("paragraph", "row") and len(draft.lines) == 1 and any(_level_axes(draft.lines)):
            draft.kind, draft.demoted = "row", True
    return list(drafts)


def _with_charts(drafts: Sequence[BlockDraft], inside: dict[int, BlockDraft]) -> Iterator[BlockDraft]:
    shown: set[int] = set()
    for draft in drafts:
        chart = inside.get(id(draft))
        if chart is None:
            yield draft
        elif id(chart) not in shown:
            shown.add(id(chart))
            yield chart


def _chart(labels: Sequence[BlockDraft]) -> BlockDraft:
    lines = [line for draft in labels for line in draft.lines]
    cells = tuple(cell for line in lines for cell in line.cells)
    first = lines[0]
    line = TextLine(first.page, cells, first.baseline, first.style, is_uniform=False)
    return BlockDraft("row", [line], labels[0].apart, demoted=True)


def _areas(lines: Sequence[TextLine]) -> Iterator[_Area]:
    """Yield the areas of a page's charts: to the right of an axis, as far as the axis below it or its height says."""
    level = list(_level_axes(lines))
    for marks in _upright_axes(lines):
        size = marks[0].line.size
        left = min(mark.cell.left for mark in marks)
        top, low = marks[0].line.baseline, marks[-1].line.baseline
        step = (top - low) / (len(marks) - 1)
        below = [
            axis
            for axis in level
            if low - 2 * step < axis[0].line.baseline < low + step and axis[0].cell.right > left - SAME_EDGE
        ]
        right = max((axis[-1].cell.right for axis in below), default=left + MAX_WIDTH * (top - low))
        floor = min([low, *(axis[0].line.baseline for axis in below)])
        yield _Area(left - SAME_EDGE, right + step, floor - MAX_TITLE_STEP * size, floor, top + size)


def _upright_axes(lines: Sequence[TextLine]) -> Iterator[list[_Mark]]:
    """Yield runs of marks above each other, the largest first: alone on their lines or at their beginnings."""
    marks = [mark for line in lines if (mark := _mark(line.cells[0], line)) and _is_only_figure(line)]
    for edge in ("right", "left"):
        found: dict[int, list[_Mark]] = defaultdict(list)
        for mark in marks:
            found[round(getattr(mark.cell, edge) / SAME_EDGE)].append(mark)
        axes = [
            axis
            for column in found.values()
            for axis in _even_runs(sorted(column, key=lambda mark: -mark.line.baseline), upright=True)
        ]
        if axes:
            yield from axes
            return


def _is_only_figure(line: TextLine) -> bool:
    return sum(MARK.match(cell.text) is not None for cell in line.cells) == 1


def _level_axes(lines: Sequence[TextLine]) -> Iterator[list[_Mark]]:
    """Yield lines of nothing but marks that begin at the left: no years and no numbers that count columns."""
    for line in lines:
        if len(line.cells) < MIN_MARKS or any(MARK.match(cell.text) is None for cell in line.cells):
            continue
        marks = [mark for cell in line.cells if (mark := _mark(cell, line))]
        if abs(marks[1].value - marks[0].value) != 1:
            yield from (axis for axis in _even_runs(marks, upright=False) if len(axis) == len(marks))


def _mark(cell: TextCell, line: TextLine) -> _Mark | None:
    match = MARK.match(cell.text)
    if match is None:
        return None
    digits = match[1].replace(" ", "").replace(",", ".")
    whole, point, rest = digits.rpartition(".")
    thousands = point and len(rest) == GROUP_LENGTH and whole.lstrip("-") not in ("", "0")
    value = float(digits.replace(".", "") if thousands else whole.replace(".", "") + point + rest)
    return _Mark(cell, value, line)


def _even_runs(marks: Sequence[_Mark], *, upright: bool) -> Iterator[list[_Mark]]:
    """Yield runs of marks at even distances whose values differ by the same amount, downwards or to the right."""
    run = list(marks[:1])
    for before, mark in pairwise(marks):
        if len(run) > 1 and not _is_even(run[-2], before, mark, upright=upright):
            if len(run) >= MIN_MARKS:
                yield run
            run = [before]
        run.append(mark)
    if len(run) >= MIN_MARKS and (not upright or run[0].value > run[-1].value):
        yield run


def _is_even(first: _Mark, second: _Mark, third: _Mark, *, upright: bool) -> bool:
    step, next_step = second.value - first.value, third.value - second.value
    before, after = _distance(first, second, upright=upright), _distance(second, third, upright=upright)
    is_right = step < 0 if upright else step > 0
    return is_right and abs(step - next_step) <= 1e-6 * abs(step) and abs(before - after) <= MAX_UNEVEN * before


def _distance(first: _Mark, second: _Mark, *, upright: bool) -> float:
    if upright:
        return first.line.baseline - second.line.baseline
    return (second.cell.left + second.cell.right - first.cell.left - first.cell.right) / 2


def _is_label(draft: BlockDraft, area: _Area) -> bool:
    """Return whether a draft is inside a chart and made of a few words: no caption, credit or sentence."""
    text = draft.text
    if not all(map(area.holds, draft.lines)) or is_caption(text) or is_credit(text) or ends_sentence(text):
        return False
    is_title = draft.first.baseline < area.axis and count_words(text) <= MAX_TITLE_WORDS
    return is_title or all(count_words(cell.text) <= MAX_LABEL_WORDS for line in draft.lines for cell in line.cells)
