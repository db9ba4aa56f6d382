"""How a sentence is made, what stands around it, and whether the kind of thing that is asked for is in it."""

import math

import numpy as np

from indexer.analysis.sentence_index import ASKS as A_QUESTION
from indexer.analysis.sentence_index import REFERS_BACK as REFERRING
from service.answers.columns import (
    AFTER_ADDS,
    ASKS,
    BEFORE_ADDS,
    FOCUS,
    FOCUS_NEAR,
    KIND_ABSENT,
    KIND_MANY,
    KIND_NEAR,
    LENGTH,
    NAMES_MISSING,
    NEW_WORDS,
    PASSAGE,
    RANK,
    REFERS_BACK,
    SCORE,
    SHORT,
)
from service.answers.cue_counts import Counts
from service.answers.match_terms import Mask, Places
from service.answers.term_weights import Values, share, weight, weight_but
from service.search.jit import Integer, compiled, part
from service.search.sentences import Numbers

LONG = 60.0
"""No sentence has many more words."""

FEW = 6
"""A sentence with fewer words is hardly one."""

FADING = 40.0
"""The distance in characters at which being near counts a third."""

MANY = 4
"""So many signs of a kind beyond the first are many."""


@compiled("f8[,]! f8[] bool[] u4[] bool[,] bool[,] f8[] f8[]")
def measure_surroundings(
    rows: Values, rarity: Values, names: Mask, bounds: Numbers, akin: Mask, above: Mask, ranks: Values, scores: Values
) -> None:
    """What the sentences beside a sentence add to it, and its passage as a whole."""
    whole = rarity.sum()
    best = 0.0
    for passage in range(len(bounds) - 1):
        if bounds[passage] < bounds[passage + 1]:
            best = max(best, scores[passage])
    for passage in range(len(bounds) - 1):
        first, end = np.int64(bounds[passage]), np.int64(bounds[passage + 1])
        together = above[passage].copy()
        for place in range(first, end):
            together |= akin[place]
        held = share(weight(rarity, together), whole)
        missing = share(weight_but(rarity, names, together), whole)
        for place in range(first, end):
            row = rows[place]
            if place > first:
                row[BEFORE_ADDS] = share(weight_but(rarity, akin[place - 1], akin[place]), whole)
            if place + 1 < end:
                row[AFTER_ADDS] = share(weight_but(rarity, akin[place + 1], akin[place]), whole)
            row[PASSAGE], row[NAMES_MISSING] = held, missing
            row[RANK] = 1 / (1 + ranks[passage])
            row[SCORE] = share(scores[passage], best)


@compiled("f8[,]! i8 i8 u4[] u4[] u4[] u4[] u4[] u4[] u1[] i4[] bool[,]")
def measure_form(
    rows: Values, focus: int, can_be_seen: int, flags: Numbers, unit_bounds: Numbers, unit_starts: Numbers,
    telling: Numbers, sign_bounds: Numbers, sign_starts: Numbers, signs: Counts, found: Places, akin: Mask,
) -> None:  # fmt: skip
    """How a sentence is made, whether the kind of thing asked for is in it, and how near to the question's words."""
    for place in range(len(rows)):
        row = rows[place]
        first, end = np.int64(unit_bounds[place]), np.int64(unit_bounds[place + 1])
        new = 0
        for unit in range(first, end):
            if telling[unit] and found[unit] < 0:
                new += 1
        row[LENGTH] = min(1.0, math.log1p(end - first) / math.log1p(LONG))
        row[SHORT] = end - first < FEW
        row[NEW_WORDS] = min(1.0, math.log1p(new) / math.log1p(LONG))
        row[ASKS] = flags[place] & A_QUESTION > 0
        row[REFERS_BACK] = flags[place] & REFERRING > 0
        row[FOCUS] = focus >= 0 and akin[place, focus]
        if not can_be_seen:
            continue
        units = (unit_starts[first:end], found[first:end])
        here = slice(sign_bounds[place], sign_bounds[place + 1])
        count = signs[here].sum()
        if not count:
            row[KIND_ABSENT] = 1
            continue
        row[KIND_MANY] = min(1.0, (count - 1) / MANY)
        row[KIND_NEAR] = _close(_gap(*units, -1, sign_starts[here], signs[here]))
        row[FOCUS_NEAR] = _close(_gap(*units, focus, sign_starts[here], signs[here])) if focus >= 0 else 0.0


@part
def _gap(unit_starts: Numbers, found: Places, word: int, sign_starts: Numbers, signs: Counts) -> Integer:
    """The characters between a sign that counts and the nearest of the question's words, or this one of them, or -1."""
    nearest: Integer = -1
    for unit in range(len(found)):
        if found[unit] < 0 or (word >= 0 and found[unit] != word):
            continue
        for sign in range(len(signs)):
            if signs[sign]:
                gap = abs(np.int64(unit_starts[unit]) - np.int64(sign_starts[sign]))
                if nearest < 0 or gap < nearest:
                    nearest = gap
    return nearest


@part
def _close(gap: Integer) -> float:
    """How near a sign so many characters away is: 1 beside it, 0 far away or where there is none."""
    return math.exp(-gap / FADING) if gap >= 0 else 0.0
