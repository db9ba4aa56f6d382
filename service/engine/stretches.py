"""Which stretches of passages show best how they answer a query, chosen for all hits of a page at once.

A stretch has about forty words, starts and ends at sentences where it can, and is worth what it shows: the weight
of the distinct clauses of the query that have a mark in it. A second one is added where it shows clauses that the
first does not.

Words are those that white space divides, numbered as in `Layouts`.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.layout import PARAGRAPH, SENTENCE
from service.engine.compiled import Whole, compiled, part
from service.engine.index import Floats, Layouts
from service.engine.marking import Marks, Numbers

WHOLE = 45
"""A passage of so many words or fewer is shown whole."""

LENGTH = 40
"""The words of a stretch."""

SPARE = 5
"""So many more words are shown where a sentence then ends."""

LEAD_IN, FAR = 8, 20
"""The words shown before a mark in the middle of a sentence, where that started more than `FAR` words before."""

AT_SENTENCE_START = np.float32(0.15)
AT_SENTENCE_END = np.float32(0.05)
FULL_LENGTH = np.float32(0.1)
PER_MARK = np.float32(0.02)
MARKS_COUNTED = 5
PER_PARAGRAPH_CROSSED = np.float32(0.04)
"""What else makes a stretch good, beside the share of the query that it shows (from 0 to 1)."""

Words = NDArray[np.int64]
Flags = NDArray[np.uint8]


class Stretches(NamedTuple):
    """Stretches of passages in their order: of passage `rows[i]` the words `first[i]` to `last[i]`."""

    rows: Words
    first: Words
    last: Words


def best_stretches(layouts: Layouts, marks: Marks, weights: Sequence[float]) -> Stretches:
    """For each passage its one or two best stretches, in order; none where it is empty.

    `weights[clause]` says how telling a clause is.
    """
    return Stretches(*_best(*layouts, *marks, np.asarray(weights, np.float32)))


@compiled("u4[] u4[] u4[] u1[] i4[] i4[] i4[] i4[] f4[]")
def _best(
    firsts: NDArray[np.uint32], ends: NDArray[np.uint32], starts: NDArray[np.uint32], flags: Flags,
    rows: Numbers, mark_starts: Numbers, mark_ends: Numbers, clauses: Numbers, weights: Floats,
) -> Words:  # fmt: skip
    """The rows, first words and last words of the stretches."""
    chosen = np.empty((3, 2 * len(firsts)), np.int64)
    marked, marked_ends = np.empty(len(rows), np.int64), np.empty(len(rows), np.int64)
    size, mark = 0, 0
    for row in range(len(firsts)):
        first, end = np.int64(firsts[row]), np.int64(ends[row])
        begin = mark
        while mark < len(rows) and rows[mark] == row:
            marked[mark] = _word_at(starts, first, end, mark_starts[mark])
            marked_ends[mark] = _word_at(starts, first, end, mark_ends[mark] - 1)
            mark += 1
        if end - first > WHOLE:
            here = slice(begin, mark)
            one, other = _choose((first, end), flags, marked[here], marked_ends[here], clauses[here], weights)
            if other[1] and other < one:
                one, other = other, one
            size = _add(chosen, size, row, one[0], one[1] - 1)
            if other[1]:
                size = _add(chosen, size, row, other[0], other[1] - 1)
        elif first < end:
            size = _add(chosen, size, row, first, end - 1)
    return chosen[:, :size].copy()


@part
def _add(chosen: Words, size: int, row: int, first: Whole, last: Whole) -> int:
    """Adds a stretch to so many; gives the new number."""
    chosen[0, size], chosen[1, size], chosen[2, size] = row, first, last
    return size + 1


@part
def _word_at(starts: NDArray[np.uint32], first: Whole, end: Whole, character: Whole) -> Whole:
    """The word of a passage in which a character stands."""
    while end - first > 1:
        middle = (first + end) >> 1
        if starts[middle] <= character:
            first = middle
        else:
            end = middle
    return first


@part
def _choose(
    passage: tuple[Whole, Whole], flags: Flags, marked: Words, marked_ends: Words, clauses: Numbers, weights: Floats
) -> tuple[tuple[Whole, Whole], tuple[Whole, Whole]]:
    """The best stretch of a passage, and the one that adds most to it ((0, 0) for none), as (first, end)."""
    marks = marked, marked_ends, clauses
    shares, crossed, begins = _shares(clauses, weights), _crossed(passage, flags), _begins(passage, flags, marked)
    everything = np.uint64(0xFFFFFFFFFFFFFFFF)
    best = _best_of(passage, flags, begins, crossed, marks, shares, everything, (0, 0))
    shown, _ = _shown(best[0], best[1], marks)
    if len(weights) == 1:
        return best, (0, 0)
    return best, _best_of(passage, flags, begins, crossed, marks, shares, everything & ~shown, best)


@part
def _shares(clauses: Numbers, weights: Floats) -> Floats:
    """The share of each clause in the weight of those that have a mark in the passage."""
    present = np.zeros(len(weights), np.bool_)
    for clause in clauses:
        present[clause] = True
    total = np.float32(0)
    for clause in range(len(weights)):
        if present[clause]:
            total += weights[clause]
    return weights / total if total else weights.copy()


@part
def _crossed(passage: tuple[Whole, Whole], flags: Flags) -> Words:
    """The number of paragraphs that start before each word of a passage, or with it."""
    first, end = passage
    crossed = np.empty(end - first, np.int64)
    count = 0
    for word in range(first, end):
        count += flags[word] & PARAGRAPH != 0
        crossed[word - first] = count
    return crossed


@part
def _begins(passage: tuple[Whole, Whole], flags: Flags, marked: Words) -> Words:
    """The words, in order, at which a stretch may start: sentences, and shortly before marks that stand far on in
    theirs. Where nothing is marked, the beginning of the passage is shown.
    """
    first, end = passage
    starts = np.zeros(end - first, np.bool_)
    starts[0] = True
    if len(marked):
        for word in range(first, end):
            starts[word - first] = flags[word] & SENTENCE != 0
        for word in marked:
            sentence = word
            while sentence > first and not flags[sentence] & SENTENCE:
                sentence -= 1
            if word - sentence > FAR:
                starts[word - LEAD_IN - first] = True
    return starts.nonzero()[0] + first


@part
def _best_of(
    passage: tuple[Whole, Whole],
    flags: Flags,
    begins: Words,
    crossed: Words,
    marks: tuple[Words, Words, Numbers],
    shares: Floats,
    wanted: np.uint64,
    apart_from: tuple[Whole, Whole],
) -> tuple[Whole, Whole]:
    """The first of the best stretches, as (first, end); (0, 0) where none is good.

    One that is to stand apart from another must show one of the clauses that are wanted (a bit each). A stretch ends
    before a sentence, or at full length.
    """
    best, highest = (0, 0), np.float32(-1e9)
    for first in begins:
        full = min(first + LENGTH, passage[1])
        for end in range(first + 1, min(first + LENGTH + SPARE, passage[1]) + 1):
            at_sentence = end == passage[1] or flags[end] & SENTENCE != 0
            if not (at_sentence or end == full) or (first < apart_from[1] and end > apart_from[0]):
                continue
            shown, count = _shown(first, end, marks)
            if apart_from[1] and not shown & wanted:
                continue
            value = _worth(shown & wanted, shares) + np.float32(min(count, MARKS_COUNTED)) * PER_MARK
            value += np.float32(min(end - first, LENGTH)) * (FULL_LENGTH / np.float32(LENGTH))
            value -= np.float32(crossed[end - 1 - passage[0]] - crossed[first - passage[0]]) * PER_PARAGRAPH_CROSSED
            if flags[first] & SENTENCE:
                value += AT_SENTENCE_START
            if at_sentence:
                value += AT_SENTENCE_END
            if value > highest:
                best, highest = (first, end), value
    return best


@part
def _shown(first: Whole, end: Whole, marks: tuple[Words, Words, Numbers]) -> tuple[np.uint64, int]:
    """The clauses of which a stretch shows a mark, a bit for each of the first 64, and the number of its marks."""
    marked, marked_ends, clauses = marks
    shown, count = np.uint64(0), 0
    for mark in range(len(marked)):
        if marked[mark] >= first and marked_ends[mark] < end:
            count += 1
            shown |= np.uint64(1) << np.uint64(clauses[mark] & 63)
    return shown, count


@part
def _worth(shown: np.uint64, shares: Floats) -> np.float32:
    """What some clauses, a bit for each, are worth together."""
    value = np.float32(0)
    for clause in range(min(len(shares), 64)):
        if shown >> np.uint64(clause) & np.uint64(1):
            value += shares[clause]
    return value
