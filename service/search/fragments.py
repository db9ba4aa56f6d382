"""The fragments of passages that best show how they match a query, chosen for all hits of a page at once.

A fragment has about forty words, starts and ends at sentences where it can, and scores the weight of the distinct
clauses of the query that are highlighted in it. A second one is added where it shows clauses that the
first does not.

Words are those that white space divides, numbered as in `WordOffsets`.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.word_offsets import PARAGRAPH, SENTENCE
from service.search.highlighting import Highlights, Numbers
from service.search.index import Floats, WordOffsets
from service.search.jit import Integer, compiled, inlined

WHOLE = 45
"""The maximum number of words of a passage that is shown whole."""

LENGTH = 40
"""The number of words of a fragment."""

SPARE = 5
"""The number of words by which a fragment may be longer if it then ends with a sentence."""

LEAD_IN, FAR = 8, 20
"""The words shown before a mark in the middle of a sentence, where that started more than `FAR` words before."""

AT_SENTENCE_START = np.float32(0.15)
AT_SENTENCE_END = np.float32(0.05)
FULL_LENGTH = np.float32(0.1)
PER_MARK = np.float32(0.02)
MARKS_COUNTED = 5
PER_PARAGRAPH_CROSSED = np.float32(0.04)
"""What else adds to a fragment's score, beside the share of the query that it shows (from 0 to 1)."""

Words = NDArray[np.int64]
Flags = NDArray[np.uint8]


class Fragments(NamedTuple):
    """Fragments of passages in order: of passage `rows[i]` the words `first[i]` to `last[i]`."""

    rows: Words
    first: Words
    last: Words


def top_fragments(layouts: WordOffsets, marks: Highlights, weights: Sequence[float]) -> Fragments:
    """Return each passage's one or two best fragments, in order; none where it is empty.

    `weights[clause]` is the idf of a clause.
    """
    return Fragments(*_best(*layouts, *marks, np.asarray(weights, np.float32)))


@compiled("u4[] u4[] u4[] u1[] i4[] i4[] i4[] i4[] f4[]")
def _best(
    firsts: NDArray[np.uint32], ends: NDArray[np.uint32], starts: NDArray[np.uint32], flags: Flags,
    rows: Numbers, mark_starts: Numbers, mark_ends: Numbers, clauses: Numbers, weights: Floats,
) -> Words:  # fmt: skip
    """Return the rows, first words and last words of the fragments."""
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


@inlined
def _add(chosen: Words, size: int, row: int, first: Integer, last: Integer) -> int:
    """Append a fragment at index `size`; return the new size."""
    chosen[0, size], chosen[1, size], chosen[2, size] = row, first, last
    return size + 1


@inlined
def _word_at(starts: NDArray[np.uint32], first: Integer, end: Integer, character: Integer) -> Integer:
    """Return the word of a passage that contains a character."""
    while end - first > 1:
        middle = (first + end) >> 1
        if starts[middle] <= character:
            first = middle
        else:
            end = middle
    return first


@inlined
def _choose(
    passage: tuple[Integer, Integer], flags: Flags, marked: Words, marked_ends: Words, clauses: Numbers, weights: Floats
) -> tuple[tuple[Integer, Integer], tuple[Integer, Integer]]:
    """Return the best fragment of a passage, and the one that adds most to it ((0, 0) for none), as (first, end)."""
    marks = marked, marked_ends, clauses
    shares, crossed, sentences = _shares(clauses, weights), _crossed(passage, flags), _sentences(passage, flags)
    candidates = _candidates(_begins(sentences, marked), sentences)
    wanted = np.uint64(0)
    for clause in clauses:
        wanted |= _bit(clause)
    best, shown = _best_of(candidates, flags, crossed, marks, shares, wanted, (0, 0))
    if len(weights) == 1 or not wanted & ~shown:
        return best, (0, 0)
    other, _ = _best_of(candidates, flags, crossed, marks, shares, wanted & ~shown, best)
    return best, other


@inlined
def _shares(clauses: Numbers, weights: Floats) -> Floats:
    """Return the share of each clause in the weight of those that have a mark in the passage."""
    present = np.zeros(len(weights), np.bool_)
    for clause in clauses:
        present[clause] = True
    total = np.float32(0)
    for clause in range(len(weights)):
        if present[clause]:
            total += weights[clause]
    return weights / total if total else weights.copy()


@inlined
def _crossed(passage: tuple[Integer, Integer], flags: Flags) -> Words:
    """Return the number of paragraphs that start before each word of a passage, or with it."""
    first, end = passage
    crossed = np.empty(end - first, np.int64)
    count = 0
    for word in range(first, end):
        count += flags[word] & PARAGRAPH != 0
        crossed[word - first] = count
    return crossed


@inlined
def _sentences(passage: tuple[Integer, Integer], flags: Flags) -> Words:
    """Return the sentence boundaries of a passage as words, ascending: its first word, …, its end."""
    first, end = passage
    found = np.empty(end - first + 1, np.int64)
    found[0] = first
    size = 1
    for word in range(first + 1, end):
        if flags[word] & SENTENCE:
            found[size] = word
            size += 1
    found[size] = end
    return found[: size + 1]


@inlined
def _begins(sentences: Words, marked: Words) -> Words:
    """Return the words, ascending, at which a fragment may start.

    They are starts of sentences, and words shortly before highlights far into their sentence. Without highlights, it
    is the start of the passage.
    """
    if not len(marked):
        return sentences[:1]
    begins = np.empty(len(sentences) + len(marked), np.int64)
    size, sentence = 0, 0
    for word in marked:
        while sentences[sentence] <= word:
            begins[size] = sentences[sentence]
            size += 1
            sentence += 1
        if word - sentences[sentence - 1] > FAR and begins[size - 1] < word - LEAD_IN:
            begins[size] = word - LEAD_IN
            size += 1
    while sentence < len(sentences) - 1:
        begins[size] = sentences[sentence]
        size += 1
        sentence += 1
    return begins[:size]


@inlined
def _candidates(begins: Words, sentences: Words) -> Words:
    """Return the candidate fragments, a row each: their first words, their ends, and 1 where a sentence ends too.

    They end before a sentence, or at full length.
    """
    found = np.empty((len(begins) * (min(len(sentences), LENGTH + SPARE) + 1), 3), np.int64)
    size, following = 0, 0
    for first in begins:
        while sentences[following] <= first:
            following += 1
        full = min(first + LENGTH, sentences[-1])
        was_full = False
        for at in range(following, len(sentences)):
            end = sentences[at]
            if end > first + LENGTH + SPARE:
                break
            if full < end and not was_full:
                found[size, 0], found[size, 1], found[size, 2] = first, full, 0
                size += 1
            was_full = was_full or full <= end
            found[size, 0], found[size, 1], found[size, 2] = first, end, 1
            size += 1
        if not was_full:
            found[size, 0], found[size, 1], found[size, 2] = first, full, 0
            size += 1
    return found[:size]


@inlined
def _best_of(
    candidates: Words,
    flags: Flags,
    crossed: Words,
    marks: tuple[Words, Words, Numbers],
    shares: Floats,
    wanted: np.uint64,
    apart_from: tuple[Integer, Integer],
) -> tuple[tuple[Integer, Integer], np.uint64]:
    """Return the first of the best fragments as (first, end), and its highlighted clauses, a bit for each.

    (0, 0) where none is good: one that must not overlap another has to show one of the clauses that are wanted.
    """
    best, best_shown, highest = (0, 0), np.uint64(0), np.float32(-1e9)
    marked, marked_ends, clauses = marks
    start, mark = candidates[0, 0], 0
    for row in range(len(candidates)):
        first, end = candidates[row, 0], candidates[row, 1]
        if first < apart_from[1] and end > apart_from[0]:
            continue
        while mark < len(marked) and marked[mark] < first:
            mark += 1
        shown, count = np.uint64(0), 0
        for each in range(mark, len(marked)):  # calling another function for it takes twice as long
            if marked[each] >= end:
                break
            if marked_ends[each] < end:
                count += 1
                shown |= _bit(clauses[each])
        if apart_from[1] and not shown & wanted:
            continue
        value = _worth(shown & wanted, shares) + np.float32(min(count, MARKS_COUNTED)) * PER_MARK
        value += np.float32(min(end - first, LENGTH)) * (FULL_LENGTH / np.float32(LENGTH))
        value -= np.float32(crossed[end - 1 - start] - crossed[first - start]) * PER_PARAGRAPH_CROSSED
        value += AT_SENTENCE_START if flags[first] & SENTENCE else np.float32(0)
        value += AT_SENTENCE_END if candidates[row, 2] else np.float32(0)
        if value > highest:
            best, best_shown, highest = (first, end), shown, value
    return best, best_shown


@inlined
def _bit(clause: Integer) -> np.uint64:
    """Return the bit of a clause; those after the first 64 share theirs."""
    return np.uint64(1) << np.uint64(clause & 63)


@inlined
def _worth(shown: np.uint64, shares: Floats) -> np.float32:
    """Return what some clauses, a bit for each, are worth together."""
    value = np.float32(0)
    for clause in range(min(len(shares), 64)):
        if shown >> np.uint64(clause) & np.uint64(1):
            value += shares[clause]
    return value
