"""Scores and orders."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.query.items import Clause, Word
from service.search.clause_match import ClauseMatch
from service.search.protocol import Sort
from service.search.ranking import MAX_INSERTED, demote, score, top_k
from service.search.scored_docs import ScoredDocs
from tests.service.search.keys import listed, some_of

COFFEE = Clause((Word("coffee", "coffee"),))
YEARS = np.array([0, 2020, 2023, 2023, 0], dtype=np.int32)


def clause(scores: dict[int, float], weight: float, count: int = 3) -> ClauseMatch:
    """A clause that these passages answer."""
    ordinals, values = listed(scores), np.array(list(scores.values()), np.float32)
    scored = ScoredDocs(ordinals, values, count)
    return ClauseMatch(COFFEE, scored, weight, scored)


def test_a_score_is_the_sum() -> None:
    """Each clause adds what it gives a passage."""
    assert score([clause({1: 3.0, 2: 1.0}, 2.0), clause({1: 1.0}, 2.0)], 3).tolist() == [0.0, 4.0, 1.0]


def test_words_that_no_passage_holds_do_not_count() -> None:
    """A clause without any passage neither adds nor takes away."""
    assert score([clause({1: 3.0}, 2.0), clause({}, 0.0)], 3).tolist() == [0.0, 3.0, 0.0]


def test_no_clauses_no_scores() -> None:
    """A query that only excludes gives no passage a score."""
    assert score([], 2).tolist() == [0.0, 0.0]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("relevance", [2, 1, 3, 4]), ("newest", [2, 3, 1, 4]), ("document", [1, 2, 3, 4])],
)
def test_orders(sort: Sort, expected: list[int]) -> None:
    """By score, by year and then score, or as in the index; equal ones as in the index."""
    scores = np.array([0.0, 1.0, 2.0, 0.5, 0.5], dtype=np.float32)
    found = some_of([1, 2, 3, 4], 5)
    assert top_k(found, scores, sort, YEARS, 9).tolist() == expected
    assert top_k(found, scores, sort, YEARS, 2).tolist() == expected[:2]


@given(st.lists(st.integers(0, 5), max_size=2_000), st.sampled_from([1, 7, 60, MAX_INSERTED, 2 * MAX_INSERTED]))
def test_the_highest_scores_come_first(values: list[int], most: int) -> None:
    """The order is that of a full sort, for any number of passages and of equal scores."""
    scores = np.array([*values, 9], dtype=np.float32)
    found = some_of(range(len(values)), len(scores))
    expected = sorted(range(len(values)), key=lambda ordinal: (-values[ordinal], ordinal))[:most]
    assert top_k(found, scores, "relevance", YEARS, most).tolist() == expected


def test_demoted_passages_keep_a_share_of_their_score() -> None:
    """Those that are demoted, and no others, count less."""
    scores = np.array([0.0, 1.0, 5.0], dtype=np.float32)
    demote(scores, listed([]), 0.5)
    assert scores.tolist() == [0.0, 1.0, 5.0]
    demote(scores, listed([0, 2]), 0.5)
    assert scores.tolist() == [0.0, 1.0, 2.5]
