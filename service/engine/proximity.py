"""A bonus for passages in which neighbouring words of the query stand close together."""

from collections.abc import Iterable, Mapping, Sequence

NEAR = 4
"""Two words farther apart than this, stop words not counted, earn nothing."""

TURNED_ROUND = 0.5
"""The distance by which two words in the other order than in the query seem farther apart."""


def closeness(terms: Iterable[str], clause_of: Mapping[str, int], weights: Sequence[float]) -> float:
    """How close the query's neighbours are in a passage with these terms.

    `clause_of` gives the place in the query of each term, `weights` how telling the clause in each place is. Each
    pair of neighbours earns the weight of its lesser one, divided by 1 and the least distance between the two.
    """
    distances = _distances(terms, clause_of)
    return sum(min(weights[clause], weights[clause + 1]) / (1 + distance) for clause, distance in distances.items())


def _distances(terms: Iterable[str], clause_of: Mapping[str, int]) -> dict[int, float]:
    """The least distance of each pair of neighbours that come near each other, by the clause of the first."""
    last_seen: dict[int, int] = {}
    least: dict[int, float] = {}
    for place, term in enumerate(terms):
        clause = clause_of.get(term)
        if clause is None:
            continue
        for pair, other, turned in ((clause - 1, clause - 1, 0.0), (clause, clause + 1, TURNED_ROUND)):
            distance = place - last_seen.get(other, -NEAR) - 1 + turned
            if other in last_seen and distance < min(NEAR, least.get(pair, NEAR)):
                least[pair] = distance
        last_seen[clause] = place
    return least
