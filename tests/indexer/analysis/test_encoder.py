"""Encoders by their name in the settings."""

import importlib.util

import numpy as np
import pytest

from indexer.analysis.encoder import MODULE, open_encoder


def test_none() -> None:
    """Nothing is searched by meaning where the setting says so."""
    assert open_encoder("none") is None


@pytest.mark.skipif(importlib.util.find_spec(MODULE) is None, reason=f"{MODULE} is not installed")
def test_the_encoder_that_comes_with_the_program() -> None:
    """Its vectors are of unit length, the same each time, and near for words that mean the same in two languages."""
    encoder = open_encoder()
    assert encoder is not None
    assert {"en", "es", "fr"} <= encoder.languages
    vectors = encoder.encode(["fisherman", "pescador", "silla"])
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-4)
    assert vectors[0] @ vectors[1] > 0.7 > vectors[0] @ vectors[2]
    assert (encoder.encode(["fisherman"]) == encoder.encode(["fisherman"])).all()
    assert open_encoder() is encoder
