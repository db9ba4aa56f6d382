"""The arrays of an image that answers need."""

from pathlib import Path

import numpy as np

from indexer.analysis.placed import analyse
from indexer.image.sentences import SentenceArrays
from indexer.records.passage import Passage, Tags
from indexer.store.sentence_rows import PER_FORM

TEXTS = ("Boats were sold. Nets too.", "", "Boats of Bell.")


def written(folder: Path, *texts: str) -> dict[str, list[int]]:
    """The arrays of passages with these texts."""
    arrays = SentenceArrays()
    for ordinal, text in enumerate(texts):
        passage = Passage(str(ordinal), ordinal, "d", "en", ("Harbours",), text, (), Tags())
        arrays.add(passage, "Ports", ["tulear"], analyse(text, "en"))
    arrays.write(folder)
    return {path.stem: np.load(path).tolist() for path in folder.glob("*.npy")}


def test_a_row_is_its_passages_own(tmp_path: Path) -> None:
    """The row of a passage is the same whatever stands before it, so that rows can be put together."""
    rows = []
    for number, texts in enumerate((TEXTS, TEXTS[1:], TEXTS[2:])):
        (tmp_path / str(number)).mkdir()
        found = written(tmp_path / str(number), *texts)
        ends = [0, *found["answers.ends"]]
        rows.append(found["answers.rows"][ends[-2] : ends[-1]])
        assert len(ends) == len(texts) + 1
        assert ends[-1] == len(found["answers.rows"])
    assert rows[0] == rows[1] == rows[2]


def test_forms_are_there_once(tmp_path: Path) -> None:
    """A form has one place in the table, however often its word is written."""
    found = written(tmp_path, *TEXTS)
    keys = found["answers.forms"][::PER_FORM]
    assert keys == sorted(set(keys))
    assert len(keys) == len({"boats", "were", "sold", "nets", "too", "of", "bell"})
