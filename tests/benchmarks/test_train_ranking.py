"""Training the ranking, on examples made up for it."""

import numpy as np
import pytest

from benchmarks.evaluation_set import EvaluationSet, Question, SetPassage
from benchmarks.train_ranking import COLUMNS, FIXED, RankingExample, check, fit, forms_of
from service.search.ranking_features import FEATURES


def examples(kind: str, name: str = "made up", n: int = 40) -> list[RankingExample]:
    """Questions whose relevant candidate has most of one feature, and a somewhat higher score."""
    chance = np.random.default_rng(1)
    found = []
    for _ in range(n):
        rows = chance.random((8, len(COLUMNS)))
        rows[:, [COLUMNS.index("length"), COLUMNS.index("equal")]] = 0
        rows[0, COLUMNS.index(kind)] += 1
        rows[0, 0] += 0.2
        found.append(RankingExample(name, "questions", rows, np.eye(8)[0]))
    return found


@pytest.mark.parametrize("kind", ["pairs", "named"])
def test_what_tells_is_found(kind: str) -> None:
    """The feature that tells the relevant candidate gets most weight of those that are trained."""
    weights = fit(examples(kind))
    assert list(weights) == list(FEATURES)
    assert max(weights.keys() - FIXED.keys(), key=lambda each: weights[each]) == kind


def test_a_set_is_checked_by_what_the_others_teach() -> None:
    """A feature that tells in two sets puts the relevant passages of each first; what tells in one alone does not."""
    gains = {
        name: after - before
        for name, _, before, after, _, _ in check(examples("pairs", "one") + examples("pairs", "two"))
    }
    assert min(gains.values()) > 0
    apart = [after for *_, after, _, _ in check(examples("pairs", "one") + examples("named", "two"))]
    own = [after for *_, after, _, _ in check(examples("pairs", "one") + examples("pairs", "two"))]
    assert max(apart) < min(own)


def test_lengths_never_speak_for_a_passage() -> None:
    """A feature that counts against a passage gets no weight above 0, every other none below 0."""
    weights = fit(examples("coverage"))
    assert weights["length"] <= 0
    assert weights["listing"] <= 0
    assert min(weight for kind, weight in weights.items() if kind not in ("length", "listing")) >= 0


def test_forms() -> None:
    """Questions are also asked as their key words, and titles that no other passage has as they are."""
    passages = [
        SetPassage(name, "d", title, "en", "A text.") for name, title in (("a", "Pay"), ("b", "Pay"), ("c", "Rest"))
    ]
    asked = Question("q", "en", "What is the pay of a porter?", {"a": 1}, doc="d")
    found = {
        form: [(each.text, each.doc, each.grades) for each in questions]
        for form, questions in forms_of(EvaluationSet("made up", tuple(passages), (asked,)))
    }
    assert found == {
        "questions": [(asked.text, "d", {"a": 1})],
        "key words": [("pay porter", "d", {"a": 1})],
        "titles": [("Rest", "d", {"c": 1})],
    }
