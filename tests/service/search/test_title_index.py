"""Titles and headings of passages."""

import numpy as np
import pytest

from indexer.analysis.terms import index_terms
from service.search.searcher import Searcher
from service.search.title_index import share


def terms_of(name: str, language: str) -> frozenset[str]:
    """The terms of a title or heading."""
    return frozenset(index_terms(name, language))


def test_names_are_those_that_passages_have(served: Searcher) -> None:
    """The title of the document and the last heading of the section path each make a full share; others do not."""
    for ordinal in range(served.generation.count):
        passage = served.generation.passage(ordinal)
        source = served.generation.documents[passage.document].source
        for name in (source.title, *passage.section[-1:]):
            wanted = terms_of(name, source.languages[0])
            assert served.titles.shares(np.array([ordinal], np.uint32), wanted, lambda _: 1.0).tolist() == [1.0]
        assert served.titles.shares(np.array([ordinal], np.uint32), frozenset({"x"}), lambda _: 1.0).tolist() == [0.0]


@pytest.mark.parametrize(("wanted", "expected"), [({"a"}, 0.25), ({"a", "b"}, 1.0), ({"c"}, 0.0), (set(), 0.0)])
def test_share(wanted: set[str], expected: float) -> None:
    """A name counts by the weight of those of its terms that are wanted."""
    assert share(frozenset({"a", "b"}), frozenset(wanted), {"a": 1.0, "b": 3.0}.__getitem__) == expected
