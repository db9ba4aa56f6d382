"""The training of the answers' model."""

from pathlib import Path

import numpy as np

from benchmarks.answer_examples import examples
from benchmarks.bounded_logistic import probabilities
from benchmarks.train_answers import (
    SentenceWeights,
    confidence_rows,
    counts_of,
    share,
    train_confidence,
    train_sentences,
    write,
)
from service.answers.ranked_sentences import load_model
from tests.benchmarks.answer_set import answer_set


def test_sentences() -> None:
    """The weights that are learned put more right sentences first than none do."""
    found = [example for example in examples(answer_set()) if example.kind in ("given", "found")]
    weights = train_sentences(found)
    assert share(found, weights.score) >= share(found, lambda example: np.zeros(len(example.rows)))
    assert share(found, weights.score) > 0.75


def test_confidence() -> None:
    """The confidence is lower where the question's document was left out."""
    found = [example for example in examples(answer_set()) if example.kind != "given" and example.rows]
    weights = train_sentences([example for example in found if example.kind == "found"])
    features, labels = confidence_rows(found, lambda _: weights)
    chance = probabilities(features, *train_confidence(features, labels, counts_of(found)))
    answered = np.array([example.kind == "found" for example in found])
    assert chance[answered].mean() > chance[~answered].mean()


def test_a_written_model_can_be_read(tmp_path: Path) -> None:
    """The service reads the weights that training writes."""
    path = tmp_path / "model.toml"
    write(path, SentenceWeights(("a", "b"), np.array([1.5, -2.0])), {"c": 0.25}, -1.0, 0.6, 0.3)
    model = load_model(path)
    assert (model.sentence, model.confidence) == ({"a": 1.5, "b": -2.0}, {"c": 0.25})
    assert (model.constant, model.threshold, model.closest) == (-1.0, 0.6, 0.3)
