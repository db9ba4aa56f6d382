"""Candidates for an answer, judged: the best first, each with the signs from which its confidence follows."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

import numpy as np

from indexer.analysis.language import QuestionType
from indexer.analysis.tokenizer import fold
from service.answers.candidates import Candidate, Source
from service.answers.columns import WIDTH, names
from service.answers.cue_counts import FIGURES, NAMES, THINGS, new_signs
from service.answers.features import measure
from service.answers.match_terms import read
from service.answers.model import Model
from service.answers.question import Question
from service.answers.surface_forms import texts_of, written
from service.answers.term_weights import Values, weigh
from service.search.sentences import Sentences


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its features, its score and the confidence that it answers the question."""

    candidate: Candidate
    features: Mapping[str, float]
    score: float
    confidence: float


class Judgement(Sequence[Judged]):
    """All sentences of some passages, the best first; equal ones stand in the order of the passages."""

    def __init__(self, question: Question, sources: Sequence[Source], sentences: Sentences, model: Model) -> None:
        self.question = question
        self._sources = sources
        self._sentences = sentences
        self._bounds: list[int] = sentences.bounds.tolist()
        self._model = model
        self._made: dict[int, Judged] = {}
        texts = [source.passage.text for source in sources]
        letters = texts_of(texts)
        self._reading = read(question, sentences, written(letters, sentences.bounds, sentences.starts, sentences.ends))
        self._signs = new_signs(question.kind, fold(question.text), sentences, texts, letters)
        self._rows = measure(
            question, sentences, self._reading, self._signs, [source.rank for source in sources],
            [source.score for source in sources],
        )  # fmt: skip
        self._scores = weigh(self._rows, _weights(model, question.kind))
        self._order = np.argsort(-self._scores, kind="stable").tolist()

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, place: int) -> Judged: ...
    @overload
    def __getitem__(self, place: slice) -> list[Judged]: ...
    def __getitem__(self, place: int | slice) -> Judged | list[Judged]:
        if isinstance(place, slice):
            return [self._judged(number) for number in self._order[place]]
        return self._judged(self._order[place])

    def answering(self, judged: Judged) -> list[tuple[int, int]]:
        """The words of a sentence that are of the kind asked for, or else the question's own, as characters."""
        candidate, sentences = judged.candidate, self._sentences
        number = self._bounds[self._sources.index(candidate.source)] + candidate.place
        if self.question.kind in THINGS:
            signs = slice(*sentences.sign_bounds[number : number + 2].tolist())
            spans = zip(sentences.sign_starts[signs].tolist(), sentences.sign_ends[signs].tolist(), strict=True)
            if found := [span for span, counts in zip(spans, self._signs[signs].tolist(), strict=True) if counts]:
                return found
        units = slice(*sentences.unit_bounds[number : number + 2].tolist())
        spans = zip(sentences.unit_starts[units].tolist(), sentences.unit_ends[units].tolist(), strict=True)
        return [span for span, word in zip(spans, self._reading.words[units].tolist(), strict=True) if word >= 0]

    def _judged(self, number: int) -> Judged:
        found = self._made.get(number)
        if found is None:
            found = self._made[number] = self._make(number)
        return found

    def _make(self, number: int) -> Judged:
        sentences = self._sentences
        source = bisect_right(self._bounds, number) - 1
        candidate = Candidate(
            self._sources[source],
            number - self._bounds[source],
            int(sentences.starts[number]),
            int(sentences.ends[number]),
        )
        score = float(self._scores[number])
        features = dict(zip(names(self.question.kind), self._rows[number].tolist(), strict=False))
        return Judged(
            candidate, features, score, self._model.probability(confidence_signs(self.question, features, score))
        )


@lru_cache(maxsize=64)
def _weights(model: Model, kind: QuestionType) -> Values:
    """The weight of each column of features for a question of this kind."""
    weights = np.zeros(WIDTH)
    weights[: len(names(kind))] = [model.sentence.get(name, 0.0) for name in names(kind)]
    return weights


def confidence_signs(question: Question, features: Mapping[str, float], score: float) -> dict[str, float]:
    """What speaks for and against a sentence being an answer at all, whatever the other sentences are.

    Shares are of the weight of the question's words: `missing` of words that are neither in the sentence's passage nor
    in what stands above it, `names_missing` of names and numbers among them. Where a figure or a name is asked for,
    `figure_absent` and `name_absent` say that the sentence has none.
    """
    absent = features.get(f"{question.kind}_absent", 0.0)
    return {
        "score": score,
        "shared": features["akin"],
        "missing": 1 - features["passage"],
        "missing_square": (1 - features["passage"]) ** 2,
        "names_missing": features["names_missing"],
        "any_name_missing": float(features["names_missing"] > 0),
        "figure_absent": absent * (question.kind in FIGURES),
        "name_absent": absent * (question.kind in NAMES),
        "focus_missing": float(question.focus is not None and not features["focus"]),
        "words": min(1.0, len(question.words) / 10),
    }
