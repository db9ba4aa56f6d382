"""Styles and notes of Word files as plain values."""

import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from indexer.read.office.word_xml import (
    ParagraphStyle,
    read_notes,
    read_styles,
    small_number,
)

STYLES = """
<w:style w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:outlineLvl w:val="2"/>
<w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Own"><w:name w:val="House Heading"/><w:basedOn w:val="Base"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:styleId="Loop"><w:name w:val="loop"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:styleId="Lost"><w:basedOn w:val="Nowhere"/></w:style>"""

NOTES = """
<w:footnote w:type="separator" w:id="-1"/><w:footnote w:id="2"><w:p/></w:footnote>
<w:footnote w:type="normal" w:id="3"/>"""


def root(content: str) -> str:
    return f"<w:root {nsdecls('w')}>{content}</w:root>"


def test_styles_take_from_those_they_are_based_on() -> None:
    """A style inherits what it does not set; cycles and missing styles end the search."""
    assert read_styles(parse_xml(root(STYLES))) == {
        "Base": ParagraphStyle("base", 2, "7", 1),
        "Own": ParagraphStyle("house heading", 0, "7", 1),
        "Loop": ParagraphStyle("loop"),
        "Lost": ParagraphStyle("lost"),
    }


def test_notes_are_those_with_text() -> None:
    """Not the lines between text and notes."""
    assert list(read_notes(root(NOTES).encode(), "w:footnote")) == ["2", "3"]


@pytest.mark.parametrize(("text", "number"), [("7", 7), (None, None), ("-1", None), ("x", None), ("9" * 99, None)])
def test_whole_numbers(text: str | None, number: int | None) -> None:
    """Small ones in plain digits alone."""
    assert small_number(text) == number
