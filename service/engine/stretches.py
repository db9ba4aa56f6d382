"""Which stretches of passages show best how they answer a query, chosen for all hits of a page at once.

A stretch has about forty words, starts and ends at sentences where it can, and is worth what it shows: the weight
of the distinct clauses of the query that have a mark in it. A second one is added where it shows clauses that the
first does not.

Words are those that white space divides, numbered through all the passages.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.layout import PARAGRAPH, SENTENCE
from service.engine.index import Floats, Layouts, Mask
from service.engine.marking import Marks

Numbers = NDArray[np.intp]

WHOLE = 45
"""A passage of so many words or fewer is shown whole."""

LENGTH = 40
"""The words of a stretch."""

SPARE = 5
"""So many more words are shown where a sentence then ends."""

LEAD_IN, FAR = 8, 20
"""The words shown before a mark in the middle of a sentence, where that started more than `FAR` words before."""

AT_SENTENCE_START = 0.15
AT_SENTENCE_END = 0.05
FULL_LENGTH = 0.1
PER_MARK = 0.02
MARKS_COUNTED = 5
PER_PARAGRAPH_CROSSED = 0.04
"""What else makes a stretch good, beside the share of the query that it shows (from 0 to 1)."""

_ROW = 1 << 32
"""More than any character of a passage: passages' places in the list times this, plus characters, never meet."""


def best_stretches(layouts: Layouts, marks: Marks, weights: Sequence[float]) -> list[list[tuple[int, int]]]:
    """For each passage the characters of its one or two best stretches, in order; none where it is empty.

    As (start, end), `end` being where the next word starts, or -1 where there is none. `weights[clause]` says how
    telling a clause is.
    """
    words = _Words(layouts, marks, len(weights))
    first, last = layouts.first[:-1].copy(), layouts.first[1:] - 1
    second: dict[int, tuple[int, int]] = {}
    if words.long.any():
        _choose(words, np.asarray(weights, np.float32), (first, last), second)
    starts, row_ends = layouts.starts, layouts.first[1:].tolist()
    shown: list[list[tuple[int, int]]] = []
    for row, (one, other) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        stretches = sorted([(one, other), second[row]]) if row in second else [(one, other)]
        chosen = [(begin, end + 1) for begin, end in stretches if begin <= end]
        shown.append([(int(starts[begin]), int(starts[end]) if end < row_ends[row] else -1) for begin, end in chosen])
    return shown


class _Words:
    """The words of the passages: which of them start a sentence, and how many marks stand before each, by clause."""

    def __init__(self, layouts: Layouts, marks: Marks, clauses: int) -> None:
        self.first = layouts.first
        sizes = np.diff(self.first)
        self.row_of = np.arange(len(sizes)).repeat(sizes)
        self.long: Mask = sizes > WHOLE
        self.starts_sentence = np.ones(len(self.row_of) + 1, np.bool_)
        np.bitwise_and(layouts.flags, SENTENCE, out=self.starts_sentence[:-1].view(np.uint8))
        self.paragraphs = (layouts.flags & PARAGRAPH).astype(np.bool_).cumsum()
        keys = self.row_of * _ROW + layouts.starts
        rows = marks.rows * _ROW
        sought = np.concatenate((rows + marks.starts, rows + marks.ends - 1))
        found = keys.searchsorted(sought, side="right") - 1
        self.marked, last = found[: len(rows)], found[len(rows) :]
        self.marked_rows = marks.rows
        self.starting = self._before(self.marked, marks.clauses, clauses)
        """`[clause, word]`: the marks of a clause that start before a word."""
        self.ending = self._before(last, marks.clauses, clauses)
        """The same for marks that end before a word."""

    def _before(self, words: Numbers, clauses: Numbers, count: int) -> NDArray[np.int32]:
        width = len(self.row_of) + 1
        at = np.bincount(clauses * width + words + 1, minlength=count * width)
        return at.reshape(count, width).cumsum(axis=1, dtype=np.int32)

    def candidates(self) -> tuple[Numbers, Numbers]:
        """The first and last word of every stretch worth considering, in order of first words.

        They start at sentences, and shortly before marks that stand far on in theirs, and end at sentences or at full
        length. Where nothing is marked, the beginning of the passage is shown.
        """
        with_marks = np.zeros(len(self.long), np.bool_)
        with_marks[self.marked_rows] = True
        begins = self.starts_sentence[:-1] & with_marks[self.row_of]
        sentences = self.starts_sentence.nonzero()[0]
        far = self.marked - sentences[sentences.searchsorted(self.marked, side="right") - 1] > FAR
        begins[self.marked[far] - LEAD_IN] = True
        begins[self.first[:-1][self.long & ~with_marks]] = True
        firsts = (begins & self.long[self.row_of]).nonzero()[0]
        row_ends = self.first[self.row_of[firsts] + 1]
        begin = sentences.searchsorted(firsts, side="right")
        sizes = sentences.searchsorted(np.minimum(firsts + (LENGTH + SPARE), row_ends), side="right") - begin + 1
        group_ends = sizes.cumsum()
        at = np.arange(group_ends[-1]) + (begin - group_ends + sizes).repeat(sizes)
        ends = sentences.take(at, mode="clip")
        ends[group_ends - 1] = np.minimum(firsts + LENGTH, row_ends)
        return firsts.repeat(sizes), ends - 1


def _choose(
    words: _Words, weights: Floats, chosen: tuple[Numbers, Numbers], second: dict[int, tuple[int, int]]
) -> None:
    """Sets the first and last words chosen of each long passage, and what adds something to them."""
    first, last = words.candidates()
    form, shows = _form(words, first, last)
    rows = words.row_of[first]
    present = words.ending[:, words.first[1:]] > words.ending[:, words.first[:-1]]
    totals = weights @ present
    totals[totals == 0] = 1
    shares = (weights[:, None] / totals).take(rows, axis=1)
    row, best = _highest((shares * shows).sum(axis=0) + form, rows)
    chosen[0][row], chosen[1][row] = first[best], last[best]
    if len(weights) == 1:
        return
    of_row = np.zeros(len(words.long), np.intp)
    of_row[row] = best
    best = of_row[rows]
    more = shows & ~shows.take(best, axis=1)
    adding = (more.any(axis=0) & ((first > last[best]) | (last < first[best]))).nonzero()[0]
    if len(adding):
        value = (shares[:, adding] * more[:, adding]).sum(axis=0) + form[adding]
        row, best = _highest(value, rows[adding])
        best = adding[best]
        pairs = zip(first[best].tolist(), last[best].tolist(), strict=True)
        second.update(zip(row.tolist(), pairs, strict=True))


def _highest(values: Floats, rows: Numbers) -> tuple[Numbers, Numbers]:
    """The rows, and where the first of the highest values of each stands; `rows` ascend."""
    new = np.ones(len(rows), np.bool_)
    np.not_equal(rows[1:], rows[:-1], out=new[1:])
    begins = new.nonzero()[0]
    highest = np.maximum.reduceat(values, begins)
    reaching = (values == highest[new.cumsum() - 1]).nonzero()[0]
    return rows[begins], reaching[reaching.searchsorted(begins)]


def _form(words: _Words, first: Numbers, last: Numbers) -> tuple[Floats, NDArray[np.bool_]]:
    """What the bounds, the length and the number of marks of stretches are worth, and `[clause, stretch]`: which
    clauses each shows.
    """
    shown = words.ending.take(last + 1, axis=1) - words.starting.take(first, axis=1)
    form = np.minimum(last - first + 1, LENGTH) * np.float32(FULL_LENGTH / LENGTH)
    form += words.starts_sentence[first] * np.float32(AT_SENTENCE_START)
    form += words.starts_sentence[last + 1] * np.float32(AT_SENTENCE_END)
    form += np.minimum(shown.sum(axis=0), MARKS_COUNTED) * np.float32(PER_MARK)
    form -= (words.paragraphs[last] - words.paragraphs[first]) * np.float32(PER_PARAGRAPH_CROSSED)
    return form.astype(np.float32), shown > 0
