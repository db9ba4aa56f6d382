"""A closer look at the best candidates: gathers evidence from the index and says what it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from indexer.analysis.stopwords import stopwords
from indexer.analysis.terms import index_terms
from indexer.analysis.words import words
from indexer.store.generation import Generation
from indexer.store.schema import EXACT_FIELD
from service.engine.clause_places import all_places
from service.engine.evidence import Candidates, Sought, Wording, combined, evidence, named
from service.engine.index import Floats, Mask, Ordinals, Places
from service.engine.matching import ClauseMatch, Match
from service.engine.scoring import Scoring
from service.query.items import Clause, Query, Word

MOST_WORDS = 40
"""The words of a query that are looked at; longer ones are pasted text, and say enough by their first words."""


@dataclass(frozen=True, slots=True)
class Reranking:
    """Gathers the evidence for one query's candidates, in any order."""

    query: Query
    match: Match
    scoring: Scoring
    generation: Generation

    def bonus(self, passages: Ordinals) -> Floats:
        """What each of these passages gains, on the scale of the scores."""
        weights = self.scoring.weights.question if self.query.question else self.scoring.weights.keywords
        if not weights or not len(passages):
            return np.zeros(len(passages), dtype=np.float32)
        return np.float32(self.whole) * combined(evidence(self.candidates(passages)), weights, len(passages))

    @property
    def whole(self) -> float:
        """The query's whole weight: the idf of all its clauses."""
        return sum(clause.weight for clause in self.match.clauses)

    def candidates(self, passages: Ordinals) -> Candidates:
        """Everything that evidence is read off."""
        listed = passages.tolist()
        index = self.scoring.index
        wording = self.query.wording[:MOST_WORDS]
        stopped = stopwords(self.query.language)
        written = {word: index.places(EXACT_FIELD, word, listed) for word in dict.fromkeys(wording)}
        body = all_places(self.query.clauses, self.scoring, listed)
        starts = _starts(self.query.clauses, wording)
        surface = [written[wording[start]] if start >= 0 else _NOWHERE for start in starts]
        return Candidates(
            count=len(listed),
            clauses=[
                Sought(clause.weight, start, places, form, _held(clause, passages))
                for clause, start, places, form in zip(self.match.clauses, starts, body, surface, strict=True)
            ],
            words=[Wording(written[word], word not in stopped) for word in wording],
            lengths=index.lengths(EXACT_FIELD)[passages],
            terms=index.lengths("body")[passages],
            names=self._names(listed),
        )

    def _names(self, passages: Sequence[int]) -> Floats:
        """How much of its document's title, or of the heading above it, the query names for each passage."""
        wanted = frozenset(
            term
            for clause in self.query.clauses
            for item in clause.alternatives
            if isinstance(item, Word)
            for term in (*self.scoring.terms(item), item.accented)
        )
        weights: dict[str, float] = {}

        def weight(term: str) -> float:
            if term not in weights:
                weights[term] = self.scoring.idf(self.scoring.index.frequency("body", term))
            return weights[term]

        found = np.zeros(len(passages), dtype=np.float32)
        for row, ordinal in enumerate(passages):
            passage = self.generation.passage(ordinal)
            title = self.generation.documents[passage.document].source.title
            names = [_name(title, passage.language), *(_name(each, passage.language) for each in passage.section[-1:])]
            found[row] = named(names, wanted, weight)
        return found


@lru_cache(maxsize=16_384)
def _name(text: str, language: str) -> frozenset[str]:
    return frozenset(index_terms(text, language))


def _starts(clauses: Sequence[Clause], wording: Sequence[str]) -> list[int]:
    """The place of each clause's first word among the query's words, or -1 where it is not there."""
    starts, after = [], 0
    for clause in clauses:
        first = next((word.text for word in words(clause.alternatives[0].text)), "")
        place = next((at for at in range(after, len(wording)) if wording[at] == first), -1)
        starts.append(place)
        after = max(after, place + 1)
    return starts


def _held(clause: ClauseMatch, passages: Ordinals) -> Mask:
    at = np.minimum(np.searchsorted(clause.ordinals, passages), max(0, len(clause.ordinals) - 1))
    return clause.ordinals[at] == passages if len(clause.ordinals) else np.zeros(len(passages), np.bool_)


_NOWHERE = Places(np.empty(0, np.intp), np.empty(0, np.int32))
