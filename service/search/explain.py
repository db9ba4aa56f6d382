"""Why a passage is a result, for those who ask."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from service.query.items import Clause, Expansion, Query, Word
from service.search.index import Ordinals
from service.search.matching import Match
from service.search.passage_set import set_flag
from service.search.protocol import Explanation, MatchedTerm, Synonym
from service.search.ranking_features import decode_features
from service.search.scoring import Scoring

FIELDS = ("body", "heading", "title", "context")


def to_synonym(expansion: Expansion) -> Synonym:
    """Return an expansion as the engine's protocol has it."""
    return Synonym(expansion.text, expansion.language, expansion.original, expansion.related)


def explain(
    passages: Ordinals, query: Query, match: Match, scoring: Scoring, strongest: Mapping[int, int]
) -> list[Explanation]:
    """Why each of these passages is a result. `strongest` is the evidence for those that have any, as a number."""
    original_docs = [found.original_docs.docs.holds(passages).tolist() for found in match.clauses]
    fields = [_fields(clause, scoring, passages) for clause in query.clauses]
    named = [scored.docs.holds(passages).tolist() for _, scored in match.expansions]
    ordinals = passages.tolist()
    evidence = [strongest.get(ordinal, 0) for ordinal in ordinals]
    found = list(zip(evidence, *original_docs, *fields, *named, strict=True))
    known = {signs: _reasons(signs, query, match) for signs in set(found)}
    return [known[signs] for signs in found]


def _reasons(signs: Sequence[int], query: Query, match: Match) -> Explanation:
    """Why a passage is a result that has these signs.

    They are its strongest ranking features, the clauses it matches, in which fields, and the synonyms it has.
    """
    clauses = len(query.clauses)
    evidence, answered, fields = decode_features(signs[0]), signs[1 : clauses + 1], signs[clauses + 1 : 2 * clauses + 1]
    texts = [clause.alternatives[0].text for clause in query.clauses]
    found = [_word_found(text, where) for text, held, where in zip(texts, answered, fields, strict=True) if held]
    if not match.expansions:
        missing = [text for text, held in zip(texts, answered, strict=True) if not held]
        return Explanation(tuple(found), tuple(missing), (), evidence)
    named = signs[2 * clauses + 1 :]
    names = [expansion for (expansion, _), held in zip(match.expansions, named, strict=True) if held]
    by_name = {place for expansion in names for place in expansion.clause_ords}
    missing = [text for place, text in enumerate(texts) if not answered[place] and place not in by_name]
    instead = [each for each in names if not all(answered[place] for place in each.clause_ords)]
    return Explanation(tuple(found), tuple(missing), tuple(map(to_synonym, instead)), evidence)


@lru_cache(maxsize=1_024)
def _word_found(text: str, where: int) -> MatchedTerm:
    return MatchedTerm(text, _FIELDS_OF[where])


def _fields(clause: Clause, scoring: Scoring, passages: Ordinals) -> list[int]:
    """Return for each passage the fields that contain words of a clause; the text alone for what is no plain word."""
    items = [item for item in clause.alternatives if isinstance(item, Word) and not item.is_stopword]
    if not items:
        return [_FLAGS["body"]] * len(passages)
    held = np.zeros(len(passages), np.uint8)
    for item in items:
        for field, ordinals in scoring.field_docs(item):
            set_flag(held, ordinals, passages, _FLAGS[field])
    return held.tolist()


_FLAGS = {field: 1 << place for place, field in enumerate(FIELDS)}
_FIELDS_OF = [
    tuple(field for place, field in enumerate(FIELDS) if flags >> place & 1) for flags in range(1 << len(FIELDS))
]
"""The fields that each number stands for, a bit for each."""
