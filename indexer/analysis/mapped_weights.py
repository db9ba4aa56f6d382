"""The weights of an encoder as memory-mapped files, so that all processes share one copy of them.

    <data>/encoder/<key>/<name>.npy       an array
    <data>/encoder/<key>/<name>.<n>.npy   the arrays of a list, by their place in it

`key` is the digest of the encoder's name and version. Where the files are missing or damaged, an encoder loads its own.
"""

import hashlib
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FOLDER = "encoder"
"""The folder in the data folder."""

SUFFIX = ".npy"

MAPPED_BYTES = 4_096
"""Smaller arrays are read: a mapping takes a page of memory."""

Weights = Mapping[str, Any]
"""Arrays, lists of arrays and numbers by name."""


def weights_folder(data: Path, digest: str) -> Path:
    """Return where the weights of the encoder with this digest are kept in a data folder."""
    return data / FOLDER / hashlib.sha256(digest.encode()).hexdigest()[:16]


def write_weights(folder: Path, weights: Weights) -> None:
    """Write weights into a folder, whole or not at all, in place of those of other encoders. Raise OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    written = Path(tempfile.mkdtemp(dir=folder.parent))
    try:
        for name, value in weights.items():
            if isinstance(value, list):
                for place, each in enumerate(value):
                    np.save(written / f"{name}.{place}{SUFFIX}", each)
            else:
                np.save(written / f"{name}{SUFFIX}", value)
        written.chmod(0o755)  # only its maker may read a temporary folder
        for old in [path for path in folder.parent.iterdir() if path != written]:
            shutil.rmtree(old, ignore_errors=True)  # another encoder's: who has it mapped keeps it
        written.rename(folder)
    finally:
        shutil.rmtree(written, ignore_errors=True)


def read_weights(folder: Path) -> dict[str, Any]:
    """Return the weights in a folder, large arrays mapped. Raise OSError or ValueError where they are damaged."""
    found: dict[str, Any] = {}
    lists: dict[str, dict[int, NDArray[Any]]] = defaultdict(dict)
    for path in folder.glob(f"*{SUFFIX}"):
        name, _, place = path.name.removesuffix(SUFFIX).partition(".")
        array = _array(path)
        if place:
            lists[name][int(place)] = array
        else:
            found[name] = array if array.ndim else array.item()
    return found | {name: _in_order(arrays) for name, arrays in lists.items()}


def _in_order(arrays: Mapping[int, NDArray[Any]]) -> Sequence[NDArray[Any]]:
    return [arrays[place] for place in sorted(arrays)]


def _array(path: Path) -> NDArray[Any]:
    is_mapped = path.stat().st_size > MAPPED_BYTES
    return np.asarray(np.load(path, mmap_mode="r" if is_mapped else None, allow_pickle=False))
