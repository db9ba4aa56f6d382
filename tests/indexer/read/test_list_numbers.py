"""Numbers of lists."""

import pytest

from indexer.read.list_numbers import format_number


@pytest.mark.parametrize(
    ("form", "count", "shown"),
    [
        ("1", 12, "12"),
        ("a", 2, "b"),
        ("A", 28, "BB"),
        ("i", 14, "xiv"),
        ("I", 1994, "MCMXCIV"),
        ("i", 0, "0"),
        ("a", -1, "-1"),
    ],
)
def test_numbers_are_shown_in_their_form(form: str, count: int, shown: str) -> None:
    """Digits, letters and Roman numerals; digits where the form has no such number."""
    assert format_number(form, count) == shown
