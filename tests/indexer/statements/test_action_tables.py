"""Rows of action tables: what, who, by when, and how far."""

from collections.abc import Iterator

from indexer.settings import ROOT
from indexer.statements.action_tables import ActionRow, ActionTableReader
from indexer.statements.rules import load_statement_rules
from indexer.statements.table_cells import Piece

RULES = load_statement_rules(ROOT / "corpus" / "rules").languages["en"].table


def rows(*lines: str) -> Iterator[ActionRow]:
    reader = ActionTableReader()
    for line in lines:
        yield from reader.read_line(Piece(line, 0, len(line)), RULES)


def test_heads_say_what_the_cells_are() -> None:
    """Each cell has the role of its column's head; an action whose state is not known is planned."""
    (row,) = rows(
        "Lead agency | Action | Timeframe | Cost",
        "Port Council, Ministry of Labour | Train all inspectors of the ports | by 2027 | 3 million",
    )
    assert row.action.text == "Train all inspectors of the ports"
    assert row.leads == ("Port Council", "Ministry of Labour")
    assert row.deadline is not None
    assert row.deadline.text == "by 2027"
    assert (row.state, row.status) == (None, "planned")


def test_a_state_after_a_name_tells_an_action_table() -> None:
    """Without heads the state of the action is enough, with a name before it."""
    (row,) = rows("Plant trees along the quay | 55 trees by 2025 | Parks, GH | Underway | ••")
    assert (row.leads, row.status) == (("Parks", "GH"), "in_progress")
    assert row.state is not None
    assert row.state.text == "Underway"
    assert row.deadline is not None
    assert row.deadline.text == "55 trees by 2025"


def test_other_tables_have_no_actions() -> None:
    """Numbers, names and states alone are no action."""
    assert not list(rows("Region | Men | Women", "North | 3 | 4", "Total | 7 | New", "Boats in use | 12 | New"))


def test_heads_end_with_their_section() -> None:
    """A table of another section has its own heads."""
    reader = ActionTableReader()
    reader.begin_passage(("One",))
    assert not list(reader.read_line(Piece("Action | Lead", 0, 13), RULES))
    line = "Train all inspectors | Port Council"
    assert list(reader.read_line(Piece(line, 0, len(line)), RULES))
    reader.begin_passage(("Two",))
    assert not list(reader.read_line(Piece(line, 0, len(line)), RULES))
