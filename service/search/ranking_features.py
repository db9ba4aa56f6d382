"""Ranking features beyond BM25F, for reranking the best candidates.

Each feature is a number for each candidate, from 0 to about 1 and comparable between queries; `weights.toml` has its
weight. Features are computed from the positions of the query's words in the index; no text is analyzed again.

    coverage   the share of the query's weight that the passage matches, in any of its fields
    surface    the share that its text has in exactly the form of the query
    window12   the share that its best twelve words in a row cover
    window50   the same for fifty words, about a long sentence or two
    pairs      neighbouring words of the query, including stop words, that are neighbours in the text
    triples    the same for three words in a row
    order      content words of the query that are as far apart in the text as in the query
    opening    the share that the first thirty words cover: what a text is about comes first
    named      how much of the document's title, or of the heading above it, the query names
    overlap    what such a title or heading and the query have in common, as a share of all their words
    equal      whether the query is such a title or heading, but for stop words
    length     how much longer than others the passage is (logarithm), which makes chance matches likelier
    listing    how far the passage lacks the function words of running text: contents pages, references, labels

The share of the query's weight is by idf. Pairs, triples and order are weighted by their idf among the candidates.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from service.search.index import Floats, Mask, PackedPositions, TermPositions
from service.search.jit import compiled, inlined
from service.search.proximity import best_windows, followed_by, has_position, lead_weights, pack

FEATURES = (
    "coverage", "surface", "window12", "window50", "pairs", "triples", "order", "opening", "named", "overlap", "equal",
    "length", "listing",
)  # fmt: skip

EXPLAINABLE = ("pairs", "window12", "opening", "named", "surface")
"""The features that are shown to users: the others repeat them, or mean nothing by themselves."""

MAX_EXPLAINED, MIN_EXPLAINED = 3, 0.05
"""The maximum number of features shown, and the minimum that each must have added to the score."""

NARROW, WIDE, BEGINNING = 12, 50, 30
"""The sizes in words of the two windows and of the opening."""

_EXPLAINABLE = np.array([FEATURES.index(kind) for kind in EXPLAINABLE], np.int64)
_MIN_LENGTH = np.float32(0.05)

_COVERAGE, _SURFACE, _NARROW, _WIDE, _PAIRS, _TRIPLES, _ORDER, _OPENING, _NAMED, _OVERLAP, _EQUAL, _LENGTH, _LISTING = (
    range(len(FEATURES))
)

WRITTEN = [_SURFACE, _PAIRS, _TRIPLES, _ORDER]
"""The features of the words as the user wrote them: a text in another language has none."""


@dataclass(frozen=True, slots=True)
class ClauseFeatures:
    """A clause of a query as the ranking features need it.

    `weight` is its idf, `word_index` the index of its first word among the query's words, or -1, and `body` the
    positions of its alternatives in the candidates' text.
    """

    weight: float
    word_index: int
    body: PackedPositions


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the features of `count` candidates are computed from.

    `held` says for each clause which candidates match it in any field: `[clause, candidate]`. `words` are the query's
    words as written, including stop words, by their numbers in `written`, which has their positions, and `is_content`
    marks the content words. `lengths` and `terms` are the numbers of words and of terms of the candidates'
    text, as shares of the mean; `names` are the shares of TitleIndex: `[2, candidate]`.
    """

    count: int
    clauses: Sequence[ClauseFeatures]
    held: Mask
    written: TermPositions
    words: Sequence[int]
    is_content: Sequence[bool]
    lengths: Floats
    terms: Floats
    names: Floats


def ranking_features(given: Candidates) -> Floats:
    """Return each feature, in the order of FEATURES, of each candidate: `[feature, candidate]`."""
    clauses, count = given.clauses, given.count
    weights = np.array([clause.weight for clause in clauses], np.float32)
    whole = float(weights.sum()) or 1.0
    found: Floats = np.empty((len(FEATURES), count), np.float32)
    _measure(
        found,
        weights / np.float32(whole),
        np.float32(whole),
        *pack([clause.body for clause in clauses]),
        given.held,
        np.array([clause.word_index for clause in clauses], np.int64),
        *given.written,
        np.array(given.words, np.int64),
        np.array(given.is_content, np.bool_),
    )
    shares = np.maximum(given.lengths, _MIN_LENGTH)
    found[_NAMED], found[_OVERLAP] = given.names
    found[_EQUAL] = given.names[1] == 1
    found[_LENGTH] = np.log(np.maximum(given.terms, _MIN_LENGTH))
    found[_LISTING] = np.maximum(np.float32(0), given.terms / shares - np.float32(1))
    return found


def feature_weights(weights: Mapping[str, float]) -> Floats:
    """Return each feature's weight, in the order of FEATURES; 0 for those without one."""
    return np.array([weights.get(kind, 0.0) for kind in FEATURES], np.float32)


def strongest_features(counted: Floats) -> list[tuple[str, ...]]:
    """Return for each candidate the explainable features that added most to its score, the strongest first.

    `counted` is what each feature added: `[feature, candidate]`. Of equal ones, the first of EXPLAINABLE is stronger.
    """
    added = counted[_EXPLAINABLE].T
    order = np.argsort(-added, axis=1, kind="stable")[:, :MAX_EXPLAINED]
    enough = np.take_along_axis(added, order, axis=1) >= np.float32(MIN_EXPLAINED)
    return [
        tuple(EXPLAINABLE[feature] for feature, shown in zip(features, found, strict=True) if shown)
        for features, found in zip(order.tolist(), enough.tolist(), strict=True)
    ]


@compiled("f4[,]! f4[] f4 i8[] i8[] bool[,] i8[] i8[] i8[] i8[] bool[]")
def _measure(
    found: Floats,
    weights: Floats,
    whole: np.float32,
    body: PackedPositions,
    body_bounds: PackedPositions,
    held: Mask,
    word_indexes: PackedPositions,
    written: PackedPositions,
    written_bounds: PackedPositions,
    words: PackedPositions,
    is_content: Mask,
) -> None:
    """Set the features that depend on positions: all but the last three."""
    count = found.shape[1]
    found[:_NAMED] = 0
    for clause in range(len(weights)):
        found[_COVERAGE] += weights[clause] * held[clause].astype(np.float32)
        if word_indexes[clause] >= 0:
            there = has_position(_of(written, written_bounds, words[word_indexes[clause]]), count)
            found[_SURFACE] += weights[clause] * there.astype(np.float32)
    found[_NARROW], found[_WIDE] = best_windows(body, body_bounds, weights, NARROW, WIDE, count)
    found[_OPENING] = lead_weights(body, body_bounds, weights, BEGINNING, count)
    for word in range(len(is_content) - 1):
        one, other = _of(written, written_bounds, words[word]), _of(written, written_bounds, words[word + 1])
        starts = followed_by(one, other, 1)
        if is_content[word] or is_content[word + 1]:
            _add_rare(found[_PAIRS], has_position(starts, count), whole)
        if word + 2 < len(is_content) and (is_content[word] or is_content[word + 1] or is_content[word + 2]):
            third = _of(written, written_bounds, words[word + 2])
            _add_rare(found[_TRIPLES], has_position(followed_by(starts, third, 2), count), whole)
    for clause in range(len(weights) - 1):
        distance = word_indexes[clause + 1] - word_indexes[clause]
        if distance > 0:
            one, other = _of(body, body_bounds, clause), _of(body, body_bounds, clause + 1)
            _add_rare(found[_ORDER], has_position(followed_by(one, other, distance), count), whole)


@inlined
def _of(keys: PackedPositions, bounds: PackedPositions, term: int) -> PackedPositions:
    return keys[bounds[term] : bounds[term + 1]]


@inlined
def _add_rare(total: Floats, held: Mask, whole: np.float32) -> None:
    """Add the idf of a finding among the candidates to those that have it."""
    holders = held.sum()
    if holders:
        worth = np.float32(math.log(1 + (len(held) - holders + 0.5) / (holders + 0.5))) / whole
        for row in range(len(held)):
            if held[row]:
                total[row] += worth
