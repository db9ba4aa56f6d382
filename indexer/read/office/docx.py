"""Read Word files: headings by style or outline level, lists with their numbers, tables, boxes, notes and links."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.part import Part as WordPart
from docx.oxml.ns import qn

from indexer.errors import ReadingError
from indexer.read.blocks import CELL_BREAK, check_characters, first_heading, normalize_url, unlabelled_pages
from indexer.read.charset import clean
from indexer.read.heuristics import can_head_text, has_bullet, strip_bullet
from indexer.read.office.archive import DAMAGED_OFFICE_FILE, OFFICE_ERRORS, open_archive
from indexer.read.office.runs import MC_FALLBACK, PAGE_BREAK_MARK, ParagraphText, RunReader, page_parts
from indexer.read.office.word_xml import (
    ListCounters,
    ParagraphStyle,
    attribute_at,
    read_lists,
    read_notes,
    read_styles,
    small_number,
)
from indexer.read.repair.structure import demote_references, find_headings
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Block, BlockKind, Link, Part, Reading

MAX_HEADING_LEVEL = 9
BLANK = f" {PAGE_BREAK_MARK}"
# These surround paragraphs, rows and cells without being anything themselves.
WRAPPERS = frozenset(qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins"))

_HEADING = re.compile(r"heading (?P<level>[1-9])$")
_QUOTE = re.compile(r"(?:intense )?quote$|block text$")
_CONTENTS = re.compile(r"(?:toc \d|table of figures)$")
_BOX = qn("w:txbxContent")


def read(path: Path, limits: Limits) -> Reading:
    """Read a Word file. Raise ReadingError with what is wrong and what to do."""
    archive = open_archive(path, limits, "word")
    try:
        document = Document(archive)
        reader = _BodyReader(document, limits)
        blocks = list(reader.blocks(document.element.body))
    except OFFICE_ERRORS as error:
        raise ReadingError(DAMAGED_OFFICE_FILE) from error
    blocks = demote_references(_with_headings(blocks, reader.bold))
    if not blocks:
        raise ReadingError("holds no text; if it holds pictures of pages, save it as a PDF and run `ocrmypdf` on that")
    language = document.core_properties.language or reader.language
    title = reader.title or clean(document.core_properties.title or "") or first_heading(blocks)
    return Reading(title, unlabelled_pages(reader.page), tuple(blocks), tuple(reader.links), language or None)


def _with_headings(blocks: list[Block], bold: set[int]) -> list[Block]:
    """Make headings of short bold lines where no style marks any, or else of lines with a heading's words."""
    if any(block.kind == "heading" for block in blocks):
        return blocks
    if bold:
        return [replace(block, kind="heading", level=1) if id(block) in bold else block for block in blocks]
    return find_headings(blocks)


class _BodyReader:
    """Read a document's body once, in order, counting pages, lists and notes. `bold` has the ids of bold blocks."""

    def __init__(self, document: WordDocument, limits: Limits) -> None:
        body = document.element.body
        self._source: WordPart = document.part
        self._limits = limits
        self._styles = read_styles(document.styles.element)
        numbering = _related(document.part, RELATION.NUMBERING)
        self._counters = ListCounters(read_lists(numbering.element) if numbering is not None else {})  # type: ignore[attr-defined]  # a numbering part has its root
        parts = {"footnote": RELATION.FOOTNOTES, "endnote": RELATION.ENDNOTES}
        self._sources = {kind: _related(document.part, relation) for kind, relation in parts.items()}
        self._notes = {kind: read_notes(part.blob, f"w:{kind}") for kind, part in self._sources.items() if part}
        is_rendered = next(body.iter(qn("w:lastRenderedPageBreak")), None) is not None
        self._runs = RunReader(self._address, is_rendered=is_rendered)
        self._characters = self._note_count = 0
        self.page = 1
        self.title: str | None = None
        self.links: list[Link] = []
        self.bold: set[int] = set()
        language = next(document.styles.element.iter(qn("w:lang")), None)
        self.language = language.get(qn("w:val")) if language is not None else None

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Yield the blocks of everything inside an element, in order. Raise ReadingError past the limits."""
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from self._table(element)
            elif element.tag in WRAPPERS:
                yield from self.blocks(element)

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        """Yield a paragraph, then the notes that it refers to, then the boxes that are anchored to it."""
        text = self._runs.read(paragraph)
        style = self._style(paragraph)
        kind, level = _kind(paragraph, style)
        number = self._number(paragraph, style) if text.text.strip() else None
        if number is not None and kind == "paragraph":
            kind = "item"
        words = f"{number or ''} {text.text}"
        if kind == "item" or has_bullet(text.text):
            kind, words = "item" if kind == "paragraph" else kind, strip_bullet(words)
        page = self.page
        if parts := self._parts(words):
            self._keep_links(text, page)
            block = Block(kind, parts, level, demoted=_CONTENTS.match(style.name) is not None)
            if style.name == "title" and self.title is None:
                self.title = block.text
            if kind == "paragraph" and text.is_bold and can_head_text(block.text):
                self.bold.add(id(block))
            yield block
        yield from self._notes_of(text)
        for box in paragraph.iter(_BOX):
            if not any(parent.tag in (MC_FALLBACK, _BOX) for parent in box.iterancestors()):
                yield from self.blocks(box)

    def _table(self, table: Any) -> Iterator[Block]:
        """Yield the rows of a table. One of a single column, or with tables in it, is a frame around text."""
        rows = [list(_within(row, "w:tc")) for row in _within(table, "w:tr")]
        if all(len(row) <= 1 for row in rows) or any(
            cell.find(qn("w:tbl")) is not None for row in rows for cell in row
        ):
            for cell in chain.from_iterable(rows):
                yield from self.blocks(cell)
        else:
            for row in rows:
                yield from self._row(row)

    def _row(self, cells: Sequence[Any]) -> Iterator[Block]:
        """Yield a row's cells that hold something as one block, then the notes that they refer to."""
        page = self.page
        found = [[self._runs.read(paragraph) for paragraph in cell.iter(qn("w:p"))] for cell in cells]
        texts = (" ".join(each.text for each in cell) for cell in found)
        if parts := self._parts(CELL_BREAK.join(text for text in texts if text.strip(BLANK))):
            yield Block("row", parts)
        for each in chain.from_iterable(found):
            self._keep_links(each, page)
            yield from self._notes_of(each)

    def _parts(self, words: str) -> tuple[Part, ...]:
        parts, self.page = page_parts(words, self.page)
        self._characters += len(words)
        if self.page > self._limits.pages:
            raise ReadingError(f"has more than the {self._limits.pages:,} pages allowed; split it and add the parts")
        check_characters(self._characters, self._limits)
        return parts

    def _notes_of(self, text: ParagraphText) -> Iterator[Block]:
        """Yield the notes that a text refers to, under the numbers that they have in print."""
        for kind, identity in text.notes:
            note, part = self._notes.get(kind, {}).pop(identity, None), self._sources[kind]
            if note is None or part is None:
                continue
            self._note_count += 1
            page, document, self._source = self.page, self._source, part
            found = [self._runs.read(paragraph) for paragraph in note.iter(qn("w:p"))]
            self._source = document
            words = " ".join(each.text.replace(PAGE_BREAK_MARK, "") for each in found)
            if words.strip() and (parts := self._parts(f"{self._note_count} {words}")):
                for each in found:
                    self._keep_links(each, page)
                yield Block("note", parts)

    def _keep_links(self, text: ParagraphText, page: int) -> None:
        for target, words in text.links:
            url, anchor = normalize_url(target), clean("".join(words).replace(PAGE_BREAK_MARK, ""))
            if url and anchor:
                self.links.append(Link(page, url, anchor))

    def _address(self, relation: str) -> str | None:
        """Return the URL of a relation of the part being read."""
        found = self._source.rels.get(relation)
        return str(found.target_ref) if found is not None and found.is_external else None

    def _style(self, paragraph: Any) -> ParagraphStyle:
        return self._styles.get(attribute_at(paragraph, "w:pPr/w:pStyle") or "", ParagraphStyle(""))

    def _number(self, paragraph: Any, style: ParagraphStyle) -> str | None:
        """Return the number of a paragraph in a list, nothing for a bullet, None for a paragraph in no list."""
        own = attribute_at(paragraph, "w:pPr/w:numPr/w:numId")
        number = own if own is not None else style.number
        if number in (None, "0"):
            return None
        depth = small_number(attribute_at(paragraph, "w:pPr/w:numPr/w:ilvl"))
        return self._counters.next(number or "", style.depth if depth is None else depth)


def _kind(paragraph: Any, style: ParagraphStyle) -> tuple[BlockKind, int]:
    """Return a paragraph's kind and level, by its outline level or the name of its style."""
    if _CONTENTS.match(style.name):
        return "note", 0
    if style.name == "title":
        return "heading", 1
    outline = small_number(attribute_at(paragraph, "w:pPr/w:outlineLvl"))
    outline = style.outline if outline is None else outline
    named = _HEADING.match(style.name)
    if outline is None and named:
        outline = int(named["level"]) - 1
    if outline is not None and outline < MAX_HEADING_LEVEL:
        return "heading", outline + 1
    return ("quotation", 0) if _QUOTE.match(style.name) else ("paragraph", 0)


def _within(element: Any, tag: str) -> Iterator[Any]:
    """Yield an element's children with this tag, also those inside content controls."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag in WRAPPERS:
            yield from _within(child, tag)


def _related(part: WordPart, kind: str) -> WordPart | None:
    """Return the part of a kind that belongs to another, or None."""
    try:
        return part.part_related_by(kind)
    except KeyError:
        return None
