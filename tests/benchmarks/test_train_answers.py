"""The training of the answers' model."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.answer_examples import examples
from benchmarks.train_answers import Weights, probabilities, share, train_confidence, train_sentences, write
from service.answers.model import load_model
from tests.benchmarks.answer_set import answer_set


def test_sentences() -> None:
    """The weights that are learned put more right sentences first than none do."""
    found = [example for example in examples(answer_set()) if example.kind in ("given", "found")]
    weights = train_sentences(found)
    assert share(found, weights.score) >= share(found, lambda example: np.zeros(len(example.rows)))
    assert share(found, weights.score) > 0.75


def test_confidence() -> None:
    """What speaks for an answer raises the confidence, and the confidence says how often answers are right."""
    signs = [{"good": float(place % 2), "none": 1.0} for place in range(400)]
    labels = np.array([float(place % 2 == 1 and place % 10 != 1) for place in range(400)])
    weights, constant = train_confidence(signs, labels)
    low, high = probabilities([{"good": 0.0, "none": 1.0}, {"good": 1.0, "none": 1.0}], weights, constant)
    assert low < 0.1
    assert high == pytest.approx(0.8, abs=0.05)


def test_a_written_model_can_be_read(tmp_path: Path) -> None:
    """What training writes the service reads."""
    path = tmp_path / "model.toml"
    write(path, Weights(("a", "b"), np.array([1.5, -2.0])), {"c": 0.25}, -1.0, 0.6)
    model = load_model(path)
    assert (model.sentence, model.confidence) == ({"a": 1.5, "b": -2.0}, {"c": 0.25})
    assert (model.constant, model.threshold) == (-1.0, 0.6)
