"""Build files that are meant to harm the program that opens them."""

import io
import zipfile
from pathlib import Path

from pptx import Presentation

from indexer.read.sandbox.limits import MEBIBYTE
from tests.indexer.read.office.packing import member, plain_docx, with_members

MAIN = "word/document.xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPE = f'<!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>'


def plain_pptx() -> bytes:
    """Build a PowerPoint file of one slide."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Light for sorting"
    content = io.BytesIO()
    deck.save(content)
    return content.getvalue()


def overlapping_zip() -> bytes:
    """Build an archive of many names for the same packed bytes: a megabyte that unpacks to many gigabytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/a.xml", b" " * 10 * MEBIBYTE)
        info = archive.infolist()[0]
        for number in range(2_000):
            again = zipfile.ZipInfo(f"word/{number}.xml")
            again.compress_type, again.CRC = info.compress_type, info.CRC
            again.compress_size, again.file_size = info.compress_size, info.file_size
            again.header_offset = info.header_offset
            archive.filelist.append(again)
    return packed.getvalue()


def make_hostile(folder: Path) -> dict[str, str]:
    """Write the files into a folder and return the reason with which each must be refused, by name."""
    docx, pptx = plain_docx(), plain_pptx()
    document = member(docx, MAIN).decode()
    deep = document.replace("<w:body>", "<w:body>" + "<w:sdt><w:sdtContent>" * 50_000, 1)
    with_members(folder / "bomb.docx", docx, {"word/more.xml": b" " * 300 * MEBIBYTE})
    with_members(
        folder / "laughs.docx", docx, {MAIN: document.replace("<w:document", f"{DOCTYPE}<w:document").encode()}
    )
    with_members(folder / "deep.docx", docx, {MAIN: deep.encode()})
    with_members(folder / "no-xml.docx", docx, {MAIN: b"\x00" * 99})
    with_members(folder / "empty.docx", docx, {MAIN: b""})
    with_members(folder / "laughs.pptx", pptx, {"ppt/slides/slide1.xml": f"{DOCTYPE}<a>&l9;</a>".encode()})
    with_members(folder / "bomb.pptx", pptx, {"ppt/slides/slide1.xml": b"<a>" + b" " * 300 * MEBIBYTE})
    (folder / "overlapping.docx").write_bytes(overlapping_zip())
    (folder / "cut.pptx").write_bytes(pptx[: len(pptx) // 2])
    (folder / "word.pptx").write_bytes(docx)
    (folder / "deep.html").write_text("<div>" * 300_000 + "Text.")
    (folder / "scripts.html").write_text("<script>" + "x" * 100_000 + "</script>")
    (folder / "zeros.txt").write_bytes(bytes(1_000_000))
    (folder / "program.md").write_bytes(b"\x7fELF" + bytes(range(256)) * 99)
    return {
        "bomb.docx": "unpacks to 300 MiB",
        "laughs.docx": "declares entities",
        "deep.docx": "damaged",
        "no-xml.docx": "damaged",
        "empty.docx": "damaged",
        "laughs.pptx": "declares entities",
        "bomb.pptx": "unpacks to 30[0-9] MiB",
        "overlapping.docx": "unpacks to 20,010 MiB",
        "cut.pptx": "damaged or cut off",
        "word.pptx": "not of the kind",
        "deep.html": "300,000 elements inside one another",
        "scripts.html": "put together by scripts",
        "zeros.txt": "not a text file",
        "program.md": "not a text file",
    }


def make_circular(folder: Path) -> list[str]:
    """Write files with circular references that yet hold text that can be read; return their names."""
    docx = plain_docx()
    styles = member(docx, "word/styles.xml").decode()
    circle = (
        f'<w:style {W} w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>'
        f'<w:style {W} w:type="paragraph" w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>'
    )
    relations = member(docx, "word/_rels/document.xml.rels").decode()
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    to_itself = f'<Relationship Id="rIdSelf" Type="{office}/customXml" Target="document.xml"/></Relationships>'
    outside = (
        f'<Relationship Id="rIdOut" Type="{office}/image" Target="http://127.0.0.1:9/x" TargetMode="External"/>'
        "</Relationships>"
    )
    with_members(
        folder / "circular-styles.docx",
        plain_docx("Styles that are based on each other."),
        {"word/styles.xml": styles.replace("</w:styles>", f"{circle}</w:styles>").encode()},
    )
    for name, more in (("circular-parts.docx", to_itself), ("outside.docx", outside)):
        with_members(
            folder / name,
            plain_docx(f"Parts of {name}."),
            {"word/_rels/document.xml.rels": relations.replace("</Relationships>", more).encode()},
        )
    return ["circular-styles.docx", "circular-parts.docx", "outside.docx"]
