"""Explanations: why a passage is a result."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from service.query.items import Clause, Expansion, Query, Word
from service.search.index import Ordinals
from service.search.matching import Match
from service.search.passage_set import set_flag
from service.search.protocol import Explanation, MatchedTerm, Synonym, SynonymKind
from service.search.scoring import Scoring

FIELDS = ("body", "heading", "title", "context")


def to_synonym(expansion: Expansion) -> Synonym:
    """Return an expansion as the Synonym of the engine's protocol."""
    kind: SynonymKind = "synonym"
    if expansion.related:
        kind = "related"
    elif expansion.by_meaning:
        kind = "meaning"
    elif expansion.translation:
        kind = "translation"
    return Synonym(expansion.text, expansion.language, expansion.original, expansion.related, kind)


def explain(
    passages: Ordinals, query: Query, match: Match, scoring: Scoring, strongest: Mapping[int, tuple[str, ...]]
) -> list[Explanation]:
    """Return the explanation of each of these passages.

    `strongest` has the strongest features of each reranked passage.
    """
    original_docs = [found.original_docs.docs.contains(passages).tolist() for found in match.clauses]
    fields = [_fields(clause, scoring, passages) for clause in query.clauses]
    named = [scored.docs.contains(passages).tolist() for _, scored in match.expansions]
    ordinals = passages.tolist()
    features = [strongest.get(ordinal, ()) for ordinal in ordinals]
    found = list(zip(features, *original_docs, *fields, *named, strict=True))
    known = {facts: _explanation(facts, query, match) for facts in set(found)}
    return [known[facts] for facts in found]


def _explanation(facts: Sequence[Any], query: Query, match: Match) -> Explanation:
    """Return the explanation of a passage from what is known of it.

    `facts` are its strongest ranking features, then for each clause whether it matches, then for each
    clause the fields it matches in as bits, then for each synonym whether the passage has it.
    """
    clauses = len(query.clauses)
    features, matched, fields = facts[0], facts[1 : clauses + 1], facts[clauses + 1 : 2 * clauses + 1]
    texts = [clause.alternatives[0].text for clause in query.clauses]
    found = [_matched_term(text, where) for text, held, where in zip(texts, matched, fields, strict=True) if held]
    if not match.expansions:
        missing = [text for text, held in zip(texts, matched, strict=True) if not held]
        return Explanation(tuple(found), tuple(missing), (), features)
    expanded = facts[2 * clauses + 1 :]
    present = [expansion for (expansion, _), held in zip(match.expansions, expanded, strict=True) if held]
    by_synonym = {clause_ord for expansion in present for clause_ord in expansion.clause_ords}
    missing = [text for ord_, text in enumerate(texts) if not matched[ord_] and ord_ not in by_synonym]
    instead = [each for each in present if not all(matched[ord_] for ord_ in each.clause_ords)]
    return Explanation(tuple(found), tuple(missing), tuple(map(to_synonym, instead)), features)


@lru_cache(maxsize=1_024)
def _matched_term(text: str, where: int) -> MatchedTerm:
    return MatchedTerm(text, _FIELDS_OF[where])


def _fields(clause: Clause, scoring: Scoring, passages: Ordinals) -> list[int]:
    """Return for each passage the fields that contain words of a clause, as bits.

    It is the text alone for a phrase, prefix or stop word.
    """
    items = [item for item in clause.alternatives if isinstance(item, Word) and not item.is_stopword]
    if not items:
        return [_FLAGS["body"]] * len(passages)
    held = np.zeros(len(passages), np.uint8)
    for item in items:
        for field, ordinals in scoring.field_docs(item):
            set_flag(held, ordinals, passages, _FLAGS[field])
    return held.tolist()


_FLAGS = {field: 1 << bit for bit, field in enumerate(FIELDS)}
_FIELDS_OF = [tuple(field for bit, field in enumerate(FIELDS) if flags >> bit & 1) for flags in range(1 << len(FIELDS))]
"""The fields that each number stands for, a bit for each."""
