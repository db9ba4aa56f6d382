"""The numbers and letters before Word's list items."""

import pytest

from indexer.read.office.numbering import ListCounters, ListLevel, format_count


@pytest.mark.parametrize(
    ("form", "count", "shown"),
    [
        ("decimal", 12, "12"),
        ("lowerLetter", 2, "b"),
        ("upperLetter", 28, "BB"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 0, "0"),
        ("none", 3, ""),
        ("ordinalText", 3, "3"),
    ],
)
def test_counts_are_shown_in_their_form(form: str, count: int, shown: str) -> None:
    """Digits, letters and Roman numerals; a form that is none of these is shown in digits."""
    assert format_count(form, count) == shown


def test_lists_count_by_themselves() -> None:
    """Levels below start anew with each item above; lists know nothing of each other; bullets show no number."""
    levels = {0: ListLevel("decimal", "%1."), 1: ListLevel("lowerLetter", "%1.%2)")}
    counters = ListCounters({"1": levels, "2": {0: ListLevel("decimal", "(%1)", 5), 1: ListLevel("bullet", "o")}})
    steps = [("1", 0), ("1", 1), ("1", 1), ("2", 0), ("1", 0), ("1", 1), ("2", 1), ("3", 0), ("1", 7)]
    assert [counters.next(*step) for step in steps] == ["1.", "1.a)", "1.b)", "(5)", "2.", "2.a)", "", "", ""]
