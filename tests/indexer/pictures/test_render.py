"""Pages are rendered in a confined process, with the places of their words."""

from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from indexer.errors import ReadingError
from indexer.pictures.page_picture import LARGE, MAX_PICTURE_BYTES, SMALL, THUMBNAIL, WIDTHS
from indexer.pictures.render import LIMITS, render_pages
from tests.printed import make_pdf, needs_pdftotext, word_boxes
from tests.shared import NO_SHARED, SHARED

TEXT = "= Sheds\nThe villages agreed on the timber for all sheds.\n#pagebreak()\nInspectors count the sheds."
HOSTILE = sorted((SHARED / "hostile").glob("*.pdf"))


@pytest.fixture(scope="module")
def sheds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pdf(tmp_path_factory.mktemp("sheds") / "sheds.pdf", TEXT)


def test_pictures_of_a_page(sheds: Path) -> None:
    """A page has its pictures in WebP, each as wide as it should be and small enough to send."""
    [page] = render_pages(sheds, [2])
    assert page.page == 2
    for name in (SMALL, LARGE, THUMBNAIL):
        picture = Image.open(BytesIO(page.pictures[name]))
        assert picture.format == "WEBP"
        assert picture.width == WIDTHS[name]
        assert picture.height == pytest.approx(WIDTHS[name] * page.height / page.width, abs=1)
        assert len(page.pictures[name]) <= MAX_PICTURE_BYTES


def test_pages_are_rendered_in_the_order_asked_for(sheds: Path) -> None:
    """One process renders several pages."""
    assert [page.page for page in render_pages(sheds, [2, 1])] == [2, 1]


@needs_pdftotext
def test_words_are_where_another_program_finds_them(sheds: Path) -> None:
    """The middle of each word's box is in the box of that word by pdftotext."""
    [page] = render_pages(sheds, [1])
    expected = {word.text.strip("."): word for word in word_boxes(sheds, 1)}
    assert {word.text for word in page.words} == set(expected)
    for word in page.words:
        box = expected[word.text]
        assert box.left - 0.01 <= (word.left + word.right) / 2 <= box.right + 0.01
        assert box.top - 0.01 <= (word.top + word.bottom) / 2 <= box.bottom + 0.01


@needs_pdftotext
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_words_of_turned_pages(sheds: Path, tmp_path: Path, turn: int) -> None:
    """The boxes of a page that is shown turned are turned as its picture is."""
    writer = PdfWriter()
    writer.add_page(PdfReader(sheds).pages[0]).rotate(turn)
    turned = tmp_path / "turned.pdf"
    writer.write(turned)
    [page], [upright] = render_pages(turned, [1]), render_pages(sheds, [1])
    first, before = (next(word for word in each.words if word.text == "timber") for each in (page, upright))
    middle = ((before.left + before.right) / 2, (before.top + before.bottom) / 2)
    expected = {90: (1 - middle[1], middle[0]), 180: (1 - middle[0], 1 - middle[1]), 270: (middle[1], 1 - middle[0])}
    assert ((first.left + first.right) / 2, (first.top + first.bottom) / 2) == pytest.approx(expected[turn], abs=0.01)


def test_a_damaged_file_has_no_picture(tmp_path: Path) -> None:
    """A file that is no PDF, or has no such page, is an error with a reason."""
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing else")
    with pytest.raises(ReadingError):
        render_pages(broken, [1])


def test_a_page_that_is_not_there(sheds: Path) -> None:
    """A page beyond the last is an error."""
    with pytest.raises(ReadingError, match="damaged"):
        render_pages(sheds, [9])


@pytest.mark.parametrize("path", HOSTILE or [pytest.param(None, marks=pytest.mark.skip(reason=NO_SHARED))])
def test_a_hostile_file_costs_its_picture_only(path: Path) -> None:
    """Whatever a file does, there is a picture or an error, and the process is gone."""
    with suppress(ReadingError):
        [page] = render_pages(path, [1], replace(LIMITS, wall=60.0))
        assert set(page.pictures) == set(WIDTHS)
