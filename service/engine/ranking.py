"""The order of results."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.engine.index import Floats, Ordinals
from service.engine.matching import ClauseMatch
from service.engine.protocol import Sort


def score(clauses: Sequence[ClauseMatch], count: int, power: float) -> Floats:
    """The scores of all passages of an index with this count, 0 for those that answer no clause.

    A passage's score is the sum of its scores by clause, times the share of the query's weight that it covers to
    this power. A clause that no passage answers counts for nothing.
    """
    totals: Floats = np.zeros(count, dtype=np.float32)
    for each in clauses:
        totals[each.ordinals] += each.scores
    if power and len(clauses) > 1:
        totals *= _covered(clauses, count) ** np.float32(power)
    return totals


def _covered(clauses: Sequence[ClauseMatch], count: int) -> Floats:
    """For each passage the share of the query's weight that it covers."""
    covered: Floats = np.zeros(count, dtype=np.float32)
    for each in clauses:
        covered[each.ordinals] += np.float32(each.weight)
    return covered / np.float32(sum(each.weight for each in clauses) or 1.0)


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
    if len(found) > most:
        least = np.partition(scores, len(found) - most)[len(found) - most]
        kept = np.flatnonzero(scores >= least)
        found, scores = found[kept], scores[kept]
    return found[np.lexsort((found, -scores))[:most]]
