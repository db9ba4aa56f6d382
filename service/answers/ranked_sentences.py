"""Sentences ranked as answers to a question, each with the confidence that it is one.

The weights are those of `model.toml`, which `python -m benchmarks.train_answers` writes.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import msgspec

from indexer.errors import SettingsError
from service.answers.candidates import NAMED_KINDS, NAMES, Candidate, RetrievedPassage, match_sentences
from service.answers.features import measure
from service.answers.names import nearest_name
from service.answers.question import Question
from service.answers.rules import is_ruled_out, is_sentence

FILE = Path(__file__).with_name("model.toml")


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A linear ranking model and a logistic confidence model.

    The score of a sentence is the sum of its features times the weights in `sentence`. The confidence that an answer
    is right is the logistic function of `constant` and the confidence features times the weights in `confidence`. From
    `threshold` on it is an answer, from `closest` on it may be shown as the closest sentence. Features that have no
    weight count nothing.
    """

    sentence: Mapping[str, float]
    confidence: Mapping[str, float]
    constant: float
    threshold: float
    closest: float = 0.0

    def score(self, features: Mapping[str, float]) -> float:
        """Return how well a sentence answers, comparable among the candidates for one question."""
        weights = self.sentence
        return sum([weights[name] * value for name, value in features.items() if name in weights])

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the confidence, from 0 to 1, that an answer with these confidence features is right."""
        total = self.constant + sum(self.confidence.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


class _Confidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    constant: float
    threshold: float
    closest: float


class _ModelFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file, explained in its comments."""

    sentence: dict[str, float]
    confidence_features: dict[str, float]
    confidence: _Confidence


@cache
def load_model(path: Path = FILE) -> Model:
    """Return the model in a file. Raise SettingsError where the file is not a model."""
    try:
        file = msgspec.toml.decode(path.read_bytes(), type=_ModelFile)
    except (OSError, msgspec.MsgspecError) as error:
        raise SettingsError(f"The model of answers in {path} cannot be read: {error}.") from error
    limits = file.confidence
    return Model(file.sentence, file.confidence_features, limits.constant, limits.threshold, limits.closest)


@dataclass(frozen=True, eq=False)
class ScoredSentence:
    """A sentence with its features and its score as an answer.

    One that is `ruled_out` by its grammar may be the closest sentence, but is no answer.
    """

    question: Question
    candidate: Candidate
    features: Mapping[str, float]
    score: float
    model: Model
    ruled_out: bool = False

    @property
    def source(self) -> RetrievedPassage:
        """The passage that has it."""
        return self.candidate.source

    @property
    def start(self) -> int:
        return self.candidate.sentence.start

    @property
    def end(self) -> int:
        return self.candidate.sentence.end

    @property
    def text(self) -> str:
        return self.source.passage.text[self.start : self.end]

    @cached_property
    def confidence(self) -> float:
        """The estimated probability that it answers the question."""
        probability = self.model.probability(confidence_features(self.question, self.features, self.score))
        return min(probability, self.model.closest) if self.ruled_out else probability

    @property
    def lead(self) -> tuple[int, int] | None:
        """The characters of the passage that lead into it: what it cannot be understood without, if anything."""
        return self.candidate.lead

    @property
    def highlights(self) -> Sequence[tuple[int, int]]:
        """The characters of the passage that are of the kind asked for, or else the question's words.

        Of several names one is highlighted: the one nearest to the question's words.
        """
        question, cues = self.question, self.candidate.cue_spans
        spans, text = self.candidate.sentence.spans, self.source.passage.text
        matches = [spans[token] for token, _ in self.candidate.matches]
        if question.kind in NAMES and cues:
            return [nearest_name(text, cues, matches)]
        return cues if question.kind in NAMED_KINDS and cues else matches


def rank_sentences(question: Question, sources: Sequence[RetrievedPassage], model: Model) -> list[ScoredSentence]:
    """Return the sentences of some passages, the best answer first; equal ones stay in the order of the passages.

    Questions, and texts that are no sentences, are left out. The rules of grammar are right more often than not where
    they rule an answer out, but not always: they bound the confidence and do not change the order.
    """
    if not question.words:
        return []
    passages = match_sentences(question, sources)
    candidates = [(passage, at) for passage in passages for at in range(len(passage))]
    scored = [
        ScoredSentence(
            question, passage[at], features, model.score(features), model, is_ruled_out(question, passage, at)
        )
        for (passage, at), features in zip(candidates, measure(question, passages), strict=True)
        if is_sentence(passage[at])
    ]
    return sorted(scored, key=lambda each: -each.score)


def confidence_features(question: Question, features: Mapping[str, float], score: float) -> dict[str, float]:
    """Return the features from which the confidence is computed that a sentence is an answer at all.

    Shares are of the weight of the question's words. `only_in_heading` is that of words which the sentence lacks, but
    not its title, headings, countries or the sentence that leads into it; `only_in_passage` that of words in other
    sentences of the passage; `missing_square` the square of what is in none of these. `names_missing` is the share of
    names and numbers among the latter, less those that the document mentions; `name_missing` is 1 where one is nowhere
    in it.
    """
    return {
        "score": score,
        "prefix_match": features["prefix_match"],
        "only_in_heading": features["only_in_heading"],
        "only_in_passage": features["only_in_passage"],
        "missing_square": (1 - features["passage"]) ** 2,
        "names_missing": features["names_missing"],
        "name_missing": features["name_missing"],
        "words": min(1.0, len(question.words) / 10),
    }
