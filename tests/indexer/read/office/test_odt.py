"""OpenDocument texts."""

from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Link
from tests.indexer.read.open_files import NAMES, odt
from tests.indexer.read.readings import assert_sound, read_file

BODY = """
<text:h text:outline-level="1">Boats</text:h>
<text:p>Boats<text:s text:c="2"/>need <text:a xlink:href="https://a.example/">care</text:a> every<text:line-break/>day.
<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>As counted.</text:p></text:note-body>
</text:note></text:p>
<text:list text:style-name="L1"><text:list-item><text:p>Cut</text:p><text:list><text:list-item><text:p>Thin</text:p>
</text:list-item></text:list></text:list-item><text:list-item><text:p>Knot</text:p></text:list-item></text:list>
<text:list text:style-name="L2"><text:list-item><text:p>Dry</text:p></text:list-item></text:list>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Port</text:p></table:table-cell>
<table:table-cell><text:p>Boats</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>Vung</text:p></table:table-cell>
<table:table-cell><text:p>41</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell><text:p>57</text:p></table:table-cell></table:table-row>
</table:table>
<text:soft-page-break/>
<text:p>Last <draw:frame><draw:text-box><text:p>A box.</text:p></draw:text-box></draw:frame>words.</text:p>"""


def texts(tmp_path: Path, body: str) -> tuple[list[str], tuple[str, ...]]:
    reading = read_file(odt(tmp_path / "a.odt", f"<text:h>Boats</text:h>{body}"))
    return [block.text for block in reading.blocks[1:]], reading.warnings


def test_structure(tmp_path: Path) -> None:
    """Headings, lists with their numbers, rows with merged cells, notes, boxes, links, pages and metadata."""
    reading = read_file(odt(tmp_path / "a.odt", BODY))
    assert_sound(reading)
    assert [(block.kind, block.parts[0].page, block.text) for block in reading.blocks] == [
        ("heading", 1, "Boats"),
        ("paragraph", 1, "Boats need care every day."),
        ("note", 1, "1 As counted."),
        ("item", 1, "4. Cut"),
        ("item", 1, "a) Thin"),
        ("item", 1, "5. Knot"),
        ("item", 1, "Dry"),
        ("row", 1, "Port | Boats"),
        ("row", 1, "Vung | 41"),
        ("row", 1, "Vung | 57"),
        ("paragraph", 2, "Last words."),
        ("paragraph", 2, "A box."),
    ]
    assert (reading.title, reading.language, len(reading.pages)) == ("On boats", "fr", 2)
    assert reading.links == (Link(1, "https://a.example/", "care"),)


def test_what_is_not_seen_is_left_out_and_counted(tmp_path: Path) -> None:
    """Struck-out and hidden words, by styles and those they are based on; deletions, hidden sections, comments."""
    body = """<text:tracked-changes><text:changed-region><text:deletion><text:p>one two</text:p></text:deletion>
    </text:changed-region></text:tracked-changes>
    <text:p>Pay is <text:span text:style-name="T1">four </text:span><text:span text:style-name="T5">five </text:span>six
    <text:span text:style-name="T2">unseen </text:span>pence.<office:annotation><text:p>Why?</text:p>
    </office:annotation>    </text:p>
    <text:section text:display="none"><text:p>Hidden section.</text:p></text:section>"""
    assert texts(tmp_path, body) == (
        ["Pay is six pence."],
        ("4 struck-out words left out", "3 hidden words left out", "1 comment left out"),
    )


def test_raised_figures(tmp_path: Path) -> None:
    """Marks of notes join no number, and exponents stay."""
    raised, lowered = '<text:span text:style-name="T3">{}</text:span>', '<text:span text:style-name="T4">2</text:span>'
    body = f"<text:p>1,250{raised.format(3)} boats on 10{raised.format(4)} acres of CO{lowered}.</text:p>"
    assert texts(tmp_path, body)[0] == ["1,250 boats on 10⁴ acres of CO2."]


def test_formulas_and_charts(tmp_path: Path) -> None:
    """Objects of the file: a formula in its line, a chart's title and table after the paragraph; others are counted."""
    formula = """<math:math xmlns:math="http://www.w3.org/1998/Math/MathML"><math:msup><math:mi>x</math:mi>
    <math:mn>2</math:mn></math:msup></math:math>"""
    chart = f"""<office:document-content {NAMES}><office:body><office:chart><chart:chart>
    <chart:title><text:p>Boats by port
    </text:p></chart:title><table:table><table:table-rows><table:table-row><table:table-cell><text:p>Vung</text:p>
    </table:table-cell><table:table-cell><text:p>41</text:p></table:table-cell></table:table-row></table:table-rows>
    </table:table></chart:chart></office:chart></office:body></office:document-content>"""
    frame = '<draw:frame><draw:object xlink:href="./{}"/></draw:frame>'
    body = f"<text:h>B</text:h><text:p>So {frame.format('F')} holds.{frame.format('C')}{frame.format('Lost')}</text:p>"
    reading = read_file(odt(tmp_path / "a.odt", body, {"F/content.xml": formula, "C/content.xml": chart}))
    assert [block.text for block in reading.blocks[1:]] == ["So x² holds.", "Boats by port", "Vung | 41"]
    assert reading.warnings == ("1 embedded object left out",)


def test_symbols_in_page_heads_are_kept(tmp_path: Path) -> None:
    """As a demoted note."""
    styles = f"""<office:document-styles {NAMES}><office:master-styles><style:master-page><style:header>
    <text:p>HB.31/NET/4</text:p></style:header></style:master-page></office:master-styles></office:document-styles>"""
    reading = read_file(odt(tmp_path / "a.odt", "<text:p>Nets.</text:p>", {"styles.xml": styles}))
    assert [(block.text, block.demoted) for block in reading.blocks] == [("Nets.", False), ("HB.31/NET/4", True)]


@pytest.mark.parametrize(
    ("members", "limits", "reason"),
    [
        ({"META-INF/manifest.xml": "<m><encryption-data/></m>"}, Limits(), "locked with a password"),
        ({"content.xml": "<a/>"}, Limits(), "not of the kind"),
        ({"content.xml": "<a"}, Limits(), "damaged"),
        ({"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, Limits(), "declares entities"),
        ({"big.xml": "<a>" + "x" * 3_000_000 + "</a>"}, Limits(unpacked=1 << 20), "unpacks to"),
        ({}, Limits(characters=3), "more than 3 characters"),
    ],
)
def test_refused(tmp_path: Path, members: dict[str, str], limits: Limits, reason: str) -> None:
    """Locked, damaged, hostile and too large files have their reason."""
    with pytest.raises(ReadingError, match=reason):
        read_file(odt(tmp_path / "a.odt", "<text:p>Nets and boats.</text:p>", members), limits)
