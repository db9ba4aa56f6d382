"""A passage is tagged with what is stated in it."""

from indexer.documents.statement_tags import tag_statements
from indexer.records.passage import Passage
from indexer.records.statement import Statement, Status


def passage(identity: str) -> Passage:
    return Passage(identity, 0, "d", "en", (), "text", (), {"country": ("XAA",), "statement": ()})


def statement(passage_id: str, status: Status) -> Statement:
    return Statement(
        "d-s1", "d", passage_id, "en", "text", (), "", "", status, "none", (), "", "", "", "", None, (), (), "rule"
    )


def test_statuses_become_tags() -> None:
    """Each status is listed once, in display order; other tags and other passages stay as they are."""
    statements = [statement("a", "expected"), statement("a", "decided"), statement("a", "expected")]
    one, other = tag_statements([passage("a"), passage("b")], statements)
    assert one.tags == {"country": ("XAA",), "statement": ("decided", "expected")}
    assert other == passage("b")
