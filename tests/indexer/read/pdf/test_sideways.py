"""Heads of columns that run up or down the page."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from indexer.read.pdf import reader
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.pdf.typeset import Draw, lines, typeset

TEXT = ("The crews of the coast mend their nets in the new sheds, and nobody of them", "works at night in the winter.")
COLUMNS = (200, 250, 300)


def turned(text: str, left: float, bottom: float, angle: int) -> Draw:
    """Draw a line that runs up (90) or down (270) from a point."""

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(left, bottom)
        canvas.rotate(angle)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(0, 0, text)
        canvas.restoreState()

    return draw


def rows(top: float) -> list[Draw]:
    names = ("North", "South", "West")
    return [
        lines(text, left=left, top=top - 14 * at)
        for at, name in enumerate(names)
        for text, left in ((name, 57), *((str(10 * at + left), left) for left in COLUMNS))
    ]


@pytest.mark.parametrize(("angle", "start", "step"), [(90, 520, 11), (270, 580, -11)])
def test_heads_that_run_up_or_down_are_read(tmp_path: Path, angle: int, start: float, step: float) -> None:
    """Each is over its column, its two lines in their order; the rows stay as they are."""
    heads = [turned(text, left + 8, start, angle) for text, left in zip(("Boats", "Nets"), COLUMNS[:2], strict=True)]
    heads += [turned("Ropes and", 303, start, angle), turned("hooks", 303 + step, start, angle)]
    path = typeset(tmp_path / "a.pdf", [[lines(*TEXT), *heads, *rows(500)]])
    found = [(block.part or block.kind, block.text) for block in reader.read(path, Limits()).blocks]
    assert found[1:3] == [("head", "Boats | Nets | Ropes and hooks"), ("row", "North | 200 | 250 | 300")]


def test_stamps_in_the_margin_are_left_out(tmp_path: Path) -> None:
    """What runs up beside text, over no column, is not read."""
    path = typeset(tmp_path / "a.pdf", [[lines(*TEXT), turned("Stamp of the port", 30, 300, 90), *rows(500)]])
    assert "Stamp" not in " ".join(block.text for block in reader.read(path, Limits()).blocks)


def test_words_of_a_turned_head_are_read_upwards(tmp_path: Path) -> None:
    """In whichever order they are drawn."""
    heads = [turned(text, 204, bottom, 90) for text, bottom in (("mended", 545), ("Nets", 520))]
    heads += [turned(text, left, 520, 90) for text, left in (("Boats", 254), ("Oars", 304))]
    page = [lines(*TEXT), *heads, *rows(500)]
    reading = reader.read(typeset(tmp_path / "a.pdf", [page]), Limits())
    assert "Nets mended | Boats | Oars" in [block.text for block in reading.blocks if block.part == "head"]
