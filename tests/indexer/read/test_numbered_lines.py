"""Lines that a list's numbers begin."""

import pytest

from indexer.read.numbered_lines import find_numbered_lines, split_at_numbers


@pytest.mark.parametrize(
    ("lines", "starts"),
    [
        (["They met.", "1. Open", "2. Close the", "gate"], {1, 2}),
        (["(a) open", "(b) close"], {0, 1}),
        (["i. one", "ii. two", "iii. three"], {0, 1, 2}),
        (["1.1. one", "1.2. two"], {0, 1}),
        (["1.1 one", "1.2 two", "2.1 three"], {0, 1}),
        (["They met in room", "3. After that they left."], set()),
        (["1. one", "3. three"], set()),
        (["1) one", "2. two"], set()),
        (["A. Open", "b. close"], set()),
    ],
)
def test_numbers_that_follow_each_other_begin_items(lines: list[str], starts: set[int]) -> None:
    """In one form; a number by itself is part of the text."""
    assert find_numbered_lines(lines) == starts


def test_paragraphs_are_split_at_line_breaks() -> None:
    """The text before the first number stays what it is; without numbers nothing is split."""
    assert split_at_numbers("paragraph", "Steps:\v1. open\v2. close") == [
        ("paragraph", "Steps:"),
        ("item", "1. open"),
        ("item", "2. close"),
    ]
    assert split_at_numbers("paragraph", "one\vtwo") == [("paragraph", "one\vtwo")]
    assert split_at_numbers("heading", "1. one\v2. two") == [("heading", "1. one\v2. two")]
