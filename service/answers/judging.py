"""Candidates for an answer, judged: the best first, each with the signs from which its confidence follows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.answers.candidates import Candidate, Source, candidates
from service.answers.features import Features
from service.answers.model import Model
from service.answers.question import Question

WIDEST_MARGIN = 4.0
"""A lead of more points than this over the next sentence says no more."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its features, its score and the confidence that it answers the question."""

    candidate: Candidate
    features: Mapping[str, float]
    score: float
    signs: Mapping[str, float]
    confidence: float


def judge(question: Question, sources: Sequence[Source], model: Model) -> list[Judged]:
    """All sentences of these passages, the best first. Equal ones stand in the order of the passages."""
    found = [candidate for source in sources for candidate in candidates(source)]
    rows = Features(question, found).rows()
    scores = [model.score(row) for row in rows]
    order = sorted(range(len(found)), key=lambda place: -scores[place])
    return list(_judged(question, model, [(found[place], rows[place], scores[place]) for place in order]))


def _judged(
    question: Question, model: Model, ordered: Sequence[tuple[Candidate, Mapping[str, float], float]]
) -> Iterator[Judged]:
    for place, (candidate, row, score) in enumerate(ordered):
        rival = ordered[0 if place else 1][2] if len(ordered) > 1 else score - WIDEST_MARGIN
        signs = confidence_signs(question, row, score, score - rival)
        yield Judged(candidate, row, score, signs, model.probability(signs))


def confidence_signs(
    question: Question, features: Mapping[str, float], score: float, margin: float
) -> dict[str, float]:
    """What speaks for and against the best sentence being an answer at all.

    `margin` is its lead over the next one. Shares are of the weight of the question's words: `unknown` of words that no
    passage of the corpus holds, `missing` of words that are neither in the passage nor in what stands above it.
    """
    whole = sum(word.rarity for word in question.words)
    unknown = sum(word.rarity for word in question.words if not word.known)
    names = sum(word.rarity for word in question.words if word.name)
    return {
        "score": score,
        "margin": max(-WIDEST_MARGIN, min(WIDEST_MARGIN, margin)),
        "shared": features["akin"],
        "missing": 1 - features["passage"],
        "missing_square": (1 - features["passage"]) ** 2,
        "unknown": unknown / whole if whole else 1.0,
        "names_missing": features["names_missing"],
        "any_name_missing": float(features["names_missing"] > 0),
        "names": names / whole if whole else 0.0,
        "kind_absent": max((value for name, value in features.items() if name.endswith("_absent")), default=0.0),
        "focus_missing": float(question.focus is not None and not features["focus"]),
        "words": min(1.0, len(question.words) / 10),
    }
