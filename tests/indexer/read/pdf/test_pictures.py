"""Pages that are pictures."""

from pathlib import Path

import typst

from indexer.read.pdf import reader
from indexer.read.sandbox.limits import Limits

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
    """A page that shows a picture under its running title is named with what to do; a blank one is not."""
    path = tmp_path / "a.pdf"
    path.write_bytes(typst.compile(PAGES.encode(), format="pdf", ignore_system_fonts=True))
    (warning,) = reader.read(path, Limits()).warnings
    assert warning.startswith("1 of 5 pages are pictures without text (the first is page 2)")
    assert "ocrmypdf --redo-ocr IN.pdf OUT.pdf" in warning
