"""Which passages answer which clause of a query, and how well."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

import numpy as np

from service.query.items import Clause, Expansion, Ignored, Query
from service.search.deadline import Deadline
from service.search.passage_set import PassageSet
from service.search.postings_cache import ScoredDocs, best_of
from service.search.scoring import Scoring


@dataclass(frozen=True, slots=True)
class ClauseMatch:
    """The passages that answer a clause, by what the reader wrote or by another name for it.

    `weight` says how telling the clause is (its idf), `original_docs` which passages hold what the reader wrote.
    """

    clause: Clause
    scored: ScoredDocs
    weight: float
    original_docs: ScoredDocs


@dataclass(frozen=True, slots=True)
class Match:
    """What a query finds.

    `all_match` are the passages that answer all clauses, or all passages where there are none; `partial_match` those
    that answer some clauses, and every binding one, but not all. What the query excludes is in neither.
    """

    clauses: tuple[ClauseMatch, ...]
    all_match: PassageSet
    partial_match: PassageSet
    ignored: tuple[Ignored, ...]
    expansions: tuple[tuple[Expansion, ScoredDocs], ...] = ()


def match(query: Query, scoring: Scoring, deadline: Deadline) -> Match:
    """Return what a query finds in a whole index. Raises QueryTimeout."""
    ignored: list[Ignored] = []
    expansions = _expansions(query, scoring, deadline)
    clauses = tuple(
        _clause(clause, [found for found in expansions if place in found[0].clause_ords], scoring, deadline, ignored)
        for place, clause in enumerate(query.clauses)
    )
    all_match, partial_match = _sets(clauses, scoring.index.count)
    for item in query.excluded:
        deadline.check()
        excluded = scoring.score(item, ignored).docs
        all_match, partial_match = all_match - excluded, partial_match - excluded
    return Match(clauses, all_match, partial_match, tuple(ignored), expansions)


def _expansions(query: Query, scoring: Scoring, deadline: Deadline) -> tuple[tuple[Expansion, ScoredDocs], ...]:
    """Return the other names that any passage holds, with the passages that do."""
    found = []
    for expansion in query.expansions:
        deadline.check()
        scored = scoring.score(expansion.item, [])
        if scored.df:
            found.append((expansion, scored))
    return tuple(found)


def _sets(clauses: tuple[ClauseMatch, ...], count: int) -> tuple[PassageSet, PassageSet]:
    """Return the passages that answer all of the clauses, and those that answer some and every binding one."""
    held = [found.scored.docs for found in clauses]
    if not held:
        return PassageSet.full(count), PassageSet.of(_NOTHING, count)
    all_match, partial_match = reduce(and_, held), reduce(or_, held)
    for found, holders in zip(clauses, held, strict=True):
        if found.clause.required:
            partial_match &= holders
    return all_match, partial_match - all_match


def _clause(
    clause: Clause,
    expansions: Sequence[tuple[Expansion, ScoredDocs]],
    scoring: Scoring,
    deadline: Deadline,
    ignored: list[Ignored],
) -> ClauseMatch:
    """Return the passages that hold any alternative, each with the score of its best one, or another name for it."""
    found = []
    for item in clause.alternatives:
        deadline.check()
        found.append(scoring.score(item, ignored))
    original_docs = found[0] if len(found) == 1 else best_of(found, scoring.index.count)
    best = _with_expansions(original_docs, expansions, scoring) if expansions else original_docs
    telling = original_docs.df or best.df
    return ClauseMatch(clause, best, scoring.idf(telling) if telling else 0.0, original_docs)


def _with_expansions(
    original_docs: ScoredDocs, expansions: Sequence[tuple[Expansion, ScoredDocs]], scoring: Scoring
) -> ScoredDocs:
    """Return the scores of what the reader wrote, or those of another name where that is all there is.

    Another name counts a share of what it would, less the more clauses it stands for, and is no more telling than
    what the reader wrote.
    """
    weights, count = scoring.weights, scoring.index.count
    limit = scoring.idf(original_docs.df) if original_docs.df else float("inf")
    found = [original_docs]
    for expansion, scored in expansions:
        share = (weights.related if expansion.related else weights.expanded) / len(expansion.clause_ords)
        share *= min(1.0, limit * len(expansion.clause_ords) / scoring.idf(scored.df))
        found.append(ScoredDocs(scored.ordinals, scored.scores * np.float32(share), count))
    return best_of(found, count)


_NOTHING = np.empty(0, np.uint32)
