"""Why a passage is a result, for those who ask."""

from collections.abc import Mapping, Sequence

import numpy as np

from service.engine.evidence import FOR_READERS
from service.engine.matching import Match
from service.engine.protocol import OtherName, Reasons, WordFound
from service.engine.scored import among
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
    passages: Sequence[int], query: Query, match: Match, scoring: Scoring, counted: Mapping[int, Mapping[str, float]]
) -> list[Reasons]:
    """Why each of these passages is a result. `counted` is what each kind of evidence added to each of them."""
    ordinals = np.asarray(passages, np.intp)
    literal = [found.literal.held_by(ordinals) for found in match.clauses]
    named = [(expansion, scored.held_by(ordinals)) for expansion, scored in match.expansions]
    fields = [_fields(clause, scoring, passages) for clause in query.clauses]
    found = []
    for row, ordinal in enumerate(passages):
        answered = [bool(mask[row]) for mask in literal]
        names = [expansion for expansion, mask in named if mask[row]]
        by_name = {place for expansion in names for place in expansion.places}
        texts = [clause.alternatives[0].text for clause in query.clauses]
        found.append(
            Reasons(
                found=tuple(
                    WordFound(text, where[row])
                    for text, held, where in zip(texts, answered, fields, strict=True)
                    if held
                ),
                missing=tuple(text for place, text in enumerate(texts) if not answered[place] and place not in by_name),
                names=tuple(
                    other_name(expansion)
                    for expansion in names
                    if not all(answered[place] for place in expansion.places)
                ),
                evidence=_strongest(counted.get(ordinal, {})),
            )
        )
    return found


def _strongest(counted: Mapping[str, float]) -> tuple[str, ...]:
    telling = [kind for kind in FOR_READERS if counted.get(kind, 0.0) >= LEAST_EVIDENCE]
    return tuple(sorted(telling, key=lambda kind: -counted[kind])[:MOST_EVIDENCE])


def _fields(clause: Clause, scoring: Scoring, passages: Sequence[int]) -> list[tuple[str, ...]]:
    """For each passage the fields in which words of a clause stand; the text alone for what is no plain word."""
    items = [item for item in clause.alternatives if isinstance(item, Word) and not item.common]
    if not items:
        return [("body",)] * len(passages)
    held = {field: np.zeros(len(passages), np.bool_) for field in FIELDS}
    for field in FIELDS:
        for term in dict.fromkeys(term for item in items for term in scoring.terms(item)):
            held[field] |= among(scoring.index.postings(field, term).ordinals, np.asarray(passages, np.intp))
    return [tuple(field for field in FIELDS if held[field][row]) for row in range(len(passages))]
