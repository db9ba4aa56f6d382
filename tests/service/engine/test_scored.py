"""Scores of passages in either form, and the memory of them."""

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.scored import Scored, ScoredMemory

TOTAL = 100


@given(st.dictionaries(st.integers(0, TOTAL - 1), st.floats(0.125, 8, width=32), max_size=TOTAL))
def test_both_forms_say_the_same(values: dict[int, float]) -> None:
    """Whether few or many passages answer makes no difference to what is said of them."""
    ordinals = np.array(sorted(values), np.intp)
    scored = Scored(ordinals, np.array([values[each] for each in sorted(values)], np.float32), TOTAL)
    expected = [values.get(ordinal, 0.0) for ordinal in range(TOTAL)]
    assert scored.held == len(values)
    assert scored.ordinals.tolist() == sorted(values)
    assert scored.scores.tolist() == [values[each] for each in sorted(values)]
    assert scored.mask().tolist() == [value > 0 for value in expected]
    assert scored.dense().tolist() == expected
    sums = np.ones(TOTAL, np.float32)
    scored.add_to(sums)
    assert sums.tolist() == pytest.approx([1 + value for value in expected])
    scored.dense()[:] = 0
    scored.mask()[:] = False
    assert scored.dense().tolist() == expected


def some(size: int) -> Scored:
    return Scored(np.arange(size), np.ones(size, np.float32), TOTAL * 1_000)


def test_what_is_kept_is_made_once() -> None:
    """As long as there is room, the same object comes back."""
    memory = ScoredMemory(1 << 20)
    first = memory.get("a", lambda: some(10))
    assert memory.get("a", lambda: some(20)) is first


def test_memory_is_bounded() -> None:
    """The first to come are the first to go, and what is larger than all of it is not kept."""
    one = some(10).size
    memory = ScoredMemory(2 * one)
    kept = {name: memory.get(name, lambda: some(10)) for name in "abc"}
    assert memory.get("c", lambda: some(10)) is kept["c"]
    assert memory.get("a", lambda: some(10)) is not kept["a"]
    assert memory.get("large", lambda: some(1_000)) is not memory.get("large", lambda: some(1_000))


def test_threads_share_it() -> None:
    """Many threads that ask for the same few words get right answers, and the bound holds."""
    memory = ScoredMemory(5 * some(10).size)
    wrong = []

    def ask(seed: int) -> None:
        for step in range(300):
            size = (step * 7 + seed) % 12
            if memory.get(size, lambda size=size: some(size)).held != size:
                wrong.append(size)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert sum(scored.size for scored in memory._kept.values()) == memory._size <= memory._most
