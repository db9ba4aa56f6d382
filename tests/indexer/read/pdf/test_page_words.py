"""The words of a page."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from indexer.read.pdf.file import open_pages
from indexer.read.pdf.layer import TextLayer
from indexer.read.pdf.page_words import UNKNOWN_SIGN, PageWord, decode_glyphs, find_words, main_direction, upright_words
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.pdf.typeset import HEIGHT, WIDTH, Draw, lines, typeset


def words_of(tmp_path: Path, *draws: Draw) -> list[PageWord]:
    """Return the words of a page that is drawn so."""
    for page in open_pages(typeset(tmp_path / "a.pdf", [draws]), Limits()):
        layer = TextLayer(page.text)
        words = find_words(layer)
        return upright_words(words, layer, page.box, main_direction(words))
    return []


def raised(text: str, left: float, top: float) -> Draw:
    """Draw small text."""
    return lines(text, left=left, top=top, size=6)


def test_words_have_places(tmp_path: Path) -> None:
    """Edges and baselines are in points; the first word after a line's end opens a line."""
    found = words_of(tmp_path, lines("They mend", "nets."))
    assert [(word.text, word.opens_line) for word in found] == [("They", True), ("mend", False), ("nets.", True)]
    assert found[0].left < found[0].right < found[1].left
    assert [round(word.baseline) for word in found] == [740, 740, 726]


def test_text_in_another_direction_is_left_out(tmp_path: Path) -> None:
    """A stamp in the margin is no text of the page."""

    def stamp(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(20, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Copy")
        canvas.restoreState()

    assert [word.text for word in words_of(tmp_path, lines("They mend their nets."), stamp)] == (
        "They mend their nets.".split()
    )


def test_a_turned_page_is_turned_back(tmp_path: Path) -> None:
    """Where most text runs up the page, its words go rightwards and its lines downwards."""

    def turned(canvas: Canvas) -> None:
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(90)
        canvas.drawString(0, 0, "They mend")
        canvas.drawString(0, -14, "nets.")

    first, second, third = words_of(tmp_path, turned)
    assert (first.text, second.text, third.text) == ("They", "mend", "nets.")
    assert first.right < second.left
    assert first.baseline - third.baseline > 10


def test_a_notes_mark_is_no_part_of_a_word(tmp_path: Path) -> None:
    """A small raised figure that touches a word refers to a note; a figure set like the word belongs to it."""
    assert [word.text for word in words_of(tmp_path, lines("sheds"), raised("12", 84, 744))] == ["sheds"]
    assert [word.text for word in words_of(tmp_path, lines("B52 H2O"))] == ["B52", "H2O"]


def test_rules_are_no_words(tmp_path: Path) -> None:
    """A line drawn with underscores shows nothing to be read."""
    assert [word.text for word in words_of(tmp_path, lines("Name ______"))] == ["Name"]


def test_glyphs_that_only_the_font_knows() -> None:
    """They are dropped from words, and a sign where they are all there is; surrogates make one character."""
    assert decode_glyphs("ne\x02ts") == "nets"
    assert decode_glyphs("\x01") == UNKNOWN_SIGN
    assert decode_glyphs("\ud83d\udea2") == "🚢"
