"""A bonus for passages in which neighbouring words of the query stand close together."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from service.engine.index import Floats, Places

NEAR = 6
"""Two words with this many or more others between them earn nothing."""

TURNED_ROUND = 0.5
"""The distance by which two words in the other order than in the query seem farther apart."""

_FAR = 1 << 20
"""More than any number of words between two that are near."""

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
    """For each passage the least number of words between the two; `_FAR` where either is absent."""
    ahead, behind = (each.rows * _PASSAGE + each.places for each in (one, other))
    following = behind.searchsorted(ahead, side="right")
    after = behind.take(following, mode="clip") - ahead - 1
    after[(following == len(behind)) | (after > _FAR)] = _FAR
    preceding = behind.searchsorted(ahead) - 1
    before = ahead - behind.take(preceding, mode="clip") - 1
    before[(preceding < 0) | (before > _FAR)] = _FAR
    nearest = np.minimum(after, before + TURNED_ROUND)
    begins = np.flatnonzero(np.diff(one.rows, prepend=-1))
    distances = np.full(passages, _FAR, dtype=np.float32)
    distances[one.rows[begins]] = np.minimum.reduceat(nearest, begins)
    return distances
