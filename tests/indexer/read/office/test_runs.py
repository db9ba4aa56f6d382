"""The text of Word paragraphs."""

from typing import Any

import pytest
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from indexer.read.office.run_format import RunFormat, read_format
from indexer.read.office.runs import PAGE_BREAK_MARK as MARK
from indexer.read.office.runs import RunReader, page_parts
from indexer.read.omissions import Omissions
from indexer.records.reading import Part


def paragraph(content: str) -> Any:
    return parse_xml(f"<w:p {nsdecls('w', 'r', 'm')}>{content}</w:p>")


def reader(*, is_rendered: bool = False) -> RunReader:
    return RunReader({"rId1": "https://a.example/"}.get, own_format, Omissions(), is_rendered=is_rendered)


def own_format(run: Any) -> RunFormat:
    return read_format(run.find(qn("w:rPr")))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


PLACEHOLDER = """<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Enter it</w:t></w:r></w:sdtContent>
</w:sdt>"""
FORMULA = """<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>
<m:r><m:t>=4</m:t></m:r></m:oMath>"""
RAISED, LOWERED = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t></w:r>", "one\ttwo"),
        ("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>", "one\vtwo"),
        ("<w:r><w:t>twenty</w:t><w:noBreakHyphen/><w:t>one</w:t></w:r>", "twenty-one"),
        ("<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>", "new"),
        ("<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:r><w:t>here</w:t></w:r>", "here"),
        ("<w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>text</w:t></w:r><!-- note -->", "text"),
        ('<w:r><w:fldChar w:fldCharType="end"/><w:t>text</w:t></w:r>', "text"),
        ('<w:r><w:t>at </w:t><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "at ≥"),
        (run("at ") + run("\uf0a3", '<w:rFonts w:ascii="Symbol"/>') + run(" 5"), "at ≤ 5"),
        (
            run("1,250") + run("3", RAISED) + run(" boats on 10") + run("4", RAISED) + run(" acres"),
            "1,250 boats on 10⁴ acres",
        ),
        (run("The 19") + run("th", RAISED) + run(" of CO") + run("2", LOWERED), "The 19th of CO2"),
        (run("word") + run("7", '<w:position w:val="6"/>') + run(" next"), "word next"),
        (run("paid ") + run("4", "<w:strike/>") + run("5", "<w:dstrike/>") + run(" 6 pence"), "paid  6 pence"),
        (run("seen") + run(" unseen", "<w:vanish/>") + run(" again", '<w:vanish w:val="0"/>'), "seen again"),
        (run("seen") + run(" dust", '<w:sz w:val="2"/>') + run(" too", '<w:sz w:val="20"/>'), "seen too"),
        (PLACEHOLDER + "<w:r><w:t>text</w:t></w:r>", "text"),
        (run("as ") + FORMULA, "as x²=4"),
    ],
)
def test_what_is_seen_is_text(content: str, text: str) -> None:
    """Signs and formulas stand for themselves, raised figures join no number; what is hidden or struck is not there."""
    assert reader().read(paragraph(content)).text == text


def test_what_is_left_out_is_counted() -> None:
    """Words that are deleted, struck out or hidden, and signs that no table of symbol fonts has."""
    omissions = Omissions()
    runs = RunReader(lambda _: None, own_format, omissions, is_rendered=False)
    deleted = "<w:del><w:r><w:delText>two words</w:delText></w:r></w:del>"
    sign = '<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>'
    text = runs.read(paragraph(deleted + run("gone", "<w:strike/>") + run("no one sees", "<w:vanish/>") + sign))
    assert (text.text, text.is_struck) == (" ", True)
    assert (omissions.struck, omissions.hidden, omissions.others["sign of a symbol font"]) == (3, 3, 1)


def test_a_link_to_a_place_in_the_file_is_a_notes_mark() -> None:
    """Raised behind a unit too, where a figure alone would be an exponent."""
    link = f'<w:hyperlink w:anchor="note2">{run("2", RAISED)}</w:hyperlink>'
    assert reader().read(paragraph(run("30 m") + link + run(" wide"))).text == "30 m wide"
    assert reader().read(paragraph(run("30 m") + run("2", RAISED) + run(" wide"))).text == "30 m² wide"


def test_page_breaks() -> None:
    """Those last seen where the file has them, else those that are forced."""
    content = '<w:r><w:br w:type="page"/><w:lastRenderedPageBreak/><w:t>text</w:t></w:r>'
    assert reader(is_rendered=True).read(paragraph(content)).text == f"\v{MARK}text"
    assert reader().read(paragraph('<w:r><w:br w:type="page"/><w:t>text</w:t></w:r>')).text == f"{MARK}text"


def test_a_field_may_run_over_paragraphs() -> None:
    """The text of a field in a second paragraph is read, with its link."""
    runs = reader()
    begin, separate, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))
    instruction = '<w:instrText>HYPERLINK "https://b.example/"</w:instrText>'
    assert runs.read(paragraph(f"<w:r>{begin}</w:r><w:r>{instruction}</w:r>")).text == ""
    text = runs.read(paragraph(f"<w:r>{separate}<w:t>words</w:t>{end}<w:t>, text</w:t></w:r>"))
    assert (text.text, text.links) == ("words, text", [("https://b.example/", ["words"])])


def test_links_lead_where_their_relation_says() -> None:
    """One without such a relation is text alone."""
    content = '<w:hyperlink r:id="{}"><w:r><w:t>words</w:t></w:r></w:hyperlink>'
    assert reader().read(paragraph(content.format("rId1"))).links == [("https://a.example/", ["words"])]
    assert reader().read(paragraph(content.format("rId2"))).links == []


@pytest.mark.parametrize(
    ("content", "is_bold"),
    [
        ("<w:r><w:rPr><w:b/></w:rPr><w:t>bold</w:t></w:r><w:r><w:t> </w:t></w:r>", True),
        ("<w:r><w:rPr><w:b/></w:rPr><w:t>bold</w:t></w:r><w:r><w:t>plain</w:t></w:r>", False),
        ('<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>plain</w:t></w:r>', False),
        ("<w:r/>", False),
    ],
)
def test_bold_is_what_is_all_bold(content: str, is_bold: bool) -> None:  # noqa: FBT001 - a column of the table
    """White space makes no difference."""
    assert reader().read(paragraph(content)).is_bold is is_bold


def test_a_text_is_divided_at_its_page_breaks() -> None:
    """White space between parts belongs to the earlier one; a word belongs to the page where it starts."""
    text = f"{MARK}mend  the ne{MARK}t every {MARK}{MARK}day{MARK}"
    assert page_parts(text, 3) == ((Part(4, "mend the net "), Part(5, "every "), Part(7, "day")), 8)


def test_nothing_but_breaks_has_no_parts() -> None:
    """Yet the pages are counted."""
    assert page_parts(f" {MARK} \u200b ", 1) == ((), 2)
