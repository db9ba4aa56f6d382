"""The body of a Word file as blocks, read once and in order."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.part import Part as WordPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from indexer.errors import ReadingError
from indexer.read.blocks import check_characters, make_block, normalize_url
from indexer.read.charset import clean
from indexer.read.heuristics import can_head_text, has_bullet, strip_bullet
from indexer.read.numbered_lines import split_at_numbers
from indexer.read.office.alternatives import keep_one_version
from indexer.read.office.drawings import drawing_relations, read_drawing
from indexer.read.office.run_format import FormatResolver
from indexer.read.office.runs import PAGE_BREAK_MARK, ParagraphText, RunReader, is_placeholder, page_parts
from indexer.read.office.word_lists import ListCounters, read_lists
from indexer.read.office.word_xml import ParagraphStyle, attribute_at, read_notes, read_styles, small_number
from indexer.read.omissions import Omissions
from indexer.read.sandbox.limits import Limits
from indexer.records.passage import CELL_BREAK
from indexer.records.reading import Block, BlockKind, Link, Part

MAX_HEADING_LEVEL = 9
BLANK = f" {PAGE_BREAK_MARK}"
# These surround paragraphs, rows and cells without being anything themselves.
WRAPPERS = frozenset(qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins"))
# What Word shows in its place, and readers cannot read.
EMBEDDED = {qn("w:object"): "embedded object", qn("w:altChunk"): "inserted file", qn("w:subDoc"): "linked document"}

_HEADING = re.compile(r"heading (?P<level>[1-9])$")
_QUOTE = re.compile(r"(?:intense )?quote$|block text$")
_CONTENTS = re.compile(r"(?:toc \d|table of figures)$")
_BOX = qn("w:txbxContent")
_HEAD_OR_FOOT = (RELATION.HEADER, RELATION.FOOTER)


class BodyReader:
    """Read a document's body once, in order, counting pages, lists and notes. `bold` has the ids of bold blocks."""

    def __init__(self, document: WordDocument, limits: Limits, omissions: Omissions) -> None:
        body = keep_one_version(document.element.body)
        self._document: WordPart = document.part
        self._source: WordPart = document.part
        self._limits = limits
        self._omissions = omissions
        styles = document.styles.element
        self._styles = read_styles(styles)
        numbering = _related(document.part, RELATION.NUMBERING)
        named = {name: style.number for name, style in self._styles.items() if style.number}
        self._counters = ListCounters(read_lists(numbering.element, named) if numbering is not None else {})  # type: ignore[attr-defined]  # a numbering part has its root
        parts = {"footnote": RELATION.FOOTNOTES, "endnote": RELATION.ENDNOTES}
        self._sources = {kind: _related(document.part, relation) for kind, relation in parts.items()}
        self._notes = {kind: read_notes(part.blob, f"w:{kind}") for kind, part in self._sources.items() if part}
        is_rendered = next(body.iter(qn("w:lastRenderedPageBreak")), None) is not None
        self._runs = RunReader(self._address, FormatResolver(document).resolve, omissions, is_rendered=is_rendered)
        self._characters = self._note_count = 0
        self.page = 1
        self.title: str | None = None
        self.links: list[Link] = []
        self.bold: set[int] = set()
        language = next(styles.iter(qn("w:lang")), None)
        self.language = language.get(qn("w:val")) if language is not None else None
        if (comments := _related(document.part, RELATION.COMMENTS)) is not None:
            omissions.others["comment"] += len(parse_xml(comments.blob).findall(qn("w:comment")))

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Yield the blocks of everything inside an element, in order. Raise ReadingError past the limits."""
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from self._table(element)
            elif element.tag in WRAPPERS and not is_placeholder(element):
                yield from self.blocks(element)
            elif element.tag in EMBEDDED:
                self._omissions.others[EMBEDDED[element.tag]] += 1

    def header_footer_lines(self) -> Iterator[str]:
        """Yield the paragraphs of the page headers and footers."""
        for relation in self._document.rels.values():
            if relation.reltype in _HEAD_OR_FOOT and not relation.is_external:
                self._source = relation.target_part
                for paragraph in keep_one_version(parse_xml(self._source.blob)).iter(qn("w:p")):
                    yield self._runs.read(paragraph).text.replace(PAGE_BREAK_MARK, "")

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        """Yield a paragraph, then the notes that it refers to, then the boxes and drawings that are anchored to it."""
        text = self._runs.read(paragraph)
        style = self._style(paragraph)
        kind, level = _kind(paragraph, style)
        number = self._number(paragraph, style) if text.text.strip() or text.is_struck else None
        if number is not None and kind == "paragraph":
            kind = "item"
        words = f"{number or ''} {text.text}" if text.text.strip() else ""
        if kind == "item" or has_bullet(text.text):
            kind, words = "item" if kind == "paragraph" else kind, strip_bullet(words)
        page = self.page
        for each, part in split_at_numbers(kind, words):
            if parts := self._parts(part):
                block = Block(each, parts, level, demoted=_CONTENTS.match(style.name) is not None)
                if style.name == "title" and self.title is None:
                    self.title = block.text
                if each == "paragraph" and text.is_bold and can_head_text(block.text):
                    self.bold.add(id(block))
                yield block
        self._keep_links(text, page)
        yield from self._notes_of(text)
        for box in paragraph.iter(_BOX):
            if not any(parent.tag == _BOX for parent in _ancestors_within(box, paragraph)):
                yield from self.blocks(box)
        yield from self._drawings(paragraph)

    def _drawings(self, element: Any, *, with_boxes: bool = False) -> Iterator[Block]:
        """Yield the charts and diagrams inside an element; count what is embedded in it.

        Those inside a box of a paragraph are read with the box.
        """

        def is_own(each: Any) -> bool:
            return with_boxes or not any(parent.tag == _BOX for parent in _ancestors_within(each, element))

        for relation in drawing_relations(element, is_own):
            part = self._source.rels.get(relation)
            if part is None or part.is_external:
                self._omissions.others["unreadable drawing"] += 1
                continue
            for kind, words in read_drawing(part.target_part.blob):
                check_characters(self._characters + len(words), self._limits)
                self._characters += len(words)
                yield make_block(kind, words, self.page)
        for each in filter(is_own, element.iter(*EMBEDDED)):
            self._omissions.others[EMBEDDED[each.tag]] += 1

    def _table(self, table: Any) -> Iterator[Block]:
        """Yield the rows of a table. One of a single column, or with tables in it, is a frame around text."""
        rows = [(row, list(_within(row, "w:tc"))) for row in _within(table, "w:tr")]
        if all(len(cells) <= 1 for _, cells in rows) or any(
            cell.find(qn("w:tbl")) is not None for _, cells in rows for cell in cells
        ):
            for cell in chain.from_iterable(cells for _, cells in rows):
                yield from self.blocks(cell)
            return
        above: dict[int, str] = {}
        for row, cells in rows:
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                self._omissions.count_struck(" ".join(each.text or "" for each in row.iter(qn("w:t"), qn("w:delText"))))
            else:
                yield from self._row(row, cells, above)

    def _row(self, row: Any, cells: list[Any], above: dict[int, str]) -> Iterator[Block]:
        """Yield a row's cells that hold something as one block, then the notes that they refer to, and drawings.

        A cell that goes on from the row above repeats what that says; `above` keeps it by column, from row to row.
        """
        page = self.page
        found = [[self._runs.read(paragraph) for paragraph in cell.iter(qn("w:p"))] for cell in cells]
        column = small_number(attribute_at(row, "w:trPr/w:gridBefore")) or 0
        texts: list[str] = []
        is_own = False
        for cell, paragraphs in zip(cells, found, strict=True):
            text = " ".join(each.text for each in paragraphs)
            merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merged is not None and merged.get(qn("w:val")) != "restart" and not text.strip(BLANK):
                text = above.get(column, "")
            else:
                is_own = is_own or bool(text.strip(BLANK))
                above[column] = text.replace(PAGE_BREAK_MARK, "") if merged is not None else ""
            texts.append(text)
            column += small_number(attribute_at(cell, "w:tcPr/w:gridSpan")) or 1
        if is_own and (parts := self._parts(CELL_BREAK.join(text for text in texts if text.strip(BLANK)))):
            yield Block("row", parts)
        for each in chain.from_iterable(found):
            self._keep_links(each, page)
            yield from self._notes_of(each)
        for cell in cells:
            yield from self._drawings(cell, with_boxes=True)

    def _parts(self, words: str) -> tuple[Part, ...]:
        parts, self.page = page_parts(words, self.page)
        self._characters += len(words)
        if self.page > self._limits.pages:
            raise ReadingError(f"has more than the {self._limits.pages:,} pages allowed; split it and add the parts")
        check_characters(self._characters, self._limits)
        return parts

    def _notes_of(self, text: ParagraphText) -> Iterator[Block]:
        """Yield the notes that a text refers to, under the numbers that they have in print."""
        for kind, note_id in text.notes:
            note, part = self._notes.get(kind, {}).pop(note_id, None), self._sources[kind]
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


def _ancestors_within(element: Any, end: Any) -> Iterator[Any]:
    """Yield the ancestors of an element below another one."""
    for parent in element.iterancestors():
        if parent is end:
            return
        yield parent


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
