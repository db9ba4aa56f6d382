"""A passage's text in blocks and tables."""

import pytest

from indexer.records.passage import Passage
from service.pages.passage_table import PassageTable, TableCell, passage_blocks, split_snippet
from service.search.protocol import Snippet, TextSpan


def marked(*parts: str) -> Snippet:
    """Fragments; those that start with an asterisk are marked."""
    return tuple(TextSpan(part.removeprefix("*"), part.startswith("*")) for part in parts)


def passage(text: str, table: str = "", first_row: int = 0) -> Passage:
    return Passage("p", 0, "d", "en", (), text, (), {}, table=table, first_row=first_row)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (marked("one"), (marked("one"),)),
        (marked("one\ntwo"), (marked("one"), marked("two"))),
        (marked("a ", "*b", " c\nd ", "*e"), (marked("a ", "*b", " c"), marked("d ", "*e"))),
        (marked("a\n", "*b\nc", "\n"), (marked("a"), marked("*b"), marked("*c"))),
        (marked("a\n\nb"), (marked("a"), marked("b"))),
        ((), ()),
    ],
)
def test_blocks(text: Snippet, expected: tuple[Snippet, ...]) -> None:
    """Text is divided at its line breaks; marks stay where they are, even across a break."""
    whole = "".join(span.text for span in text)
    assert tuple(passage_blocks(passage(whole), text)) == expected


def test_cells_keep_marks() -> None:
    """A row is divided between its cells."""
    assert split_snippet(marked("Nets | 1", "*2", " | 3"), " | ") == (marked("Nets"), marked("1", "*2"), marked("3"))


def test_a_table_between_text() -> None:
    """Title, heads over their columns, groups and rows; a mark in a cell, and which rows these are."""
    lines = ("Landings", "North | South", "Boats | Nets | Boats | Nets", "Coast", "May | 1 | 2 | 3 | 4", "They mend.")
    text = "\n".join(lines)
    table, paragraph = passage_blocks(passage(text, "THHGr-", 12), marked(text))
    assert isinstance(table, PassageTable)
    assert (table.title, table.note) == ((marked("Landings"),), "Row 12 of this table")
    assert [[cell.columns for cell in row.cells] for row in table.heads] == [[1, 2, 2], [1] * 5]
    assert [row.is_group for row in table.rows] == [True, False]
    assert table.rows[0].cells == (TableCell(marked("Coast"), 5),)
    assert [cell.snippet for cell in table.rows[1].cells] == [marked(each) for each in ("May", *"1234")]
    assert paragraph == marked("They mend.")
