"""Documents of which it is known what they say."""

from dataclasses import astuple
from pathlib import Path

import pytest

from benchmarks.ground_truth import Truth, score, set_truth, truths
from indexer.read.pdf import reader
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.readings import assert_sound

WORDS, ORDER, STRUCTURE = 0.995, 0.985, 0.97
"""The least shares of words, of runs of words in order, and of headings and items, found and right."""


@pytest.mark.parametrize("truth", tuple(truths()), ids=lambda truth: truth.name)
def test_what_is_known_is_read(tmp_path: Path, truth: Truth) -> None:
    """Words, their order, headings with their levels, items and links are read back; running titles are not."""
    reading = reader.read(set_truth(truth, tmp_path), Limits())
    assert_sound(reading)
    found = score(truth, reading)
    assert found.words >= WORDS
    assert found.order >= ORDER
    assert min(astuple(found)[3:7]) >= STRUCTURE
    assert found.links == 1.0
    assert found.leaks == 0


def test_notes_stay_notes(tmp_path: Path) -> None:
    """Footnotes are notes with their numbers, and the marks that refer to them are not in the text."""
    truth = next(truths())
    reading = reader.read(set_truth(truth, tmp_path), Limits())
    expected = [block.text for block in truth.blocks if block.kind == "note"]
    assert [block.text for block in reading.blocks if block.kind == "note"] == expected


def test_rows_keep_their_cells(tmp_path: Path) -> None:
    """A table's rows are read with a sign between their cells."""
    truth = next(truths())
    reading = reader.read(set_truth(truth, tmp_path), Limits())
    expected = [block.text for block in truth.blocks if block.kind == "row"]
    assert [block.text for block in reading.blocks if block.kind == "row"] == expected
