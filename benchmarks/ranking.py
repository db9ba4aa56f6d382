"""Measures of a ranking by the ranks of the first relevant result."""

from collections.abc import Sequence
from dataclasses import dataclass

DEPTH = 10
"""The depth of a ranking that is measured: later results count as not found."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Over `n` queries: the share with a relevant result first, among the first five, and the mean reciprocal rank.

    MRR@10 is the mean of 1 / rank of the first relevant result, 0 beyond rank 10 (Voorhees, TREC-8, 1999).
    """

    n: int
    hit_1: float
    hit_5: float
    mrr_10: float

    def as_dict(self) -> dict[str, float | int]:
        return {"n": self.n, "hit@1": self.hit_1, "hit@5": self.hit_5, "mrr@10": self.mrr_10}


def measure(ranks: Sequence[int | None]) -> Ranking:
    """Return the measures of these ranks, counted from 1; None where nothing relevant was found."""
    n = len(ranks)
    found = [rank for rank in ranks if rank is not None and rank <= DEPTH]
    share = (lambda count: round(count / n, 4)) if n else (lambda _: 0.0)
    return Ranking(
        n=n,
        hit_1=share(sum(rank == 1 for rank in found)),
        hit_5=share(sum(rank <= 5 for rank in found)),  # noqa: PLR2004 - hit@5
        mrr_10=share(sum(1 / rank for rank in found)),
    )
