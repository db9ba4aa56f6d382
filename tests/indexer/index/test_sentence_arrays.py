"""The arrays of an image that answers need."""

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.analyzer import analyze
from indexer.index.sentence_arrays import SentenceArrays
from indexer.records.passage import Passage, Tags

TEXTS = ("Boats were sold. Nets too.", "", "Boats of Bell.")


def gathered(*texts: str) -> dict[str, NDArray[np.uint32]]:
    """The arrays of passages with these texts."""
    arrays = SentenceArrays()
    for ordinal, text in enumerate(texts):
        passage = Passage(str(ordinal), ordinal, "d", "en", ("Harbours",), text, (), Tags())
        arrays.add(passage, "Ports", ["tulear"], analyze(text, "en"))
    return arrays.arrays()


def test_a_row_is_its_passages_own() -> None:
    """The row of a passage is the same whatever stands before it, so that rows can be put together."""
    rows = []
    for texts in (TEXTS, TEXTS[1:], TEXTS[2:]):
        found = gathered(*texts)
        sizes = found["answers.sizes"]
        rows.append(found["answers.rows"][-int(sizes[-1]) :].tolist())
        assert len(sizes) == len(texts)
        assert sizes.sum() == len(found["answers.rows"])
    assert rows[0] == rows[1] == rows[2]


def test_forms_are_there_once() -> None:
    """A form is there once, however often its word is written."""
    keys = gathered(*TEXTS)["answers.forms"][:, 0].tolist()
    assert len(set(keys)) == len(keys)
    assert len(keys) == len({"boats", "were", "sold", "nets", "too", "of", "bell"})
