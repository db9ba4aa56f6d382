"""Word files that tests make."""

from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph

FOOTNOTES = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:t>As counted at the </w:t></w:r><w:hyperlink r:id="rIdPort"><w:r><w:t>port</w:t></w:r>
</w:hyperlink></w:p></w:footnote></w:footnotes>"""
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def element(tag: str, text: str | None = None, **attributes: str) -> Any:
    """Build an element of Word's, with its attributes."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name.replace("_", ":")), value)
    if text is not None:
        made.text = text
    return made


def add_link(paragraph: Paragraph, url: str, *words: str) -> None:
    """Build a link whose words are in several runs."""
    link = element("w:hyperlink", r_id=paragraph.part.relate_to(url, RELATION.HYPERLINK, is_external=True))
    for word in words:
        run = element("w:r")
        run.append(element("w:t", word))
        link.append(run)
    paragraph._p.append(link)


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Build a field that shows a text in the place of its instruction."""
    for child in (
        element("w:fldChar", w_fldCharType="begin"),
        element("w:instrText", instruction),
        element("w:fldChar", w_fldCharType="separate"),
        element("w:t", shown),
        element("w:fldChar", w_fldCharType="end"),
    ):
        paragraph.add_run()._r.append(child)


def add_footnote(document: WordDocument, paragraph: Paragraph) -> None:
    """Build a footnote with a link, which is the document's first."""
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, FOOTNOTES.encode(), document.part.package)
    part.rels.add_relationship(RELATION.HYPERLINK, "https://port.example/count", "rIdPort", is_external=True)
    document.part.relate_to(part, RELATION.FOOTNOTES)
    paragraph.add_run()._r.append(element("w:footnoteReference", w_id="1"))


def add_box(paragraph: Paragraph, text: str) -> None:
    """Build a text box, as Word writes it: once for itself and once for older programs."""
    both = paragraph._p.makeelement(f"{{{COMPATIBILITY}}}AlternateContent", {})
    for tag in ("Choice", "Fallback"):
        version = both.makeelement(f"{{{COMPATIBILITY}}}{tag}", {})
        box, inner, run = element("w:txbxContent"), element("w:p"), element("w:r")
        run.append(element("w:t", text))
        inner.append(run)
        box.append(inner)
        version.append(box)
        both.append(version)
    paragraph.add_run()._r.append(both)


CHART_NAMES = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
DIAGRAM_NAMES = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
RELATION_NAMES = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
DRAWING_NAMES = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'

CHART = f"""<c:chartSpace {CHART_NAMES} {DRAWING_NAMES}><c:chart>
<c:title><c:tx><c:rich><a:p><a:r><a:t>Boats by port</a:t></a:r></a:p></c:rich></c:tx></c:title>
<c:plotArea><c:barChart>
<c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>2030</c:v></c:pt></c:strCache></c:strRef></c:tx>
<c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>Vung</c:v></c:pt><c:pt idx="1"><c:v>Lota</c:v></c:pt></c:strCache>
</c:strRef></c:cat>
<c:val><c:numRef><c:numCache><c:formatCode>0.0%</c:formatCode><c:pt idx="0"><c:v>0.41200000000000003</c:v></c:pt>
<c:pt idx="1"><c:v>0.588</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>
<c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>2031</c:v></c:pt></c:strCache></c:strRef></c:tx>
<c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>Vung</c:v></c:pt><c:pt idx="1"><c:v>Lota</c:v></c:pt></c:strCache>
</c:strRef></c:cat>
<c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>1250</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>
</c:barChart></c:plotArea></c:chart></c:chartSpace>"""
DIAGRAM = f"""<dgm:dataModel {DIAGRAM_NAMES} {DRAWING_NAMES}><dgm:ptLst>
<dgm:pt><dgm:t><a:p><a:r><a:t>Mend </a:t></a:r><a:r><a:t>nets</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt type="pres"/>
<dgm:pt><dgm:t><a:p><a:r><a:t>Dry ropes</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"""


def add_drawing(paragraph: Paragraph, content: str) -> None:
    """Build a chart or a diagram from the XML of its part."""
    package = paragraph.part.package
    part = Part(
        PackURI(f"/word/drawings/part{len(paragraph.part.rels)}.xml"), "application/xml", content.encode(), package
    )
    relation = paragraph.part.relate_to(part, "https://drawing.example/part")
    shown = (
        f'<c:chart {CHART_NAMES} {RELATION_NAMES} r:id="{relation}"/>'
        if "chartSpace" in content
        else f'<dgm:relIds {DIAGRAM_NAMES} {RELATION_NAMES} r:dm="{relation}"/>'
    )
    drawing = element("w:drawing")
    drawing.append(parse_xml(shown))
    paragraph.add_run()._r.append(drawing)


def save(document: WordDocument, path: Path) -> Path:
    document.save(str(path))
    return path


def blank() -> WordDocument:
    """Build a document with Word's usual styles and nothing in it."""
    return Document()
