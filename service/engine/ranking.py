"""The order of results."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.engine.index import Floats, Ordinals
from service.engine.matching import ClauseMatch
from service.engine.protocol import Sort

_BLOCK = 16
"""So many scores are looked at by their highest alone before any is looked at by itself."""


def score(clauses: Sequence[ClauseMatch], count: int) -> Floats:
    """The scores of all passages of an index with this count: the sum by clause, 0 for those that answer none."""
    if not clauses:
        return np.zeros(count, dtype=np.float32)
    totals = clauses[0].scored.dense()
    for each in clauses[1:]:
        each.scored.add_to(totals)
    return totals


def demote(scores: Floats, ordinals: Ordinals, factor: float) -> Floats:
    """The scores of all passages, those of these passages times a factor from 0 to 1."""
    if len(ordinals):
        scores = scores.copy()
        scores[ordinals] *= np.float32(factor)
    return scores


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
