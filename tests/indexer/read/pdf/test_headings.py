"""Headings by their numbers alone."""

from pathlib import Path

from indexer.read.pdf import reader
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.pdf.typeset import lines, typeset

TEXT = ("The crews of the coast mend their nets in the new sheds, and nobody of them", "works at night in the winter.")


def test_numbers_that_follow_each_other_make_headings(tmp_path: Path) -> None:
    """Short lines 2.1 and 2.2 set like the text are headings; a lone number and a figure in the text are not."""
    page = [
        lines("2.1 Sheds", *TEXT, top=760),
        lines("2.2 Nets", *TEXT, "4.1 Boats were counted.", top=700),
        lines("7.3 Of the timber", *TEXT, top=600),
    ]
    reading = reader.read(typeset(tmp_path / "a.pdf", [page]), Limits())
    assert [block.text for block in reading.blocks if block.kind == "heading"] == ["2.1 Sheds", "2.2 Nets"]
