"""Which figures of a document its register holds."""

import pytest

from indexer.records.passage import Passage, Span
from indexer.settings import ROOT
from indexer.statements.extract import Extractor
from indexer.statements.rules import load_statement_rules

RULES = load_statement_rules(ROOT / "corpus" / "rules")


TEXT = "The boats of the old ports are owned by those who sail them, or rented from merchants of the town.\n" * 3


def written(*pages: str) -> list[str]:
    """Return the figures of a document as they are written; each page is a passage."""
    passages = [
        Passage(f"d-{page}", page, "d", "en", (), text, (Span(page, 0, len(text)),), {})
        for page, text in enumerate(pages, start=1)
    ]
    return [figure.written for figure in Extractor(RULES).extract(passages).figures]


def test_cells_are_records_where_their_heads_are_those_of_no_other_cell() -> None:
    """Two columns of one head, or two rows of one head, do not say which is which."""
    assert written(TEXT + "Table 1: Boats\nPort | Owned | Rented | Rented\nLagos | 41 | 52 | 63") == ["41"]
    assert written(TEXT + "Table 1: Boats\nPort | Owned\nLagos | 41\nTema | 52\nLagos | 63") == ["52"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Table 1: Boats", ["41"]),
        ("Table 7.6 (continued)", []),
        ("Table A.3: Standard errors of boats", []),
        ("Annex 2: Boats by port", []),
    ],
)
def test_a_table_has_a_title_in_words_and_is_in_no_annex(title: str, expected: list[str]) -> None:
    """A number alone does not say what the table is about; annexes repeat the text, or are about the method."""
    assert written(f"{TEXT}{title}\nPort | Owned\nLagos | 41") == expected


def test_a_total_of_shares_is_none() -> None:
    """The 100 per cent of a row says nothing; another 100 does."""
    rows = "Port | Owned | Rented | Total\nLagos | 100.0 | 0.0 | 100.0"
    assert written(f"{TEXT}Table 1: Boats\n{rows}") == ["100.0", "0.0"]


def test_the_first_number_in_the_head_of_a_row_moves_all_others() -> None:
    """Such a row's numbers are under the wrong heads."""
    assert written(TEXT + "Table 1: Boats\nPort | Owned | Rented\nLagos 70.3 | 29.2 | 2.0\nTema | 41.5 | 3.5") == [
        "41.5",
        "3.5",
    ]


def table(title: str, rows: int) -> str:
    """Return a table with a number in each row, 11 in the first."""
    return f"{title}\nPort | Owned\n" + "".join(f"Port {'x' * row} | {row + 10}\n" for row in range(1, rows + 1))


def test_tables_that_fill_their_pages_are_looked_up_there() -> None:
    """Where most of a page is a table, it is data; the same table in a text states facts."""
    assert written(table("Table 1: Boats", 8)) == []
    assert written(TEXT + table("Table 1: Boats", 8)) == [str(number) for number in range(11, 19)]


def test_a_document_has_no_more_figures_of_tables_than_of_sentences() -> None:
    """The tables with most text around them come first; one that is part of a text is not cut short."""
    sentences = "The council of the port repaired 31 boats and 32 nets of the town.\n"
    first, second = table("Table 1: Boats", 3), table("Table 2: Nets", 1).replace("11", "99")
    assert written(TEXT + sentences + first, TEXT + second) == ["11", "12", "13", "31", "32", "99"]
    assert written(sentences + first + TEXT * 4, second + TEXT) == ["11", "12", "13", "31", "32"]


def test_a_table_that_fills_its_page_is_taken_where_there_is_room() -> None:
    """A document whose sentences say as many numbers has the numbers of such a table too."""
    sentences = "The council of the port repaired 31 boats and 32 nets of the town.\n"
    assert written(sentences, table("Table 1: Boats", 2)) == ["31", "32", "11", "12"]
    assert written(sentences, table("Table 1: Boats", 3)) == ["31", "32"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The share of boats rose from 4% of all ships to 9% of the fleet in 2010.", ["4%", "9%"]),
        ("The share of boats rose to 9% of all ships in June 2010.", ["9%", "2010"]),
        ("The council of the port adopted a plan for 30 boats in 2010.", ["30", "2010"]),
        ("The old harbour of the port was opened for boats in 2010.", ["2010"]),
        ("58 Interview with the authorities of the old port, August 2010.", []),
    ],
)
def test_a_date_is_a_record_where_it_says_when_something_happened(sentence: str, expected: list[str]) -> None:
    """A year beside a count is that of the count, unless something was decided or done then; notes name sources."""
    assert written(sentence) == expected
