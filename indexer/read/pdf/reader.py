"""Reads PDF: the stages from the file to blocks, in their order."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from indexer.errors import ReadingError
from indexer.read.hyphens import Vocabulary
from indexer.read.limits import Limits
from indexer.read.pdf.assemble import assemble
from indexer.read.pdf.body import measure_body
from indexer.read.pdf.catalogue import Catalogue, read_catalogue
from indexer.read.pdf.columns import in_reading_order
from indexer.read.pdf.contents import find_entries, without
from indexer.read.pdf.drafts import Draft, finish
from indexer.read.pdf.fallback import read_without_layout
from indexer.read.pdf.file import DamagedError, check_header, open_pages
from indexer.read.pdf.furniture import BareSheet, Sheet, strip_furniture
from indexer.read.pdf.headings import settle_headings
from indexer.read.pdf.labels import label_pages
from indexer.read.pdf.layer import TextLayer
from indexer.read.pdf.lines import page_lines
from indexer.read.pdf.links import Anchor, make_links, page_anchors
from indexer.read.pdf.outline import attest_headings
from indexer.read.pdf.references import mark_references
from indexer.read.pdf.scraps import join_initials, join_labels
from indexer.read.pdf.titles import find_title
from indexer.read.pdf.words import page_words
from indexer.read.repairs import repair
from indexer.records.reading import Reading


def read(path: Path, limits: Limits) -> Reading:
    """Reads a PDF file. Raises ReadingError with what is wrong and what to do."""
    check_header(path)
    try:
        sheets, anchors = _read_pages(path, limits)
    except DamagedError as reason:
        return read_without_layout(path, limits, reason)
    if not any(sheet.lines for sheet in sheets):
        raise ReadingError("has no text layer; run `ocrmypdf IN.pdf OUT.pdf` and add OUT.pdf")
    return _reading(sheets, anchors, read_catalogue(path))


def _reading(sheets: Sequence[Sheet], anchors: Sequence[Anchor], catalogue: Catalogue) -> Reading:
    """What pages with text make: furniture off, lines in reading order, blocks, links and labels."""
    bare = [_ordered(sheet) for sheet in strip_furniture(sheets)]
    vocabulary = Vocabulary.of(line.text for sheet in bare for line in sheet.lines)
    drafts = _drafts(bare, catalogue) if any(sheet.lines for sheet in bare) else []
    blocks = [block for draft in drafts if (block := finish(draft, vocabulary))]
    blocks = mark_references(repair(blocks, bare=not any(block.kind == "heading" for block in blocks)))
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


def _read_pages(path: Path, limits: Limits) -> tuple[list[Sheet], list[Anchor]]:
    """Every page's lines as drawn, and every page's links. Raises ReadingError where the limits are exceeded."""
    sheets: list[Sheet] = []
    anchors: list[Anchor] = []
    characters = 0
    for page in open_pages(path, limits):
        layer = TextLayer(page.text)
        characters += layer.count
        if characters > limits.characters:
            raise ReadingError(f"holds more than {limits.characters:,} characters; split it and add the parts")
        words = page_words(layer, page.width, page.height)
        sheets.append(Sheet(page.number, page.height, tuple(page_lines(words, page.number))))
        anchors += page_anchors(page.document, page.raw, page.number, layer, words)
    return sheets, anchors


def _ordered(sheet: BareSheet) -> BareSheet:
    return BareSheet(sheet.number, sheet.height, tuple(in_reading_order(sheet.lines)), sheet.printed)


def _drafts(sheets: Sequence[BareSheet], catalogue: Catalogue) -> list[Draft]:
    """The drafts of a document that has lines, their kinds and levels settled."""
    pages = [sheet.lines for sheet in sheets]
    body = measure_body(pages)
    entries = find_entries(pages)
    attested = attest_headings(list(map(without, pages, entries)), catalogue.entries)
    drafts = list(join_initials(assemble(sheets, entries, body, attested), body))
    settle_headings(drafts, body)
    return list(join_labels(drafts))


def _warnings(sheets: Sequence[BareSheet], catalogue: Catalogue) -> Iterator[str]:
    empty = [sheet.number for sheet in sheets if not sheet.lines]
    if empty:
        yield f"{len(empty)} of {len(sheets)} pages hold no text (the first is page {empty[0]})"
    if not catalogue.read:
        yield "its outline, title and page labels could not be read"
