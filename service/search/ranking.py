"""The order of results."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.search.clause_match import ClauseMatch
from service.search.index import Floats, Ordinals
from service.search.passage_set import PassageSet
from service.search.protocol import Sort


def score(clauses: Sequence[ClauseMatch], count: int) -> Floats:
    """Return the score of every passage, `[count]`: the sum over its clauses, 0 where it matches none."""
    totals: Floats = np.zeros(count, dtype=np.float32)
    for each in clauses:
        each.scored.add_to(totals)
    return totals


def demote(scores: Floats, ordinals: Ordinals, factor: float) -> None:
    """Multiply the scores of these passages by a factor from 0 to 1."""
    if len(ordinals):
        scores[ordinals] *= np.float32(factor)


def top_k(found: PassageSet, scores: Floats, sort: Sort, years: NDArray[np.int32], k: int) -> Ordinals:
    """Return the first `k` passages in the requested order; ties stay in index order.

    `scores` and `years` are of all passages of the index; the year of a document that has none is 0.
    """
    ordinals = found.ordinals
    match sort:
        case "relevance":
            values = scores[ordinals]
            if k < len(values):
                least = np.partition(values, -k)[-k]
                ordinals, values = ordinals[values >= least], values[values >= least]
            return ordinals[np.argsort(-values, kind="stable")][:k]
        case "newest":
            return ordinals[np.lexsort((ordinals, -scores[ordinals], -years[ordinals]))[:k]]
        case "document":
            return ordinals[:k]
