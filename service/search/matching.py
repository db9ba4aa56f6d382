"""Matching: the passages and scores of each clause of a query."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_

import numpy as np

from service.query.items import Clause, Expansion, Ignored, Query, Word
from service.search.clause_match import ClauseMatch
from service.search.cross_language import across_languages
from service.search.deadline import Deadline
from service.search.passage_set import PassageSet
from service.search.scored_docs import ScoredDocs, best_of
from service.search.scoring import Scoring
from service.search.units import Unit


@dataclass(frozen=True)
class Match:
    """The matches of a query.

    `all_match` are the passages that match all clauses, or all passages where the query is empty; `partial_match` those
    that match some clauses, and every required one, but not all. Excluded passages are in neither.
    """

    clauses: tuple[ClauseMatch, ...]
    all_match: PassageSet
    partial_match: PassageSet
    ignored: tuple[Ignored, ...]
    expansions: tuple[tuple[Expansion, ScoredDocs], ...] = ()

    @cached_property
    def any_match(self) -> PassageSet:
        """The passages that match all clauses or some."""
        return self.all_match | self.partial_match


def match(
    query: Query,
    scoring: Scoring,
    deadline: Deadline,
    units: Sequence[Unit] = (),
    passages_in: Callable[[str], PassageSet] | None = None,
) -> Match:
    """Return the matches of a query in a whole index. Raise QueryTimeout.

    The words of `units` count only as parts of these. `passages_in` gives the passages in a language: a name in another
    language than the query is looked for only there, where it is the same word.
    """
    ignored: list[Ignored] = []
    expansions = _expansions(query, scoring, deadline, passages_in)
    translated = query.translated
    alternatives = () if translated else expansions  # `across_languages` scores those of a translated query
    in_units = {ord_ for unit in units for ord_ in unit.clause_ords}
    clauses = tuple(
        _clause(
            clause,
            [found for found in alternatives if ord_ in found[0].clause_ords],
            scoring,
            deadline,
            ignored,
            query.language if ord_ in in_units else "",
        )
        for ord_, clause in enumerate(query.clauses)
    )
    if translated:
        clauses = across_languages(query, clauses, expansions, scoring)
    all_match, partial_match = _sets(clauses, scoring.index.count)
    if query.finds_nothing:
        all_match = partial_match
    for item in query.excluded:
        deadline.check()
        excluded = scoring.score(item, ignored).docs
        all_match, partial_match = all_match - excluded, partial_match - excluded
    return Match(clauses, all_match, partial_match, tuple(ignored), expansions)


def _expansions(
    query: Query, scoring: Scoring, deadline: Deadline, passages_in: Callable[[str], PassageSet] | None
) -> tuple[tuple[Expansion, ScoredDocs], ...]:
    """Return the synonyms that any passage has, with these passages."""
    found = []
    for expansion in query.expansions:
        deadline.check()
        scored = scoring.score(expansion.item, [])
        if scored.df and passages_in and expansion.language != query.language:
            scored = scored.within(passages_in(expansion.language))
        if scored.df:
            found.append((expansion, scored))
    return tuple(found)


def _sets(clauses: tuple[ClauseMatch, ...], count: int) -> tuple[PassageSet, PassageSet]:
    """Return the passages that match all clauses, and those that match some and every required one."""
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
    unit_language: str,
) -> ClauseMatch:
    """Return the passages that match any alternative or synonym, each with its best score.

    `unit_language` is the language of the unit that the clause is in, if it is in one.
    """
    found = []
    for item in clause.alternatives:
        deadline.check()
        scored = scoring.score(item, ignored)
        if unit_language and isinstance(item, Word):
            scored = scored.within(scoring.form_docs(item, unit_language))
        found.append(scored)
    original_docs = found[0] if len(found) == 1 else best_of(found, scoring.index.count)
    best = _with_expansions(original_docs, expansions, scoring) if expansions else original_docs
    df = original_docs.df or best.df
    return ClauseMatch(clause, best, scoring.idf(df) if df else 0.0, original_docs)


def _with_expansions(
    original_docs: ScoredDocs, expansions: Sequence[tuple[Expansion, ScoredDocs]], scoring: Scoring
) -> ScoredDocs:
    """Return the best scores of the clause and its synonyms.

    A synonym's score is scaled by its weight, divided by the number of clauses it replaces, and its idf is capped at
    that of the original.
    """
    weights, count = scoring.weights, scoring.index.count
    limit = scoring.idf(original_docs.df) if original_docs.df else float("inf")
    found = [original_docs]
    for expansion, scored in expansions:
        share = (weights.related if expansion.related else weights.expanded) / len(expansion.clause_ords)
        share *= min(1.0, limit * len(expansion.clause_ords) / scoring.idf(scored.df))
        found.append(scored.times(share))
    return best_of(found, count)


_NOTHING = np.empty(0, np.uint32)
