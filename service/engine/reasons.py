"""Why a passage is a result, for those who ask."""

from collections.abc import Mapping, Sequence
from operator import itemgetter

import numpy as np

from service.engine.evidence import FOR_READERS, KINDS
from service.engine.flags import set_flag
from service.engine.index import Ordinals
from service.engine.matching import Match
from service.engine.protocol import OtherName, Reasons, WordFound
from service.engine.scoring import Scoring
from service.query.items import Clause, Expansion, Query, Word

MOST_EVIDENCE = 3
LEAST_EVIDENCE = 0.05
"""How many kinds of evidence are named, and how much the least of them must count."""

FIELDS = ("body", "heading", "title", "context")


def other_name(expansion: Expansion) -> OtherName:
    """An expansion as the engine's protocol has it."""
    return OtherName(expansion.text, expansion.language, expansion.said, expansion.related)


def reasons(
    passages: Ordinals, query: Query, match: Match, scoring: Scoring, counted: Mapping[int, Sequence[float]]
) -> list[Reasons]:
    """Why each of these passages is a result. `counted` is what each kind of evidence added to them."""
    literal = [found.literal.holders.holds(passages).tolist() for found in match.clauses]
    fields = [_fields(clause, scoring, passages) for clause in query.clauses]
    named = [scored.holders.holds(passages).tolist() for _, scored in match.expansions]
    known: dict[tuple[int | str, ...], Reasons] = {}
    found = []
    for ordinal, *signs in zip(passages.tolist(), *literal, *fields, *named, strict=True):
        evidence = _strongest(counted[ordinal]) if ordinal in counted else ()
        key = (*signs, *evidence)
        if key not in known:
            known[key] = _reasons(signs, evidence, query, match)
        found.append(known[key])
    return found


def _reasons(signs: Sequence[int], evidence: tuple[str, ...], query: Query, match: Match) -> Reasons:
    """Why a passage is a result that has these signs: the clauses it answers, in which fields, and the names it has."""
    clauses = len(query.clauses)
    answered, fields, named = signs[:clauses], signs[clauses : 2 * clauses], signs[2 * clauses :]
    names = [expansion for (expansion, _), held in zip(match.expansions, named, strict=True) if held]
    by_name = {place for expansion in names for place in expansion.places}
    texts = [clause.alternatives[0].text for clause in query.clauses]
    found = [
        WordFound(text, _FIELDS_OF[where]) for text, held, where in zip(texts, answered, fields, strict=True) if held
    ]
    missing = [text for place, text in enumerate(texts) if not answered[place] and place not in by_name]
    instead = [each for each in names if not all(answered[place] for place in each.places)]
    return Reasons(tuple(found), tuple(missing), tuple(map(other_name, instead)), evidence)


def _strongest(counted: Sequence[float]) -> tuple[str, ...]:
    telling = [(-counted[place], kind) for place, kind in _TOLD if counted[place] >= LEAST_EVIDENCE]
    return tuple([kind for _, kind in sorted(telling, key=itemgetter(0))[:MOST_EVIDENCE]])


_TOLD = [(KINDS.index(kind), kind) for kind in FOR_READERS]


def _fields(clause: Clause, scoring: Scoring, passages: Ordinals) -> list[int]:
    """For each passage the fields in which words of a clause stand; the text alone for what is no plain word."""
    items = [item for item in clause.alternatives if isinstance(item, Word) and not item.common]
    if not items:
        return [_FLAGS["body"]] * len(passages)
    held = np.zeros(len(passages), np.uint8)
    for item in items:
        for field, ordinals in scoring.holders(item):
            set_flag(held, ordinals, passages, _FLAGS[field])
    return held.tolist()


_FLAGS = {field: 1 << place for place, field in enumerate(FIELDS)}
_FIELDS_OF = [
    tuple(field for place, field in enumerate(FIELDS) if flags >> place & 1) for flags in range(1 << len(FIELDS))
]
"""The fields that each number stands for, a bit for each."""
