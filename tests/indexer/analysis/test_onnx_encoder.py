"""An encoder from a folder, with a tiny model that the tests make."""

from pathlib import Path

import numpy as np
import pytest

from indexer.analysis.encoder import open_encoder
from indexer.analysis.onnx_encoder import OnnxEncoder
from indexer.errors import SettingsError
from tests.small_encoder import write_encoder

WORDS = {"boat": (1.0, 0.0), "barco": (0.8, 0.6), "salt": (0.0, 2.0)}


@pytest.fixture
def encoder(tmp_path: Path) -> OnnxEncoder:
    return OnnxEncoder(write_encoder(tmp_path / "model", WORDS))


def test_texts_are_means_of_unit_length(encoder: OnnxEncoder) -> None:
    """Shorter texts of a batch are padded, and padding counts nothing."""
    found = encoder.encode(["boat", "boat salt", "barco"])
    expected = [[1, 0], [1 / np.sqrt(5), 2 / np.sqrt(5)], [0.8, 0.6]]
    assert found.dtype == np.float32
    assert found == pytest.approx(np.array(expected), abs=1e-6)


def test_its_languages_are_those_of_its_card(encoder: OnnxEncoder) -> None:
    """The head of its README names them."""
    assert encoder.languages == {"en", "es"}


def test_its_digest_is_that_of_the_model(tmp_path: Path, encoder: OnnxEncoder) -> None:
    """Another model has another digest, the same one the same, wherever it is."""
    same = write_encoder(tmp_path / "same", WORDS)
    other = write_encoder(tmp_path / "other", WORDS | {"salt": (0.0, 1.0)})
    assert OnnxEncoder(same).digest == encoder.digest != OnnxEncoder(other).digest


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    """The error names the setting and what the folder must have."""
    with pytest.raises(SettingsError, match=r"VERBATIM_ENCODER.*model\.onnx"):
        open_encoder(str(tmp_path))
