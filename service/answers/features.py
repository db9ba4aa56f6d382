"""What speaks for a sentence as the answer to a question, in numbers.

Most features are shares from 0 to 1, so that the weights of the model can be read and compared. "Weight" of words is
the sum of their rarity.
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from indexer.analysis.words import fold
from service.answers.candidates import Candidate, Sentence
from service.answers.evidence import can_be_seen, new_signs
from service.answers.question import AskedWord, Question
from service.answers.reading import Reading

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


def _weight(words: Sequence[AskedWord], places: frozenset[int] | set[int]) -> float:
    return sum(words[place].rarity for place in places)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


class Features:
    """The features of all candidates for one question."""

    def __init__(self, question: Question, found: Sequence[Candidate]) -> None:
        self._question = question
        self._words = question.words
        self._asked = fold(question.text)
        self._readings = [Reading(question, candidate) for candidate in found]
        self._whole = sum(word.rarity for word in question.words)
        self._local = self._local_rarity()
        self._rarest = max(range(len(self._words)), key=lambda place: self._words[place].rarity, default=-1)
        counts = Counter(run for reading in self._readings for run in reading.pairs)
        n = len(self._readings)
        self._run_rarity = {run: math.log(1 + (n - counts[run] + 0.5) / (counts[run] + 0.5)) for run in question.pairs}
        self._runs_whole = sum(self._run_rarity.values())
        self._by_passage = self._passage_matches()
        self._best_score = max((each.candidate.source.score for each in self._readings), default=0.0)

    def rows(self) -> list[dict[str, float]]:
        """The features of each candidate by name; a feature that is left out is 0."""
        rows = [self._row(place) for place in range(len(self._readings))]
        for name in ("shared", "akin", "telling_here", "runs", "not_in_heading"):
            best = max((row[name] for row in rows), default=0.0)
            for row in rows:
                row[f"{name}_of_best"] = _share(row[name], best)
        return rows

    def _local_rarity(self) -> list[float]:
        """How telling each word is among the candidates: one that stands in all of them tells none from another."""
        n = len(self._readings)
        counts = [sum(place in reading.akin for reading in self._readings) for place in range(len(self._words))]
        return [math.log(1 + (n - count + 0.5) / (count + 0.5)) if count else 0.0 for count in counts]

    def _passage_matches(self) -> dict[int, frozenset[int]]:
        matches: dict[int, frozenset[int]] = {}
        for reading in self._readings:
            ordinal = reading.candidate.source.passage.ordinal
            matches[ordinal] = matches.get(ordinal, reading.context) | reading.akin
        return matches

    def _neighbour(self, place: int, step: int) -> Reading | None:
        there = place + step
        if not 0 <= there < len(self._readings):
            return None
        same = self._readings[there].candidate.source is self._readings[place].candidate.source
        return self._readings[there] if same else None

    def _row(self, place: int) -> dict[str, float]:
        reading = self._readings[place]
        row = self._words_shared(reading)
        row |= self._around(place, reading)
        row |= self._form(reading)
        row |= self._kind(reading)
        return row

    def _words_shared(self, reading: Reading) -> dict[str, float]:
        words, whole = self._words, self._whole
        local = sum(self._local)
        outside = frozenset(range(len(words))) - reading.context
        exact = {place for place in reading.matched if words[place].written in reading.candidate.sentence.written}
        return {
            "shared": _share(_weight(words, reading.matched), whole),
            "akin": _share(_weight(words, reading.akin), whole),
            "count": _share(len(reading.akin), len(words)),
            "as_written": _share(_weight(words, exact), whole),
            "not_in_heading": _share(_weight(words, reading.akin & outside), _weight(words, outside)),
            "telling_here": _share(sum(self._local[each] for each in reading.akin), local),
            "pairs": self._pairs(reading),
            "runs": _share(sum(self._run_rarity[run] for run in reading.pairs), self._runs_whole),
            "long_runs": _share(len(reading.triples), max(1, len(self._question.written) - 2)),
            "rarest": float(self._rarest in reading.akin),
            "first_word": float(0 in reading.akin),
            "near": self._nearness(reading),
        }

    def _pairs(self, reading: Reading) -> float:
        """The share of the question's neighbouring words that follow each other closely in the sentence."""
        if len(self._words) < 2:  # noqa: PLR2004 - a pair
            return 0.0
        followed = {
            first
            for here, first in reading.places
            for there, second in reading.places
            if second == first + 1 and 0 < there - here <= REACH
        }
        whole = sum(min(a.rarity, b.rarity) for a, b in pairwise(self._words))
        return _share(sum(min(self._words[k].rarity, self._words[k + 1].rarity) for k in followed), whole)

    def _nearness(self, reading: Reading) -> float:
        """How close the matched words stand together: 1 where side by side, 0 where far apart or alone."""
        places = reading.places
        gaps = [b - a for (a, first), (b, second) in pairwise(places) if first != second]
        return _share(sum(max(0.0, 1 - (gap - 1) / NEAR) for gap in gaps), max(1, len(self._words) - 1))

    def _around(self, place: int, reading: Reading) -> dict[str, float]:
        words, whole = self._words, self._whole
        before, after = self._neighbour(place, -1), self._neighbour(place, 1)
        passage = self._by_passage[reading.candidate.source.passage.ordinal]
        names = frozenset(k for k, word in enumerate(words) if word.name)
        source = reading.candidate.source
        return {
            "before_adds": _share(_weight(words, before.akin - reading.akin), whole) if before else 0.0,
            "after_adds": _share(_weight(words, after.akin - reading.akin), whole) if after else 0.0,
            "passage": _share(_weight(words, passage), whole),
            "names_missing": _share(_weight(words, names - passage), whole),
            "rank": 1 / (1 + source.rank),
            "score": _share(source.score, self._best_score),
        }

    def _form(self, reading: Reading) -> dict[str, float]:
        sentence = reading.candidate.sentence
        new = len(sentence.telling.difference(place for place, _ in reading.places))
        return {
            "length": min(1.0, math.log1p(len(sentence.terms)) / math.log1p(LONG)),
            "short": float(len(sentence.terms) < SHORT),
            "new_words": min(1.0, math.log1p(new) / math.log1p(LONG)),
            "asks": float(sentence.text.endswith("?")),
            "refers_back": float(bool(sentence.written) and fold(sentence.written[0]) in _REFERRING),
        }

    def _kind(self, reading: Reading) -> dict[str, float]:
        """Whether the kind of thing that is asked for is there, and how near to the question's words."""
        question, sentence = self._question, reading.candidate.sentence
        focus_here = float(question.focus in reading.akin)
        if not can_be_seen(question.kind):
            return {"focus": focus_here}
        found = new_signs(question.kind, sentence.text, reading.candidate.source.passage.language, self._asked)
        if not found:
            return {f"{question.kind}_absent": 1.0, "focus": focus_here}
        focus = question.focus
        focused = [place for place, word in reading.places if word == focus]
        return {
            f"{question.kind}_near": _close(found, sentence, [place for place, _ in reading.places]),
            f"{question.kind}_many": min(1.0, (len(found) - 1) / 4),
            "focus": focus_here,
            "focus_near": _close(found, sentence, focused),
        }


def _close(found: Sequence[tuple[int, int]], sentence: Sentence, places: Sequence[int]) -> float:
    """How near the nearest of these words stands to a sign: 1 beside it, 0 far away."""
    gaps = [abs(sentence.terms[place].start - sentence.start - start) for start, _ in found for place in places]
    return math.exp(-min(gaps) / FADING) if gaps else 0.0


_REFERRING = frozenset(
    "he she it they this these that those his her its their il elle ils elles ce cet cette ces celui son sa ses leur "
    "el ella ellos ellas este esta estos estas ese esa su sus no nay day ho".split()
)
"""Words, folded, that open a sentence which goes on about what the one before it names."""
