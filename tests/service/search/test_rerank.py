"""Reranking of the best candidates, over the small index."""

import numpy as np
import pytest

from indexer.analysis.analyzer import analyze
from service.query.grammar import parse
from service.search.deadline import Deadline
from service.search.matching import match
from service.search.ranking_features import FEATURES
from service.search.rerank import Reranking, clause_positions
from service.search.scoring import Scoring
from service.search.searcher import Searcher
from service.search.weights import Weights, load_weights
from service.search.whoosh_index import WhooshIndex
from tests.service.search.keys import listed, pairs


def reranking(text: str, served: Searcher, index: WhooshIndex) -> Reranking:
    query = served.expander.expand(parse(text))
    scoring = Scoring(index, served.generation.languages, load_weights())
    return Reranking(query, match(query, scoring, Deadline(60)), scoring, served.titles)


@pytest.mark.parametrize("text", ["labour inspection at sea", "How many workers were trained?", "OSH", "absent"])
def test_a_bonus_is_never_a_loss(text: str, served: Searcher, whoosh_index: WhooshIndex) -> None:
    """Candidates keep their place before passages that were not looked at: none loses by it."""
    passages = listed(range(served.generation.count)[::-3])
    looked = reranking(text, served, whoosh_index)
    rerank_scores = looked.rerank_scores(looked.weighted_features(passages))
    assert rerank_scores.min() == 0
    assert np.isfinite(rerank_scores).all()


def test_words_side_by_side_gain_more(served: Searcher, whoosh_index: WhooshIndex) -> None:
    """Of passages with both words those that have them side by side gain by it."""
    looked = reranking("labour inspection", served, whoosh_index)
    passages = looked.match.all_match.ordinals
    pairs = looked.weighted_features(passages)[FEATURES.index("pairs")]
    beside = set(whoosh_index.phrase_postings(("labour", "inspection")).ordinals.tolist())
    assert {ordinal for ordinal, gain in zip(passages.tolist(), pairs, strict=True) if gain > 0} == beside


def test_no_candidates(served: Searcher, whoosh_index: WhooshIndex) -> None:
    """Without candidates there is nothing to look at."""
    assert reranking("labour", served, whoosh_index).weighted_features(listed([])).size == 0


def test_words_stand_where_their_stems_do(served: Searcher, whoosh_index: WhooshIndex) -> None:
    """All alternatives of a clause are found, in all languages' stems, each place once and in order."""
    scoring = Scoring(whoosh_index, served.generation.languages, Weights())
    passages = listed(range(served.generation.count)[::-1])
    query = parse("inspection OR Namibia toolkit")
    for found, word in zip(clause_positions(query, scoring, passages), ("inspect namibia", "toolkit"), strict=True):
        expected = []
        for row, ordinal in enumerate(passages.tolist()):
            passage = served.generation.passage(ordinal)
            terms = analyze(passage.text, passage.language).terms
            expected += [(row, term.position) for term in terms if term.text in word.split()]
        assert pairs(found) == expected


def test_phrases_stand_where_they_start(served: Searcher, whoosh_index: WhooshIndex) -> None:
    """A phrase has the place of its first word; stop words alone and beginnings of words have none."""
    scoring = Scoring(whoosh_index, served.generation.languages, Weights())
    passages = listed(range(served.generation.count))
    [phrase, beginning] = clause_positions(parse('"labour inspection" inspect*'), scoring, passages)
    assert pairs(phrase) == pairs(whoosh_index.phrase_positions(("labour", "inspection"), passages)) != []
    assert not len(beginning)
