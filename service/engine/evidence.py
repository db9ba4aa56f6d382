"""Evidence that a passage answers a query, beyond BM25F: what a reader would look at among the best candidates.

Each kind of evidence is a number for each candidate, from 0 to about 1 and comparable between queries; `weights.toml`
says what it counts. It is read off the places of the query's words in the index; no text is analysed again.

    coverage   the share of the query's weight that the passage answers, in any of its fields
    surface    the share that stands in its text in just the form the reader wrote
    window12   the share that its best twelve words in a row cover
    window50   the same for fifty words, about a long sentence or two
    pairs      neighbouring words of the query, stop words and all, that are neighbours in the text
    triples    the same for three words in a row
    order      telling words of the query that stand in the text as far apart as in the query
    opening    the share that the first thirty words cover: what a text is about comes first
    named      how much of the document's title, or of the heading above it, the query names
    length     how much longer than others the passage is (logarithm), which makes chance finds likelier
    listing    how far the passage lacks the small words of running text: contents pages, references, labels

The share of the query's weight is by idf. A pair, triple or order counts the more the fewer of the candidates have it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from service.engine.closeness import best_window, opening, present, runs
from service.engine.index import Floats, Keys, Mask

KINDS = (
    "coverage", "surface", "window12", "window50", "pairs", "triples", "order", "opening", "named", "length", "listing",
)  # fmt: skip

FOR_READERS = ("pairs", "window12", "opening", "named", "surface")
"""The kinds that are told to readers: the others are the same in other words, or say nothing by themselves."""

NARROW, WIDE, BEGINNING = 12, 50, 30
"""Words in a row that are looked at together."""

_LEAST_LENGTH = 0.05


@dataclass(frozen=True, slots=True)
class Sought:
    """A clause of a query as evidence sees it.

    `weight` is its idf, `place` its own place among the query's words, `body` where any alternative of it stands in
    the candidates' text, `held` which candidates answer it in any field, and `surface` where the reader's own form
    of it stands.
    """

    weight: float
    place: int
    body: Keys
    surface: Keys
    held: Mask


@dataclass(frozen=True, slots=True)
class Wording:
    """A word of the query as written, stop words and all: where it stands in the candidates, and if it is telling."""

    places: Keys
    telling: bool


@dataclass(frozen=True, slots=True)
class Candidates:
    """What evidence is read off, for `count` candidates.

    `lengths` and `terms` are the numbers of words and of terms of their text, as shares of the mean; `names` is how
    much of its title or heading the query names, from 0 to 1.
    """

    count: int
    clauses: Sequence[Sought]
    words: Sequence[Wording]
    lengths: Floats
    terms: Floats
    names: Floats


def evidence(given: Candidates) -> dict[str, Floats]:
    """Each kind of evidence for each candidate."""
    count = given.count
    whole = sum(clause.weight for clause in given.clauses) or 1.0
    weights = [clause.weight / whole for clause in given.clauses]
    body = [clause.body for clause in given.clauses]
    written = [word.places for word in given.words]
    telling = [word.telling for word in given.words]
    return {
        "coverage": _share([clause.held for clause in given.clauses], weights, count),
        "surface": _share([present(clause.surface, count) for clause in given.clauses], weights, count),
        "window12": best_window(body, weights, NARROW, count),
        "window50": best_window(body, weights, WIDE, count),
        "pairs": _rare(_neighbours(written, telling, 2, count), count) / np.float32(whole),
        "triples": _rare(_neighbours(written, telling, 3, count), count) / np.float32(whole),
        "order": _rare(_in_order(body, [clause.place for clause in given.clauses], count), count) / np.float32(whole),
        "opening": opening(body, weights, BEGINNING, count),
        "named": given.names,
        "length": np.log(np.maximum(given.terms, np.float32(_LEAST_LENGTH))),
        "listing": np.maximum(np.float32(0), given.terms / np.maximum(given.lengths, np.float32(_LEAST_LENGTH)) - 1),
    }


def weighted(found: Mapping[str, Floats], weights: Mapping[str, float]) -> dict[str, Floats]:
    """What each kind of evidence that counts at all adds to each candidate."""
    return {kind: np.float32(weight) * found[kind] for kind, weight in weights.items() if weight}


def _share(held: Sequence[Mask], weights: Sequence[float], count: int) -> Floats:
    total: Floats = np.zeros(count, dtype=np.float32)
    for each, weight in zip(held, weights, strict=True):
        total[each] += np.float32(weight)
    return total


def _neighbours(words: Sequence[Keys], telling: Sequence[bool], length: int, count: int) -> list[Mask]:
    """For each run of so many words of the query, one of them telling, which candidates hold it."""
    found = []
    for start in range(len(words) - length + 1):
        run = range(start, start + length)
        if any(telling[at] for at in run) and all(len(words[at]) for at in run):
            found.append(runs([(words[at], at - start) for at in run], count))
    return found


def _in_order(body: Sequence[Keys], places: Sequence[int], count: int) -> list[Mask]:
    """For each two neighbouring clauses which candidates hold them as far apart as the query does."""
    clauses = list(zip(body, places, strict=True))
    return [
        runs([(one, 0), (other, there - here)], count)
        for (one, here), (other, there) in pairwise(clauses)
        if there > here and len(one) and len(other)
    ]


def _rare(found: Sequence[Mask], count: int) -> Floats:
    """The sum of what each finding is worth, which is its idf among the candidates."""
    total: Floats = np.zeros(count, dtype=np.float32)
    for held in found:
        holders = int(held.sum())
        total[held] += np.float32(math.log(1 + (count - holders + 0.5) / (holders + 0.5)))
    return total
