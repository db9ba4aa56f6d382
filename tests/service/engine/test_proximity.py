"""The bonus for neighbours that stand close together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.proximity import NEAR, closeness

CLAUSES = {"labour": 0, "work": 0, "inspection": 1, "campaign": 2}
WEIGHTS = (2.0, 1.0, 4.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("labour inspection", 1.0),
        ("work inspection", 1.0),
        ("inspection labour", 1 / 1.5),
        ("labour x inspection", 0.5),
        ("labour x x x x inspection", 0.0),
        ("labour inspection campaign", 2.0),
        ("labour x inspection labour inspection", 1.0),
        ("labour campaign", 0.0),
        ("labour labour", 0.0),
        ("", 0.0),
    ],
)
def test_closeness(text: str, expected: float) -> None:
    """Each pair of neighbours earns its lesser weight, less the farther apart it is, and once."""
    assert closeness(text.split(), CLAUSES, WEIGHTS) == pytest.approx(expected)


@given(st.lists(st.sampled_from(["labour", "inspection", "campaign", "x"]), max_size=30))
def test_closeness_is_bounded(terms: list[str]) -> None:
    """No text earns more than one in which all neighbours stand side by side, and none less than nothing."""
    assert 0 <= closeness(terms, CLAUSES, WEIGHTS) <= closeness(["labour", "inspection", "campaign"], CLAUSES, WEIGHTS)


def test_near_is_in_words() -> None:
    """The farthest distance that still earns something is less than the bound."""
    assert closeness(["labour", *["x"] * (NEAR - 1), "inspection"], CLAUSES, WEIGHTS) > 0
    assert closeness(["labour", *["x"] * NEAR, "inspection"], CLAUSES, WEIGHTS) == 0
