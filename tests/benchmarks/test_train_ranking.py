"""Training the ranking, on examples made up for it."""

import numpy as np
import pytest

from benchmarks.train_ranking import COLUMNS, Example, check, fit
from service.search.ranking_features import FEATURES


def examples(kind: str, n: int = 40) -> list[Example]:
    """Questions whose relevant candidate has most of one kind of evidence, and a somewhat higher score."""
    chance = np.random.default_rng(1)
    found = []
    for _ in range(n):
        rows = chance.random((8, len(COLUMNS)))
        rows[:, COLUMNS.index("length")] = 0
        rows[0, COLUMNS.index(kind)] += 1
        rows[0, 0] += 0.2
        found.append(Example("made up", True, True, rows, np.eye(8)[0]))
    return found


@pytest.mark.parametrize("kind", ["pairs", "named"])
def test_what_tells_is_found(kind: str) -> None:
    """The kind of evidence that tells the relevant candidate gets most weight, and puts it first."""
    given = examples(kind)
    weights = fit(given)
    assert list(weights) == list(FEATURES)
    assert max(weights, key=lambda each: weights[each]) == kind
    [(_, _, before, after, n)] = check(given, weights)
    assert (n, after > before) == (40, True)


def test_lengths_never_speak_for_a_passage() -> None:
    """A feature that counts against a passage gets no weight above 0, every other none below 0."""
    weights = fit(examples("coverage"))
    assert weights["length"] <= 0
    assert weights["listing"] <= 0
    assert min(weight for kind, weight in weights.items() if kind not in ("length", "listing")) >= 0
