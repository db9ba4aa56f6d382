"""The order of results."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.engine.compiled import compiled, lowest_bit, part
from service.engine.index import Floats, Ordinals
from service.engine.matching import ClauseMatch
from service.engine.passage_set import PassageSet, Words
from service.engine.protocol import Sort


def score(clauses: Sequence[ClauseMatch], count: int) -> Floats:
    """The scores of all passages of an index with this count: the sum by clause, 0 for those that answer none."""
    totals: Floats = np.zeros(count, dtype=np.float32)
    for each in clauses:
        each.scored.add_to(totals)
    return totals


def demote(scores: Floats, ordinals: Ordinals, factor: float) -> None:
    """Multiplies the scores of these passages, among those of all, with a factor from 0 to 1."""
    if len(ordinals):
        scores[ordinals] *= np.float32(factor)


def first(found: PassageSet, scores: Floats, sort: Sort, years: NDArray[np.int32], most: int) -> Ordinals:
    """The first so many of the passages in the order asked for. Equal ones stand in the order of the index.

    `scores` and `years` are of all passages of the index; the year of a document that has none is 0.
    """
    match sort:
        case "relevance":
            best: Ordinals = np.empty(min(most, found.size), np.uint32)
            _highest(found.words, scores, best)
            return best
        case "newest":
            ordinals = found.ordinals
            of_found = years[ordinals]
            order = np.lexsort((ordinals, -scores[ordinals], -of_found))[:most]
            return ordinals[order]
        case "document":
            return found.ordinals[:most]


@compiled("u8[] f4[] u4[]!")
def _highest(words: Words, scores: Floats, best: Ordinals) -> None:
    """Fills `best` with the passages of a set that have the highest scores, the highest first.

    They are gathered in a heap with the worst at its top; what is not better than that is passed over.
    """
    most, size = len(best), 0
    for place in range(len(words)):
        word = words[place]
        while word:
            ordinal = np.uint32(place * 64 + lowest_bit(word))
            word &= word - np.uint64(1)
            if size < most:
                _rise(best, scores, size, ordinal)
                size += 1
            elif scores[ordinal] > scores[best[0]]:
                _sink(best, scores, most, ordinal)
    for end in range(size - 1, 0, -1):
        worst = best[0]
        _sink(best, scores, end, best[end])
        best[end] = worst


@part
def _is_worse(scores: Floats, one: np.uint32, other: np.uint32) -> bool:
    """Whether one passage stands behind the other."""
    return bool(scores[one] < scores[other] or (scores[one] == scores[other] and one > other))


@part
def _rise(heap: Ordinals, scores: Floats, place: int, ordinal: np.uint32) -> None:
    """Puts a passage into the first free place of a heap, and up to where it belongs."""
    while place:
        above = (place - 1) // 2
        if not _is_worse(scores, ordinal, heap[above]):
            break
        heap[place] = heap[above]
        place = above
    heap[place] = ordinal


@part
def _sink(heap: Ordinals, scores: Floats, size: int, ordinal: np.uint32) -> None:
    """Puts a passage in the place of the worst of a heap of this size, and down to where it belongs."""
    place = 0
    while True:
        worse = 2 * place + 1
        if worse >= size:
            break
        if worse + 1 < size and _is_worse(scores, heap[worse + 1], heap[worse]):
            worse += 1
        if not _is_worse(scores, heap[worse], ordinal):
            break
        heap[place] = heap[worse]
        place = worse
    heap[place] = ordinal
