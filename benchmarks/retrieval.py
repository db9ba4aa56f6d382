"""Measures of rankings of whole passages, given which passages are how relevant."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

DEPTH = 100
"""The depth of a ranking that is measured: later results count as not found."""

_TOP_10 = 10
_TOP_5 = 5

Run = Mapping[str, Sequence[str]]
"""For each question's id the ids of the passages found, best first."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Means over `n` questions.

    hit@k is 1 where one of the first k passages is relevant, MRR@10 the reciprocal of the first relevant one's rank
    (0 beyond rank 10), R@100 the share of the relevant passages that are found. nDCG@10 has the gain 2^grade - 1 and
    the discount log2(rank + 1) (Burges et al., Learning to rank using gradient descent, ICML 2005).
    """

    n: int
    hit_1: float
    hit_5: float
    mrr_10: float
    ndcg_10: float
    r_100: float

    def as_dict(self) -> dict[str, float]:
        measures = {"hit@1": self.hit_1, "hit@5": self.hit_5, "mrr@10": self.mrr_10, "ndcg@10": self.ndcg_10}
        return {name: round(value, 4) for name, value in (measures | {"r@100": self.r_100}).items()}


def measure(found: Run, grades: Mapping[str, Mapping[str, int]]) -> Retrieval:
    """Return the measures of a run over all questions that `grades` names; one that is not in the run finds nothing."""
    rows = [_one(found.get(question, ()), relevant) for question, relevant in grades.items()]
    return Retrieval(len(rows), *(_mean(column) for column in zip(*rows, strict=True))) if rows else _NOTHING


def hits(found: Run, grades: Mapping[str, Mapping[str, int]]) -> list[bool]:
    """Return for each question whether the first passage is relevant."""
    return [bool(found.get(question, ())[:1]) and grade.get(found[question][0], 0) > 0
            for question, grade in grades.items()]  # fmt: skip


def sign_test(ours: Sequence[bool], theirs: Sequence[bool]) -> float:
    """Return the two-sided probability that chance alone makes two rankings differ so much (exact McNemar test).

    Only questions that one of the two gets right and the other wrong count (McNemar, Psychometrika 12, 1947).
    """
    pairs = list(zip(ours, theirs, strict=True))
    better = sum(a and not b for a, b in pairs)
    worse = sum(b and not a for a, b in pairs)
    n, fewer = better + worse, min(better, worse)
    tail = sum(math.comb(n, k) for k in range(fewer + 1)) * math.ldexp(1.0, -n)
    return min(1.0, 2 * tail)


def _one(found: Sequence[str], grades: Mapping[str, int]) -> tuple[float, ...]:
    relevant = {passage_id for passage_id, grade in grades.items() if grade > 0}
    ranks = [rank for rank, passage_id in enumerate(found[:DEPTH], start=1) if passage_id in relevant]
    first = ranks[0] if ranks else DEPTH + 1
    gained = sum(_gain(grades.get(passage_id, 0), rank) for rank, passage_id in enumerate(found[:_TOP_10], start=1))
    ideal = sum(_gain(grade, rank) for rank, grade in enumerate(sorted(grades.values(), reverse=True)[:_TOP_10], 1))
    return (
        float(first == 1),
        float(first <= _TOP_5),
        1 / first if first <= _TOP_10 else 0.0,
        gained / ideal if ideal else 0.0,
        len(ranks) / len(relevant) if relevant else 0.0,
    )


def _gain(grade: int, rank: int) -> float:
    return (math.ldexp(1.0, grade) - 1) / math.log2(rank + 1)


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


_NOTHING = Retrieval(0, 0.0, 0.0, 0.0, 0.0, 0.0)
