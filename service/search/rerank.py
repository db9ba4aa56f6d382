"""Reranking: the weighted sum of the best candidates' features, to be added to their scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from indexer.analysis.terms import stopwords
from indexer.analysis.tokenizer import tokenize
from indexer.index.schema import EXACT_FIELD
from service.query.items import Clause, Item, Phrase, Prefix, Query, StemmedPhrase, Word
from service.search.index import Floats, Ordinals, PackedPositions
from service.search.matching import Match
from service.search.passage_set import set_flag
from service.search.proximity import NO_POSITIONS, merge_positions, stemmed_phrase_positions
from service.search.ranking_features import WRITTEN, Candidates, ClauseFeatures, ranking_features
from service.search.scoring import TITLE_FIELDS, Scoring
from service.search.title_index import TitleIndex

MAX_WORDS = 40
"""The most words of a query that are used; longer queries are pasted text."""


@dataclass(frozen=True, slots=True)
class Reranking:
    """Computes the features of one query's candidates, in any order."""

    query: Query
    match: Match
    scoring: Scoring
    titles: TitleIndex

    def weighted_features(self, passages: Ordinals) -> Floats:
        """Return `[feature, passage]`: the weighted ranking_features.FEATURES, where the query's idf is 1.

        Of a list of words, how it is written counts most. Translations have no such features: they are weighted as a
        question, by how much of it there is and how near together.
        """
        found = ranking_features(self.candidates(passages))
        found *= self.scoring.feature_weights[self.query.question or self.query.translated][:, None]
        if self.query.translated:
            found[WRITTEN] = 0
        return found

    def rerank_scores(self, weighted_features: Floats) -> Floats:
        """Return the sum of the weighted features of each passage, on the scale of the scores, from 0."""
        total: Floats = weighted_features.sum(axis=0)
        return np.float32(self.query_idf) * (total - total.min()) if len(total) else total

    @property
    def query_idf(self) -> float:
        """The sum of the idf of the query's clauses."""
        return sum(clause.weight for clause in self.match.clauses)

    def candidates(self, passages: Ordinals) -> Candidates:
        """Return the positions, lengths and matches that the features are computed from."""
        index = self.scoring.index
        clauses, words = self.match.clauses, self.query.words[:MAX_WORDS]
        stopped = stopwords(self.query.language)
        numbers = {word: number for number, word in enumerate(dict.fromkeys(words))}
        held = np.stack([clause.scored.docs.contains(passages) for clause in clauses])
        body = clause_positions(self.query, self.scoring, passages)
        starts = _starts(self.query.clauses, words)
        return Candidates(
            count=len(passages),
            clauses=[
                ClauseFeatures(clause.weight, start, positions)
                for clause, start, positions in zip(clauses, starts, body, strict=True)
            ],
            held=held,
            written=index.term_positions(EXACT_FIELD, list(numbers), passages),
            words=[numbers[word] for word in words],
            is_content=[word not in stopped for word in words],
            lengths=index.relative_lengths(EXACT_FIELD)[passages],
            terms=index.relative_lengths("body")[passages],
            names=self._shares(passages),
        )

    def _shares(self, passages: Ordinals) -> Floats:
        """Return how much of each passage's title or nearest heading the query names, and of both together: `[2, row]`.

        Passages without any of its words in title and headings are skipped.
        """
        expanded = [expansion.item for expansion in self.query.expansions if expansion.translation]
        words = [item for item in (*self.query.items, *expanded) if isinstance(item, Word)]
        named = np.zeros(len(passages), np.uint8)
        for word in words:
            for field, ordinals in self.scoring.field_docs(word):
                if field in TITLE_FIELDS:
                    set_flag(named, ordinals, passages, 1)
        shares: Floats = np.zeros((2, len(passages)), np.float32)
        rows = named.nonzero()[0]
        if len(rows):
            terms = [frozenset(filter(None, (*self.scoring.terms(word), word.accented))) for word in words]
            shares[:, rows] = self.titles.shares(passages[rows], terms, self.scoring.term_idf)
        return shares


def clause_positions(query: Query, scoring: Scoring, passages: Ordinals) -> list[PackedPositions]:
    """Return the positions of each clause in the text of these passages, in query order.

    They are those of the words of the query and of their synonyms, each once. A phrase has the position where it
    starts. Prefixes and stop words have no positions: their proximity to others means little.
    """
    items: list[list[Item]] = [list(clause.alternatives) for clause in query.clauses]
    for expansion in query.expansions:
        for clause_ord in expansion.clause_ords:
            items[clause_ord].append(expansion.item)
    words = [item for each in items for item in each if isinstance(item, Word) and not item.is_stopword]
    distinct = list(dict.fromkeys(term for word in words for term in scoring.terms(word)))
    terms = {term: number for number, term in enumerate(distinct)}
    found = scoring.index.term_positions("body", distinct, passages)
    bounds = found.bounds.tolist()

    def positions_of(item: Item) -> list[PackedPositions]:
        match item:
            case Word(is_stopword=False):
                numbers = [terms[term] for term in scoring.terms(item)]
                return [found.keys[bounds[number] : bounds[number + 1]] for number in numbers]
            case Phrase():
                return [scoring.index.phrase_positions(item.words, passages)]
            case StemmedPhrase():
                return [stemmed_phrase_positions(item, scoring.index, passages)]
            case Word() | Prefix():
                return []

    by_clause = ([keys for item in each for keys in positions_of(item) if len(keys)] for each in items)
    return [reduce(merge_positions, each) if each else NO_POSITIONS for each in by_clause]


def _starts(clauses: Sequence[Clause], words: Sequence[str]) -> list[int]:
    """Return the index of each clause's first word among the query's words, or -1."""
    starts, after = [], 0
    for clause in clauses:
        first = _first_word(clause.alternatives[0])
        index = next((at for at in range(after, len(words)) if words[at] == first), -1)
        starts.append(index)
        after = max(after, index + 1)
    return starts


def _first_word(item: Item) -> str:
    """Return the first word, folded, of an item."""
    if isinstance(item, Word) and item.text.lower() == item.normalized:
        return item.normalized  # the usual case
    return next((word.text for word in tokenize(item.text)), "")
