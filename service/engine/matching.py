"""Which passages answer which clause of a query, and how well."""

from dataclasses import dataclass

import numpy as np

from service.engine.deadline import Deadline
from service.engine.index import Floats, Mask, Ordinals
from service.engine.scoring import Scored, Scoring
from service.query.items import Clause, Ignored, Query


@dataclass(frozen=True, slots=True)
class ClauseMatch:
    """The passages that answer a clause with the score of each. `weight` says how telling the clause is (its idf)."""

    clause: Clause
    ordinals: Ordinals
    scores: Floats
    weight: float


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
    count = scoring.index.count
    everything, something = np.ones(count, np.bool_), np.zeros(count, np.bool_)
    for found in clauses:
        held = _mask(found.ordinals, count)
        everything &= held
        something |= held
    for found in clauses:
        if found.clause.binding:
            something &= _mask(found.ordinals, count)
    something &= ~everything
    for item in query.excluded:
        deadline.check()
        excluded = scoring.score(item, ignored).ordinals
        everything[excluded] = False
        something[excluded] = False
    return Match(clauses, everything, something, tuple(ignored))


def _clause(clause: Clause, scoring: Scoring, deadline: Deadline, ignored: list[Ignored]) -> ClauseMatch:
    """The passages that hold any alternative, each with the score of its best one."""
    found = []
    for item in clause.alternatives:
        deadline.check()
        found.append(scoring.score(item, ignored))
    best = found[0] if len(found) == 1 else _best(found, scoring.index.count)
    return ClauseMatch(clause, best.ordinals, best.scores, scoring.idf(len(best.ordinals)) if len(best.ordinals) else 0)


def _best(found: list[Scored], count: int) -> Scored:
    best: Floats = np.zeros(count, dtype=np.float32)
    for each in found:
        best[each.ordinals] = np.maximum(best[each.ordinals], each.scores)
    ordinals = np.flatnonzero(best)
    return Scored(ordinals, best[ordinals])


def _mask(ordinals: Ordinals, count: int) -> Mask:
    mask = np.zeros(count, np.bool_)
    mask[ordinals] = True
    return mask
