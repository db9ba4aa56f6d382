"""Encoders by their name in the settings."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from indexer.analysis.encoder import MODULE, UniversalEncoder, open_encoder
from indexer.analysis.mapped_weights import weights_folder


def test_none() -> None:
    """Nothing is searched by meaning where the setting says so."""
    assert open_encoder("none") is None


installed = pytest.mark.skipif(importlib.util.find_spec(MODULE) is None, reason=f"{MODULE} is not installed")


@installed
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


@installed
def test_shared_weights(tmp_path: Path) -> None:
    """An encoder on mapped weights gives the same vectors, and one whose weights are damaged loads its own."""
    encoder = UniversalEncoder()
    encoder.share(tmp_path)
    expected, folder = encoder.encode(["pescador", "un puerto"]), weights_folder(tmp_path, encoder.digest)
    assert list(folder.parent.iterdir()) == [folder]

    mapped = UniversalEncoder()
    mapped.data = tmp_path
    assert (mapped.encode(["pescador", "un puerto"]) == expected).all()

    largest = max(folder.iterdir(), key=lambda path: path.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:1_000])
    damaged = UniversalEncoder()
    damaged.data = tmp_path
    assert (damaged.encode(["pescador", "un puerto"]) == expected).all()
