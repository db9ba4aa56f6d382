"""Logistic regression within bounds."""

import numpy as np
import pytest

from benchmarks.bounded_logistic import fit, probabilities

SIGNS = [{"good": float(place % 2), "none": 1.0} for place in range(400)]
LABELS = np.array([float(place % 2 == 1 and place % 10 != 1) for place in range(400)])


def test_probabilities() -> None:
    """A feature that indicates the label raises the probability, which matches the label's frequency."""
    trained = fit(SIGNS, LABELS, {"good": 1})
    low, high = probabilities([{"good": 0.0, "none": 1.0}, {"good": 1.0, "none": 1.0}], *trained)
    assert low < 0.1
    assert high == pytest.approx(0.8, abs=0.05)


def test_directions() -> None:
    """A weight that may not rise stays at nought."""
    weights, _ = fit(SIGNS, LABELS, {"good": -1})
    assert weights["good"] == 0.0
