"""Raised figures: marks of notes, and powers."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.indexer.read.pdf.test_page_words import words_of
from tests.indexer.read.pdf.typeset import LEFT, TOP, Draw

RAISED, LOWERED, SMALL = (6, 4), (6, -2), (6, 0)
"""Sizes and rises of pieces; others are set in ten points on the baseline."""


def pieces(*texts: str | tuple[str, tuple[int, int]]) -> Draw:
    """Draw a line of pieces, each plain or with its size and rise."""

    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(LEFT, TOP)
        for each in texts:
            piece, (size, rise) = (each, (10, 0)) if isinstance(each, str) else each
            line.setFont("Helvetica", size)
            line.setRise(rise)
            line.textOut(piece)
        canvas.drawText(line)

    return draw


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (("They have 1 320", ("2", RAISED), " nets"), "They have 1 320 nets"),
        (("in 2019", ("5", RAISED), ", and more"), "in 2019, and more"),
        (("some 38%", ("4", RAISED), " of them"), "some 38% of them"),
        (("the sheds", ("12,13", RAISED), "."), "the sheds."),
        (("per household", ("1/", RAISED)), "per household"),
        (("nets", ("*", RAISED), " and ropes"), "nets and ropes"),
        (("some 10", ("6", RAISED), " grains"), "some 10⁶ grains"),
        (("on 40 m", ("2", RAISED), " of floor"), "on 40 m2 of floor"),
        (("an R", ("2", RAISED), " of one half"), "an R2 of one half"),
        (("the 19", ("th", RAISED), " net"), "the 19th net"),
        (("no CO", ("2", LOWERED), " at all"), "no CO2 at all"),
        (("50%", (" by 2035", SMALL)), "50% by 2035"),
    ],
)
def test_raised_figures(tmp_path: Path, line: tuple[str, ...], read: str) -> None:
    """Marks go, also after numbers and before punctuation; powers, ordinals and figures that are only small stay."""
    assert " ".join(word.text for word in words_of(tmp_path, pieces(*line))) == read
