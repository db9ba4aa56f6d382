"""Which lines are rows of a table: several cells, aligned with those of the line above or below."""

from collections.abc import Sequence

from indexer.read.pdf.lines import TextLine

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
