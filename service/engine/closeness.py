"""How close together things stand in a few passages: runs of words, windows that cover much, first places.

Everything here works on keys, where something stands in so many passages, and gives an array with a value for each
passage.
"""

from collections.abc import Sequence

import numpy as np

from service.engine.compiled import compiled, part
from service.engine.index import Floats, Keys, Mask

NOWHERE: Keys = np.empty(0, np.int64)


def rows_of(keys: Keys) -> Keys:
    """The passages, by their place among those asked about, in which keys stand."""
    return keys >> 32


def runs(steps: Sequence[tuple[Keys, int]], passages: int) -> Mask:
    """For each passage whether all stand in it in one run: each so many words behind the first."""
    (starts, _), *others = steps
    for keys, behind in others:
        starts = following(starts, keys, behind)
    return present(starts, passages)


def best_window(clauses: Sequence[Keys], weights: Sequence[float], size: int, passages: int) -> Floats:
    """For each passage the most weight of distinct clauses that so many words in a row cover."""
    best: Floats = np.zeros(passages, np.float32)
    _best_window(best, *_joined(clauses), np.asarray(weights, np.float32), size)
    return best


def opening(clauses: Sequence[Keys], weights: Sequence[float], size: int, passages: int) -> Floats:
    """For each passage the weight of the clauses that its first so many words cover."""
    total: Floats = np.zeros(passages, np.float32)
    for keys, weight in zip(clauses, weights, strict=True):
        if len(keys):
            _open(total, keys, weight, size)
    return total


def present(keys: Keys, passages: int) -> Mask:
    """For each passage whether it has any of these keys."""
    held = np.zeros(passages, np.bool_)
    held[rows_of(keys)] = True
    return held


def _joined(clauses: Sequence[Keys]) -> tuple[Keys, Keys]:
    """The keys of all clauses, one clause after the other, and where those of each begin, and the last end."""
    return np.concatenate([NOWHERE, *clauses]), np.cumsum([0, *map(len, clauses)])


@part
def _first_not_before(keys: Keys, at: int, end: int, wanted: int) -> int:
    """The first of the keys from `at` to `end` that is no less than this one; keys asked for in turn lie close."""
    step = 1
    while at + step < end and keys[at + step] < wanted:
        at += step
        step *= 2
    end = min(end, at + step)
    while at < end:
        middle = (at + end) >> 1
        if keys[middle] < wanted:
            at = middle + 1
        else:
            end = middle
    return at


@compiled("i8[] i8[] i8")
def following(starts: Keys, keys: Keys, behind: int) -> Keys:
    """Those of the first keys that have one of the others so many words behind them."""
    kept = np.empty(len(starts), np.int64)
    size, at = 0, 0
    for start in starts:
        at = _first_not_before(keys, at, len(keys), start + behind)
        if at < len(keys) and keys[at] == start + behind:
            kept[size] = start
            size += 1
    return kept[:size]


@compiled("f4[]! i8[] i8[] f4[] i8")
def _best_window(best: Floats, keys: Keys, bounds: Keys, weights: Floats, size: int) -> None:
    """Every key is the start of a window; the first key of each clause from there on tells whether it is covered."""
    covered = np.zeros(len(keys), np.float32)
    for clause in range(len(weights)):
        for other in range(len(weights)):
            ahead = bounds[other]
            for at in range(bounds[clause], bounds[clause + 1]):
                ahead = _first_not_before(keys, ahead, bounds[other + 1], keys[at])
                if ahead == bounds[other + 1]:
                    break
                if keys[ahead] - keys[at] < size:
                    covered[at] += weights[other]
    for at in range(len(keys)):
        row = keys[at] >> 32
        best[row] = max(best[row], covered[at])


@compiled("f4[]! i8[] f4 i8")
def _open(total: Floats, keys: Keys, weight: float, size: int) -> None:
    latest = -1
    for key in keys:
        row = key >> 32
        if row != latest and key & 0xFFFFFFFF < size:
            total[row] += weight
            latest = row
