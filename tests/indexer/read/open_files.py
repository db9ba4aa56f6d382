"""OpenDocument texts, books and RTF files that tests make."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing", "meta": "meta",
        "chart": "chart", "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip
NAMES += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'

STYLES = """
<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/>
</style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="T4" style:family="text"><style:text-properties style:text-position="sub 58%"/></style:style>
<style:style style:name="T5" style:family="text" style:parent-style-name="T1"/>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."
text:start-value="4"/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>
</text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>
</text:list-style>"""


def zip_file(path: Path, members: Mapping[str, str]) -> Path:
    """Write an archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def odt(path: Path, body: str, members: Mapping[str, str] | None = None, styles: str = STYLES) -> Path:
    """Build an OpenDocument text with this body and these further members."""
    content = f"""<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>
<office:body><office:text>{body}</office:text></office:body></office:document-content>"""
    meta = f"""<office:document-meta {NAMES}><office:meta><dc:title>On boats</dc:title><dc:language>fr</dc:language>
</office:meta></office:document-meta>"""
    return zip_file(path, {"content.xml": content, "meta.xml": meta, **(members or {})})


def epub(path: Path, chapters: Mapping[str, str], metadata: str = "", members: Mapping[str, str] | None = None) -> Path:
    """Build a book of these chapters by name, which its spine lists in their order, and a table of contents."""
    items = "".join(f'<item id="{name}" href="{name}.xhtml"/>' for name in chapters)
    spine = "".join(f'<itemref idref="{name}"/>' for name in chapters)
    package = f"""<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{metadata}</metadata><manifest><item id="nav" href="nav.xhtml" properties="nav"/>{items}</manifest>
<spine><itemref idref="nav"/>{spine}</spine></package>"""
    container = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/book.opf"/></rootfiles></container>"""
    pages = {f"OPS/{name}.xhtml": f"<!DOCTYPE html><html><body>{body}</body></html>" for name, body in chapters.items()}
    return zip_file(
        path,
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OPS/book.opf": package,
            "OPS/nav.xhtml": "<html><body><p>Contents of the book.</p></body></html>",
            **pages,
            **(members or {}),
        },
    )
