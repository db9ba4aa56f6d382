"""Weights of an encoder in files that processes share."""

from pathlib import Path

import numpy as np
import pytest

from indexer.analysis.mapped_weights import read_weights, weights_folder, write_weights

LARGE = np.arange(4_000, dtype=np.float32).reshape(4, 1_000)


def test_weights_are_read_as_written(tmp_path: Path) -> None:
    """Arrays, lists of them in their order, and numbers."""
    folder = weights_folder(tmp_path, "one")
    write_weights(folder, {"table": LARGE, "layers": [LARGE + n for n in range(12)], "bias": LARGE[0, :3], "eps": 0.5})
    found = read_weights(folder)
    assert (found["table"] == LARGE).all()
    assert [int(layer[0, 0]) for layer in found["layers"]] == list(range(12))
    assert found["bias"].tolist() == [0, 1, 2]
    assert found["eps"] == 0.5


def test_large_arrays_are_mapped(tmp_path: Path) -> None:
    """A large array is a view of its file, which no one may change; a small one is read."""
    folder = weights_folder(tmp_path, "one")
    write_weights(folder, {"table": LARGE, "bias": LARGE[0, :3]})
    found = read_weights(folder)
    assert isinstance(found["table"].base, np.memmap)
    assert not found["table"].flags.writeable
    assert not isinstance(found["bias"].base, np.memmap)


def test_another_encoder_replaces_the_files(tmp_path: Path) -> None:
    """A data folder holds the weights of one encoder, and nothing half written."""
    for digest in ("one", "other"):
        write_weights(weights_folder(tmp_path, digest), {"table": LARGE})
    assert list(weights_folder(tmp_path, "one").parent.iterdir()) == [weights_folder(tmp_path, "other")]


def test_damage_is_an_error(tmp_path: Path) -> None:
    """A file that is cut off is not read."""
    folder = weights_folder(tmp_path, "one")
    write_weights(folder, {"table": LARGE})
    file = folder / "table.npy"
    file.write_bytes(file.read_bytes()[:5_000])
    with pytest.raises(ValueError, match=r"mmap|size|length"):
        read_weights(folder)
