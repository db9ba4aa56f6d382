"""The order of results."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.engine.index import Floats, Ordinals
from service.engine.matching import ClauseMatch
from service.engine.protocol import Sort

_MOST_BITS = 6
"""The clauses of which every combination is worked out beforehand."""

_BLOCK = 16
"""So many scores are looked at by their highest alone before any is looked at by itself."""


def score(clauses: Sequence[ClauseMatch], count: int, power: float, *, partly: bool = True) -> Floats:
    """The scores of all passages of an index with this count, 0 for those that answer no clause.

    A passage's score is the sum of its scores by clause, times the share of the query's weight that it covers to
    this power. A clause that no passage answers counts for nothing. Where `partly` is false, only the scores of
    passages that answer all clauses are right.
    """
    if not clauses:
        return np.zeros(count, dtype=np.float32)
    totals = clauses[0].scored.dense()
    for each in clauses[1:]:
        each.scored.add_to(totals)
    if partly and power and len(clauses) > 1:
        totals *= _covered(clauses, power)
    return totals


def _covered(clauses: Sequence[ClauseMatch], power: float) -> Floats:
    """For each passage the share of the query's weight that it covers, to a power.

    With few clauses a passage's share is looked up by which of them it answers, a bit for each.
    """
    whole = sum(each.weight for each in clauses) or 1.0
    shares = np.array([each.weight / whole for each in clauses], np.float32)
    masks = [each.scored.mask() for each in clauses]
    if len(clauses) > _MOST_BITS:
        return (shares @ np.array(masks)) ** power
    answered = masks[0].view(np.uint8)
    for bit, mask in enumerate(masks[1:], start=1):
        answered |= mask.view(np.uint8) << np.uint8(bit)
    bits = np.arange(1 << len(shares))[:, None] >> np.arange(len(shares)) & 1
    by_bits: Floats = (bits.astype(np.float32) @ shares) ** power
    return by_bits.take(answered)


def first(found: Ordinals, scores: Floats, sort: Sort, years: NDArray[np.int32], most: int) -> Ordinals:
    """The first so many of the passages in the order asked for. Equal ones stand in the order of the index.

    `scores` and `years` are of all passages of the index; the year of a document that has none is 0.
    """
    match sort:
        case "relevance":
            return _highest(found, scores[found], most)
        case "newest":
            of_found = years[found]
            order = np.lexsort((found, -scores[found], -of_found))[:most]
            return found[order]
        case "document":
            return found[:most]


def _highest(found: Ordinals, scores: Floats, most: int) -> Ordinals:
    """The passages with the highest scores.

    At least as many scores as there are blocks taken reach the least of the blocks' highest scores, so none below it
    is among the highest so many.
    """
    blocks = len(scores) // _BLOCK
    if blocks > 2 * most:
        highest = scores[: blocks * _BLOCK].reshape(_BLOCK, blocks).max(axis=0)
        highest.partition(blocks - most)
        kept = np.flatnonzero(scores >= highest[blocks - most])
        found, scores = found[kept], scores[kept]
    if len(scores) > 4 * most:
        least = np.partition(scores, len(scores) - most)[len(scores) - most]
        kept = np.flatnonzero(scores >= least)
        found, scores = found[kept], scores[kept]
    return found[np.lexsort((found, -scores))[:most]]
