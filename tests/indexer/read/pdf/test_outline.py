"""Headings by structure tags and by the outline."""

from pathlib import Path

import pytest
import typst

from indexer.read.pdf import reader
from indexer.read.pdf.catalogue import OutlineItem
from indexer.read.pdf.outline import find_outline_headings
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.pdf.plain_lines import line

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


def test_the_outlines_titles_are_found_on_their_pages() -> None:
    """With or without the number, over several lines, on the page beside the one that is named; each line once."""
    pages = [
        [line("1.2 Sheds of the coast"), line("They mend nets.", baseline=700)],
        [line("Wages of"), line("the crews", baseline=700), line("Sheds of the coast", baseline=600)],
    ]
    entries = [
        OutlineItem(1, "Sheds of the coast", 1),
        OutlineItem(2, "Wages of the crews", 1),
        OutlineItem(2, "Sheds of the coast", 1),
        OutlineItem(2, "Nets", 1),
        OutlineItem(2, "They mend nets.", None),
    ]
    found = find_outline_headings(pages, entries)
    assert [(heading.level, [each.text for each in heading.lines]) for heading in found] == [
        (1, ["1.2 Sheds of the coast"]),
        (2, ["Wages of", "the crews"]),
        (2, ["Sheds of the coast"]),
    ]
