"""Numbers in the cells of tables, with the heads of their rows and columns."""

import pytest

from indexer.statements.table_cells import Piece, TableReader


def cells(*passages: str, section: tuple[str, ...] = ()) -> list[tuple[str, str, str, str]]:
    """Return the number, row head, column head and title of each cell found in passages of one section."""
    reader, found = TableReader(), []
    for text in passages:
        reader.begin_passage(section)
        offset = 0
        for line in text.split("\n"):
            for cell in reader.read_line(Piece(line, offset, offset + len(line))):
                assert text[cell.number.start : cell.number.end] == cell.number.text
                found.append((cell.number.text, cell.row_head, cell.column_head, cell.title))
            offset += len(line) + 1
    return found


TITLE = "Table 2: Boats by port"


@pytest.mark.parametrize(
    "heads",
    [
        "Port | Owned | Rented",
        "Owned | Rented",
        "Port\nOwned\nRented",
        "Port Owned Rented",
    ],
)
def test_a_cell_has_its_heads(heads: str) -> None:
    """Heads are a row, the lines above the first row, or the last words of a line."""
    assert cells(f"{TITLE}\n{heads}\nWalvis Bay | 1 204 | 12%") == [
        ("1 204", "Walvis Bay", "Owned", TITLE),
        ("12%", "Walvis Bay", "Rented", TITLE),
    ]


def test_heads_that_repeat_have_the_head_of_their_group() -> None:
    """Heads under those of groups of columns say which group they belong to."""
    found = cells(f"{TITLE}\nUrban | Rural\nPort | Owned | Rented | Owned | Rented\nLagos | 1 | 2 | 3 | 4")
    assert [each[2] for each in found] == ["Urban Owned", "Urban Rented", "Rural Owned", "Rural Rented"]


def test_lines_that_are_no_groups_are_left_out_of_heads() -> None:
    """A line above with another number of parts, or one name for all groups, is not put before the heads."""
    for above in ("Urban | Rural | Both", "Year | Year"):
        found = cells(f"{TITLE}\n{above}\nPort | Owned | Rented | Owned | Rented\nLagos | 1 | 2 | 3 | 4")
        assert [each[2] for each in found] == ["Owned", "Rented", "Owned", "Rented"]


def test_a_table_goes_on_in_the_next_passage() -> None:
    """Rows that continue a table keep its heads and title."""
    found = cells(f"{TITLE}\nPort | Owned\nLagos | 3", "Tema | 4")
    assert found[-1] == ("4", "Tema", "Owned", TITLE)


def test_known_kinds_of_lines_are_believed() -> None:
    """Where it is known what each line is, the name of a group is no head, and any words may be a title."""
    reader = TableReader()
    reader.begin_passage(())
    lines = [("T", "Boats by port"), ("H", "Port | Owned"), ("G", "North"), ("r", "Lagos | 3"), ("g", "South")]
    found = [cell for kind, text in [*lines, ("r", "Tema | 4")] for cell in reader.read_line(Piece(text, 0, 0), kind)]
    assert [(each.row_head, each.column_head, each.title) for each in found] == [
        ("Lagos", "Owned", "Boats by port"),
        ("Tema", "Owned", "Boats by port"),
    ]


def test_a_title_on_two_lines_is_whole() -> None:
    """The words below a table's number are its title, and no head."""
    assert cells("Table 2\nBoats by port\nPort | Owned\nLagos | 3") == [
        ("3", "Lagos", "Owned", "Table 2 Boats by port")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Lagos | 3 | 4",
        "Port | Owned\nIt rained.\nLagos | 3",
        f"{TITLE}\nPort | Owned\n2012 | 3",
        f"{TITLE}\nPort\nOwned\nRented\nSunk\nNorth\nLagos | 3 | 4 | 5",
        "3 | 4 | 5\n10% | 20% | 30%",
    ],
)
def test_a_bare_cell_is_not_found(text: str) -> None:
    """Without a head of the row and of the column nothing says what a number counts."""
    assert cells(text) == []
