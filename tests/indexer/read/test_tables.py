"""Tables of cells that cover several rows."""

from indexer.read.tables import Cell, row_texts


def test_a_cell_is_said_in_each_row_that_it_covers() -> None:
    """At its column, beside wider cells too; a cell over several columns is said once."""
    rows = [
        [Cell("Valley", rows=2), Cell("Wage", columns=2)],
        [Cell("2029"), Cell("2030")],
        [Cell("Upper", rows=2), Cell("11"), Cell("13", rows=3)],
        [Cell("12")],
        [Cell("Lower"), Cell("9")],
    ]
    assert list(row_texts(rows)) == [
        "Valley | Wage",
        "Valley | 2029 | 2030",
        "Upper | 11 | 13",
        "Upper | 12 | 13",
        "Lower | 9 | 13",
    ]


def test_rows_that_say_nothing_themselves_are_empty() -> None:
    """A merged cell alone is no second row; empty cells are not said."""
    assert list(row_texts([[Cell("A", rows=2), Cell("")], [Cell("")], []])) == ["A", "", ""]
