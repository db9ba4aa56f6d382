"""How close together things stand in a few passages: runs of words, windows that cover much, first places.

Everything here works on `Places`, where something stands in so many passages, and gives an array with a value for
each passage.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.engine.index import Floats, Mask, Places

_PASSAGE = 1 << 32
"""More than any place: keys of different passages never come near each other."""

Keys = NDArray[np.int64]


def keys(places: Places) -> Keys:
    """Places as single numbers in ascending order: those of a passage follow each other, passages lie far apart."""
    return places.rows.astype(np.int64) * _PASSAGE + places.places


def places_of(found: Keys) -> Places:
    """The places that keys stand for."""
    return Places((found // _PASSAGE).astype(np.intp), (found % _PASSAGE).astype(np.int32))


def runs(steps: Sequence[tuple[Keys, int]], passages: int) -> Mask:
    """For each passage whether all stand in it in one run: each so many words behind the first."""
    (starts, _), *others = steps
    for found, behind in others:
        if not len(starts) or not len(found):
            return np.zeros(passages, np.bool_)
        at = np.searchsorted(found, starts + behind)
        starts = starts[found[np.minimum(at, len(found) - 1)] == starts + behind]
    held = np.zeros(passages, np.bool_)
    held[(starts // _PASSAGE).astype(np.intp)] = True
    return held


def best_window(clauses: Sequence[Keys], weights: Sequence[float], size: int, passages: int) -> Floats:
    """For each passage the most weight of distinct clauses that so many words in a row cover."""
    starts = np.concatenate([np.empty(0, np.int64), *clauses])
    covered = np.zeros(len(starts), dtype=np.float32)
    for found, weight in zip(clauses, weights, strict=True):
        if len(found):
            at = np.minimum(np.searchsorted(found, starts), len(found) - 1)
            ahead = found[at] - starts
            covered += np.where((ahead >= 0) & (ahead < size), np.float32(weight), np.float32(0))
    best: Floats = np.zeros(passages, dtype=np.float32)
    np.maximum.at(best, (starts // _PASSAGE).astype(np.intp), covered)
    return best


def opening(clauses: Sequence[Keys], weights: Sequence[float], size: int, passages: int) -> Floats:
    """For each passage the weight of the clauses that its first so many words cover."""
    total: Floats = np.zeros(passages, dtype=np.float32)
    for found, weight in zip(clauses, weights, strict=True):
        early = found[found % _PASSAGE < size]
        total[np.unique((early // _PASSAGE).astype(np.intp))] += np.float32(weight)
    return total


def present(found: Keys, passages: int) -> Mask:
    """For each passage whether it has any of these places."""
    held = np.zeros(passages, np.bool_)
    held[(found // _PASSAGE).astype(np.intp)] = True
    return held
