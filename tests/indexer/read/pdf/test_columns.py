"""The order of reading, and the rows of tables."""

from dataclasses import replace

from indexer.read.pdf.columns import find_rows, in_reading_order, is_under, split_at_gutter
from tests.indexer.read.pdf.plain_lines import LEADING, TOP, line, lines, texts

LEFT_TEXTS = [f"The left column has a line {at}" for at in range(8)]
RIGHT_TEXTS = [f"The right column has a line {at}" for at in range(8)]


def test_columns_drawn_row_by_row_are_read_one_after_the_other() -> None:
    """Lines of two long cells with one gutter are cut there, and the left column comes first."""
    drawn = [
        line(left, right, baseline=TOP - LEADING * at, gap=20)
        for at, (left, right) in enumerate(zip(LEFT_TEXTS, RIGHT_TEXTS, strict=True))
    ]
    assert len(split_at_gutter(drawn)) == 16
    assert texts(in_reading_order(drawn)) == LEFT_TEXTS + RIGHT_TEXTS


def test_columns_whose_lines_are_drawn_in_turn_are_put_in_order() -> None:
    """A page that is drawn across its columns zigzags, and is cut at the white between them."""
    left, right = lines(*LEFT_TEXTS), lines(*RIGHT_TEXTS, left=320)
    drawn = [each for pair in zip(left, right, strict=True) for each in pair]
    assert texts(in_reading_order(drawn)) == LEFT_TEXTS + RIGHT_TEXTS


def test_a_drawing_order_that_goes_down_columns_is_kept() -> None:
    """Even where the right column is drawn first."""
    drawn = lines(*RIGHT_TEXTS, left=320) + lines(*LEFT_TEXTS)
    assert texts(in_reading_order(drawn)) == RIGHT_TEXTS + LEFT_TEXTS


def test_a_title_drawn_last_is_read_first() -> None:
    """The last lines come first where they are above all others."""
    drawn = [*lines(*LEFT_TEXTS, top=700), line("Sheds of the coast", baseline=760)]
    assert texts(in_reading_order(drawn))[0] == "Sheds of the coast"


def test_a_tables_rows_are_not_cut_into_columns() -> None:
    """Short cells, or many, are a table's."""
    drawn = [line("Sheds", f"{at}", "12", "13", "14", baseline=TOP - LEADING * at, gap=30) for at in range(8)]
    assert split_at_gutter(drawn) == drawn


def test_under_means_lower_and_over_the_same_width() -> None:
    """A line in the next column is not under one, however low."""
    above, below = lines("one line", "another line")
    assert is_under(above, below)
    assert not is_under(below, above)
    assert not is_under(above, line("another column", left=400, baseline=500))


def test_rows_are_aligned_with_a_neighbour() -> None:
    """Lines of three cells at the same edges are rows; text with one wide gap is none."""
    rows = [line("Sheds", "twelve", "many", baseline=TOP - LEADING * at, gap=40) for at in range(3)]
    text = line("They mend nets", "and sell them", baseline=TOP - 3 * LEADING, gap=40)
    assert find_rows([*rows, text]) == [True, True, True, False]


def test_two_cells_are_a_row_where_they_hold_figures() -> None:
    """A name and a figure make a row; two runs of words do not."""
    figures = [line(name, "12 345", baseline=TOP - LEADING * at, gap=40) for at, name in enumerate(("Nets", "Boat"))]
    phrases = [line(name, "is sold", baseline=TOP - LEADING * at, gap=40) for at, name in enumerate(("Nets", "Boat"))]
    assert find_rows(figures) == [True, True]
    assert find_rows(phrases) == [False, False]


def test_a_row_of_figures_between_the_lines_of_its_label_is_a_row() -> None:
    """It is aligned with the row beyond them; a single figure is none."""
    whole = line("Nets", "12", "13", "14", baseline=700, gap=40)
    figures = replace(whole, cells=whole.cells[1:], baseline=675)
    label = [line("Sails of the", baseline=680), line("north", baseline=670)]
    text = line("They mend the nets of all of the boats in the long winter.", baseline=650)
    given = [line("Oars", "22", "23", "24", baseline=714, gap=40), whole, label[0], figures, label[1], text]
    assert find_rows(given) == [True, True, False, True, False, False]
    below = [line(words, baseline=height) for words, height in (("of all", 664), ("ports", 658), ("and", 652))]
    whole = replace(whole, baseline=630)
    assert find_rows([*given[:5], *below, whole])[3]
    right = [replace(each, cells=tuple(cell._replace(left=300, right=330) for cell in each.cells)) for each in below]
    assert not find_rows([*label, *right, figures, *right, whole])[5]
