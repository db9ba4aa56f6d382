"""A small encoder in the layout of sentence-transformers, made by the tests: each of its words has one vector."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest


def write_encoder(folder: Path, vectors: Mapping[str, Sequence[float]]) -> Path:
    """Write an ONNX model that looks up the vectors of words; a text's is the mean of its words'."""
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed (verbatim[onnx])")
    onnx = pytest.importorskip("onnx", reason="onnx is not installed")
    tokenizers = pytest.importorskip("tokenizers", reason="tokenizers is not installed (verbatim[onnx])")
    words = {"[PAD]": 0, "[UNK]": 1, **{word: number for number, word in enumerate(vectors, start=2)}}
    dimension = len(next(iter(vectors.values())))
    table = np.zeros((len(words), dimension), np.float32)
    for word, vector in vectors.items():
        table[words[word]] = vector
    helper, types = onnx.helper, onnx.TensorProto
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "input_ids"], ["token_embeddings"])],
        "encoder",
        [
            helper.make_tensor_value_info("input_ids", types.INT64, ["batch", "tokens"]),
        ],
        [helper.make_tensor_value_info("token_embeddings", types.FLOAT, ["batch", "tokens", dimension])],
        [onnx.numpy_helper.from_array(table, "table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    (folder / "onnx").mkdir(parents=True)
    (folder / "onnx" / "model.onnx").write_bytes(model.SerializeToString())
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(words, unk_token="[UNK]"))  # noqa: S106 - no secret
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_mean_tokens": True}))
    (folder / "README.md").write_text("---\nlanguage:\n- en\n- es\nlicense: mit\n---\n", encoding="utf-8")
    return folder
