"""Reads PDF: the stages from the file to blocks, in their order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader

from indexer.errors import ReadingError
from indexer.read.pdf.annotations import LinkAnchor, make_links, page_anchors
from indexer.read.pdf.assemble import assemble_drafts
from indexer.read.pdf.body import measure_body
from indexer.read.pdf.catalogue import FAILURES, Catalogue, label_pages, read_catalogue
from indexer.read.pdf.columns import in_reading_order
from indexer.read.pdf.contents import find_contents_lines, without_lines
from indexer.read.pdf.drafts import BlockDraft, build_block, join_chart_labels, join_drop_caps
from indexer.read.pdf.file import WARNING as REBUILT
from indexer.read.pdf.file import DamagedError, check_header, open_pages, rebuild_pdf, shows_picture
from indexer.read.pdf.furniture import DrawnPage, StrippedPage, strip_furniture
from indexer.read.pdf.headings import find_title, settle_headings
from indexer.read.pdf.layer import TextLayer
from indexer.read.pdf.lines import page_lines
from indexer.read.pdf.outline import StructureTags, find_outline_headings
from indexer.read.pdf.page_words import page_words
from indexer.read.repair.hyphens import Vocabulary
from indexer.read.repair.repairs import demote_references, repair
from indexer.read.sandbox.limits import Limits
from indexer.read.text import read_paragraphs
from indexer.records.reading import PageLabel, Reading

FEWEST_WORDS = 40
"""Pages with fewer words are looked at for pictures: running titles may stand around one."""


def read(path: Path, limits: Limits) -> Reading:
    """Reads a PDF file. Raises ReadingError with what is wrong and what to do."""
    check_header(path)
    try:
        return _read(path, limits)
    except DamagedError as reason:
        mended = rebuild_pdf(path)
        try:
            if mended:
                reading = _read(mended, limits)
                return replace(reading, warnings=(*reading.warnings, REBUILT))
        except DamagedError:
            pass  # the last resort is next
        return read_without_layout(path, limits, reason)


def _read(source: Path | bytes, limits: Limits) -> Reading:
    sheets, anchors = _read_pages(source, limits)
    if not any(sheet.lines for sheet in sheets):
        raise ReadingError("has no text layer; run `ocrmypdf IN.pdf OUT.pdf` and add OUT.pdf")
    return _reading(sheets, anchors, read_catalogue(source))


def _reading(sheets: Sequence[DrawnPage], anchors: Sequence[LinkAnchor], catalogue: Catalogue) -> Reading:
    """What pages with text make: furniture off, lines in reading order, blocks, links and labels."""
    bare = [_ordered(sheet) for sheet in strip_furniture(sheets)]
    vocabulary = Vocabulary.of(line.text for sheet in bare for line in sheet.lines)
    drafts = _drafts(bare, catalogue) if any(sheet.lines for sheet in bare) else []
    blocks = [block for draft in drafts if (block := build_block(draft, vocabulary))]
    blocks = demote_references(repair(blocks, bare=not any(block.kind == "heading" for block in blocks)))
    if not blocks:
        raise ReadingError(
            "holds nothing but page numbers and running titles; run `ocrmypdf IN.pdf OUT.pdf` and add OUT.pdf"
        )
    return Reading(
        title=catalogue.title or find_title(drafts) or next((b.text for b in blocks if b.kind == "heading"), None),
        pages=label_pages(catalogue.labels, [sheet.printed for sheet in bare]),
        blocks=tuple(blocks),
        links=tuple(make_links(anchors, vocabulary)),
        language=catalogue.language,
        warnings=tuple(_warnings(bare, catalogue)),
    )


def _read_pages(source: Path | bytes, limits: Limits) -> tuple[list[DrawnPage], list[LinkAnchor]]:
    """Every page's lines as drawn, and every page's links. Raises ReadingError where the limits are exceeded."""
    sheets: list[DrawnPage] = []
    anchors: list[LinkAnchor] = []
    tags = StructureTags()
    characters = 0
    for page in open_pages(source, limits):
        layer = TextLayer(page.text, tags.headings(page.raw))
        characters += layer.count
        if characters > limits.characters:
            raise ReadingError(f"holds more than {limits.characters:,} characters; split it and add the parts")
        words = page_words(layer, page.width, page.height)
        is_picture = len(words) < FEWEST_WORDS and shows_picture(page)
        sheets.append(DrawnPage(page.number, page.height, tuple(page_lines(words, page.number)), is_picture))
        anchors += page_anchors(page.document, page.raw, page.number, layer, words)
    return sheets, anchors


def _ordered(sheet: StrippedPage) -> StrippedPage:
    return replace(sheet, lines=tuple(in_reading_order(sheet.lines)))


def _drafts(sheets: Sequence[StrippedPage], catalogue: Catalogue) -> list[BlockDraft]:
    """The drafts of a document that has lines, their kinds and levels settled."""
    pages = [sheet.lines for sheet in sheets]
    body = measure_body(pages)
    entries = find_contents_lines(pages)
    in_outline = find_outline_headings(list(map(without_lines, pages, entries)), catalogue.entries)
    drafts = list(join_drop_caps(assemble_drafts(sheets, entries, body, in_outline), body))
    settle_headings(drafts, body)
    return list(join_chart_labels(drafts))


def _warnings(sheets: Sequence[StrippedPage], catalogue: Catalogue) -> Iterator[str]:
    pictures = [sheet.number for sheet in sheets if sheet.is_picture and not sheet.lines]
    if pictures:
        yield (
            f"{len(pictures)} of {len(sheets)} pages are pictures without text (the first is page {pictures[0]})"
            " and need OCR: run `ocrmypdf --redo-ocr IN.pdf OUT.pdf` and add OUT.pdf"
        )
    if not catalogue.read:
        yield "its outline, title and page labels could not be read"


WARNING = "it is damaged: its text was read without its layout, and some of it may be missing"


def read_without_layout(path: Path, limits: Limits, reason: ReadingError) -> Reading:
    """Reads what text there is. Raises `reason`, pdfium's, where there is none, or the file is too long."""
    try:
        pages = [page.extract_text() for page in PdfReader(path).pages[: limits.pages + 1]]
    except FAILURES as error:
        raise reason from error
    if len(pages) > limits.pages or sum(map(len, pages)) > limits.characters:
        raise reason
    blocks = repair(read_paragraphs(pages), bare=True)
    if not blocks:
        raise reason
    labels = tuple(PageLabel(number, str(number)) for number in range(1, len(pages) + 1))
    title = next((block.text for block in blocks if block.kind == "heading"), None)
    return Reading(title, labels, tuple(blocks), warnings=(WARNING,))
