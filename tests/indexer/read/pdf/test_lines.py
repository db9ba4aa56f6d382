"""Words as lines and cells."""

import pytest

from indexer.read.pdf.lines import page_lines
from tests.indexer.read.pdf.plain_lines import LEFT, TOP, style, texts, word, words


def test_words_on_one_baseline_are_one_line() -> None:
    """A word after a line's end, or on another baseline, begins a line; edges come from the first and last word."""
    found = page_lines([*words("They mend nets"), *words("and sell them", baseline=TOP - 14)], 3)
    assert texts(found) == ["They mend nets", "and sell them"]
    first = found[0]
    assert (first.page, first.left, first.baseline, first.size) == (3, LEFT, TOP, 10)
    assert first.right == words("They mend nets")[-1].right
    assert first.bottom < first.baseline < first.top


def test_a_wide_gap_parts_cells() -> None:
    """Words far apart are cells; words with usual spaces are not."""
    (row,) = page_lines([word("Sheds", 57, opens_line=True), word("and", 85), word("twelve", 200)], 1)
    assert [cell.text for cell in row.cells] == ["Sheds and", "twelve"]


def test_a_justified_line_has_no_cells() -> None:
    """Gaps that are all wide, but even, fill the line's width."""
    (line,) = page_lines(words("the villages share all their sheds", space=11), 1)
    assert len(line.cells) == 1


def test_figures_close_together_are_cells() -> None:
    """A row of figures is cut where words would not be, but not inside the groups of one figure."""
    (row,) = page_lines(words("12 15 18 21", space=6), 1)
    assert [cell.text for cell in row.cells] == ["12", "15", "18", "21"]
    (figure,) = page_lines(words("12 345 678", space=6), 1)
    assert len(figure.cells) == 1


@pytest.mark.parametrize("counter", ["3.", "(a)", "2.1", "•"])
def test_a_counter_is_no_cell(counter: str) -> None:
    """The gap after a number, letter or bullet that counts what follows parts nothing."""
    (line,) = page_lines([word(counter, 57, opens_line=True), word("Nets", 100), word("mended", 123)], 1)
    assert line.text == f"{counter} Nets mended"
    assert len(line.cells) == 1


def test_a_bullet_drawn_apart_is_put_before_its_text() -> None:
    """Bullets are often drawn after the text; one without a text beside it is dropped."""
    drawn = [*words("They mend nets", left=80), word("•", 60, opens_line=True), word("•", 60, 300, opens_line=True)]
    assert texts(page_lines(drawn, 1)) == ["• They mend nets"]


def test_a_small_figure_on_the_baseline_is_text() -> None:
    """In a banner, a smaller number is no mark; the style of the line is that of its other words."""
    small = word("2035", 110, TOP, setting=style(6))
    assert texts(page_lines([*words("Half by"), small], 1)) == ["Half by 2035"]


def test_a_note_mark_inside_a_line_is_dropped() -> None:
    """A small figure after a word refers to a note; the style of the line is that of its other words."""
    mark = word("12", 110, TOP + 3, setting=style(6))
    (line,) = page_lines([*words("They mend"), mark], 1)
    assert line.text == "They mend"
    assert line.size == 10


def test_a_notes_raised_number_is_put_before_its_text() -> None:
    """A small raised figure just left of a line is its number."""
    number = word("4", 50, TOP + 3, setting=style(6), opens_line=True)
    assert texts(page_lines([number, *words("See the harbour act")], 1)) == ["4 See the harbour act"]


def test_a_line_in_two_weights_is_not_uniform() -> None:
    """The style is that of most characters."""
    bold = word("Nets:", 57, setting=style(weight=700), opens_line=True)
    (line,) = page_lines(
        [bold, *(each._replace(opens_line=False) for each in words("mended in the sheds", left=90))], 1
    )
    assert not line.is_uniform
    assert line.style.weight == 400


def test_capitals_need_letters_enough() -> None:
    """A line of capitals is one; an abbreviation alone is not."""
    assert page_lines(words("NETS AND ROPES"), 1)[0].is_capitals
    assert not page_lines(words("ILO 12"), 1)[0].is_capitals


def test_a_sign_of_money_begins_each_cell() -> None:
    """However far it is from its figure; a word that is before one figure only is a word."""
    drawn = [word("Nets", 57, opens_line=True)]
    for at, figure in enumerate(("8,721.9", "16,583.1", "8,245.4")):
        drawn += [word("L", 120 + 70 * at), word(figure, 150 + 70 * at)]
    (row,) = page_lines(drawn, 1)
    assert [cell.text for cell in row.cells] == ["Nets", "L 8,721.9", "L 16,583.1", "L 8,245.4"]
    (text,) = page_lines(words("The crews of A 12 and B 14 mend"), 1)
    assert len(text.cells) == 1
