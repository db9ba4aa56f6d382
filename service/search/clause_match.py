"""The match of one clause of a query."""

from dataclasses import dataclass

from service.query.items import Clause
from service.search.scored_docs import ScoredDocs


@dataclass(frozen=True, slots=True)
class ClauseMatch:
    """The passages that match a clause, by its own words or by a synonym.

    `weight` is the clause's idf, `original_docs` are the passages that match without synonyms.
    """

    clause: Clause
    scored: ScoredDocs
    weight: float
    original_docs: ScoredDocs
