"""The fragments that are shown of a passage, compared with a plain implementation of their definition."""

from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.word_offsets import PARAGRAPH, SENTENCE
from service.search.fragments import (
    AT_SENTENCE_END,
    AT_SENTENCE_START,
    FAR,
    FULL_LENGTH,
    LEAD_IN,
    LENGTH,
    MARKS_COUNTED,
    PER_MARK,
    PER_PARAGRAPH_CROSSED,
    SPARE,
    WHOLE,
    top_fragments,
)
from service.search.highlighting import Highlight, Highlights, pack_highlights
from service.search.index import WordOffsets

CLAUSES = 3
WIDTH = 5
"""The characters of a word, with the white space behind it."""


@dataclass(frozen=True)
class Passage:
    """A passage of words of equal length: the words that begin sentences and paragraphs, and what is marked."""

    words: int
    sentences: frozenset[int]
    paragraphs: frozenset[int]
    marks: tuple[tuple[int, int, int], ...]
    """The first and last word and the clause of each."""

    def worth(self, first: int, end: int, wanted: set[int], weights: list[float]) -> np.float32:
        """Return the worth of the words from `first` to `end` as a fragment for these clauses."""
        shares = np.array(weights, np.float32)
        total = np.float32(sum(shares[sorted({clause for _, _, clause in self.marks})], np.float32(0)))
        marks = [clause for start, last, clause in self.marks if start >= first and last < end]
        value = np.float32(0)
        for clause in sorted(wanted & set(marks)):
            value += shares[clause] / total if total else shares[clause]
        value += np.float32(min(len(marks), MARKS_COUNTED)) * PER_MARK
        value += np.float32(min(end - first, LENGTH)) * (FULL_LENGTH / np.float32(LENGTH))
        value -= np.float32(sum(first < word < end for word in self.paragraphs)) * PER_PARAGRAPH_CROSSED
        value += AT_SENTENCE_START if first in self.sentences else np.float32(0)
        value += AT_SENTENCE_END if end == self.words or end in self.sentences else np.float32(0)
        return np.float32(value)

    def candidates(self) -> list[tuple[int, int]]:
        """Return all fragments that start and end where they may."""
        begins = {0}
        if self.marks:
            begins |= self.sentences
            for word, _, _ in self.marks:
                if word - max(each for each in self.sentences if each <= word) > FAR:
                    begins.add(word - LEAD_IN)
        found = []
        for first in sorted(begins):
            full = min(first + LENGTH, self.words)
            ends = {full} | {each for each in (*self.sentences, self.words) if first < each <= first + LENGTH + SPARE}
            found += [(first, end) for end in sorted(ends)]
        return found

    def stretches(self, weights: list[float]) -> list[tuple[int, int]]:
        """Return the fragments to show, as first and last word."""
        if self.words <= WHOLE:
            return [(0, self.words - 1)] if self.words else []
        wanted = {clause for _, _, clause in self.marks}
        best = self.best(self.candidates(), wanted, weights)
        shown = {clause for start, last, clause in self.marks if start >= best[0] and last < best[1]}
        apart = [
            (first, end)
            for first, end in self.candidates()
            if (first >= best[1] or end <= best[0])
            and any(start >= first and last < end for start, last, clause in self.marks if clause not in shown)
        ]
        chosen = [best, self.best(apart, wanted - shown, weights)] if apart and len(weights) > 1 else [best]
        return [(first, end - 1) for first, end in sorted(chosen)]

    def best(self, candidates: list[tuple[int, int]], wanted: set[int], weights: list[float]) -> tuple[int, int]:
        """Return the first of the fragments with the highest worth."""
        return max(candidates, key=lambda each: self.worth(each[0], each[1], wanted, weights))


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    words = draw(st.sampled_from([0, 1, WHOLE, WHOLE + 1]) | st.integers(WHOLE, 150))
    if not words:
        return Passage(0, frozenset(), frozenset(), ())
    places = st.integers(0, words - 1)
    marks = draw(st.sets(st.tuples(places, st.integers(0, 3), st.integers(0, CLAUSES - 1)), max_size=9))
    return Passage(
        words,
        frozenset({0, *draw(st.sets(places, max_size=12))}),
        frozenset(draw(st.sets(places, max_size=4))),
        tuple((start, min(start + more, words - 1), clause) for start, more, clause in sorted(marks)),
    )


def layouts(found: list[Passage]) -> WordOffsets:
    bounds = np.array([*accumulate((each.words for each in found), initial=0)], np.uint32)
    starts = [WIDTH * word for each in found for word in range(each.words)]
    flags = [
        SENTENCE * (word in each.sentences) + PARAGRAPH * (word in each.paragraphs)
        for each in found
        for word in range(each.words)
    ]
    return WordOffsets(bounds[:-1], bounds[1:], np.array(starts, np.uint32), np.array(flags, np.uint8))


def marks(found: list[Passage]) -> Highlights:
    return pack_highlights(
        {Highlight(WIDTH * start, WIDTH * (last + 1) - 1, clause) for start, last, clause in each.marks}
        for each in found
    )


WEIGHTS = st.lists(st.sampled_from([0.5, 1.0, 3.25]), min_size=CLAUSES, max_size=CLAUSES)


@given(st.lists(passages(), max_size=4), WEIGHTS)
def test_the_best_are_shown(found: list[Passage], weights: list[float]) -> None:
    """Of all that may be shown, what shows most of the query, at sentences' bounds, in few paragraphs; the first of
    equals; and apart from that what adds most to it.
    """
    layout = layouts(found)
    rows, first, last = top_fragments(layout, marks(found), weights)
    begins = layout.first[rows] if len(rows) else layout.first[:0]
    got = zip(rows.tolist(), (first - begins).tolist(), (last - begins).tolist(), strict=True)
    assert list(got) == [(row, *each) for row, passage in enumerate(found) for each in passage.stretches(weights)]
