"""Whether a sentence holds a gold answer."""

import pytest

from benchmarks.matching import holds


@pytest.mark.parametrize(
    ("text", "answer", "held"),
    [
        ("Twelve boats, 12 in all.", "12", True),
        ("Built in 2012.", "12", False),
        ("It cost 1,200 pounds.", "200", False),
        ("Anna Bell’s boats", "anna bell", True),
        ("Bell, Anna", "Anna Bell", False),
        ("Convention (No. 188)", "No. 188", True),
        ("Anything", "?", False),
    ],
)
def test_holds(text: str, answer: str, held: bool) -> None:  # noqa: FBT001  # a table's column
    """An answer is held as whole words in their order, folded; nothing holds an answer without words."""
    assert holds(text, ["zzz", answer]) is held
