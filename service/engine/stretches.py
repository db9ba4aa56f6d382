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

LEAD_IN = 8
"""The words shown before a mark in the middle of a sentence too long to show."""

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
    """For each passage the characters (start, end) of its one or two best stretches, in order; none where it is empty.

    `weights[clause]` says how telling a clause is.
    """
    words = _Words(layouts, marks, len(weights))
    chosen = _chosen(words, np.asarray(weights, np.float32)) if words.long.any() else {}
    shown = []
    for row, (first, end) in enumerate(zip(layouts.first[:-1].tolist(), layouts.first[1:].tolist(), strict=True)):
        stretches = chosen.get(row) or ([(first, end - 1)] if first < end else [])
        shown.append([(int(layouts.starts[one]), int(layouts.ends[other])) for one, other in sorted(stretches)])
    return shown


class _Words:
    """The words of the passages: which of them start a sentence, and how many marks stand before each, by clause."""

    def __init__(self, layouts: Layouts, marks: Marks, clauses: int) -> None:
        self.first = layouts.first
        sizes = np.diff(self.first)
        self.row_of = np.repeat(np.arange(len(sizes)), sizes)
        self.long: Mask = sizes > WHOLE
        self.starts_sentence = np.append(layouts.flags & SENTENCE, SENTENCE).astype(np.bool_)
        self.paragraphs = np.cumsum((layouts.flags & PARAGRAPH) > 0)
        keys = self.row_of * _ROW + layouts.starts
        rows = marks.rows * _ROW
        self.marked = np.searchsorted(keys, rows + marks.starts, side="right") - 1
        last = np.searchsorted(keys, rows + marks.ends - 1, side="right") - 1
        self.marked_rows = marks.rows
        self.starting = self._before(self.marked, marks.clauses, clauses)
        """`[clause, word]`: the marks of a clause that start before a word."""
        self.ending = self._before(last, marks.clauses, clauses)
        """The same for marks that end before a word."""

    def _before(self, words: Numbers, clauses: Numbers, count: int) -> NDArray[np.intp]:
        width = len(self.row_of) + 1
        at = np.bincount(clauses * width + words + 1, minlength=count * width).reshape(count, width)
        return np.cumsum(at, axis=1)

    def candidates(self) -> tuple[Numbers, Numbers]:
        """The first and last word of every stretch worth considering, in order of first words.

        They start at sentences and shortly before marks, and end at sentences or at full length. Where nothing is
        marked, the beginning of the passage is shown.
        """
        with_marks = np.zeros(len(self.long), np.bool_)
        with_marks[self.marked_rows] = True
        begins = self.starts_sentence[:-1] & with_marks[self.row_of]
        begins[np.maximum(self.first[self.marked_rows], self.marked - LEAD_IN)] = True
        begins[self.first[:-1][self.long & ~with_marks]] = True
        firsts = np.flatnonzero(begins & self.long[self.row_of])
        row_ends = self.first[self.row_of[firsts] + 1]
        sentences = np.flatnonzero(self.starts_sentence)
        begin = np.searchsorted(sentences, firsts, side="right")
        sizes = np.searchsorted(sentences, np.minimum(firsts + LENGTH + SPARE, row_ends), side="right") - begin + 1
        group_ends = np.cumsum(sizes)
        at = np.arange(group_ends[-1]) + np.repeat(begin - group_ends + sizes, sizes)
        ends = sentences[np.minimum(at, len(sentences) - 1)]
        ends[group_ends - 1] = np.minimum(firsts + LENGTH, row_ends)
        return np.repeat(firsts, sizes), ends - 1


def _chosen(words: _Words, weights: Floats) -> dict[int, list[tuple[int, int]]]:
    """The first and last word of the best stretches of each long passage."""
    first, last = words.candidates()
    form, shows = _form(words, first, last)
    rows = words.row_of[first]
    present = words.ending[:, words.first[1:]] - words.ending[:, words.first[:-1]] > 0
    totals = weights @ present
    totals[totals == 0] = 1
    values = weights @ shows / totals[rows] + form
    bounds = np.searchsorted(rows, np.arange(len(words.long) + 1)).tolist()
    chosen = {}
    for row in np.flatnonzero(words.long).tolist():
        part = slice(bounds[row], bounds[row + 1])
        best = part.start + int(values[part].argmax())
        chosen[row] = [(int(first[best]), int(last[best]))]
        more = shows[:, part] & ~shows[:, best, None]
        apart = (first[part] > last[best]) | (last[part] < first[best])
        adding = more.any(axis=0) & apart
        if adding.any():
            value = np.where(adding, weights @ more / totals[row] + form[part], -np.inf)
            second = part.start + int(value.argmax())
            chosen[row].append((int(first[second]), int(last[second])))
    return chosen


def _form(words: _Words, first: Numbers, last: Numbers) -> tuple[Floats, NDArray[np.bool_]]:
    """What the bounds, the length and the number of marks of stretches are worth, and `[clause, stretch]`: which
    clauses each shows.
    """
    shown = words.ending[:, last + 1] - words.starting[:, first]
    form = (
        AT_SENTENCE_START * words.starts_sentence[first]
        + AT_SENTENCE_END * words.starts_sentence[last + 1]
        + FULL_LENGTH / LENGTH * np.minimum(last - first + 1, LENGTH)
        + PER_MARK * np.minimum(shown.sum(axis=0), MARKS_COUNTED)
        - PER_PARAGRAPH_CROSSED * (words.paragraphs[last] - words.paragraphs[first])
    )
    return form.astype(np.float32), shown > 0
