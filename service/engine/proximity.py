"""A bonus for passages in which neighbouring words of the query stand close together."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from service.engine.index import Floats, Places

NEAR = 6
"""Two words with this many or more others between them earn nothing."""

TURNED_ROUND = 0.5
"""The distance by which two words in the other order than in the query seem farther apart."""

_PASSAGE = 1 << 40
"""More than any place: rows times this, plus places, never meet across rows."""


def closeness(clauses: Sequence[Places], weights: Sequence[float], passages: int) -> Floats:
    """How close the query's neighbours are in each of so many passages.

    `clauses` are the places of the query's clauses in these passages, in the order of the query, `weights` how
    telling each is. Each pair of neighbours earns the weight of its lesser one, divided by 1 and the least number of
    words between the two.
    """
    total: Floats = np.zeros(passages, dtype=np.float32)
    for place, (one, other) in enumerate(pairwise(clauses)):
        if len(one.rows) and len(other.rows):
            distance = _distances(one, other, passages)
            earned = np.float32(min(weights[place], weights[place + 1])) / (1 + distance)
            total += np.where(distance < NEAR, earned, np.float32(0))
    return total


def _distances(one: Places, other: Places, passages: int) -> Floats:
    """For each passage the least number of words between the two; infinite where either is absent."""
    ahead, behind = (each.rows * _PASSAGE + each.places for each in (one, other))
    distances = np.full(passages, np.inf, dtype=np.float32)
    following = np.searchsorted(behind, ahead, side="right")
    for place, turned in ((following, 0.0), (np.searchsorted(behind, ahead) - 1, TURNED_ROUND)):
        inside = (place >= 0) & (place < len(behind))
        apart = np.abs(behind[place[inside]] - ahead[inside])
        near = apart < _PASSAGE >> 1
        np.minimum.at(distances, one.rows[inside][near], (apart[near] - 1 + turned).astype(np.float32))
    return distances
