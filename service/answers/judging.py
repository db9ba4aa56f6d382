"""Candidates for an answer, judged: the best first, each with the signs from which its confidence follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.answers.candidates import Candidate, Source, candidates
from service.answers.evidence import FIGURES, NAMES
from service.answers.features import Features
from service.answers.model import Model
from service.answers.question import Question


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its features, its score and the confidence that it answers the question."""

    candidate: Candidate
    features: Mapping[str, float]
    score: float
    confidence: float


def judge(question: Question, sources: Sequence[Source], model: Model) -> list[Judged]:
    """All sentences of these passages, the best first. Equal ones stand in the order of the passages."""
    found = [candidate for source in sources for candidate in candidates(source)]
    rows = Features(question, found).rows()
    scores = [model.score(row) for row in rows]
    order = sorted(range(len(found)), key=lambda place: -scores[place])
    return [
        Judged(
            found[place],
            rows[place],
            scores[place],
            model.probability(confidence_signs(question, rows[place], scores[place])),
        )
        for place in order
    ]


def confidence_signs(question: Question, features: Mapping[str, float], score: float) -> dict[str, float]:
    """What speaks for and against a sentence being an answer at all, whatever the other sentences are.

    Shares are of the weight of the question's words: `missing` of words that are neither in the sentence's passage nor
    in what stands above it, `names_missing` of names and numbers among them. Where a figure or a name is asked for,
    `figure_absent` and `name_absent` say that the sentence has none.
    """
    return {
        "score": score,
        "shared": features["akin"],
        "missing": 1 - features["passage"],
        "missing_square": (1 - features["passage"]) ** 2,
        "names_missing": features["names_missing"],
        "any_name_missing": float(features["names_missing"] > 0),
        "figure_absent": features.get(f"{question.kind}_absent", 0.0) * (question.kind in FIGURES),
        "name_absent": features.get(f"{question.kind}_absent", 0.0) * (question.kind in NAMES),
        "focus_missing": float(question.focus is not None and not features["focus"]),
        "words": min(1.0, len(question.words) / 10),
    }
