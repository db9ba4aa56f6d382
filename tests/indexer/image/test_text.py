"""The texts' arrays of an image."""

import numpy as np

from indexer.analysis.layout import layout
from indexer.analysis.placed import analyse
from indexer.image.text import TextArrays

TEXTS = ["In Viet Nam, 62 per cent. Convention No. 188!\nA second line.", "", "Word"]


def test_words_keep_their_characters() -> None:
    """Words are numbered through, with one number free after each passage; long units know where they end."""
    arrays = TextArrays()
    for text in TEXTS:
        arrays.add(text, analyse(text, "en"))
    read = arrays.arrays()
    assert read["text.words"].tolist() == [len(analyse(text, "en").words) for text in TEXTS]
    starts = [0, *np.cumsum(read["text.words"] + 1).tolist()]
    lines = [0, *np.cumsum(read["layout.sizes"]).tolist()]
    for row, text in enumerate(TEXTS):
        part = slice(starts[row], starts[row + 1] - 1)
        found = zip(
            read["text.word_steps"][part].cumsum().tolist(), read["text.word_lengths"][part].tolist(), strict=True
        )
        assert list(found) == [(word.start, word.end - word.start) for word in analyse(text, "en").words]
        assert read["layout.steps"][slice(*lines[row : row + 2])].tobytes() == layout(text).steps()
    long = dict(zip(read["text.long_tokens"].tolist(), read["text.long_ends"].tolist(), strict=True))
    characters = read["text.word_steps"].cumsum()
    assert [TEXTS[0][characters[token] : end] for token, end in long.items()] == [
        "Viet Nam",
        "per cent",
        "Convention No. 188",
    ]
