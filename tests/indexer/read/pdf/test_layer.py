"""The characters of a page and how they are set."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from indexer.read.pdf.file import open_pages
from indexer.read.pdf.layer import NO_STYLE, TextLayer
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.pdf.typeset import heading, lines, typeset


def draw_turned(canvas: Canvas) -> None:
    """Draw a red stamp that runs up the page, at a scale of two."""
    canvas.saveState()
    canvas.translate(300, 300)
    canvas.rotate(90)
    canvas.scale(2, 2)
    canvas.setFillColorRGB(1, 0, 0)
    canvas.setFont("Helvetica", 6)
    canvas.drawString(0, 0, "Stamp")
    canvas.restoreState()


@pytest.fixture
def layer(tmp_path: Path) -> Iterator[TextLayer]:
    path = typeset(tmp_path / "a.pdf", [[heading("Sheds", 780), lines("They mend nets."), draw_turned]])
    for page in open_pages(path, Limits()):
        yield TextLayer(page.text)


def test_each_character_has_a_place(layer: TextLayer) -> None:
    """The text has a character for each that pdfium counts; boxes are upright and surround the baseline."""
    assert len(layer.text) == layer.count
    at = layer.text.index("T")
    left, bottom, right, top = layer.box(at)
    assert left < right
    assert bottom < layer.origin(at)[1] + 1 < top
    assert layer.extent(at, at + 3) == pytest.approx((left, layer.box(at + 3)[2]))


def test_styles_are_sizes_weights_and_colours(layer: TextLayer) -> None:
    """As drawn: a bold heading of 16 points, text of 10."""
    bold, _ = layer.style_and_baseline(layer.text.index("Sheds"))
    plain, baseline = layer.style_and_baseline(layer.text.index("They"))
    assert (bold.size, plain.size) == (16, 10)
    assert bold.weight >= 700 > plain.weight
    assert (plain.colour, plain.direction, plain.level) == (0, 0, 0)
    assert baseline == pytest.approx(740)


def test_the_matrix_sets_size_and_direction(layer: TextLayer) -> None:
    """Six points scaled by two are twelve; a quarter turn is direction 1; the colour is red."""
    style, _ = layer.style_and_baseline(layer.text.index("Stamp"))
    assert (style.size, style.direction, style.colour) == (12, 1, 0xFF0000)


def test_a_page_without_text_is_empty(tmp_path: Path) -> None:
    """There are no characters, and what pdfium puts in itself has no style."""
    for page in open_pages(typeset(tmp_path / "a.pdf", [[]]), Limits()):
        layer = TextLayer(page.text)
        assert (layer.count, layer.text) == (0, "")
        assert layer.style_and_baseline(0)[0] == NO_STYLE
