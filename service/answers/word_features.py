"""Which of the question's words a sentence shares, and how they stand in it."""

import math

import numpy as np

from service.answers.columns import (
    AKIN,
    AKIN_OF_BEST,
    AS_WRITTEN,
    COUNT,
    FIRST_WORD,
    LONG_RUNS,
    NEAR,
    NOT_IN_HEADING,
    NOT_IN_HEADING_OF_BEST,
    PAIRS,
    RAREST,
    RUNS,
    RUNS_OF_BEST,
    SHARED,
    SHARED_OF_BEST,
    TELLING_HERE,
    TELLING_HERE_OF_BEST,
)
from service.answers.match_terms import Mask, Places
from service.answers.term_weights import Values, share, weight, weight_but
from service.search.jit import Integer, compiled, part
from service.search.sentences import Numbers

FAR = 8
"""Words farther apart than so many earn nothing for being near."""

REACH = 3
"""Two words of a pair may stand so far apart in a sentence."""


@compiled("f8[,]! f8[] u4[] u4[] u4[] i4[] bool[,] bool[,] bool[,] bool[,] bool[,] bool[,]")
def measure_words(
    rows: Values, rarity: Values, asked: Numbers, bounds: Numbers, unit_bounds: Numbers, found: Places, matched: Mask,
    akin: Mask, as_written: Mask, above: Mask, pairs: Mask, triples: Mask,
) -> None:  # fmt: skip
    """Writes the features of the words that sentences share with the question, and how these compare with the best."""
    words = len(rarity)
    whole = rarity.sum()
    here = _rarity_among(akin)
    whole_here = here.sum()
    run_rarity = _run_rarity(pairs, asked)
    whole_runs = run_rarity.sum()
    whole_pairs = 0.0
    for word in range(words - 1):
        whole_pairs += min(rarity[word], rarity[word + 1])
    rarest = np.argmax(rarity)
    everything = np.ones(words, np.bool_)
    for passage in range(len(bounds) - 1):
        outside = weight_but(rarity, everything, above[passage])
        for place in range(bounds[passage], bounds[passage + 1]):
            row, its = rows[place], akin[place]
            row[SHARED] = share(weight(rarity, matched[place]), whole)
            row[AKIN] = share(weight(rarity, its), whole)
            row[COUNT] = share(its.sum(), words)
            row[AS_WRITTEN] = share(weight(rarity, as_written[place]), whole)
            row[NOT_IN_HEADING] = share(weight_but(rarity, its, above[passage]), outside)
            row[TELLING_HERE] = share(weight(here, its), whole_here)
            row[RUNS] = share(weight(run_rarity, pairs[place]), whole_runs)
            row[LONG_RUNS] = _distinct_triples(triples[place], asked) / max(1, len(asked) - 2)
            row[RAREST] = its[rarest]
            row[FIRST_WORD] = its[0]
            here_found = found[unit_bounds[place] : unit_bounds[place + 1]]
            row[PAIRS] = share(_followed(here_found, rarity), whole_pairs)
            row[NEAR] = _nearness(here_found) / max(1, words - 1)
    _of_best(rows, SHARED, SHARED_OF_BEST)
    _of_best(rows, AKIN, AKIN_OF_BEST)
    _of_best(rows, TELLING_HERE, TELLING_HERE_OF_BEST)
    _of_best(rows, RUNS, RUNS_OF_BEST)
    _of_best(rows, NOT_IN_HEADING, NOT_IN_HEADING_OF_BEST)


@part
def _rarity_of(count: float, among: Integer) -> float:
    """How telling it is to hold what so many sentences among others hold (idf)."""
    return math.log(1 + (among - count + 0.5) / (count + 0.5))


@part
def _rarity_among(akin: Mask) -> Values:
    """How telling each word is among the sentences: one that stands in all of them tells none from another."""
    found = np.zeros(akin.shape[1])
    for word in range(akin.shape[1]):
        count = akin[:, word].sum()
        if count:
            found[word] = _rarity_of(count, len(akin))
    return found


@part
def _run_rarity(pairs: Mask, asked: Numbers) -> Values:
    """How telling each pair of the question is among the sentences; 0 for one that was there before."""
    found = np.zeros(pairs.shape[1])
    for run in range(len(asked) - 1):
        if _is_first(run, 2, asked):
            found[run] = _rarity_of(pairs[:, run].sum(), len(pairs))
    return found


@part
def _distinct_triples(triples: Mask, asked: Numbers) -> int:
    count = 0
    for run in range(len(triples)):
        if triples[run] and _is_first(run, 3, asked):
            count += 1
    return count


@part
def _is_first(run: int, size: int, asked: Numbers) -> bool:
    """Whether a run of so many words does not stand in the question before."""
    for before in range(run):
        same = True
        for place in range(size):
            same = same and asked[before + place] == asked[run + place]
        if same:
            return False
    return True


@part
def _followed(found: Places, rarity: Values) -> float:
    """The weight of the question's neighbouring words that follow each other closely in a sentence."""
    total = 0.0
    for word in range(len(rarity) - 1):
        if _follow(found, word):
            total += min(rarity[word], rarity[word + 1])
    return total


@part
def _follow(found: Places, word: int) -> bool:
    for here in range(len(found)):
        if found[here] == word:
            for there in range(here + 1, min(here + REACH + 1, len(found))):
                if found[there] == word + 1:
                    return True
    return False


@part
def _nearness(found: Places) -> float:
    """How close the matched words stand together: 1 for two side by side, 0 where far apart or alone."""
    total = 0.0
    before = -1
    for here in range(len(found)):
        if found[here] >= 0:
            if before >= 0 and found[before] != found[here]:
                total += max(0.0, 1 - (here - before - 1) / FAR)
            before = here
    return total


@part
def _of_best(rows: Values, column: int, into: int) -> None:
    best = 0.0
    for place in range(len(rows)):
        best = max(best, rows[place, column])
    for place in range(len(rows)):
        rows[place, into] = share(rows[place, column], best)
