"""Read Rich Text Format: paragraphs, headings by style, table rows, notes, page breaks.

The control words are read here (Microsoft's specification 1.9.1). Libraries for RTF return bare text, with hidden and
struck-out words in it and superscript digits run into numbers.
"""

from indexer.errors import ReadingError
from indexer.read.blocks import check_characters, check_pages, first_heading, unlabelled_pages
from indexer.read.document_symbols import symbol_lines
from indexer.read.office.archive import COMPOUND_FILE
from indexer.read.omissions import Omissions
from indexer.read.repair.structure import demote_references, find_headings
from indexer.read.rtf_body import RtfReader
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import File
from indexer.read.text import read_bytes
from indexer.records.reading import Reading


def read(path: File, limits: Limits) -> Reading:
    """Read an RTF file. Raise ReadingError where it is none, or holds no text or too much."""
    data = read_bytes(path, limits)
    if data.startswith(COMPOUND_FILE):
        raise ReadingError("is a Word file before 2007; save it as .docx")
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReadingError("is no RTF file; add it under its own type")
    omissions = Omissions()
    reader = RtfReader(omissions)
    reader.read(data)
    blocks = reader.blocks
    check_characters(sum(len(block.text) for block in blocks), limits)
    check_pages(reader.page, limits)
    if not any(block.kind == "heading" for block in blocks):
        blocks = find_headings(blocks)
    blocks = demote_references(blocks)
    if not blocks:
        raise ReadingError("holds no text; fetch or save it again")
    return Reading(
        title=reader.title or first_heading(blocks),
        pages=unlabelled_pages(reader.page),
        blocks=(*blocks, *symbol_lines(reader.margins, blocks)),
        warnings=omissions.warnings(),
    )
