"""Weighted frequencies, and the file of weights."""

from pathlib import Path

import numpy as np
import pytest

from indexer.index.schema import STEMMED_FIELDS
from service.search.ranking_features import FEATURES
from service.search.weights import FILE, FieldWeight, Weights, load_weights


def test_every_field_has_a_weight() -> None:
    """Words are looked up in all fields that hold stems."""
    assert set(Weights().fields) == set(load_weights().fields) == set(STEMMED_FIELDS)


@pytest.mark.parametrize(
    ("b", "length", "expected"), [(0.0, 5.0, 6.0), (1.0, 1.0, 6.0), (1.0, 2.0, 3.0), (0.5, 3.0, 3.0)]
)
def test_long_fields_count_less(b: float, length: float, expected: float) -> None:
    """With b = 0 length makes no difference; with b = 1 a field twice as long counts half."""
    assert FieldWeight(2.0, b).of(np.array([length], np.float32)) * 3 == pytest.approx(expected)


def test_the_services_weights() -> None:
    """Every feature has a weight for questions and for keywords; synonyms count less than the words typed, and words
    close together less than a phrase.
    """
    weights = load_weights()
    assert set(weights.question) == set(weights.keywords) == set(FEATURES)
    assert 0 < weights.related < weights.expanded < 1
    assert 0 == Weights().phrase < weights.close < weights.phrase


def test_evidence_that_there_is_not(tmp_path: Path) -> None:
    """A weight for an unknown feature is an error."""
    path = tmp_path / "weights.toml"
    path.write_text(FILE.read_text(encoding="utf-8").replace("opening =", "closing ="), encoding="utf-8")
    with pytest.raises(ValueError, match="closing"):
        load_weights(path)
