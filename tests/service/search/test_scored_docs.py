"""Scores of passages in either form, and the memory of them."""

import threading
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.search.passage_set import PassageSet
from service.search.scored_docs import ScoreCache, ScoredDocs, best_of, nonzero_docs
from tests.service.search.keys import listed

TOTAL = 100


@given(st.dictionaries(st.integers(0, TOTAL - 1), st.floats(0.125, 8, width=32), max_size=TOTAL))
def test_what_is_said_of_the_passages(values: dict[int, float]) -> None:
    """Passages, scores, set and sums say the same, whether few or many answer."""
    ordinals = listed(sorted(values))
    scored = ScoredDocs(ordinals, np.array([values[each] for each in sorted(values)], np.float32), TOTAL)
    expected = [values.get(ordinal, 0.0) for ordinal in range(TOTAL)]
    assert scored.df == len(values)
    assert scored.ordinals.tolist() == sorted(values)
    assert scored.scores.tolist() == [values[each] for each in sorted(values)]
    assert scored.docs.contains(listed(range(TOTAL))).tolist() == [value > 0 for value in expected]
    sums = np.ones(TOTAL, np.float32)
    scored.add_to(sums)
    assert sums.tolist() == pytest.approx([1 + value for value in expected])
    again = nonzero_docs(np.array(expected, np.float32))
    assert (again.ordinals.tolist(), again.scores.tolist()) == (scored.ordinals.tolist(), scored.scores.tolist())


def test_the_best_of_several() -> None:
    """Each passage that any answers has the best of their scores."""
    one, other = nonzero_docs(np.array([0, 1, 3], np.float32)), nonzero_docs(np.array([0, 2, 0], np.float32))
    assert best_of([one, other], 3).scores.tolist() == [2, 3]


def some(size: int) -> ScoredDocs:
    return ScoredDocs(listed(range(size)), np.ones(size, np.float32), TOTAL)


def test_what_is_kept_is_made_once() -> None:
    """As long as there is room, the same object comes back."""
    cache = ScoreCache(1 << 20)
    first = cache.get_or_compute("a", lambda: some(10))
    assert cache.get_or_compute("a", lambda: some(20)) is first


def test_memory_is_bounded() -> None:
    """The first to come are the first to go, and what is larger than all of it is not kept."""
    one = some(10).size
    cache = ScoreCache(2 * one)
    kept = {name: cache.get_or_compute(name, lambda: some(10)) for name in "abc"}
    assert cache.get_or_compute("c", lambda: some(10)) is kept["c"]
    assert cache.get_or_compute("a", lambda: some(10)) is not kept["a"]
    assert cache.get_or_compute("large", lambda: some(TOTAL)) is not cache.get_or_compute("large", lambda: some(TOTAL))


def test_threads_share_it() -> None:
    """Many threads that ask for the same few words get right answers, and the bound holds."""
    cache = ScoreCache(5 * some(10).size)
    wrong = []

    def ask(seed: int) -> None:
        for step in range(300):
            size = (step * 7 + seed) % 12
            if cache.get_or_compute(size, partial(some, size)).df != size:
                wrong.append(size)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert sum(scored.size for scored in cache._cached.values()) == cache._size <= cache._max_bytes


def test_passages_of_all() -> None:
    """Within a set of all passages they are the same; their scores can be multiplied."""
    found = some(10)
    assert found.within(PassageSet.full(TOTAL)) is found
    assert found.within(PassageSet.of(listed([3, 50]), TOTAL)).ordinals.tolist() == [3]
    assert found.times(2.5).scores.tolist() == [2.5] * 10
    assert found.times(2.5).ordinals.tolist() == found.ordinals.tolist()
