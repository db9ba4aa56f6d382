"""The bonus for neighbours that stand close together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.index import Places
from service.engine.proximity import NEAR
from service.engine.proximity import closeness as closeness_of

CLAUSES = {"labour": 0, "work": 0, "inspection": 1, "campaign": 2}
WEIGHTS = (2.0, 1.0, 4.0)


def closeness(*texts: list[str]) -> list[float]:
    """How close the clauses' words are in each of some texts."""
    found = []
    for clause in range(len(WEIGHTS)):
        placed = [
            (row, at) for row, terms in enumerate(texts) for at, term in enumerate(terms) if CLAUSES.get(term) == clause
        ]
        rows, places = np.array(placed, dtype=np.intp).reshape(-1, 2).T
        found.append(Places(rows, places.astype(np.int32)))
    return closeness_of(found, WEIGHTS, len(texts)).tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("labour inspection", 1.0),
        ("work inspection", 1.0),
        ("inspection labour", 1 / 1.5),
        ("labour x inspection", 0.5),
        ("labour x x x x x inspection", 1 / 6),
        ("labour x x x x x x inspection", 0.0),
        ("labour inspection campaign", 2.0),
        ("labour x inspection labour inspection", 1.0),
        ("labour campaign", 0.0),
        ("labour labour", 0.0),
        ("", 0.0),
    ],
)
def test_closeness(text: str, expected: float) -> None:
    """Each pair of neighbours earns its lesser weight, less the farther apart it is, and once."""
    assert closeness(["labour", "inspection"], text.split(), []) == pytest.approx([1.0, expected, 0.0])


@given(st.lists(st.sampled_from(["labour", "inspection", "campaign", "x"]), max_size=30))
def test_closeness_is_bounded(terms: list[str]) -> None:
    """No text earns more than one in which all neighbours stand side by side, and none less than nothing."""
    [value, best] = closeness(terms, ["labour", "inspection", "campaign"])
    assert 0 <= value <= best


def test_near_is_in_words() -> None:
    """The farthest distance that still earns something is less than the bound."""
    assert closeness(["labour", *["x"] * (NEAR - 1), "inspection"]) > [0]
    assert closeness(["labour", *["x"] * NEAR, "inspection"]) == [0]
