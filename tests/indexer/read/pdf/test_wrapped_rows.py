"""Rows of ruled tables whose cells have several lines."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from indexer.read.pdf import reader
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.pdf.typeset import LEFT, Draw, lines, typeset

ROWS = [
    (("Village of", "the long pier"), ("Mend the nets of all", "boats in the winter"), ("2031",)),
    (("Port",), ("Count the boats on", "the beach and in the", "new sheds"), ("2029",)),
]


def table(*, by_cell: bool) -> list[Draw]:
    """Draw the rows with rules around them, cell by cell or line by line."""
    drawn: list[tuple[float, int, Draw]] = []
    heights = [700.0]
    for row in ROWS:
        top = heights[-1] - 14
        for column, (cell, left) in enumerate(zip(row, (LEFT, 200, 400), strict=True)):
            drawn += [
                (top - 12 * at, column, lines(text, left=left, top=top - 12 * at)) for at, text in enumerate(cell)
            ]
        heights.append(heights[-1] - 14 - 12 * max(map(len, row)))

    def rules(canvas: Canvas) -> None:
        for height in heights:
            canvas.line(LEFT - 2, height, 480, height)

    order = drawn if by_cell else sorted(drawn, key=lambda each: (-each[0], each[1]))
    return [rules, *(draw for _, _, draw in order)]


@pytest.mark.parametrize("by_cell", [True, False])
def test_each_row_is_whole(tmp_path: Path, by_cell: bool) -> None:  # noqa: FBT001  # a parameter of the table
    """Its cells are apart, their lines put together, whichever is drawn first."""
    reading = reader.read(typeset(tmp_path / "a.pdf", [table(by_cell=by_cell)]), Limits())
    assert [block.text for block in reading.blocks] == [" | ".join(" ".join(cell) for cell in row) for row in ROWS]


def test_rows_of_figures_between_two_rules_stay_apart(tmp_path: Path) -> None:
    """A table that is ruled only around its rows is not one row."""

    def rules(canvas: Canvas) -> None:
        for height in (720, 690, 640):
            canvas.line(LEFT - 2, height, 480, height)

    rows = [("Nets", "31"), ("Ropes", "12"), ("Boats", "8")]
    cells = [
        lines(text, left=left, top=680 - 14 * at)
        for at, row in enumerate(rows)
        for text, left in zip(row, (LEFT, 300), strict=True)
    ]
    reading = reader.read(typeset(tmp_path / "a.pdf", [[rules, *cells]]), Limits())
    assert [block.text for block in reading.blocks] == [" | ".join(row) for row in rows]
