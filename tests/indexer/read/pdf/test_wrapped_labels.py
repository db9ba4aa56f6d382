"""Labels of rows that wrap in tables without rules."""

from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.lines import TextCell, TextLine
from indexer.read.pdf.wrapped_labels import join_wrapped_labels
from tests.indexer.read.pdf.plain_lines import draft, line, style


def figures(*cells: str) -> list[TextCell]:
    """Build cells that end at the same places in each row."""
    return [TextCell(text, 300 + 60 * at - len(text) * 5, 300 + 60 * at) for at, text in enumerate(cells)]


def row(label: str, *cells: str, baseline: float) -> BlockDraft:
    """Build a row with a label, or without one."""
    labels = [TextCell(label, 60, 60 + len(label) * 5)] if label else []
    placed = (*labels, *figures(*cells))
    return draft("row", TextLine(1, tuple(placed), baseline, style(), is_uniform=True))


def label(text: str, baseline: float) -> BlockDraft:
    """Build a line in the first column."""
    return draft("paragraph", line(text, left=60, baseline=baseline))


def cells(drafts: list[BlockDraft]) -> list[list[str]]:
    """Return the cells of the drafts that are left."""
    join_wrapped_labels(drafts)
    return [[cell.text for cell in each.first.cells] for each in drafts if each.lines]


def test_a_label_above_and_below_its_figures() -> None:
    """Its lines are put together before them."""
    drafts = [row("Oars", "8", "9", baseline=640), label("Nets of the", 618), row("", "3", "4", baseline=612)]
    drafts += [label("north", 606), row("Sails", "1", "2", baseline=590)]
    assert cells(drafts) == [["Oars", "8", "9"], ["Nets of the\nnorth", "3", "4"], ["Sails", "1", "2"]]


def test_the_second_line_of_a_label_begins_in_lower_case() -> None:
    """Whether its figures are beside its first line or its second."""
    oars = row("Oars", "8", "9", baseline=580)
    first = [row("Nets of the boats", "3", "4", baseline=612), label("of the north", 600), oars]
    assert cells(first)[0] == ["Nets of the boats\nof the north", "3", "4"]
    second = [label("Nets of the boats", 612), row("of the north", "3", "4", baseline=600), oars]
    assert cells(second)[0] == ["Nets of the boats\nof the north", "3", "4"]


def test_the_name_of_a_group_stays() -> None:
    """It begins with a capital, and the rows below it have labels."""
    drafts = [row("Oars", "8", "9", baseline=640), label("In the north", 620), row("Nets", "3", "4", baseline=608)]
    assert len(cells(drafts)) == 3


def test_figures_without_any_label_near_stay() -> None:
    """Nothing is beside them."""
    drafts = [row("Oars", "8", "9", baseline=640), label("In the north", 560), row("", "3", "4", baseline=608)]
    assert cells(drafts)[-1] == ["3", "4"]


def test_labels_drawn_apart_at_the_height_of_their_figures() -> None:
    """In a table none of whose rows was drawn with its label."""
    drafts = [label("Oars", 640), row("", "8", "9", baseline=640), label("Sails", 622), row("", "1", "2", baseline=622)]
    assert cells(drafts) == [["Oars", "8", "9"], ["Sails", "1", "2"]]
