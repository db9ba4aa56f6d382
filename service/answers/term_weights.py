"""Weights and shares, as loops reckon with them. "Weight" of words is the sum of their rarity."""

import numpy as np
from numpy.typing import NDArray

from service.answers.match_terms import Mask
from service.search.jit import compiled, part

Values = NDArray[np.float64]


def weigh(rows: Values, weights: Values) -> Values:
    """The weighted sum of each row, that of equal rows to the last bit the same."""
    sums = np.empty(len(rows))
    _weigh(sums, rows, weights)
    return sums


@compiled("f8[]! f8[,] f8[]")
def _weigh(sums: Values, rows: Values, weights: Values) -> None:
    for place in range(len(rows)):
        total = 0.0
        for column in range(len(weights)):
            total += rows[place, column] * weights[column]
        sums[place] = total


@part
def share(part_of: float, whole: float) -> float:
    """What share of a whole a part is; 0 where there is no whole."""
    return part_of / whole if whole else 0.0


@part
def weight(rarity: Values, which: Mask) -> float:
    """The weight of some words."""
    total = 0.0
    for word in range(len(rarity)):
        if which[word]:
            total += rarity[word]
    return total


@part
def weight_but(rarity: Values, which: Mask, but: Mask) -> float:
    """The weight of some words without those of others."""
    total = 0.0
    for word in range(len(rarity)):
        if which[word] and not but[word]:
            total += rarity[word]
    return total
