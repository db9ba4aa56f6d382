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
from functools import cache

import numpy as np
from numpy.typing import NDArray

from service.search.index import Floats, Keys, Mask, Spots
from service.search.jit import compiled, part
from service.search.proximity import best_windows, following, joined, opening, present

KINDS = (
    "coverage", "surface", "window12", "window50", "pairs", "triples", "order", "opening", "named", "length", "listing",
)  # fmt: skip

FOR_READERS = ("pairs", "window12", "opening", "named", "surface")
"""The kinds that are told to readers: the others are the same in other words, or say nothing by themselves."""

MOST_TOLD, LEAST_TOLD = 3, 0.05
"""How many kinds are told, and how much the least of them must have added."""

NARROW, WIDE, BEGINNING = 12, 50, 30
"""Words in a row that are looked at together."""

Codes = NDArray[np.int64]

_TOLD = np.array([KINDS.index(kind) for kind in FOR_READERS], np.int64)
_LEAST_LENGTH = np.float32(0.05)

(_COVERAGE, _SURFACE, _NARROW, _WIDE, _PAIRS, _TRIPLES, _ORDER, _OPENING, _NAMED, _LENGTH, _LISTING) = range(len(KINDS))


@dataclass(frozen=True, slots=True)
class Sought:
    """A clause of a query as evidence sees it.

    `weight` is its idf, `place` the place of its first word among the query's words, or -1, and `body` where any
    alternative of it stands in the candidates' text.
    """

    weight: float
    place: int
    body: Keys


@dataclass(frozen=True, slots=True)
class Candidates:
    """What evidence is read off, for `count` candidates.

    `held` says for each clause which candidates answer it in any field: `[clause, candidate]`. `words` are the query's
    words as written, stop words and all, by their numbers in `written`, which says where they stand, and `telling`
    which of them are no stop words. `lengths` and `terms` are the numbers of words and of terms of the candidates'
    text, as shares of the mean; `names` is how much of its title or heading the query names, from 0 to 1.
    """

    count: int
    clauses: Sequence[Sought]
    held: Mask
    written: Spots
    words: Sequence[int]
    telling: Sequence[bool]
    lengths: Floats
    terms: Floats
    names: Floats


def evidence(given: Candidates) -> Floats:
    """Each kind of evidence, in the order of KINDS, for each candidate: `[kind, candidate]`."""
    clauses, count = given.clauses, given.count
    weights = np.array([clause.weight for clause in clauses], np.float32)
    whole = float(weights.sum()) or 1.0
    found: Floats = np.empty((len(KINDS), count), np.float32)
    _measure(
        found,
        weights / np.float32(whole),
        np.float32(whole),
        *joined([clause.body for clause in clauses]),
        given.held,
        np.array([clause.place for clause in clauses], np.int64),
        *given.written,
        np.array(given.words, np.int64),
        np.array(given.telling, np.bool_),
    )
    shares = np.maximum(given.lengths, _LEAST_LENGTH)
    found[_NAMED] = given.names
    found[_LENGTH] = np.log(np.maximum(given.terms, _LEAST_LENGTH))
    found[_LISTING] = np.maximum(np.float32(0), given.terms / shares - np.float32(1))
    return found


def of_kinds(weights: Mapping[str, float]) -> Floats:
    """What each kind of evidence counts, in the order of KINDS; those without a weight count nothing."""
    return np.array([weights.get(kind, 0.0) for kind in KINDS], np.float32)


def strongest(counted: Floats) -> Codes:
    """The kinds that are told to readers and added most to each candidate, as a number for each.

    `counted` is what each kind of evidence added: `[kind, candidate]`. See `kinds_of`.
    """
    codes = np.zeros(counted.shape[1], np.int64)
    _encode(codes, counted, _TOLD)
    return codes


@cache
def kinds_of(code: int) -> tuple[str, ...]:
    """The kinds of evidence that a number stands for, the strongest first."""
    more, told = divmod(code, len(FOR_READERS) + 1)
    return (FOR_READERS[told - 1], *kinds_of(more)) if told else ()


@compiled("i8[]! f4[,] i8[]")
def _encode(codes: Codes, counted: Floats, told: Keys) -> None:
    """A digit for each of the strongest kinds, the strongest last; of equal ones the first is the stronger."""
    for row in range(len(codes)):
        digit, before = 1, 0
        for _ in range(MOST_TOLD):
            best = -1
            for kind in range(len(told)):
                if before >> kind & 1 or counted[told[kind], row] < np.float32(LEAST_TOLD):
                    continue
                if best < 0 or counted[told[kind], row] > counted[told[best], row]:
                    best = kind
            if best < 0:
                break
            before |= 1 << best
            codes[row] += digit * (best + 1)
            digit *= len(told) + 1


@compiled("f4[,]! f4[] f4 i8[] i8[] bool[,] i8[] i8[] i8[] i8[] bool[]")
def _measure(
    found: Floats,
    weights: Floats,
    whole: np.float32,
    body: Keys,
    body_bounds: Keys,
    held: Mask,
    places: Keys,
    written: Keys,
    written_bounds: Keys,
    words: Keys,
    telling: Mask,
) -> None:
    """Sets the kinds of evidence that places tell: all but the last three."""
    count = found.shape[1]
    found[:_NAMED] = 0
    for clause in range(len(weights)):
        found[_COVERAGE] += weights[clause] * held[clause].astype(np.float32)
        if places[clause] >= 0:
            there = present(_of(written, written_bounds, words[places[clause]]), count)
            found[_SURFACE] += weights[clause] * there.astype(np.float32)
    found[_NARROW], found[_WIDE] = best_windows(body, body_bounds, weights, NARROW, WIDE, count)
    found[_OPENING] = opening(body, body_bounds, weights, BEGINNING, count)
    for word in range(len(telling) - 1):
        one, other = _of(written, written_bounds, words[word]), _of(written, written_bounds, words[word + 1])
        starts = following(one, other, 1)
        if telling[word] or telling[word + 1]:
            _add_rare(found[_PAIRS], present(starts, count), whole)
        if word + 2 < len(telling) and (telling[word] or telling[word + 1] or telling[word + 2]):
            third = _of(written, written_bounds, words[word + 2])
            _add_rare(found[_TRIPLES], present(following(starts, third, 2), count), whole)
    for clause in range(len(weights) - 1):
        apart = places[clause + 1] - places[clause]
        if apart > 0:
            one, other = _of(body, body_bounds, clause), _of(body, body_bounds, clause + 1)
            _add_rare(found[_ORDER], present(following(one, other, apart), count), whole)


@part
def _of(keys: Keys, bounds: Keys, thing: int) -> Keys:
    return keys[bounds[thing] : bounds[thing + 1]]


@part
def _add_rare(total: Floats, held: Mask, whole: np.float32) -> None:
    """Adds what a finding is worth, which is its idf among the candidates, to those that have it."""
    holders = held.sum()
    if holders:
        worth = np.float32(math.log(1 + (len(held) - holders + 0.5) / (holders + 0.5))) / whole
        for row in range(len(held)):
            if held[row]:
                total[row] += worth
