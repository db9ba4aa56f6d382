"""Titles and headings of passages."""

import numpy as np
import pytest

from indexer.analysis.terms import index_terms
from service.search.searcher import Searcher
from service.search.title_index import Shared

ORDINALS = np.arange(10_000, dtype=np.uint32).reshape(-1, 1)


def evenly(_: str) -> float:
    return 1.0


def terms_of(name: str, language: str) -> frozenset[str]:
    """The terms of a title or heading."""
    return frozenset(index_terms(name, language))


def test_names_are_those_that_passages_have(served: Searcher) -> None:
    """The title of the document and the last heading of the section path each make a full share; others do not."""
    for ordinal in range(served.generation.count):
        passage = served.generation.passage(ordinal)
        source = served.generation.documents[passage.document].source
        for name in (source.title, *passage.section[-1:]):
            wanted = [frozenset({term}) for term in terms_of(name, source.languages[0])]
            assert [each.tolist() for each in served.titles.shares(ORDINALS[ordinal], wanted, evenly)] == [[1.0], [1.0]]
        none = served.titles.shares(ORDINALS[ordinal], [frozenset({"x"})], evenly)
        assert [each.tolist() for each in none] == [[0.0], [0.0]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["a"], (0.25, 0.25)),
        (["a", "b"], (1.0, 1.0)),
        (["a", "b", "c"], (1.0, 0.8)),
        (["a", "c"], (0.25, 0.2)),
        (["c"], (0.0, 0.0)),
        ([], (0.0, 0.0)),
        (["a|b"], (1.0, 1.0)),
        (["b", "c|a"], (1.0, 1.0)),
    ],
)
def test_shares_of_a_name(words: list[str], expected: tuple[float, float]) -> None:
    """A name counts by the weight of those of its terms that the query has, and of those of both; whole if it is it."""
    shared = Shared([frozenset(word.split("|")) for word in words], {"a": 1.0, "b": 3.0, "c": 1.0}.__getitem__)
    assert shared.with_name(frozenset({"a", "b"})) == pytest.approx(expected)
