"""Words that are drawn again where they are already."""

from pathlib import Path

from indexer.read.pdf.file import open_pages
from indexer.read.pdf.layer import TextLayer
from indexer.read.pdf.page_words import find_words
from indexer.read.pdf.repeated_words import without_repeats
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.pdf.typeset import LEFT, TOP, Draw, lines, typeset

TEXT = ["They mend their nets", "and sell them", "in the new market"]


def read(tmp_path: Path, *draws: Draw) -> list[list[str]]:
    """Return a page's words, line by line."""
    found: list[list[str]] = []
    for page in open_pages(typeset(tmp_path / "a.pdf", [draws]), Limits()):
        layer = TextLayer(page.text)
        for word in without_repeats(find_words(layer), layer):
            if word.opens_line:
                found.append([])
            found[-1].append(word.text)
    return found


def test_bold_by_overprinting(tmp_path: Path) -> None:
    """A line that is drawn three times, a little apart, is read once; the same words below it are others."""
    drawn = [lines("They mend", left=LEFT + shift) for shift in (0, 0.4, 0.8)]
    assert read(tmp_path, *drawn, lines("They mend", top=TOP - 14)) == [["They", "mend"], ["They", "mend"]]


def test_a_page_that_is_drawn_in_parts(tmp_path: Path) -> None:
    """Parts that overlap, with words cut off at their edges, are put together from the top down."""
    left = lines("They mend their ne", "and sell th", "in the new market")
    right = [lines("mend their nets", left=LEFT + 24.4), lines("sell them", left=LEFT + 19.5, top=TOP - 14)]
    assert read(tmp_path, left, *right, left) == [text.split() for text in TEXT]


def test_a_word_whose_end_was_cut_off_at_first(tmp_path: Path) -> None:
    """It is read once, as a whole, and so are the words after it."""
    drawn = [lines("They mend their ne"), lines("They mend their nets today", left=LEFT + 0.4)]
    assert read(tmp_path, *drawn) == [["They", "mend", "their", "nets", "today"]]
