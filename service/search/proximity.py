"""Proximity of terms in a few passages: phrases, the windows with the highest weight, first positions.

All functions take keys, the packed positions of a term in some passages. The keys of several terms are one array with
bounds (service.search.index.TermPositions).
"""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from service.query.items import StemmedPhrase
from service.search.index import Floats, Index, Mask, Ordinals, PackedPositions, TermPositions
from service.search.jit import compiled

NO_POSITIONS: PackedPositions = np.empty(0, np.int64)


def rows_of(keys: PackedPositions) -> PackedPositions:
    """Return the row of each key: the index of its passage in the request."""
    return keys >> 32


def pack(positions: Sequence[PackedPositions]) -> TermPositions:
    """Return the keys of several terms as one array."""
    bounds = np.array([*accumulate(map(len, positions), initial=0)], np.int64)
    return TermPositions(np.concatenate(positions) if positions else NO_POSITIONS, bounds)


@compiled("i8[] i8[]")
def merge_positions(keys: PackedPositions, others: PackedPositions) -> PackedPositions:
    """Return the sorted union of two arrays of keys."""
    found = np.empty(len(keys) + len(others), np.int64)
    size, one, other = 0, 0, 0
    while one < len(keys) or other < len(others):
        if other == len(others) or (one < len(keys) and keys[one] <= others[other]):
            if other < len(others) and keys[one] == others[other]:
                other += 1
            found[size] = keys[one]
            one += 1
        else:
            found[size] = others[other]
            other += 1
        size += 1
    return found[:size]


@compiled("i8[] i8")
def has_position(keys: PackedPositions, passages: int) -> Mask:
    """Return for each passage whether it has any of these keys: `[passage]`."""
    held = np.zeros(passages, np.bool_)
    for key in keys:
        held[key >> 32] = True
    return held


@compiled("i8[] i8[] i8")
def followed_by(starts: PackedPositions, keys: PackedPositions, distance: int) -> PackedPositions:
    """Return those of `starts` that one of `keys` follows at this distance in words."""
    kept = np.empty(len(starts), np.int64)
    size, at = 0, 0
    for start in starts:
        while at < len(keys) and keys[at] < start + distance:
            at += 1
        if at < len(keys) and keys[at] == start + distance:
            kept[size] = start
            size += 1
    return kept[:size]


@compiled("i8[] i8[] f4[] i8 i8 i8")
def best_windows(
    keys: PackedPositions, bounds: PackedPositions, weights: Floats, narrow: int, wide: int, passages: int
) -> tuple[Floats, Floats]:
    """Return each passage's highest weight of distinct terms in a window of `narrow` words, and of `wide` words.

    Every key is the start of a window; the first key of each term from there on decides whether it is covered.
    """
    in_narrow, in_wide = np.zeros(len(keys), np.float32), np.zeros(len(keys), np.float32)
    for term in range(len(weights)):
        for other in range(len(weights)):
            ahead = bounds[other]
            for at in range(bounds[term], bounds[term + 1]):
                while ahead < bounds[other + 1] and keys[ahead] < keys[at]:
                    ahead += 1
                if ahead == bounds[other + 1]:
                    break
                if keys[ahead] - keys[at] < narrow:
                    in_narrow[at] += weights[other]
                if keys[ahead] - keys[at] < wide:
                    in_wide[at] += weights[other]
    best, best_wide = np.zeros(passages, np.float32), np.zeros(passages, np.float32)
    for at in range(len(keys)):
        row = keys[at] >> 32
        best[row] = max(best[row], in_narrow[at])
        best_wide[row] = max(best_wide[row], in_wide[at])
    return best, best_wide


@compiled("i8[] i8[] f4[] i8 i8")
def lead_weights(keys: PackedPositions, bounds: PackedPositions, weights: Floats, size: int, passages: int) -> Floats:
    """Return for each passage the weight of the terms among its first `size` words."""
    total = np.zeros(passages, np.float32)
    for term in range(len(weights)):
        latest = -1
        for at in range(bounds[term], bounds[term + 1]):
            row = keys[at] >> 32
            if row != latest and keys[at] & 0xFFFFFFFF < size:
                total[row] += weights[term]
                latest = row
    return total


def stemmed_phrase_positions(phrase: StemmedPhrase, index: Index, passages: Ordinals) -> PackedPositions:
    """Return the start positions of a phrase of stems in these passages, in any order.

    Occurrences within one of the longer names in `not_within` are left out.
    """
    starts = _starts(phrase, index, passages)
    for longer in phrase.not_within:
        for offset in _offsets(phrase.stems, longer.stems):
            starts = np.setdiff1d(starts, _starts(longer, index, passages) + longer.offsets[offset], assume_unique=True)
    return starts


def _starts(phrase: StemmedPhrase, index: Index, passages: Ordinals) -> PackedPositions:
    starts: PackedPositions | None = None
    for stem, offsets in zip(phrase.stems, phrase.offsets, strict=True):
        found = index.positions("body", stem, passages) - offsets
        starts = found if starts is None else np.intersect1d(starts, found, assume_unique=True)
        if not len(starts):
            break
    return starts if starts is not None else NO_POSITIONS


def _offsets(part: Sequence[str], whole: Sequence[str]) -> list[int]:
    """Return the indexes at which one sequence of stems occurs within another."""
    return [
        at
        for at in range(len(whole))
        if all(one == other for one, other in zip(part, whole[at:], strict=False)) and len(whole) - at >= len(part)
    ]
