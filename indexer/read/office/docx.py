"""Read Word files: headings by style or outline level, lists with their numbers, tables, boxes, charts, notes."""

from dataclasses import replace

from docx import Document

from indexer.errors import ReadingError
from indexer.read.blocks import first_heading, unlabelled_pages
from indexer.read.charset import clean
from indexer.read.document_symbols import symbol_lines
from indexer.read.office.archive import DAMAGED_OFFICE_FILE, OFFICE_ERRORS, open_archive
from indexer.read.office.word_body import BodyReader
from indexer.read.omissions import Omissions
from indexer.read.repair.structure import demote_references, find_headings
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import File
from indexer.records.reading import Block, Reading


def read(path: File, limits: Limits) -> Reading:
    """Read a Word file. Raise ReadingError with what is wrong and what to do."""
    archive = open_archive(path, limits, "word")
    omissions = Omissions()
    try:
        document = Document(archive)
        reader = BodyReader(document, limits, omissions)
        blocks = list(reader.blocks(document.element.body))
        margins = list(reader.header_footer_lines())
        language = document.core_properties.language or reader.language
        title = clean(document.core_properties.title or "")
    except OFFICE_ERRORS as error:
        raise ReadingError(DAMAGED_OFFICE_FILE) from error
    blocks = demote_references(_with_headings(blocks, reader.bold))
    if not blocks:
        raise ReadingError("holds no text; if it holds pictures of pages, save it as a PDF, which OCR can read")
    return Reading(
        title=reader.title or title or first_heading(blocks),
        pages=unlabelled_pages(reader.page),
        blocks=(*blocks, *symbol_lines(margins, blocks)),
        links=tuple(reader.links),
        language=language or None,
        warnings=omissions.warnings(),
    )


def _with_headings(blocks: list[Block], bold: set[int]) -> list[Block]:
    """Make headings of short bold lines where no style marks any, or else of lines with a heading's words."""
    if any(block.kind == "heading" for block in blocks):
        return blocks
    if bold:
        return [replace(block, kind="heading", level=1) if id(block) in bold else block for block in blocks]
    return find_headings(blocks)
