"""Which figures of a document its register holds."""

import pytest

from indexer.records.passage import Passage, Span
from indexer.settings import ROOT
from indexer.statements.extract import Extractor
from indexer.statements.rules import load_statement_rules
from indexer.statements.select_figures import LARGE_TABLE

RULES = load_statement_rules(ROOT / "corpus" / "rules")


def written(text: str) -> list[str]:
    """Return the figures of a passage as they are written."""
    passage = Passage("d-1", 0, "d", "en", (), text, (Span(1, 0, len(text)),), {})
    return [figure.written for figure in Extractor(RULES).extract([passage]).figures]


def test_cells_are_records_where_their_heads_are_those_of_no_other_cell() -> None:
    """Two columns of one head, or two rows of one head, do not say which is which."""
    assert written("Table 1: Boats\nPort | Owned | Rented | Rented\nLagos | 41 | 52 | 63") == ["41"]
    assert written("Table 1: Boats\nPort | Owned\nLagos | 41\nTema | 52\nLagos | 63") == ["52"]


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
    assert written(f"{title}\nPort | Owned\nLagos | 41") == expected


def test_a_total_of_shares_is_none() -> None:
    """The 100 per cent of a row says nothing; another 100 does."""
    assert written("Table 1: Boats\nPort | Owned | Rented | Total\nLagos | 100.0 | 0.0 | 100.0") == ["100.0", "0.0"]


def test_the_first_number_in_the_head_of_a_row_moves_all_others() -> None:
    """Such a row's numbers are under the wrong heads."""
    assert written("Table 1: Boats\nPort | Owned | Rented\nLagos 70.3 | 29.2 | 2.0\nTema | 41.5 | 3.5") == [
        "41.5",
        "3.5",
    ]


@pytest.mark.parametrize(("rows", "is_kept"), [(LARGE_TABLE // 2 - 1, True), (LARGE_TABLE // 2, False)])
def test_large_tables_are_looked_up_where_they_are_printed(rows: int, *, is_kept: bool) -> None:
    """A table of very many numbers would hide all other figures."""
    lines = "\n".join(f"Port {'x' * row} | {row + 11} | {row + 111}" for row in range(1, rows + 1))
    assert bool(written(f"Table 1: Boats\nPort | Owned | Rented\n{lines}")) == is_kept


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
