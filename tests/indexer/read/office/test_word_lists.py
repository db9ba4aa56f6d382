"""Lists of Word files and their numbers."""

import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from indexer.read.office.word_lists import List, ListCounters, ListLevel, format_count, read_lists

LISTS = """
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="lowerRoman"/>
<w:lvlText w:val="(%1)"/></w:lvl><w:lvl w:ilvl="99"/><w:lvl w:ilvl="1"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride>
</w:num><w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="Steps"/></w:abstractNum>
<w:num w:numId="6"><w:abstractNumId w:val="6"/></w:num>"""


def root(content: str) -> str:
    return f"<w:root {nsdecls('w')}>{content}</w:root>"


def test_lists_have_their_levels() -> None:
    """Levels beyond the ninth and lists without a definition are left out; some start again, some only name a style."""
    levels = {0: ListLevel("lowerRoman", "(%1)", 4), 1: ListLevel("decimal", "", 1)}
    assert read_lists(parse_xml(root(LISTS)), {"Steps": "1"}) == {
        "1": List("3", levels),
        "5": List("3", {**levels, 0: ListLevel("lowerRoman", "(%1)", 9)}, frozenset({0})),
        "6": List("3", levels),
    }


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
        ("decimalZero", 7, "07"),
        ("ordinal", 22, "22nd"),
        ("ordinal", 12, "12th"),
        ("ordinalText", 3, "3"),
    ],
)
def test_counts_are_shown_in_their_form(form: str, count: int, shown: str) -> None:
    """Digits, letters and Roman numerals; a form that is none of these is shown in digits."""
    assert format_count(form, count) == shown


def shown(lists: dict[str, List], steps: list[tuple[str, int]]) -> list[str]:
    counters = ListCounters(lists)
    return [counters.next(*step) for step in steps]


def test_lists_count_by_themselves() -> None:
    """Lower levels restart with each item above them; lists are independent; bullets show no number."""
    first = List("1", {0: ListLevel("decimal", "%1."), 1: ListLevel("lowerLetter", "%1.%2)")})
    second = List("2", {0: ListLevel("decimal", "(%1)", 5), 1: ListLevel("bullet", "o")})
    steps = [("1", 0), ("1", 1), ("1", 1), ("2", 0), ("1", 0), ("1", 1), ("2", 1), ("3", 0), ("1", 7)]
    assert shown({"1": first, "2": second}, steps) == ["1.", "1.a)", "1.b)", "(5)", "2.", "2.a)", "", "", ""]


def test_lists_of_one_definition_go_on() -> None:
    """A second list of a definition counts on, unless it starts again, which it does once."""
    levels = {0: ListLevel("decimal", "%1.")}
    lists = {"1": List("7", levels), "2": List("7", levels), "3": List("7", levels, frozenset({0}))}
    steps = [("1", 0), ("2", 0), ("3", 0), ("3", 0), ("1", 0)]
    assert shown(lists, steps) == ["1.", "2.", "1.", "2.", "3."]


def test_legal_numbers_are_in_digits() -> None:
    """A level may show the Roman numbers above it in digits."""
    levels = {0: ListLevel("upperRoman", "%1."), 1: ListLevel("decimal", "%1.%2", is_legal=True)}
    assert shown({"1": List("1", levels)}, [("1", 0), ("1", 0), ("1", 1)]) == ["I.", "II.", "2.1"]
