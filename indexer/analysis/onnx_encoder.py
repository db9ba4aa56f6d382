"""An encoder from a folder in the layout of sentence-transformers: an ONNX model with its tokenizer.

The folder has these files:

    model.onnx or onnx/model.onnx   inputs: input_ids, attention_mask, token_type_ids where the model has it
    tokenizer.json                  as the `tokenizers` library writes it
    1_Pooling/config.json           `pooling_mode_cls_token` for the first token's vector; else their mean
    README.md                       `language:` in its head, the model's languages; without it, every language
"""

import hashlib
import json
import re
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from indexer.analysis.encoder import Vectors
from indexer.analysis.language_registry import active_languages
from indexer.errors import SettingsError

MAX_TOKENS = 256
BATCH = 32

_LANGUAGES = re.compile(r"^language:[ ]*(?P<one>[^\n]*)\n(?P<more>(?:[ ]*-[ ]*[^\n]+\n)*)", re.MULTILINE)
_CODE = re.compile(r"\b[a-z]{2}\b")


class OnnxEncoder:
    """The model in a folder. Raise SettingsError where there is none, or its libraries are not installed."""

    def __init__(self, folder: Path) -> None:
        self._lock = threading.Lock()
        self._folder = folder
        candidates = (folder / "model.onnx", folder / "onnx" / "model.onnx")
        self._model = next((path for path in candidates if path.is_file()), None)
        if self._model is None or not (folder / "tokenizer.json").is_file():
            raise SettingsError(
                f"VERBATIM_ENCODER: there is no model.onnx with a tokenizer.json in {folder}. Name the folder of an "
                "ONNX model in the layout of sentence-transformers, or none."
            )

    @cached_property
    def digest(self) -> str:
        """A digest of the model, its tokenizer and its pooling."""
        digest = hashlib.sha256()
        for path in (self._model, self._folder / "tokenizer.json", self._folder / "1_Pooling" / "config.json"):
            if path is not None and path.is_file():
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        return f"onnx/{digest.hexdigest()[:32]}"

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that the model's card names, or all that the program knows."""
        card = self._folder / "README.md"
        found = _LANGUAGES.search(card.read_text(encoding="utf-8")) if card.is_file() else None
        codes = _CODE.findall(found["one"] + " " + found["more"]) if found else []
        return frozenset(codes or active_languages())

    def encode(self, texts: Sequence[str]) -> Vectors:
        parts = [self._encode(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
        return np.concatenate(parts) if parts else np.empty((0, 0), np.float32)

    def share(self, data: Path) -> None:
        """Do nothing: its weights are in one file that the system caches."""

    def _encode(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            tokenizer, session = self._loaded
            found = tokenizer.encode_batch(list(texts))
        mask = np.array([each.attention_mask for each in found], np.int64)
        given = {
            "input_ids": np.array([each.ids for each in found], np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        names = {each.name for each in session.get_inputs()}
        tokens = np.asarray(session.run(None, {name: given[name] for name in names & given.keys()})[0], np.float32)
        vectors = tokens if tokens.ndim == 2 else self._pooled(tokens, mask)  # noqa: PLR2004 - a vector for each text
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, np.finfo(np.float32).tiny), np.float32)

    def _pooled(self, tokens: Vectors, mask: "np.ndarray[Any, np.dtype[np.int64]]") -> Vectors:
        if self._takes_first:
            return tokens[:, 0]
        weights = mask[:, :, None].astype(np.float32)
        return np.asarray((tokens * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1), np.float32)

    @cached_property
    def _takes_first(self) -> bool:
        path = self._folder / "1_Pooling" / "config.json"
        return path.is_file() and bool(json.loads(path.read_text(encoding="utf-8")).get("pooling_mode_cls_token"))

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        """The tokenizer and the session. Raise SettingsError where their libraries are not installed."""
        try:
            from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - an extra, loaded when used
            from tokenizers import Tokenizer  # noqa: PLC0415 - an extra, loaded when used
        except ImportError as error:
            raise SettingsError(
                f"VERBATIM_ENCODER names an ONNX model, and {error.name} is not installed. Install verbatim[onnx]."
            ) from error
        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(MAX_TOKENS)
        tokenizer.enable_padding()
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return tokenizer, InferenceSession(str(self._model), options, providers=["CPUExecutionProvider"])
