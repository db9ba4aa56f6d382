"""Weighted frequencies."""

import numpy as np
import pytest

from indexer.store.schema import STEMMED_FIELDS
from service.engine.weights import FieldWeight, Weights


def test_every_field_has_a_weight() -> None:
    """Words are looked up in all fields that hold stems."""
    assert set(Weights().fields) == set(STEMMED_FIELDS)


@pytest.mark.parametrize(
    ("b", "length", "expected"), [(0.0, 5.0, 6.0), (1.0, 1.0, 6.0), (1.0, 2.0, 3.0), (0.5, 3.0, 3.0)]
)
def test_long_fields_count_less(b: float, length: float, expected: float) -> None:
    """With b = 0 length makes no difference; with b = 1 a field twice as long counts half."""
    assert FieldWeight(2.0, b).of(np.array([length], np.float32)) * 3 == pytest.approx(expected)
