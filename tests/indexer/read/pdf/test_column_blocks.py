"""Tables whose columns are drawn one after the other."""

from indexer.read.pdf.column_blocks import join_column_blocks
from indexer.read.pdf.lines import TextLine
from tests.indexer.read.pdf.plain_lines import lines, texts

LABELS = ("Nets", "Ropes", "Sails", "Oars")


def column(*cells: str, left: float) -> list[TextLine]:
    """Build a column of cells."""
    return lines(*cells, left=left)


def cells(found: list[TextLine]) -> list[list[str]]:
    """Return the cells of lines."""
    return [[cell.text for cell in line.cells] for line in found]


def test_columns_of_figures_make_rows() -> None:
    """Each label is with the figures at its height, whatever the columns' order of drawing."""
    drawn = [*column(*LABELS, left=60), *column("12", "8", "–", "31", left=200), *column("9", "7", "2", "5", left=300)]
    assert cells(join_column_blocks(drawn)) == [
        ["Nets", "12", "9"],
        ["Ropes", "8", "7"],
        ["Sails", "–", "2"],
        ["Oars", "31", "5"],
    ]


def test_text_around_the_table_stays_in_its_place() -> None:
    """What is drawn before and after is not touched."""
    before, after = lines("The boats of the coast", top=780), lines("Source: the port", top=600)
    drawn = [*before, *column(*LABELS, left=60), *column("12", "8", "4", "31", left=200), *after]
    assert texts(join_column_blocks(drawn)) == [
        "The boats of the coast",
        "Nets 12",
        "Ropes 8",
        "Sails 4",
        "Oars 31",
        "Source: the port",
    ]


def test_columns_of_text_stay() -> None:
    """Two columns of words at the same heights are no table."""
    drawn = [*column("The nets", "are dry", "today", left=60), *column("The oars", "are new", "here", left=300)]
    assert join_column_blocks(drawn) == drawn


def test_numbers_of_a_list_stay() -> None:
    """Numbers drawn before the texts that they count are no table's column."""
    drawn = [*column("1.", "2.", "3.", left=60), *column("Mend the nets", "Dry them", "Count them", left=80)]
    assert join_column_blocks(drawn) == drawn


def test_figures_at_other_heights_stay() -> None:
    """The marks of a chart's axis are not beside its labels."""
    drawn = [*column(*LABELS, left=60), *lines("100", "80", "60", "40", left=200, leading=31)]
    assert join_column_blocks(drawn) == drawn
