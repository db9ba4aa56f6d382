"""Words that no reader sees."""

from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from indexer.read.pdf import reader
from indexer.read.pdf.file import open_pages
from indexer.read.pdf.layer import TextLayer
from indexer.read.pdf.page_words import find_words
from indexer.read.pdf.visibility import visible_words
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.pdf.typeset import HEIGHT, LEFT, WIDTH, Draw, lines, running, typeset

SEEN = lines("They mend their nets.")
INVISIBLE = 3
"""The mode in which glyphs are not painted."""


def read(path: Path) -> str:
    """Return the visible words of a file's one page."""
    found = ""
    for page in open_pages(path, Limits()):
        layer = TextLayer(page.text)
        found = " ".join(word.text for word in visible_words(find_words(layer), layer, page))
    return found


def set_in(*, mode: int = 0, colour: float = 0.0, background: float | None = None, picture: bool = False) -> Draw:
    """Draw "and sell them" in a mode and a shade of grey, over a box of another one or a picture."""

    def draw(canvas: Canvas) -> None:
        if background is not None:
            canvas.setFillGray(background)
            canvas.rect(LEFT - 5, 590, 200, 30, stroke=0, fill=1)
        if picture:
            canvas.drawImage(ImageReader(Image.new("RGB", (8, 8), "grey")), 0, 500, WIDTH, 200)
        text = canvas.beginText(LEFT, 600)
        text.setFont("Helvetica", 10)
        text.setTextRenderMode(mode)
        text.setFillGray(colour)
        text.textOut("and sell them")
        canvas.drawText(text)

    return draw


@pytest.mark.parametrize(
    ("draw", "seen"),
    [
        (set_in(), True),
        (set_in(mode=INVISIBLE), False),
        (set_in(mode=INVISIBLE, picture=True), True),
        (set_in(colour=1.0), False),
        (set_in(colour=1.0, background=1.0), False),
        (set_in(colour=1.0, background=0.3), True),
        (set_in(colour=1.0, picture=True), True),
    ],
    ids=["black", "invisible", "scan", "white on white", "white on a white box", "white on grey", "white on a picture"],
)
def test_invisible_words(tmp_path: Path, draw: Draw, seen: bool) -> None:  # noqa: FBT001  # a table's column
    """Words that are not painted are left out but for a scan's, and white words where nothing of them shows."""
    expected = "They mend their nets." + (" and sell them" if seen else "")
    assert read(typeset(tmp_path / "a.pdf", [[SEEN, draw]])) == expected


def cropped(path: Path, box: tuple[float, float, float, float]) -> Path:
    """Set the crop box of every page of a file."""
    writer = PdfWriter(clone_from=PdfReader(path))
    for page in writer.pages:
        page.cropbox = RectangleObject(box)
    writer.write(path)
    return path


def test_words_outside_the_page_that_is_shown(tmp_path: Path) -> None:
    """What is beyond the crop box or the paper's edge is not shown."""
    slug = lines("Printer's slug", top=120)
    outside = lines("off the paper", left=WIDTH + 30)
    path = typeset(tmp_path / "a.pdf", [[SEEN, slug, outside]])
    assert read(path) == "They mend their nets. Printer's slug"
    assert read(cropped(path, (0, 300, WIDTH, HEIGHT))) == "They mend their nets."


def test_a_cropped_page_has_its_edges_where_it_is_cropped(tmp_path: Path) -> None:
    """Running titles at the edges of what is shown are found, on a sheet with printer's margins around it."""
    shift = 100.0
    pages = [[lines(f"Village {at} has a shed.", top=500), running("Harbours", at)] for at in range(1, 9)]

    def shifted(draws: list[Draw]) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.translate(shift, shift)
            for each in draws:
                each(canvas)

        return draw

    path = typeset(tmp_path / "a.pdf", [[shifted(page)] for page in pages])
    writer = PdfWriter(clone_from=PdfReader(path))
    for page in writer.pages:
        page.mediabox = RectangleObject((0, 0, WIDTH + 2 * shift, HEIGHT + 2 * shift))
    writer.write(path)
    reading = reader.read(cropped(path, (shift, shift, WIDTH + shift, HEIGHT + shift)), Limits())
    assert [block.text for block in reading.blocks] == [f"Village {at} has a shed." for at in range(1, 9)]
