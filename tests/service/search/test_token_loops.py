"""Positions of words in passages, compared with a plain scan of the passages."""

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from service.search.index import PackedPositions
from service.search.token_loops import (
    find_runs,
    find_words,
    positions_of_terms,
    positions_of_words,
    positions_within,
    runs_by_passage,
)
from tests.service.search.keys import listed, pairs

TERMS = 6
"""The words of the texts are numbers below this; this number separates passages."""


@dataclass(frozen=True)
class Texts:
    """Passages of words, and some of them in any order."""

    passages: list[list[int]]
    asked: list[int]

    @property
    def words(self) -> NDArray[np.uint32]:
        return np.array([word for passage in self.passages for word in (*passage, TERMS)], np.uint32)

    @property
    def starts(self) -> NDArray[np.uint32]:
        return np.array([*accumulate((len(passage) + 1 for passage in self.passages), initial=0)], np.uint32)

    def tokens(self, *terms: int) -> NDArray[np.uint32]:
        """The words, numbered through, that are any of some terms."""
        return np.flatnonzero(np.isin(self.words, terms)).astype(np.uint32)

    def places(self, term: int) -> list[tuple[int, int]]:
        """Return the positions of a term in the given passages."""
        return [
            (row, place)
            for row, passage in enumerate(self.asked)
            for place, word in enumerate(self.passages[passage])
            if word == term
        ]


PASSAGES = st.lists(st.lists(st.integers(0, TERMS - 1), max_size=40), min_size=1, max_size=60)
TEXTS = PASSAGES.flatmap(
    lambda passages: st.builds(
        Texts, st.just(passages), st.lists(st.integers(0, len(passages) - 1), unique=True, max_size=12)
    )
)
NUMBERS = st.lists(st.integers(-1, TERMS - 1), unique=True, max_size=TERMS + 1)


def split(keys: PackedPositions, bounds: PackedPositions) -> list[list[tuple[int, int]]]:
    return [pairs(keys[first:end]) for first, end in pairwise(bounds.tolist())]


@given(TEXTS, st.integers(0, TERMS - 1))
def test_one_word(texts: Texts, term: int) -> None:
    """Every place of a word in the passages asked about, and no other."""
    assert pairs(positions_within(texts.tokens(term), texts.starts, listed(texts.asked))) == texts.places(term)


@given(TEXTS, NUMBERS)
def test_several_words(texts: Texts, numbers: list[int]) -> None:
    """Both methods give the same positions, and none of an absent word."""
    expected = [texts.places(number) for number in numbers]
    asked, passages = np.array(numbers, np.int64), listed(texts.asked)
    held = [texts.tokens(term) for term in range(TERMS)]
    place_starts = np.array([*accumulate(map(len, held), initial=0)], np.uint32)
    assert split(*positions_of_terms(asked, place_starts, np.concatenate(held), texts.starts, passages)) == expected
    assert split(*positions_of_words(asked, texts.words, texts.starts, passages)) == expected


def test_words_that_share_their_last_bits() -> None:
    """Words whose numbers differ only in their high bits are not confused."""
    words = np.array([7, 7 + (1 << 12), 7 + (1 << 13), 7, 1 << 20], np.uint32)
    asked = np.array([7 + (1 << 12), 7], np.int64)
    keys = positions_of_words(asked, words, np.array([0, 5], np.uint32), listed([0]))
    assert split(*keys) == [[(0, 1)], [(0, 0), (0, 3)]]


@given(TEXTS, st.lists(st.integers(0, TERMS - 1), min_size=1, max_size=3), st.data())
def test_runs(texts: Texts, run: list[int], data: st.DataObject) -> None:
    """Runs of words are found from any of them, never across passages, and counted by passage."""
    place = data.draw(st.integers(0, len(run) - 1))
    found = find_runs(texts.tokens(run[place]), place, np.array(run, np.uint32), texts.words)
    words = texts.words.tolist()
    assert found.tolist() == [at for at in range(len(words)) if words[at : at + len(run)] == run]
    ordinals, counts = runs_by_passage(found, texts.starts)
    expected = Counter(np.searchsorted(texts.starts, found, side="right") - 1)
    assert dict(zip(ordinals.tolist(), counts.tolist(), strict=True)) == expected


@given(TEXTS, st.integers(0, TERMS), st.integers(0, TERMS))
def test_neighbours_in_the_alphabet(texts: Texts, first: int, end: int) -> None:
    """Words with numbers in a range are found in some passages, in order."""
    passages = sorted(texts.asked)
    within = [token for at in passages for token in range(texts.starts[at], texts.starts[at + 1] - 1)]
    found = find_words(texts.words, texts.starts, listed(passages), first, end)
    assert found.tolist() == [token for token in within if first <= texts.words[token] < end]
