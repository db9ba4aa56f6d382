"""Scores and orders."""

import pytest

from service.engine.matching import ClauseMatch
from service.engine.protocol import Sort
from service.engine.ranking import first, score
from service.query.items import Clause, Word

COFFEE = Clause((Word("coffee", "coffee"),))
YEARS = {1: 2020, 2: 2023, 3: 2023, 4: 0}


def test_a_score_is_the_sum_times_the_covered_share() -> None:
    """With the power 1, a passage that answers half of the query's weight keeps half of its score."""
    clauses = [ClauseMatch(COFFEE, {1: 3.0, 2: 1.0}, 2.0), ClauseMatch(COFFEE, {1: 1.0}, 2.0)]
    assert score(clauses, 1.0) == {1: 4.0, 2: 0.5}
    assert score(clauses, 0.0) == {1: 4.0, 2: 1.0}


def test_words_that_no_passage_holds_do_not_count() -> None:
    """A clause without any passage neither adds nor takes away."""
    clauses = [ClauseMatch(COFFEE, {1: 3.0}, 2.0), ClauseMatch(COFFEE, {}, 0.0)]
    assert score(clauses, 1.0) == {1: 3.0}


def test_no_clauses_no_scores() -> None:
    """A query that only excludes gives no passage a score."""
    assert score([], 0.5) == {}


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("relevance", [2, 1, 3, 4]), ("newest", [2, 3, 1, 4]), ("document", [1, 2, 3, 4])],
)
def test_orders(sort: Sort, expected: list[int]) -> None:
    """By score, by the document's year and then score, or as in the index; ties always as in the index."""
    scores = {1: 1.0, 2: 5.0, 3: 1.0}
    assert first([4, 3, 2, 1], scores, sort, YEARS.__getitem__, 10) == expected
    assert first([4, 3, 2, 1], scores, sort, YEARS.__getitem__, 2) == expected[:2]
