"""Styles, lists and notes of Word files as plain values."""

import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from indexer.read.office.word_xml import (
    ListCounters,
    ListLevel,
    ParagraphStyle,
    format_count,
    read_lists,
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

LISTS = """
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="lowerRoman"/>
<w:lvlText w:val="(%1)"/></w:lvl><w:lvl w:ilvl="99"/><w:lvl w:ilvl="1"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>"""

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


def test_lists_have_their_levels() -> None:
    """Levels beyond the ninth and lists without a definition are left out."""
    assert read_lists(parse_xml(root(LISTS))) == {
        "1": {0: ListLevel("lowerRoman", "(%1)", 4), 1: ListLevel("decimal", "", 1)}
    }


def test_notes_are_those_with_text() -> None:
    """Not the lines between text and notes."""
    assert list(read_notes(root(NOTES).encode(), "w:footnote")) == ["2", "3"]


@pytest.mark.parametrize(("text", "number"), [("7", 7), (None, None), ("-1", None), ("x", None), ("9" * 99, None)])
def test_whole_numbers(text: str | None, number: int | None) -> None:
    """Small ones in plain digits alone."""
    assert small_number(text) == number


@pytest.mark.parametrize(
    ("form", "count", "shown"),
    [
        ("decimal", 12, "12"),
        ("lowerLetter", 2, "b"),
        ("upperLetter", 28, "BB"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 0, "0"),
        ("none", 3, ""),
        ("ordinalText", 3, "3"),
    ],
)
def test_counts_are_shown_in_their_form(form: str, count: int, shown: str) -> None:
    """Digits, letters and Roman numerals; a form that is none of these is shown in digits."""
    assert format_count(form, count) == shown


def test_lists_count_by_themselves() -> None:
    """Lower levels restart with each item above them; lists are independent; bullets show no number."""
    levels = {0: ListLevel("decimal", "%1."), 1: ListLevel("lowerLetter", "%1.%2)")}
    counters = ListCounters({"1": levels, "2": {0: ListLevel("decimal", "(%1)", 5), 1: ListLevel("bullet", "o")}})
    steps = [("1", 0), ("1", 1), ("1", 1), ("2", 0), ("1", 0), ("1", 1), ("2", 1), ("3", 0), ("1", 7)]
    assert [counters.next(*step) for step in steps] == ["1.", "1.a)", "1.b)", "(5)", "2.", "2.a)", "", "", ""]
