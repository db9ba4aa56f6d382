"""The order of results."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.search.index import Floats, Ordinals
from service.search.jit import compiled, inlined, lowest_bit
from service.search.matching import ClauseMatch
from service.search.passage_set import PassageSet, Words
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
    match sort:
        case "relevance":
            best: Ordinals = np.empty(min(k, found.size), np.uint32)
            _highest(found.words, scores, best, np.empty(len(best), np.float32))
            return best
        case "newest":
            ordinals = found.ordinals
            of_found = years[ordinals]
            order = np.lexsort((ordinals, -scores[ordinals], -of_found))[:k]
            return ordinals[order]
        case "document":
            return found.ordinals[:k]


@compiled("u8[] f4[] u4[]! f4[]!")
def _highest(words: Words, scores: Floats, best: Ordinals, values: Floats) -> None:
    """Fill `best` with the passages of a set that have the highest scores, the highest first, and `values` with these.

    They are gathered in a heap with the worst at its top, which is sorted in place at the end. Pushing is inlined:
    calling a function with these arrays would take longer than the push itself.
    """
    size = 0
    for index in range(len(words)):
        word = words[index]
        while word:
            ordinal = np.uint32(index * 64 + lowest_bit(word))
            word &= word - np.uint64(1)
            value = scores[ordinal]
            if size < len(best):
                at = size
                size += 1
                while at:
                    above = (at - 1) // 2
                    if values[above] < value or (values[above] == value and best[above] > ordinal):
                        break
                    best[at], values[at] = best[above], values[above]
                    at = above
                best[at], values[at] = ordinal, value
            elif value > values[0]:
                _sink(best, values, size, ordinal, value)
    for end in range(size - 1, 0, -1):
        ordinal, value = best[0], values[0]
        _sink(best, values, end, best[end], values[end])
        best[end], values[end] = ordinal, value


@inlined
def _sink(best: Ordinals, values: Floats, size: int, ordinal: np.uint32, value: np.float32) -> None:
    """Replace the worst passage of a heap of this size, and sift it down."""
    at = 0
    while True:
        below = 2 * at + 1
        if below >= size:
            break
        other = below + 1
        if other < size and (
            values[other] < values[below] or (values[other] == values[below] and best[other] > best[below])
        ):
            below = other
        if values[below] > value or (values[below] == value and best[below] < ordinal):
            break
        best[at], values[at] = best[below], values[below]
        at = below
    best[at], values[at] = ordinal, value
