"""Logistic regression whose weights keep to the direction that they must have by their meaning."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Array = NDArray[np.float64]
Features = dict[str, float]
"""Evidence for or against, or its weights, by name."""


def fit(
    features: Sequence[Features], labels: Array, directions: Mapping[str, int], counts: Sequence[float] | None = None
) -> tuple[Features, float]:
    """Return the weights of the features and the constant.

    `labels` are 1.0 or 0.0; `counts` are the weights of the examples, 1 by default. A feature whose direction is 1 has
    no weight below 0, one with -1 none above; the others are free.
    """
    names = sorted(features[0])
    rows = np.array([[row[name] for name in names] for row in features])
    middle, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = np.column_stack([(rows - middle) / spread, np.ones(len(rows))])

    weight = np.ones(len(rows)) if counts is None else np.array(counts)

    def loss(values: Array) -> tuple[float, Array]:
        total = scaled @ values
        likelihood = (weight * (labels * total - np.logaddexp(0, total))).sum()
        penalty = np.append(values[:-1], 0.0)
        gradient = scaled.T @ (weight * (labels - 1 / (1 + np.exp(-total))))
        return -likelihood + penalty @ penalty, -gradient + 2 * penalty

    bounds = [_BOUNDS[directions.get(name, 0)] for name in names] + [_BOUNDS[0]]
    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = best[:-1] / spread
    return dict(zip(names, map(float, weights), strict=True)), float(best[-1] - weights @ middle)


def probabilities(features: Sequence[Features], weights: Features, constant: float) -> Array:
    """Return the probabilities that these features give."""
    total = np.array([constant + sum(weights[name] * value for name, value in row.items()) for row in features])
    return np.asarray(1 / (1 + np.exp(-total)))


_BOUNDS: dict[int, tuple[float | None, float | None]] = {-1: (None, 0.0), 0: (None, None), 1: (0.0, None)}
