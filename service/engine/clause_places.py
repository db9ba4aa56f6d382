"""Where the clauses of a query stand in a few passages: what a closer look at the best candidates works on."""

from collections.abc import Iterator, Sequence
from functools import reduce

import numpy as np

from service.engine.closeness import NOWHERE
from service.engine.index import Keys, Ordinals
from service.engine.runs import stem_runs
from service.engine.scoring import Scoring
from service.query.items import Clause, Expansion, Item, Phrase, Prefix, Query, Run, Word


def clause_places(
    clause: Clause,
    scoring: Scoring,
    passages: Ordinals,
    field: str = "body",
    expansions: Sequence[Expansion] = (),
) -> Keys:
    """The places of a clause's words in a field (`body` or `heading`) of these passages, each once.

    A phrase stands where it starts, and only in the body. Beginnings of words and words that are common have no
    places: they say little by standing close to others.
    """
    items: list[Item] = [*clause.alternatives, *(expansion.item for expansion in expansions)]
    found = [places for item in items for places in _places(item, scoring, passages, field)]
    held = [each for each in found if len(each)]
    return reduce(np.union1d, held) if held else NOWHERE


def _places(item: Item, scoring: Scoring, passages: Ordinals, field: str) -> Iterator[Keys]:
    match item:
        case Phrase() if field == "body":
            yield scoring.index.runs(item.words, passages)
        case Word(common=False):
            yield from (scoring.index.places(field, term, passages) for term in scoring.terms(item))
        case Run() if field == "body":
            yield stem_runs(item, scoring.index, passages)
        case Phrase() | Word() | Prefix() | Run():
            return


def all_places(query: Query, scoring: Scoring, passages: Ordinals, field: str = "body") -> list[Keys]:
    """The places of each clause, in the order of the query: of what the reader wrote, and of its other names."""
    return [
        clause_places(clause, scoring, passages, field, [each for each in query.expansions if place in each.places])
        for place, clause in enumerate(query.clauses)
    ]
