"""Proximity of the words of a query."""

import numpy as np
import pytest

from indexer.records.thesaurus import Concept, Thesaurus
from service.query.expansion import Expander
from service.query.grammar import parse
from service.query.items import StemmedPhrase
from service.search.index import PackedPositions
from service.search.proximity import (
    best_windows,
    followed_by,
    has_position,
    lead_weights,
    pack,
    rows_of,
    stemmed_phrase_positions,
)
from service.search.searcher import Searcher
from service.search.whoosh_index import WhooshIndex
from tests.service.search.keys import keys_of, listed, pairs


def placed(*pairs: tuple[int, int]) -> PackedPositions:
    return keys_of(pairs)


def test_keys_have_rows() -> None:
    """PackedPositions give the passages of their keys."""
    assert rows_of(placed((0, 3), (2, 1))).tolist() == [0, 2]
    assert has_position(placed((0, 3), (2, 1)), 3).tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([(0, 1), (1, 5)], [(0, 2), (1, 7)], [True, False]),
        ([(0, 9)], [(1, 0)], [False, False]),
        ([], [(0, 1)], [False, False]),
        ([(1, 0)], [], [False, False]),
    ],
)
def test_runs(first: list[tuple[int, int]], second: list[tuple[int, int]], expected: list[bool]) -> None:
    """A run needs the second thing just behind the first, in the same passage."""
    assert has_position(followed_by(placed(*first), placed(*second), 1), 2).tolist() == expected


def test_best_windows() -> None:
    """The window that covers most counts, each clause once, and never across passages."""
    clauses = [placed((0, 0), (0, 20), (1, 4)), placed((0, 22)), placed((0, 1), (1, 30))]
    weights = np.array([1, 2, 4], np.float32)
    narrow, wide = best_windows(*pack(clauses), weights, 3, 30, 3)
    assert narrow.tolist() == [5.0, 4.0, 0.0]
    assert wide.tolist() == [7.0, 5.0, 0.0]


def test_opening() -> None:
    """Each clause among the first words counts once."""
    clauses = [placed((0, 0), (0, 1), (1, 9)), placed((1, 2))]
    assert lead_weights(*pack(clauses), np.array([1, 2], np.float32), 5, 2).tolist() == [1.0, 2.0]


def run(name: str, *not_in: str) -> StemmedPhrase:
    """The run of a name, which is not to be found within the longer ones."""
    concept = Concept({"en": (name, "XYZZY")}, not_in=not_in)
    [expansion] = Expander(Thesaurus((concept,)), ("en",)).expand(parse("XYZZY")).expansions
    assert isinstance(expansion.item, StemmedPhrase)
    return expansion.item


@pytest.mark.parametrize("name", ["labour inspection", "safety and health", "supply chains"])
def test_runs_stand_where_the_words_do(name: str, served: Searcher, whoosh_index: WhooshIndex) -> None:
    """Every passage with the exact words has the phrase, also with stop words between its words."""
    passages = listed(each.ordinal for each in served.generation.passages if each.language == "en")
    exact = whoosh_index.phrase_positions(tuple(name.split()), passages)
    found = stemmed_phrase_positions(run(name), whoosh_index, passages)
    assert len(exact)
    assert set(pairs(exact)) <= set(pairs(found))


def test_parts_of_longer_names_do_not_count(served: Searcher, whoosh_index: WhooshIndex) -> None:
    """A phrase is found only where it is not part of a longer one."""
    passages = listed(range(served.generation.count))
    every = stemmed_phrase_positions(run("labour inspection"), whoosh_index, passages)
    within = stemmed_phrase_positions(run("labour inspection campaign"), whoosh_index, passages)
    rest = stemmed_phrase_positions(run("labour inspection", "labour inspection campaign"), whoosh_index, passages)
    assert len(every) == len(within) + len(rest)
