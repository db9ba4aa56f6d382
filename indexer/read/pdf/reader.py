"""Read PDF: the stages from the file to blocks, in their order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pypdf import PdfReader

from indexer.analysis.language_detection import detect_language
from indexer.errors import ReadingError
from indexer.read.bibliographic.cover_lines import is_title_text
from indexer.read.bibliographic.imprint import read_imprint
from indexer.read.blocks import check_characters, first_heading, unlabelled_pages
from indexer.read.heuristics import is_numbered
from indexer.read.pdf.annotations import LinkAnchor, make_links, page_anchors
from indexer.read.pdf.assemble import assemble_drafts
from indexer.read.pdf.badges import demote_badges
from indexer.read.pdf.body import measure_body
from indexer.read.pdf.catalogue import PYPDF_ERRORS, Catalogue, read_catalogue
from indexer.read.pdf.charts import demote_axes, demote_charts
from indexer.read.pdf.column_blocks import join_column_blocks
from indexer.read.pdf.columns import in_reading_order
from indexer.read.pdf.contents import find_contents_lines, without_lines
from indexer.read.pdf.contents_headings import find_contents_headings
from indexer.read.pdf.cover import read_cover
from indexer.read.pdf.drafts import BlockDraft, build_block, join_chart_labels, join_drop_caps
from indexer.read.pdf.file import (
    REBUILT,
    DamagedError,
    OpenPage,
    check_header,
    find_cut,
    open_pages,
    rebuild_pdf,
    shows_picture,
)
from indexer.read.pdf.headers_footers import PageLines, strip_headers_and_footers
from indexer.read.pdf.headings import classify_headings, find_title
from indexer.read.pdf.hidden_layers import without_hidden_layers
from indexer.read.pdf.labels import label_pages
from indexer.read.pdf.layer import TextLayer
from indexer.read.pdf.legibility import is_legible
from indexer.read.pdf.line_numbers import band_of, find_line_numbers, without_line_numbers
from indexer.read.pdf.lines import LINE_BREAK, page_lines
from indexer.read.pdf.outline import StructureTags, find_outline_headings
from indexer.read.pdf.overlays import page_overlays, with_overlays
from indexer.read.pdf.page_words import PageWord, find_words, main_direction, turned_box, upright_words
from indexer.read.pdf.repeated_words import without_repeats
from indexer.read.pdf.right_to_left import (
    has_right_to_left,
    is_mirrored,
    logical_words,
    mirrored_box,
    mirrored_words,
)
from indexer.read.pdf.rules import find_rules, rule_boxes, with_underlines
from indexer.read.pdf.scans import NO_SCANS, ScanReader
from indexer.read.pdf.sideways import sideways_texts
from indexer.read.pdf.tables import find_tables
from indexer.read.pdf.unread import UnreadPages, check_text, find_unread
from indexer.read.pdf.visibility import visible_words
from indexer.read.pdf.wrapped_rows import are_beside, join_wrapped_rows
from indexer.read.repair.hyphens import Vocabulary
from indexer.read.repair.structure import demote_references, repair
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import File, open_stream
from indexer.read.text import read_paragraphs
from indexer.records.description import Description, Stated
from indexer.records.reading import PICTURES, Block, Reading

MIN_WORDS = 40  # of a page that is not looked at for pictures: running titles may surround one
MAX_NAMED = 5  # attachments that a warning names
MAX_SAMPLE = 20_000  # characters by which the language of a document with text is detected
WITHOUT_LAYOUT = "it is damaged: its text was read without its layout, and some of it may be missing"


def read(path: File, limits: Limits, scans: ScanReader | None = None) -> Reading:
    """Read a PDF file; pages without text by OCR, where there is a reader of `scans`.

    Raise ReadingError with what is wrong and what to do; of its stage PICTURES where OCR could do more.
    """
    check_header(path)
    reading = _read_or_rebuild(path, limits, scans)
    cut = find_cut(path)
    return replace(reading, warnings=(cut, *reading.warnings)) if cut else reading


def _read_or_rebuild(path: File, limits: Limits, scans: ScanReader | None) -> Reading:
    try:
        return _read(path, limits, scans)
    except DamagedError as reason:
        rebuilt = rebuild_pdf(path)
        try:
            if rebuilt:
                reading = _read(rebuilt, limits, scans)
                return replace(reading, warnings=(*reading.warnings, REBUILT))
        except DamagedError:
            pass  # the last resort is next
        return read_without_layout(path, limits, reason)


def read_without_layout(path: File, limits: Limits, reason: ReadingError) -> Reading:
    """Read the words of a file that pdfium cannot open through pypdf, without places or styles.

    Raise `reason`, pdfium's, where there are none, or the file is too long.
    """
    try:
        with open_stream(path) as file:
            pages = [page.extract_text() for page in PdfReader(file).pages[: limits.pages + 1]]
    except PYPDF_ERRORS as error:
        raise reason from error
    if len(pages) > limits.pages or sum(map(len, pages)) > limits.characters:
        raise reason
    blocks = repair(read_paragraphs(pages))
    if not blocks:
        raise reason
    return Reading(first_heading(blocks), unlabelled_pages(len(pages)), tuple(blocks), warnings=(WITHOUT_LAYOUT,))


def _read(source: File | bytes, limits: Limits, scans: ScanReader | None) -> Reading:
    catalogue = read_catalogue(source)
    shown = without_hidden_layers(source) if catalogue.has_layers else None
    drawn = source if shown is None else shown
    pages, anchors = _read_pages(drawn, limits)
    unread = find_unread(pages)
    found = NO_SCANS
    if scans and unread.numbers:
        found = scans.read(drawn, unread.numbers, _language_of(pages, unread) or catalogue.language or "")
    left = unread.without(found.pages)
    check_text([found.pages.get(page.number, page) for page in pages], left, found.warnings, with_ocr=scans is not None)
    reading = _reading(
        [found.pages.get(page.number) or _without_garbage(page, left) for page in pages],
        [anchor for anchor in anchors if anchor.page not in unread.illegible],
        catalogue,
        stage="read" if scans else PICTURES,
    )
    missing = left if scans is None else UnreadPages((), left.illegible)  # where OCR finds none, a picture has no text
    return replace(
        reading,
        pages=tuple(replace(page, confidence=found.confidences.get(page.number)) for page in reading.pages),
        warnings=(*missing.warnings(len(pages)), *found.warnings, *reading.warnings),
        pictures=missing.numbers,
    )


def _without_garbage(page: PageLines, unread: UnreadPages) -> PageLines:
    return replace(page, lines=()) if page.number in unread.illegible else page


def _language_of(pages: Sequence[PageLines], unread: UnreadPages) -> str:
    """Return the language of the text that can be read; empty where it is too little."""
    texts = (line.text for page in pages if page.number not in unread.illegible for line in page.lines)
    return detect_language(" ".join(texts)[:MAX_SAMPLE], otherwise="")


def _read_pages(source: File | bytes, limits: Limits) -> tuple[list[PageLines], list[LinkAnchor]]:
    """Return every page's lines as drawn, and every page's links. Raise ReadingError past the limits."""
    pages: list[PageLines] = []
    anchors: list[LinkAnchor] = []
    tags = StructureTags()
    numbers: list[PageWord] = []
    characters = 0
    for page in open_pages(source, limits):
        layer = TextLayer(page.text, tags.headings(page.raw))
        characters += layer.count
        check_characters(characters, limits)
        words = without_repeats(visible_words(find_words(layer), layer, page), layer)
        if has_right_to_left(layer):
            words = logical_words(words, layer)
        anchors += page_anchors(page.document, page.raw, page.number, layer, words)
        direction = main_direction(words)
        upright = upright_words(words, layer, page.box, direction)
        numbers = find_line_numbers(upright, band_of(numbers) if numbers else None)
        if numbers:
            upright = without_line_numbers(upright, numbers)
        sideways = () if direction or is_mirrored(upright) else sideways_texts(words, layer, page.box)
        pages.append(replace(_page_lines(page, upright, direction), sideways=sideways))
    return pages, anchors


def _page_lines(page: OpenPage, words: Sequence[PageWord], direction: int) -> PageLines:
    """Return the lines of upright words, with what is laid over the page. A page that runs leftwards is mirrored."""
    _, _, width, height = turned_box(page.box, page.box, direction)
    overlays = [replace(each, box=turned_box(each.box, page.box, direction)) for each in page_overlays(page)]
    mirrored = is_mirrored(words)
    if mirrored:
        words = mirrored_words(words, width)
        overlays = [replace(each, box=mirrored_box(each.box, width)) for each in overlays]
    is_picture = len(words) < MIN_WORDS and shows_picture(page)
    lines = join_column_blocks(page_lines(words, page.number))
    thin, edges = (
        [
            mirrored_box(box, width) if mirrored else box
            for box in (turned_box(each, page.box, direction) for each in boxes)
        ]
        for boxes in rule_boxes(page)
    )
    rules = find_rules(thin)
    if any(len(line.cells) > 1 for line in lines) or are_beside(lines):
        lines = join_wrapped_rows(lines, find_rules([*thin, *edges]) if edges else rules, height)
    lines = with_underlines(lines, rules)
    if overlays:
        lines = with_overlays(lines, overlays, page.number)
    return PageLines(page.number, height, tuple(lines), is_picture)


def _reading(drawn: Sequence[PageLines], anchors: Sequence[LinkAnchor], catalogue: Catalogue, *, stage: str) -> Reading:
    """Build a reading from pages with text: without headers and footers, in reading order, with links and labels."""
    pages = [replace(page, lines=tuple(in_reading_order(page.lines))) for page in strip_headers_and_footers(drawn)]
    texts = (line.text for page in pages for line in page.lines)
    vocabulary = Vocabulary.of(part for text in texts for part in text.split(LINE_BREAK))
    drafts = _drafts(pages, catalogue) if any(page.lines for page in pages) else []
    built = [block for draft in drafts if (block := build_block(draft, vocabulary))]
    blocks = [_demoted_if_illegible(block) for block in demote_references(repair(built))]
    if not blocks:
        raise ReadingError("holds nothing but page numbers and running titles", stage)
    description = _describe(drawn, catalogue, find_title(drafts) or first_heading(blocks))
    return Reading(
        title=description.title.value if description.title else None,
        pages=label_pages(catalogue.labels, drawn),
        blocks=tuple(blocks),
        links=tuple(make_links(anchors, vocabulary)),
        language=catalogue.language,
        warnings=tuple(_warnings(catalogue)),
        description=description,
    )


def _demoted_if_illegible(block: Block) -> Block:
    """Return a block as a demoted note where it is in a font that gives wrong codes, on a page that has others."""
    if block.kind not in ("paragraph", "item") or is_legible([block.text]):
        return block
    return replace(block, kind="note", demoted=True)


def _describe(drawn: Sequence[PageLines], catalogue: Catalogue, heading: str | None) -> Description:
    """Return what a document says it is, by its cover, its metadata and its imprint; else by its highest `heading`."""
    imprint = read_imprint([[line.text for line in page.lines] for page in drawn])
    cover = read_cover(drawn, catalogue.title, imprint.year)
    by_heading = Stated(heading, "text") if heading and is_title_text(heading) and not is_numbered(heading) else None
    return Description(
        title=cover.title or by_heading,
        subtitle=cover.subtitle,
        publisher=imprint.publisher or cover.publisher,
        year=cover.year or imprint.year,
        symbol=imprint.symbol,
        isbn=imprint.isbn,
    )


def _drafts(pages: Sequence[PageLines], catalogue: Catalogue) -> list[BlockDraft]:
    """Return the drafts of a document that has lines, their kinds and levels decided."""
    lines = [page.lines for page in pages]
    body = measure_body(lines)
    contents_lines = find_contents_lines(lines)
    outline = find_outline_headings(list(map(without_lines, lines, contents_lines)), catalogue.outline)
    outline = outline or find_contents_headings(lines, contents_lines)
    drafts = demote_charts(list(join_drop_caps(assemble_drafts(pages, contents_lines, body, outline), body)))
    classify_headings(drafts, body)
    sideways = {page.number: page.sideways for page in pages if page.sideways}
    return demote_badges(find_tables(demote_axes(list(join_chart_labels(drafts))), body, sideways), body)


def _warnings(catalogue: Catalogue) -> Iterator[str]:
    if catalogue.attachments:
        names = ", ".join(catalogue.attachments[:MAX_NAMED])
        more = "" if len(catalogue.attachments) <= MAX_NAMED else " and others"
        yield (
            f"{len(catalogue.attachments)} attached files were not read ({names}{more}): save them from a PDF program"
            " and add them"
        )
    if not catalogue.is_readable:
        yield "its outline, title and page labels could not be read"
