"""The order of results."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from service.engine.matching import ClauseMatch
from service.engine.protocol import Sort

Scores = dict[int, float]
"""The score of each passage found, by ordinal."""


def score(clauses: Sequence[ClauseMatch], power: float) -> Scores:
    """The scores of all passages that answer any clause.

    A passage's score is the sum of its scores by clause, times the share of the query's weight that it covers to
    this power. A clause that no passage answers counts for nothing.
    """
    totals: defaultdict[int, float] = defaultdict(float)
    covered: defaultdict[int, float] = defaultdict(float)
    for each in clauses:
        for ordinal, value in each.scores.items():
            totals[ordinal] += value
            covered[ordinal] += each.weight
    whole = sum(each.weight for each in clauses)
    return {ordinal: value * (covered[ordinal] / whole) ** power for ordinal, value in totals.items()}


def first(ordinals: Iterable[int], scores: Scores, sort: Sort, year: Callable[[int], int], most: int) -> list[int]:
    """The first so many passages in the order asked for. Equal ones stand in the order of the index.

    `year` gives the year of a passage's document, 0 where it has none.
    """
    match sort:
        case "relevance":
            return heapq.nsmallest(most, ordinals, key=lambda ordinal: (-scores.get(ordinal, 0.0), ordinal))
        case "newest":
            return heapq.nsmallest(
                most, ordinals, key=lambda ordinal: (-year(ordinal), -scores.get(ordinal, 0.0), ordinal)
            )
        case "document":
            return heapq.nsmallest(most, ordinals)
