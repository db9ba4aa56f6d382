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


def save(document: WordDocument, path: Path) -> Path:
    document.save(str(path))
    return path


def blank() -> WordDocument:
    """Build a document with Word's usual styles and nothing in it."""
    return Document()
