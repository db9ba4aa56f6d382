"""The title, heads and groups of tables in files without marks for them."""

import pytest

from indexer.read.blocks import make_block
from indexer.read.table_parts import mark_table_parts
from indexer.records.reading import Block, BlockKind


def row(*cells: str) -> Block:
    """Build a row."""
    return make_block("row", " | ".join(cells))


def parts(*blocks: Block) -> list[str]:
    """Return what the blocks are marked as."""
    return [block.part for block in mark_table_parts(blocks)]


def paragraph(text: str, kind: BlockKind = "paragraph") -> Block:
    """Build a paragraph."""
    return make_block(kind, text)


FIGURES = (row("North", "12", "4"), row("South", "7", "31"))


def test_the_first_row_without_figures_above_figures_holds_the_heads() -> None:
    """Years are no figures: they are heads too."""
    assert parts(row("Port", "2030", "2031"), *FIGURES) == ["head", "", ""]


def test_a_caption_above_the_rows_is_their_title() -> None:
    """Other text is not."""
    assert parts(paragraph("Table 3: Boats by port"), row("Port", "Nets", "Oars"), *FIGURES)[:2] == ["title", "head"]
    assert parts(paragraph("The boats are counted."), row("Port", "Nets", "Oars"), *FIGURES)[:2] == ["", "head"]


def test_a_row_of_one_cell_names_the_rows_below_it() -> None:
    """It is repeated with them."""
    assert parts(row("Port", "Nets", "Oars"), row("Of the coast"), *FIGURES) == ["head", "group", "", ""]


def test_a_line_over_the_whole_sheet_is_its_title() -> None:
    """It is above the heads."""
    assert parts(row("Boats by port"), row("Port", "Nets", "Oars"), *FIGURES) == ["title", "head", "", ""]


def test_the_first_of_several_rows_of_words_holds_the_heads() -> None:
    """It has as many short cells as they have."""
    words = (row("Mend the nets", "Port", "2031"), row("Count the boats", "Council", "2029"))
    assert parts(row("Action", "Lead", "By"), *words) == ["head", "", ""]


@pytest.mark.parametrize(
    "rows",
    [
        (row("Name", "Blue Pier"), row("Owner", "The port"), row("Class", "Second")),
        (row("North", "12", "4"), row("South", "7", "31")),
        (row("Each crew mends the nets of its boat.", "North", "a"), row("b", "c", "d"), row("e", "f", "g")),
        (row("One", "row", "alone"),),
    ],
)
def test_rows_without_heads_have_none(rows: tuple[Block, ...]) -> None:
    """Pairs of a name and a value, figures from the first row on, sentences, one row."""
    assert not any(parts(*rows))


def test_other_blocks_stay() -> None:
    """Their order and number do not change."""
    blocks = (paragraph("Ports", "heading"), paragraph("Table 1: Boats"), *FIGURES, paragraph("Source: the port"))
    marked = list(mark_table_parts(blocks))
    assert [block.text for block in marked] == [block.text for block in blocks]
    assert not any(block.part for block in mark_table_parts((paragraph("Table 1: Boats"), paragraph("No rows."))))
