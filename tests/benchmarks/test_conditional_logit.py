"""Learning which of several candidates is chosen."""

import numpy as np

from benchmarks.conditional_logit import fit


def test_what_marks_the_right_one_gets_weight() -> None:
    """A feature that only right candidates have gets a high weight, one that all share gets none."""
    groups = [np.array([[1.0, 1.0], [0.0, 1.0]]), np.array([[0.0, 1.0], [1.0, 1.0], [0.0, 1.0]])] * 20
    right = [np.array([1.0, 0.0]), np.array([0.0, 1.0, 0.0])] * 20
    telling, shared = fit(groups, right, [1.0] * 40)
    assert telling > 0.5
    assert abs(shared) < 1e-6
