"""Conditional logit: learn which of several candidates is chosen.

The weights maximise the probability of the right candidates among all for a question (conditional logit; McFadden,
Conditional logit analysis of qualitative choice behavior, 1974), with a penalty on their squares.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Array = NDArray[np.float64]

PENALTY = 10.0
"""On the squares of the weights of features scaled to unit deviation (ridge)."""


def fit(groups: Sequence[Array], right: Sequence[Array], counts: Sequence[float]) -> Array:
    """Return one weight for each feature.

    `groups` holds for each question the features of its candidates, one row each; `right` which of them are right (1.0
    or 0.0, some of both); `counts` is the weight of each question.
    """
    features, chosen = np.vstack(groups), np.concatenate(right)
    sizes = np.array([len(group) for group in groups])
    weight = np.array(counts)
    spread = features.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = features / spread
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group = np.repeat(np.arange(len(sizes)), sizes)

    def loss(values: Array) -> tuple[float, Array]:
        scores = scaled @ values
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        whole, good = np.add.reduceat(powers, starts), np.add.reduceat(powers * chosen, starts) + 1e-300
        likelihood = (weight * (np.log(good) - np.log(whole))).sum()
        gradient = scaled.T @ ((powers * chosen / good[group] - powers / whole[group]) * weight[group])
        return -likelihood + PENALTY * values @ values, -gradient + 2 * PENALTY * values

    best = minimize(loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return np.asarray(best.x / spread)
