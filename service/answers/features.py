"""What speaks for a sentence as the answer to a question, in numbers.

Most features are shares from 0 to 1, so that the weights of the model can be read and compared. "Weight" of words is
the sum of their rarity. A sentence is looked at with all others of the passages found: what all of them hold tells
none from another.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.answerable import ASKS, REFERS_BACK
from service.answers.evidence import Counts, can_be_seen
from service.answers.kinds import Kind
from service.answers.question import Question
from service.answers.reading import Mask, Places, Reading
from service.engine.compiled import Whole, compiled, part
from service.engine.sentences import Flags, Numbers, Sentences

Values = NDArray[np.float64]

NEAR = 8
"""Words farther apart than so many earn nothing for being near."""

LONG = 60.0
"""No sentence has many more words."""

REACH = 3
"""Two words of a pair may stand so far apart in a sentence."""

SHORT = 6
"""A sentence with fewer words is hardly one."""

FADING = 40.0
"""The distance in characters at which being near counts a third."""

MANY = 4
"""So many signs of a kind beyond the first are many."""

COMMON = (
    "shared", "akin", "count", "as_written", "not_in_heading", "telling_here", "pairs", "runs", "long_runs", "rarest",
    "first_word", "near", "before_adds", "after_adds", "passage", "names_missing", "rank", "score", "length", "short",
    "new_words", "asks", "refers_back", "focus", "focus_near", "shared_of_best", "akin_of_best", "telling_here_of_best",
    "runs_of_best", "not_in_heading_of_best",
)  # fmt: skip
"""The features of every sentence, in the order of their columns."""

BY_KIND = ("absent", "near", "many")
"""Those after them, which have a weight for each kind of question."""

(
    _SHARED, _AKIN, _COUNT, _AS_WRITTEN, _NOT_IN_HEADING, _TELLING_HERE, _PAIRS, _RUNS, _LONG_RUNS, _RAREST,
    _FIRST_WORD, _NEAR, _BEFORE_ADDS, _AFTER_ADDS, _PASSAGE, _NAMES_MISSING, _RANK, _SCORE, _LENGTH, _SHORT,
    _NEW_WORDS, _ASKS, _REFERS_BACK, _FOCUS, _FOCUS_NEAR, _SHARED_OF_BEST, _AKIN_OF_BEST, _TELLING_HERE_OF_BEST,
    _RUNS_OF_BEST, _NOT_IN_HEADING_OF_BEST, _KIND_ABSENT, _KIND_NEAR, _KIND_MANY,
) = range(len(COMMON) + len(BY_KIND))  # fmt: skip


def names(kind: Kind) -> tuple[str, ...]:
    """The name of each column for a question of this kind."""
    return (*COMMON, *(f"{kind}_{sign}" for sign in BY_KIND))


def measure(
    question: Question, sentences: Sentences, reading: Reading, signs: Counts, ranks: Sequence[int], scores: Sequence[float]
) -> Values:
    """The features of each sentence, a row each.

    `signs` says what each sign of the sentences counts, `ranks` and `scores` are those of their passages.
    """
    rows = np.zeros((len(sentences.starts), len(COMMON) + len(BY_KIND)))
    asked = question.numbers
    _words_shared(
        rows, asked.rarity, asked.runs, sentences.bounds, sentences.unit_bounds, *reading,
    )
    _around(
        rows, asked.rarity, asked.names, sentences.bounds, reading.akin, reading.above, np.array(ranks, np.float64),
        np.array(scores, np.float64),
    )
    _form(
        rows, asked.focus, int(can_be_seen(question.kind)), sentences.flags, sentences.unit_bounds,
        sentences.unit_starts, sentences.telling, sentences.sign_bounds, sentences.sign_starts, signs, reading.words,
        reading.akin,
    )
    return rows


@compiled("f8[,]! f8[] u4[] u4[] u4[] i4[] bool[,] bool[,] bool[,] bool[,] bool[,] bool[,]")
def _words_shared(
    rows: Values, rarity: Values, asked: Numbers, bounds: Numbers, unit_bounds: Numbers, found: Places, matched: Mask,
    akin: Mask, as_written: Mask, above: Mask, pairs: Mask, triples: Mask,
) -> None:  # fmt: skip
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
    for passage in range(len(bounds) - 1):
        outside = _weight_but(rarity, above[passage])
        for place in range(bounds[passage], bounds[passage + 1]):
            row, its = rows[place], akin[place]
            row[_SHARED] = _share(_weight(rarity, matched[place]), whole)
            row[_AKIN] = _share(_weight(rarity, its), whole)
            row[_COUNT] = _share(its.sum(), words)
            row[_AS_WRITTEN] = _share(_weight(rarity, as_written[place]), whole)
            row[_NOT_IN_HEADING] = _share(_weight(rarity, its & ~above[passage]), outside)
            row[_TELLING_HERE] = _share(_weight(here, its), whole_here)
            row[_RUNS] = _share(_weight(run_rarity, pairs[place]), whole_runs)
            row[_LONG_RUNS] = _distinct_triples(triples[place], asked) / max(1, len(asked) - 2)
            row[_RAREST] = its[rarest]
            row[_FIRST_WORD] = its[0]
            here_found = found[unit_bounds[place] : unit_bounds[place + 1]]
            row[_PAIRS] = _share(_followed(here_found, rarity), whole_pairs)
            row[_NEAR] = _nearness(here_found) / max(1, words - 1)
    _of_best(rows, _SHARED, _SHARED_OF_BEST)
    _of_best(rows, _AKIN, _AKIN_OF_BEST)
    _of_best(rows, _TELLING_HERE, _TELLING_HERE_OF_BEST)
    _of_best(rows, _RUNS, _RUNS_OF_BEST)
    _of_best(rows, _NOT_IN_HEADING, _NOT_IN_HEADING_OF_BEST)


@part
def _share(part_of: float, whole: float) -> float:
    return part_of / whole if whole else 0.0


@part
def _weight(rarity: Values, which: Mask) -> float:
    total = 0.0
    for word in range(len(rarity)):
        if which[word]:
            total += rarity[word]
    return total


@part
def _weight_but(rarity: Values, which: Mask) -> float:
    total = 0.0
    for word in range(len(rarity)):
        if not which[word]:
            total += rarity[word]
    return total


@part
def _rarity_of(count: float, among: Whole) -> float:
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
    for run in range(pairs.shape[1]):
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
                total += max(0.0, 1 - (here - before - 1) / NEAR)
            before = here
    return total


@part
def _of_best(rows: Values, column: int, into: int) -> None:
    best = 0.0
    for place in range(len(rows)):
        best = max(best, rows[place, column])
    for place in range(len(rows)):
        rows[place, into] = _share(rows[place, column], best)


@compiled("f8[,]! f8[] bool[] u4[] bool[,] bool[,] f8[] f8[]")
def _around(
    rows: Values, rarity: Values, names: Mask, bounds: Numbers, akin: Mask, above: Mask, ranks: Values, scores: Values
) -> None:
    """What the sentences beside a sentence add to it, and its passage as a whole."""
    whole = rarity.sum()
    best = 0.0
    for passage in range(len(bounds) - 1):
        if bounds[passage] < bounds[passage + 1]:
            best = max(best, scores[passage])
    for passage in range(len(bounds) - 1):
        first, end = np.int64(bounds[passage]), np.int64(bounds[passage + 1])
        together = above[passage].copy()
        for place in range(first, end):
            together |= akin[place]
        for place in range(first, end):
            row = rows[place]
            if place > first:
                row[_BEFORE_ADDS] = _share(_weight(rarity, akin[place - 1] & ~akin[place]), whole)
            if place + 1 < end:
                row[_AFTER_ADDS] = _share(_weight(rarity, akin[place + 1] & ~akin[place]), whole)
            row[_PASSAGE] = _share(_weight(rarity, together), whole)
            row[_NAMES_MISSING] = _share(_weight(rarity, names & ~together), whole)
            row[_RANK] = 1 / (1 + ranks[passage])
            row[_SCORE] = _share(scores[passage], best)


@compiled("f8[,]! i8 i8 u1[] u4[] u4[] u1[] u4[] u4[] u1[] i4[] bool[,]")
def _form(
    rows: Values, focus: int, can_be_seen: int, flags: Flags, unit_bounds: Numbers, unit_starts: Numbers,
    telling: Flags, sign_bounds: Numbers, sign_starts: Numbers, signs: Counts, found: Places, akin: Mask,
) -> None:  # fmt: skip
    """How a sentence is made, whether the kind of thing asked for is in it, and how near to the question's words."""
    for place in range(len(rows)):
        row = rows[place]
        first, end = np.int64(unit_bounds[place]), np.int64(unit_bounds[place + 1])
        new = 0
        for unit in range(first, end):
            if telling[unit] and found[unit] < 0:
                new += 1
        row[_LENGTH] = min(1.0, math.log1p(end - first) / math.log1p(LONG))
        row[_SHORT] = end - first < SHORT
        row[_NEW_WORDS] = min(1.0, math.log1p(new) / math.log1p(LONG))
        row[_ASKS] = flags[place] & ASKS > 0
        row[_REFERS_BACK] = flags[place] & REFERS_BACK > 0
        row[_FOCUS] = focus >= 0 and akin[place, focus]
        if not can_be_seen:
            continue
        count = 0
        nearest, nearest_focus = -1, -1
        for sign in range(sign_bounds[place], sign_bounds[place + 1]):
            if not signs[sign]:
                continue
            count += signs[sign]
            for unit in range(first, end):
                if found[unit] >= 0:
                    gap = abs(np.int64(unit_starts[unit]) - np.int64(sign_starts[sign]))
                    nearest = gap if nearest < 0 else min(nearest, gap)
                    if found[unit] == focus:
                        nearest_focus = gap if nearest_focus < 0 else min(nearest_focus, gap)
        if not count:
            row[_KIND_ABSENT] = 1
            continue
        row[_KIND_NEAR] = _close(nearest)
        row[_FOCUS_NEAR] = _close(nearest_focus)
        row[_KIND_MANY] = min(1.0, (count - 1) / MANY)


@part
def _close(gap: int) -> float:
    """How near a sign so many characters away is: 1 beside it, 0 far away or where there is none."""
    return math.exp(-gap / FADING) if gap >= 0 else 0.0
