"""The tables in a passage, as cells."""

from indexer.records.passage import Passage
from service.schemas.citation import row_words
from service.schemas.tables import tables_of


def passage(text: str, table: str, first_row: int) -> Passage:
    return Passage("p", 0, "d", "en", (), text, (), {}, table=table, first_row=first_row)


def test_tables_are_cells() -> None:
    """Each with its title, heads and rows; a row knows its number and its group."""
    text = "Landings\nPort | Boats\nCoast\nMay | 1\nJune | 2"
    assert tables_of(passage(text, "THGrr", 7)) == [
        {
            "title": "Landings",
            "heads": [["Port", "Boats"]],
            "rows": [
                {"number": 7, "group": "Coast", "cells": ["May", "1"]},
                {"number": 8, "group": "Coast", "cells": ["June", "2"]},
            ],
            "repeated": True,
        }
    ]


def test_two_tables_are_apart() -> None:
    """A title or heads after a row open another table, whose rows are counted from 1; text is in none."""
    text = "Port | Boats\nMay | 1\nThey mend.\nWages\nMay | 2\nFees\nJune | 3"
    found = tables_of(passage(text, "hr-trtr", 3))
    assert [(each["title"], each["rows"][0]["number"]) for each in found] == [(None, 3), ("Wages", 1), ("Fees", 1)]


def test_text_without_tables() -> None:
    """A passage without rows has none."""
    assert tables_of(passage("They mend.\nNets", "", 0)) == []


def test_rows_are_cited() -> None:
    """A passage that goes on with a table says which rows it holds; one that begins it, or holds text too, does not."""
    text = "Landings\nMay | 1\nJune | 2"
    assert row_words(passage(text, "Trr", 12)) == "table, rows 12–13"
    assert row_words(passage("Landings\nMay | 1", "Tr", 12)) == "table, row 12"
    assert row_words(passage(text, "trr", 1)) == ""
    assert row_words(passage(text + "\nThey mend.", "Trr-", 12)) == ""
