"""Titles and headings of passages."""

import numpy as np
import pytest

from indexer.analysis.terms import index_terms
from service.search.searcher import Searcher
from service.search.title_index import share


def test_names_are_those_that_passages_have(served: Searcher) -> None:
    """The nearest heading is the last one of the passage's section path, wherever it has one."""
    for ordinal in range(served.generation.count):
        passage = served.generation.passage(ordinal)
        title, *heading = [name for name, _ in served.titles.names(ordinal)]
        assert title == served.generation.documents[passage.document].source.title
        if passage.section:
            assert heading == [passage.section[-1]]


@pytest.mark.parametrize(("wanted", "expected"), [({"a"}, 0.25), ({"a", "b"}, 1.0), ({"c"}, 0.0), (set(), 0.0)])
def test_share(wanted: set[str], expected: float) -> None:
    """A name counts by the weight of those of its terms that are wanted."""
    assert share(frozenset({"a", "b"}), frozenset(wanted), {"a": 1.0, "b": 3.0}.__getitem__) == expected


def test_shares(served: Searcher) -> None:
    """A passage has the share of its title or heading, whichever is more."""
    [name, language] = served.titles.names(0)[0]
    found = served.titles.shares(np.array([0], np.uint32), frozenset(index_terms(name, language)), lambda _: 1.0)
    assert found.tolist() == [1.0]
