"""Which passages answer which clause of a query, and how well."""

from dataclasses import dataclass

import numpy as np

from service.engine.deadline import Deadline
from service.engine.index import Floats, Mask, Ordinals
from service.engine.scored import Scored
from service.engine.scoring import Scoring
from service.query.items import Clause, Ignored, Query


@dataclass(frozen=True, slots=True)
class ClauseMatch:
    """The passages that answer a clause. `weight` says how telling the clause is (its idf)."""

    clause: Clause
    scored: Scored
    weight: float

    @property
    def ordinals(self) -> Ordinals:
        return self.scored.ordinals

    @property
    def scores(self) -> Floats:
        """The scores of `ordinals`."""
        return self.scored.scores


@dataclass(frozen=True, slots=True)
class Match:
    """What a query finds.

    `everything` are the passages that answer all clauses, or all passages where there are none; `something` those
    that answer some clauses, and every binding one, but not all. What the query excludes is in neither.
    """

    clauses: tuple[ClauseMatch, ...]
    everything: Mask
    something: Mask
    ignored: tuple[Ignored, ...]


def match(query: Query, scoring: Scoring, deadline: Deadline) -> Match:
    """What a query finds in a whole index. Raises QueryTimeout."""
    ignored: list[Ignored] = []
    clauses = tuple(_clause(clause, scoring, deadline, ignored) for clause in query.clauses)
    everything, something = _sets(clauses, scoring.index.count)
    for item in query.excluded:
        deadline.check()
        excluded = scoring.score(item, ignored).ordinals
        everything[excluded] = False
        something[excluded] = False
    return Match(clauses, everything, something, tuple(ignored))


def _sets(clauses: tuple[ClauseMatch, ...], count: int) -> tuple[Mask, Mask]:
    """The passages that answer all of the clauses, and those that answer some and every binding one."""
    if not clauses:
        return np.ones(count, np.bool_), np.zeros(count, np.bool_)
    masks = [found.scored.mask() for found in clauses]
    if len(masks) == 1:
        return masks[0], np.zeros(count, np.bool_)
    everything, something = masks[0] & masks[1], masks[0] | masks[1]
    for mask in masks[2:]:
        everything &= mask
        something |= mask
    for found, mask in zip(clauses, masks, strict=True):
        if found.clause.binding:
            something &= mask
    something ^= everything
    return everything, something


def _clause(clause: Clause, scoring: Scoring, deadline: Deadline, ignored: list[Ignored]) -> ClauseMatch:
    """The passages that hold any alternative, each with the score of its best one."""
    found = []
    for item in clause.alternatives:
        deadline.check()
        found.append(scoring.score(item, ignored))
    best = found[0] if len(found) == 1 else _best(found, scoring.index.count)
    return ClauseMatch(clause, best, scoring.idf(best.held) if best.held else 0.0)


def _best(found: list[Scored], count: int) -> Scored:
    best = found[0].dense()
    for each in found[1:]:
        np.maximum(best, each.dense(), out=best)
    ordinals = np.flatnonzero(best)
    return Scored(ordinals, best[ordinals], count)
