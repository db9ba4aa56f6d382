"""Read OpenDocument texts: headings, lists with their numbers, tables, boxes, formulas, charts, notes and links.

The XML is read here, as for the other office files: a library would return the same elements.
"""

from docx.oxml.parser import parse_xml

from indexer.errors import ReadingError
from indexer.read.blocks import first_heading, unlabelled_pages
from indexer.read.charset import clean
from indexer.read.document_symbols import symbol_lines
from indexer.read.office.archive import DAMAGED_OFFICE_FILE, OFFICE_ERRORS, read_members
from indexer.read.office.odt_body import OdtBody
from indexer.read.office.odt_styles import DC, OFFICE, STYLE, TEXT, read_odt_styles
from indexer.read.omissions import Omissions
from indexer.read.repair.structure import demote_references, find_headings
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import File
from indexer.records.reading import Reading

CONTENT, STYLES, META, MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
_MARGINS = tuple(f"{STYLE}{name}" for name in ("header", "header-left", "header-first", "footer", "footer-left"))


def read(path: File, limits: Limits) -> Reading:
    """Read an OpenDocument text. Raise ReadingError with what is wrong and what to do."""
    members = read_members(path, limits)
    if b"encryption-data" in members.get(MANIFEST, b""):
        raise ReadingError("is locked with a password; save it without one")
    omissions = Omissions()
    try:
        root = parse_xml(members[CONTENT]) if CONTENT in members else None
        body = root.find(f"{OFFICE}body/{OFFICE}text") if root is not None else None
        if root is None or body is None:
            raise ReadingError("is an archive, but not of the kind that its name says; unpack it, or rename it")
        styles = parse_xml(members[STYLES]) if STYLES in members else None
        reader = OdtBody(read_odt_styles(styles, root), members, limits, omissions)
        blocks = list(reader.blocks(body))
        margins = [
            "".join(each.itertext())
            for margin in (styles.iter(*_MARGINS) if styles is not None else ())
            for each in margin.iter(f"{TEXT}p")
        ]
        meta = parse_xml(members[META]) if META in members else None
    except OFFICE_ERRORS as error:
        raise ReadingError(DAMAGED_OFFICE_FILE) from error
    if not any(block.kind == "heading" for block in blocks):
        blocks = find_headings(blocks)
    blocks = demote_references(blocks)
    if not blocks:
        raise ReadingError("holds no text; if it holds pictures of pages, save it as a PDF, which OCR can read")

    def metadata_value(name: str) -> str | None:
        found = next(meta.iter(f"{DC}{name}"), None) if meta is not None else None
        return clean(found.text or "") or None if found is not None else None

    return Reading(
        title=reader.title or metadata_value("title") or first_heading(blocks),
        pages=unlabelled_pages(reader.page),
        blocks=(*blocks, *symbol_lines(margins, blocks)),
        links=tuple(reader.links),
        language=metadata_value("language"),
        warnings=omissions.warnings(),
    )
