"""Words broken at the end of a line."""

import pytest

from indexer.read.repair.hyphens import Vocabulary, is_broken, join_lines

BREAKING = ["The inspectors visited eleven workshops.", "Later the inspec-", "tors saw the work-", "shops again."]
"""A document that breaks words with the hyphen that people type."""

SETTLED = ["Long-term and gender-based plans were settled in the first year.", "All of it was written down."]
"""A document that breaks no words."""


@pytest.mark.parametrize(
    ("document", "lines", "joined"),
    [
        (BREAKING, ["the inspec-", "tors came"], "the inspectors came"),
        (BREAKING, ["a har-", "bour master"], "a harbour master"),
        (BREAKING, ["a har\ufffe", "bour master"], "a harbour master"),
        ([*BREAKING, "The gender-based plan."], ["gender-", "sensitive plans"], "gender-sensitive plans"),
        ([*BREAKING, "A family of risk-averse buyers."], ["loss-", "averse buyers"], "loss-averse buyers"),
        ([*BREAKING, "The fishing crew met the buyers."], ["fishing-", "crew list"], "fishing-crew list"),
        ([], ["a part-", "time job"], "a part-time job"),
        ([], ["a self-", "assessment form"], "a self-assessment form"),
        ([], ["some self-", "less crew"], "some selfless crew"),
        (BREAKING, ["all decision-", "making in it"], "all decision-making in it"),
        (BREAKING, ["the cor-", "related counts"], "the correlated counts"),
        ([], ["il est peut-", "être ici"], "il est peut-être ici"),
        ([], ["the ves-", "sels"], "the vessels"),
        (["A parttime job."], ["a part-", "time job"], "a parttime job"),
        (SETTLED, ["a risk-", "based approach"], "a risk-based approach"),
        (SETTLED, ["short-", "and long-term plans"], "short- and long-term plans"),
        (SETTLED, ["the Anglo-", "Dutch firm"], "the Anglo-Dutch firm"),
        (SETTLED, ["during COVID-", "19 and after"], "during COVID-19 and after"),
        (SETTLED, ["pages 12-", "15 of it"], "pages 12-15 of it"),
        (SETTLED, ["the har\u2010", "bour master"], "the harbour master"),
        (SETTLED, ["the har\u00ad", "bour master"], "the harbour master"),
        (SETTLED, ["no hyphen", "at all"], "no hyphen at all"),
        (SETTLED, ["a dash –", "and more"], "a dash – and more"),
    ],
)
def test_join_lines(document: list[str], lines: list[str], joined: str) -> None:
    """A hyphen goes where it only marks the break and stays where the document's own usage says that it is meant."""
    assert join_lines(lines, Vocabulary.of([*document, *lines])) == joined


def test_own_sign_for_breaks() -> None:
    """Where a document breaks words with the Unicode hyphen, its plain hyphens are all meant."""
    lines = ["the har\u2010", "bour and the ves\u2010", "sels of the ow\u2010", "ners were gender-", "balanced"]
    assert join_lines(lines, Vocabulary.of(lines)) == "the harbour and the vessels of the owners were gender-balanced"


def test_unicode_hyphens_of_the_author() -> None:
    """Where a document writes its compounds with the Unicode hyphen, one at a line's end may be meant too."""
    lines = ["A self\u2010made, well\u2010known plan of the firm, owned by a state\u2010", "owned firm"]
    assert join_lines(lines, Vocabulary.of(lines)).endswith("state-owned firm")


@pytest.mark.parametrize(
    ("line", "broken"), [("the har-", True), ("the har\u2010 ", True), ("1990-", False), ("– ", False)]
)
def test_is_broken(line: str, broken: bool) -> None:  # noqa: FBT001  # a table's column
    """A line is broken where letters and a hyphen end it."""
    assert is_broken(line) is broken
