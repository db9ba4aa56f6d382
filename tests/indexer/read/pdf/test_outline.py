"""Headings by structure tags."""

from pathlib import Path

import pytest
import typst

from indexer.read.pdf import reader
from indexer.read.sandbox.limits import Limits

PLAIN = """
#set heading(bookmarked: false)
#show heading: set text(size: 11pt, weight: "regular")
#show heading: set block(above: 0.65em, below: 0.65em)
= Sheds of the coast
The crews of the coast mend their nets in the new sheds. Nobody works at night.

== Nets and ropes
The villages agreed on the timber for all of the sheds, and each sent two carpenters.

== Wages of the crews
They pay for their meals in the spring. In the autumn the port counts every boat.
"""


@pytest.mark.parametrize("tagged", [True, False])
def test_tags_make_headings(tmp_path: Path, *, tagged: bool) -> None:
    """Headings that look like the text are known by their tags, with their levels, and by nothing else."""
    path = tmp_path / "a.pdf"
    path.write_bytes(typst.compile(PLAIN.encode(), format="pdf", ignore_system_fonts=True, pdf_tags=tagged))
    found = [(block.level, block.text) for block in reader.read(path, Limits()).blocks if block.kind == "heading"]
    expected = [(1, "Sheds of the coast"), (2, "Nets and ropes"), (2, "Wages of the crews")]
    assert found == expected if tagged else expected[0] not in found
