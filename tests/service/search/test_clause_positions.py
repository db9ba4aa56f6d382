"""The positions of the clauses of a query."""

import pytest

from indexer.analysis.analyzer import analyze
from service.query.grammar import parse
from service.search.clause_positions import clause_positions
from service.search.scoring import Scoring
from service.search.searcher import Searcher
from service.search.weights import Weights
from service.search.whoosh_index import WhooshIndex
from tests.service.search.keys import listed, pairs


@pytest.mark.parametrize("field", ["body", "heading"])
def test_words_stand_where_their_stems_do(served: Searcher, whoosh_index: WhooshIndex, field: str) -> None:
    """All alternatives of a clause are found, in all languages' stems, each place once and in order."""
    scoring = Scoring(whoosh_index, served.generation.languages, Weights())
    passages = listed(range(served.generation.count)[::-1])
    query = parse("inspection OR Namibia toolkit")
    for found, word in zip(
        clause_positions(query, scoring, passages, field), ("inspect namibia", "toolkit"), strict=True
    ):
        expected = []
        for row, ordinal in enumerate(passages.tolist()):
            passage = served.generation.passage(ordinal)
            text = passage.text if field == "body" else " \n ".join(passage.section)
            terms = analyze(text, passage.language).terms
            expected += [(row, term.position) for term in terms if term.text in word.split()]
        assert pairs(found) == expected


def test_phrases_stand_where_they_start(served: Searcher, whoosh_index: WhooshIndex) -> None:
    """A phrase has the place of its first word; stop words alone and beginnings of words have none."""
    scoring = Scoring(whoosh_index, served.generation.languages, Weights())
    passages = listed(range(served.generation.count))
    [phrase, beginning] = clause_positions(parse('"labour inspection" inspect*'), scoring, passages)
    assert pairs(phrase) == pairs(whoosh_index.phrase_positions(("labour", "inspection"), passages)) != []
    assert not len(beginning)
