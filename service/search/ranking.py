"""The order of results."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.search.clause_match import ClauseMatch
from service.search.index import Floats, Ordinals
from service.search.jit import compiled, lowest_bit
from service.search.passage_set import PassageSet, Words
from service.search.protocol import Sort

MAX_INSERTED = 256
"""The most results that are kept in order while passages are looked through; more are sorted all at once."""


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
    match sort:
        case "relevance" if k <= MAX_INSERTED:
            best: Ordinals = np.empty(min(k, found.size), np.uint32)
            _insert_highest(found.words, scores, best, np.empty(len(best), np.float32))
            return best
        case "relevance":
            ordinals = found.ordinals
            return ordinals[np.argsort(-scores[ordinals], kind="stable")][:k]
        case "newest":
            ordinals = found.ordinals
            return ordinals[np.lexsort((ordinals, -scores[ordinals], -years[ordinals]))[:k]]
        case "document":
            return found.ordinals[:k]


@compiled("u8[] f4[] u4[]! f4[]!")
def _insert_highest(words: Words, scores: Floats, best: Ordinals, values: Floats) -> None:
    """Fill `best` with the passages of a set that have the highest scores, the highest first, and `values` with these.

    Of equal scores, the earlier passage is the better.
    """
    size = 0
    for index in range(len(words)):
        word = words[index]
        while word:
            ordinal = np.uint32(index * 64 + lowest_bit(word))
            word &= word - np.uint64(1)
            value = scores[ordinal]
            if size < len(best):
                size += 1
            elif size == 0 or value <= values[size - 1]:
                continue
            at = size - 1
            while at and values[at - 1] < value:
                best[at], values[at] = best[at - 1], values[at - 1]
                at -= 1
            best[at], values[at] = ordinal, value
