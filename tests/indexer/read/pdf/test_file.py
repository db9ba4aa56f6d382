"""Damaged files that can be rebuilt."""

from pathlib import Path

import pytest
import typst

from indexer.errors import ReadingError
from indexer.read.pdf import reader
from indexer.read.pdf.file import REBUILT, find_cut, rebuild_pdf
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.pdf.typeset import heading, lines, typeset
from tests.shared import SHARED, needs_shared


@needs_shared
def test_a_truncated_file_is_rebuilt() -> None:
    """Half of a report is read with its layout, and it is said that pages may be missing."""
    reading = reader.read(SHARED / "hostile" / "01_truncated_half.pdf", Limits())
    assert len(reading.pages) > 100
    assert REBUILT in reading.warnings
    assert any(block.kind == "heading" for block in reading.blocks)


def test_what_cannot_be_mended(tmp_path: Path) -> None:
    """A file of which nothing is left is refused with the reason, not rebuilt into nothing."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\nno more")
    assert rebuild_pdf(path) is None
    with pytest.raises(ReadingError, match="is damaged or cut off"):
        reader.read(path, Limits())


def test_a_whole_file_is_mended_into_itself(tmp_path: Path) -> None:
    """Rebuilding loses nothing: the rebuilt file is read like the first."""
    path = typeset(tmp_path / "a.pdf", [[heading("Sheds", 780), lines("They mend the nets.", "They sell them.")]])
    mended = tmp_path / "b.pdf"
    mended.write_bytes(rebuild_pdf(path) or b"")
    assert reader.read(mended, Limits()).blocks == reader.read(path, Limits()).blocks


PAGES = """
#set page(header: [Yearly report of the port office], numbering: "1")
The villages agreed on the timber for all of the sheds.
#pagebreak()
#image(bytes((0, 90, 180, 255)), format: (encoding: "luma8", width: 2, height: 2), width: 100%)
#pagebreak()
They sent two carpenters each.
#pagebreak()
#pagebreak()
They paid for the meals.
"""


def test_pages_that_need_recognition_are_told(tmp_path: Path) -> None:
    """A page that shows a picture under its running title is named; a blank one is not."""
    path = tmp_path / "a.pdf"
    path.write_bytes(typst.compile(PAGES.encode(), format="pdf", ignore_system_fonts=True))
    reading = reader.read(path, Limits())
    assert reading.warnings == ("1 of 5 pages are pictures without text (the first is page 2)",)
    assert reading.pictures == (2,)


def test_the_length_that_a_file_should_have(tmp_path: Path) -> None:
    """It is said where the file states it; a file that goes on after its end mark, without objects, is whole."""
    path = tmp_path / "a.pdf"
    whole = b"%PDF-1.4\n1 0 obj\n<</Linearized 1/L 90210>>\nendobj\n%%EOF\n2 0 obj\n<<>>\nendobj\n%%EOF\n"
    path.write_bytes(whole + b"<!-- sent by a server -->")
    assert find_cut(path) is None
    path.write_bytes(whole[:-8])
    warning = find_cut(path)
    assert warning is not None
    assert f"ends after {len(whole) - 8} of 90,210 bytes" in warning
