"""Which passages answer which clause of a query, and how well."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.engine.deadline import Deadline
from service.engine.index import Floats, Mask, Ordinals
from service.engine.scored import Scored
from service.engine.scoring import Scoring
from service.query.items import Clause, Expansion, Ignored, Query


@dataclass(frozen=True, slots=True)
class ClauseMatch:
    """The passages that answer a clause, by what the reader wrote or by another name for it.

    `weight` says how telling the clause is (its idf), `literal` which passages hold what the reader wrote.
    """

    clause: Clause
    scored: Scored
    weight: float
    literal: Scored

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
    expansions: tuple[tuple[Expansion, Scored], ...] = ()


def match(query: Query, scoring: Scoring, deadline: Deadline) -> Match:
    """What a query finds in a whole index. Raises QueryTimeout."""
    ignored: list[Ignored] = []
    expansions = _expansions(query, scoring, deadline)
    clauses = tuple(
        _clause(clause, [found for found in expansions if place in found[0].places], scoring, deadline, ignored)
        for place, clause in enumerate(query.clauses)
    )
    everything, something = _sets(clauses, scoring.index.count)
    for item in query.excluded:
        deadline.check()
        excluded = scoring.score(item, ignored).ordinals
        everything[excluded] = False
        something[excluded] = False
    return Match(clauses, everything, something, tuple(ignored), expansions)


def _expansions(query: Query, scoring: Scoring, deadline: Deadline) -> tuple[tuple[Expansion, Scored], ...]:
    """The other names that any passage holds, with the passages that do."""
    found = []
    for expansion in query.expansions:
        deadline.check()
        scored = scoring.score(expansion.item, [])
        if scored.held:
            found.append((expansion, scored))
    return tuple(found)


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


def _clause(
    clause: Clause,
    expansions: Sequence[tuple[Expansion, Scored]],
    scoring: Scoring,
    deadline: Deadline,
    ignored: list[Ignored],
) -> ClauseMatch:
    """The passages that hold any alternative, each with the score of its best one, or another name for it."""
    found = []
    for item in clause.alternatives:
        deadline.check()
        found.append(scoring.score(item, ignored))
    literal = found[0] if len(found) == 1 else _best(found, scoring.index.count)
    best = _with_expansions(literal, expansions, scoring) if expansions else literal
    telling = literal.held or best.held
    return ClauseMatch(clause, best, scoring.idf(telling) if telling else 0.0, literal)


def _with_expansions(literal: Scored, expansions: Sequence[tuple[Expansion, Scored]], scoring: Scoring) -> Scored:
    """The scores of what the reader wrote, or those of another name where that is all there is.

    Another name counts a share of what it would, less the more clauses it stands for, and is no more telling than
    what the reader wrote.
    """
    weights = scoring.weights
    limit = scoring.idf(literal.held) if literal.held else float("inf")
    found = [literal]
    for expansion, scored in expansions:
        share = (weights.related if expansion.related else weights.expanded) / len(expansion.places)
        share *= min(1.0, limit * len(expansion.places) / scoring.idf(scored.held))
        found.append(Scored(scored.ordinals, scored.scores * np.float32(share), scoring.index.count))
    return _best(found, scoring.index.count)


def _best(found: list[Scored], count: int) -> Scored:
    best = found[0].dense()
    for each in found[1:]:
        np.maximum(best, each.dense(), out=best)
    ordinals = np.flatnonzero(best)
    return Scored(ordinals, best[ordinals], count)
