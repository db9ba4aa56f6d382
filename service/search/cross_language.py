"""Matching across languages: a word or any of its translations is one concept, which counts the same in each language.

Where a query is in another language than most documents, its own words are rare, whatever they mean, and would bring
the few documents in its language before all others. So a word and its translations share one idf: that of the passages
that have any of them.
"""

from collections.abc import Sequence
from functools import reduce

from indexer.analysis.language_registry import distinguishes_accents
from indexer.analysis.terms import linking_words
from service.query.items import Expansion, Query, Word, plain_word
from service.search.clause_match import ClauseMatch
from service.search.passage_set import PassageSet
from service.search.scored_docs import ScoredDocs, best_of
from service.search.scoring import Scoring

LINKING = 0.3
"""The share of its idf that a word counts which links others, such as “during”: what it means is not what is asked for,
and its translations are ambiguous.
"""

Found = tuple[Expansion, ScoredDocs]


def across_languages(
    query: Query, clauses: Sequence[ClauseMatch], expansions: Sequence[Found], scoring: Scoring
) -> tuple[ClauseMatch, ...]:
    """Return the clauses of a query that is translated, each with the scores and the weight of its concept."""
    own = [found.original_docs for found in clauses]
    if distinguishes_accents(query.language):
        own = _as_written(clauses, [expansion for expansion, _ in expansions], scoring)
    linking = linking_words(query.language)
    return tuple(
        _concept(
            found,
            original,
            [named for named in expansions if ord_ in named[0].clause_ords],
            scoring,
            LINKING if (word := plain_word(found.clause)) and word.normalized in linking else 1.0,
        )
        for ord_, (found, original) in enumerate(zip(clauses, own, strict=True))
    )


def _concept(
    found: ClauseMatch, original: ScoredDocs, named: Sequence[Found], scoring: Scoring, share: float
) -> ClauseMatch:
    """Return a clause with one idf for whichever of its names a passage has, of which it counts a share.

    The words of an expression that is only translated as a whole share its idf.
    """
    if not named:
        weight = found.weight * share if original.df else 0.0
        return ClauseMatch(found.clause, _scaled(original, weight, scoring), weight, original)
    df = reduce(lambda one, other: one | other, (scored.docs for _, scored in named), original.docs).size
    words = min(len(expansion.clause_ords) for expansion, _ in named)
    weight = share * scoring.idf(df) / words
    parts = [_scaled(original, weight, scoring)]
    parts += [_scaled(scored, weight * _share(expansion, scoring), scoring) for expansion, scored in named]
    return ClauseMatch(found.clause, best_of(parts, scoring.index.count), weight, original)


def _share(expansion: Expansion, scoring: Scoring) -> float:
    """Return how much a synonym or translation counts."""
    weights = scoring.weights
    if expansion.translation:
        return weights.translated * expansion.translation
    return weights.related if expansion.related else weights.expanded


def _scaled(found: ScoredDocs, weight: float, scoring: Scoring) -> ScoredDocs:
    """Return the passages with their scores as if their idf were `weight`."""
    return found.times(weight / scoring.idf(found.df)) if found.df else found


def _as_written(clauses: Sequence[ClauseMatch], expansions: Sequence[Expansion], scoring: Scoring) -> list[ScoredDocs]:
    """Return the passages that have each clause's word with its accents, and all of the expression that it is part of.

    Without accents, or alone, a syllable is some other word of another language.
    """
    own = [_accented(found, scoring) for found in clauses]
    whole: dict[int, PassageSet] = {}
    for expansion in expansions:
        together = reduce(lambda one, other: one & other, (own[ord_].docs for ord_ in expansion.clause_ords))
        for ord_ in expansion.clause_ords:
            whole[ord_] = whole[ord_] | together if ord_ in whole else together
    return [found.within(whole[ord_]) if ord_ in whole else found for ord_, found in enumerate(own)]


def _accented(found: ClauseMatch, scoring: Scoring) -> ScoredDocs:
    """Return those of a clause's passages that have its word with its accents, if it is written with any."""
    word = found.clause.alternatives[0]
    if not isinstance(word, Word) or not word.accented:
        return found.original_docs
    docs = PassageSet.of(scoring.index.postings("body", word.accented).ordinals, scoring.index.count)
    return found.original_docs.within(docs)
