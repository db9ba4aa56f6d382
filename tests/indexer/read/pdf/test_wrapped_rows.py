"""Rows of ruled tables whose cells have several lines."""

from itertools import pairwise
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


GRID = [
    (("Answer",), ("Context",)),
    (("a. The boat", "is new"), ("It was built in the", "last three years and", "has a licence")),
    (("b. The boat", "is old"), ("It needs repairs", "before winter")),
]


def grid(top: float) -> list[Draw]:
    """Draw the rows of a grid with rules on all sides, both columns of several lines."""
    edges = (LEFT - 4, 190.0, 480.0)
    drawn: list[Draw] = []
    heights = [top]
    for row in GRID:
        high = heights[-1] - 14
        drawn += [lines(*cell, left=left + 4, top=high) for cell, left in zip(row, edges, strict=False)]
        heights.append(heights[-1] - 14 - 12 * max(map(len, row)))

    def rules(canvas: Canvas) -> None:
        for height in heights:
            canvas.line(edges[0], height, edges[-1], height)
        for place in edges:
            canvas.line(place, heights[0], place, heights[-1])

    return [rules, *drawn]


def test_rows_of_a_grid_are_whole_where_all_cells_wrap(tmp_path: Path) -> None:
    """Two grids with text between them are two tables."""
    between = lines("Then the harbour master asked where the nets were.", top=540)
    reading = reader.read(typeset(tmp_path / "a.pdf", [[*grid(700), between, *grid(500)]]), Limits())
    rows = [" | ".join(" ".join(cell) for cell in row) for row in GRID]
    assert [block.text for block in reading.blocks if block.kind == "row"] == rows * 2


def test_a_line_over_all_columns_of_a_grid_stays_between_its_rows(tmp_path: Path) -> None:
    """It names the rows below it."""
    heights = [700.0, 660, 640, 600]

    def rules(canvas: Canvas) -> None:
        for height in heights:
            canvas.line(LEFT - 4, height, 480, height)
        for place in (LEFT - 4, 190.0, 480.0):
            canvas.line(place, 700, place, 660)
            canvas.line(place, 640, place, 600)
        canvas.line(LEFT - 4, 660, LEFT - 4, 640)

    drawn = [
        lines("Nets", "and ropes", top=686),
        lines("Mended in", "the winter", left=200, top=686),
        lines("Of the south", top=646),
        lines("Sails", top=626),
        lines("Dried in", "the summer", left=200, top=626),
    ]
    reading = reader.read(typeset(tmp_path / "a.pdf", [[rules, *drawn]]), Limits())
    assert [block.text for block in reading.blocks] == [
        "Nets and ropes | Mended in the winter",
        "Of the south",
        "Sails | Dried in the summer",
    ]


def test_a_row_ends_where_vertical_rules_end(tmp_path: Path) -> None:
    """Colour tells some rows apart; rules beside a cell of several rows are shorter; a year may be a cell's line."""

    def rules(canvas: Canvas) -> None:
        for height, left in ((700, LEFT - 4), (620, LEFT + 10), (580, LEFT - 4)):
            canvas.line(left, height, 480, height)
        for place, top in ((LEFT - 4, 700), (LEFT + 10, 660), (200, 700), (340, 700), (480, 700)):
            canvas.line(place, 580, place, top)

    drawn = [
        lines("Mend all the nets", "of the coast", top=686),
        lines("2,000", "nets by", "2031", left=210, top=690),
        lines("Crews and", "harbour", left=350, top=686),
        lines("Buy twine", "for them", left=LEFT + 14, top=646),
        lines("By 2029", left=210, top=640),
        lines("Council", left=350, top=640),
        lines("Train crews", left=LEFT + 14, top=606),
        lines("By 2030", left=210, top=606),
        lines("Council", left=350, top=606),
    ]
    reading = reader.read(typeset(tmp_path / "a.pdf", [[rules, *drawn]]), Limits())
    assert [block.text for block in reading.blocks] == [
        "Mend all the nets of the coast | 2,000 nets by 2031 | Crews and harbour",
        "Buy twine for them | By 2029 | Council",
        "Train crews | By 2030 | Council",
    ]


def test_vertical_lines_drawn_row_by_row_part_rows(tmp_path: Path) -> None:
    """Where their pieces meet inside a box, though no line is between the rows and none at the table's edges."""
    heights = [700.0, 660, 620, 580]
    cells = [(("Mend the nets", "of the port"), ("All boats", "by 2031")), (("Count the", "boats"), ("Every", "year"))]
    cells.append((("Dry the", "sails"), ("In the", "summer")))

    def box(canvas: Canvas) -> None:
        canvas.setFillGray(0.95)
        canvas.rect(LEFT - 4, 580, 420, 120, stroke=0, fill=1)
        canvas.setFillGray(0)
        for place in (200, 340):
            for top, bottom in pairwise(heights):
                canvas.line(place, bottom, place, top)

    drawn = []
    for row, top in zip(cells, heights, strict=False):
        for cell, left in zip((*row, ("new",)), (LEFT, 205, 345), strict=True):
            drawn.append(lines(*cell, left=left, top=top - 15))
    reading = reader.read(typeset(tmp_path / "a.pdf", [[box, *drawn]]), Limits())
    assert [block.text for block in reading.blocks] == [" | ".join([*map(" ".join, row), "new"]) for row in cells]
