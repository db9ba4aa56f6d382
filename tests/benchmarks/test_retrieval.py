"""Measures of rankings, computed by hand for small ones."""

import math

import pytest

from benchmarks.retrieval import hits, measure, sign_test


def test_measures_of_a_run() -> None:
    """One question is answered at once, one third, one not at all."""
    grades = {"a": {"p1": 1}, "b": {"p1": 1, "p2": 1}, "c": {"p9": 1}}
    found = measure({"a": ["p1", "p2"], "b": ["p3", "p4", "p1"]}, grades)
    assert (found.n, round(found.hit_1, 4), round(found.hit_5, 4)) == (3, 0.3333, 0.6667)
    assert found.mrr_10 == pytest.approx((1 + 1 / 3) / 3)
    assert found.ndcg_10 == pytest.approx((1 + 0.5 / (1 + 1 / math.log2(3))) / 3)
    assert found.r_100 == pytest.approx((1 + 0.5) / 3)


def test_grades_are_gains() -> None:
    """The better passage second costs more than the lesser one second; a grade of 0 is not relevant."""
    grades = {"a": {"good": 3, "fair": 1, "bad": 0}}
    right, wrong = (measure({"a": order}, grades) for order in (["good", "fair"], ["fair", "good"]))
    assert right.ndcg_10 == pytest.approx(1.0)
    assert wrong.ndcg_10 == pytest.approx((1 + 7 / math.log2(3)) / (7 + 1 / math.log2(3)))
    assert hits({"a": ["bad", "good"]}, grades) == [False]


def test_nothing_asked_nothing_measured() -> None:
    """A set without questions has zeros, not an error."""
    assert measure({}, {}).n == 0


def test_sign_test() -> None:
    """Ten to none is no chance; three to three, or no difference at all, says nothing."""
    assert sign_test([True] * 10, [False] * 10) == pytest.approx(2 / 2**10)
    assert sign_test([True] * 3 + [False] * 3, [False] * 3 + [True] * 3) == 1.0
    assert sign_test([True], [True]) == 1.0
