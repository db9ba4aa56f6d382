"""Snippets: the one or two stretches of a passage that show best how it answers a query.

A stretch has about forty words, starts and ends at sentences where it can, and is worth what it shows: the weight
of the distinct clauses of the query that have a mark in it. A second one is added where it shows clauses that the
first does not.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.analysis.layout import Layout
from service.engine.marking import Mark, fragments
from service.engine.protocol import Snippet

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


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words `first` to `last` (included) of a text, the query's clauses that have marks in them, and its form.

    `form` is what its bounds and its length are worth, whatever it shows.
    """

    first: int
    last: int
    shows: frozenset[int]
    form: float

    def overlaps(self, other: "_Stretch") -> bool:
        return self.first <= other.last and other.first <= self.last


def snippets(text: str, words: Layout, found: Sequence[Mark], weights: Sequence[float]) -> tuple[Snippet, ...]:
    """The best one or two stretches of a text, in its order. `weights[clause]` says how telling a clause is."""
    if not words.spans:
        return ()
    if len(words.spans) <= WHOLE:
        chosen = [_Stretch(0, len(words.spans) - 1, frozenset(), 0.0)]
    else:
        chosen = _MarkedText(words, found, weights).best()
    return tuple(
        fragments(text, words.spans[stretch.first][0], words.spans[stretch.last][1], found) for stretch in chosen
    )


class _MarkedText:
    """A text and its marks as places of words, and what a stretch of it is worth."""

    def __init__(self, words: Layout, found: Sequence[Mark], weights: Sequence[float]) -> None:
        self._words = words
        self._weights = weights
        self._total = sum(weights[clause] for clause in {mark.clause for mark in found}) or 1.0
        ends = [end for _, end in words.spans]
        self._marks = sorted(
            (bisect_right(ends, mark.start), bisect_left(ends, mark.end), mark.clause) for mark in found
        )

    def best(self) -> list[_Stretch]:
        """The best stretch, and the one that adds most to it if any adds something."""
        stretches = list(self._stretches())
        first = max(stretches, key=self._value)
        more = [other for other in stretches if other.shows - first.shows and not other.overlaps(first)]
        second = max(more, key=lambda other: self._value(other, besides=first.shows), default=None)
        return sorted([first, second] if second else [first], key=lambda stretch: stretch.first)

    def _value(self, stretch: _Stretch, besides: frozenset[int] = frozenset()) -> tuple[float, int]:
        """The share of the query that a stretch shows, beside these clauses, and its form; the earlier the better."""
        share = sum(self._weights[clause] for clause in sorted(stretch.shows - besides)) / self._total
        return share + stretch.form, -stretch.first

    def _stretches(self) -> Iterator[_Stretch]:
        """Every stretch worth considering: from the starts of sentences, and from shortly before a mark.

        Where nothing is marked, the beginning of the text is shown.
        """
        count, sentences = len(self._words.spans), self._words.sentences
        before_marks = (max(0, first - LEAD_IN) for first, _, _ in self._marks)
        for first in sorted({*sentences, *before_marks} if self._marks else {0}):
            ends = {min(first + LENGTH, count) - 1}
            for start in (*sentences[bisect_right(sentences, first) :], count):
                if start - first > LENGTH + SPARE:
                    break
                ends.add(start - 1)
            yield from (self._stretch(first, last) for last in sorted(ends))

    def _stretch(self, first: int, last: int) -> _Stretch:
        inside = self._marks[bisect_left(self._marks, (first,)) : bisect_left(self._marks, (last + 1,))]
        shows = [clause for _, end, clause in inside if end <= last]
        crossed = bisect_right(self._words.paragraphs, last) - bisect_right(self._words.paragraphs, first)
        form = (
            AT_SENTENCE_START * self._is_start(first)
            + AT_SENTENCE_END * self._is_start(last + 1)
            + FULL_LENGTH * min(1.0, (last - first + 1) / LENGTH)
            + PER_MARK * min(len(shows), MARKS_COUNTED)
            - PER_PARAGRAPH_CROSSED * crossed
        )
        return _Stretch(first, last, frozenset(shows), form)

    def _is_start(self, place: int) -> bool:
        """Whether a sentence starts at this word, or the text has ended before it."""
        at = bisect_left(self._words.sentences, place)
        return place == len(self._words.spans) or self._words.sentences[at : at + 1] == (place,)
