"""How close together things stand."""

import numpy as np
import pytest

from service.search.index import PackedPositions
from service.search.proximity import best_windows, followed_by, has_position, lead_weights, pack, rows_of
from tests.service.search.keys import keys_of


def placed(*pairs: tuple[int, int]) -> PackedPositions:
    return keys_of(pairs)


def test_keys_have_rows() -> None:
    """PackedPositions tell in which passages something stands."""
    assert rows_of(placed((0, 3), (2, 1))).tolist() == [0, 2]
    assert has_position(placed((0, 3), (2, 1)), 3).tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([(0, 1), (1, 5)], [(0, 2), (1, 7)], [True, False]),
        ([(0, 9)], [(1, 0)], [False, False]),
        ([], [(0, 1)], [False, False]),
        ([(1, 0)], [], [False, False]),
    ],
)
def test_runs(first: list[tuple[int, int]], second: list[tuple[int, int]], expected: list[bool]) -> None:
    """A run needs the second thing just behind the first, in the same passage."""
    assert has_position(followed_by(placed(*first), placed(*second), 1), 2).tolist() == expected


def test_best_windows() -> None:
    """The window that covers most counts, each clause once, and never across passages."""
    clauses = [placed((0, 0), (0, 20), (1, 4)), placed((0, 22)), placed((0, 1), (1, 30))]
    weights = np.array([1, 2, 4], np.float32)
    narrow, wide = best_windows(*pack(clauses), weights, 3, 30, 3)
    assert narrow.tolist() == [5.0, 4.0, 0.0]
    assert wide.tolist() == [7.0, 5.0, 0.0]


def test_opening() -> None:
    """What stands among the first words counts, once."""
    clauses = [placed((0, 0), (0, 1), (1, 9)), placed((1, 2))]
    assert lead_weights(*pack(clauses), np.array([1, 2], np.float32), 5, 2).tolist() == [1.0, 2.0]
