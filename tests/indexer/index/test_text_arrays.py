"""The texts' arrays of an image."""

import numpy as np

from indexer.analysis.analyzer import analyze
from indexer.analysis.token_offsets import token_offsets
from indexer.index.text_arrays import TextArrays

TEXTS = ["In Viet Nam, 62 per cent. Convention No. 188!\nA second line.", "", "Word"]


def test_words_keep_their_characters() -> None:
    """Words are numbered through, with one number free after each passage; long units know where they end."""
    arrays = TextArrays()
    for text in TEXTS:
        arrays.add(text, analyze(text, "en"))
    read = arrays.arrays()
    assert read["text.words"].tolist() == [len(analyze(text, "en").tokens) for text in TEXTS]
    ends = np.cumsum(read["text.sizes"]).tolist()
    for text, first, end in zip(TEXTS, [0, *ends], ends, strict=False):
        row, words = read["text.bytes"][first:end].tobytes(), analyze(text, "en").tokens
        starts = np.frombuffer(row, "<u2", len(words)).cumsum().tolist()
        assert starts == [word.start for word in words]
        assert list(row[2 * len(words) : 3 * len(words)]) == [word.end - word.start for word in words]
        assert row[3 * len(words) :] == token_offsets(text).steps()
    long = dict(zip(read["text.long_tokens"].tolist(), read["text.long_ends"].tolist(), strict=True))
    words = analyze(TEXTS[0], "en").tokens
    assert [TEXTS[0][words[token].start : end] for token, end in long.items()] == [
        "Viet Nam",
        "per cent",
        "Convention No. 188",
    ]
