"""Read PowerPoint files: each slide a page, its title a heading, then lists, tables, diagrams and speaker's notes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as HOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import Slide

from indexer.errors import ReadingError
from indexer.read.blocks import (
    check_characters,
    check_pages,
    first_heading,
    make_block,
    normalize_url,
    unlabelled_pages,
)
from indexer.read.charset import clean
from indexer.read.document_symbols import symbol_lines
from indexer.read.heuristics import can_head_text, has_bullet, strip_bullet
from indexer.read.numbered_lines import split_at_numbers
from indexer.read.office.alternatives import keep_one_version
from indexer.read.office.archive import DAMAGED_OFFICE_FILE, OFFICE_ERRORS, open_archive
from indexer.read.office.drawings import drawing_relations, read_drawing
from indexer.read.office.slide_text import AutomaticNumbers, paragraph_text
from indexer.read.omissions import Omissions
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import File
from indexer.read.tables import Cell, row_texts
from indexer.records.reading import Block, BlockKind, Link, Reading

MAX_DEPTH = 100  # nested groups of shapes
MARGIN_PLACEHOLDERS = frozenset({HOLDER.SLIDE_NUMBER, HOLDER.FOOTER, HOLDER.HEADER, HOLDER.DATE})
LISTS = frozenset({HOLDER.BODY, HOLDER.OBJECT, HOLDER.VERTICAL_BODY, HOLDER.VERTICAL_OBJECT})


def read(path: File, limits: Limits) -> Reading:
    """Read a PowerPoint file. Raise ReadingError with what is wrong and what to do."""
    archive = open_archive(path, limits, "ppt")
    omissions = Omissions()
    try:
        presentation = Presentation(archive)
        count = len(presentation.slides)
        check_pages(count, limits, "slides")
        size = (presentation.slide_width or 0, presentation.slide_height or 0)
        slides = [
            _SlideReader(number, size, omissions).read(slide) for number, slide in enumerate(presentation.slides, 1)
        ]
        margins = list(chain(*(slide.margins for slide in slides), _layout_lines(presentation)))
        title = clean(presentation.core_properties.title or "")
        language = presentation.core_properties.language
    except OFFICE_ERRORS as error:
        raise ReadingError(DAMAGED_OFFICE_FILE) from error
    blocks = list(chain.from_iterable(slide.blocks for slide in slides))
    check_characters(sum(len(block.text) for block in blocks), limits)
    if not blocks:
        raise ReadingError("holds no text; if it holds pictures of slides, save it as a PDF, which OCR can read")
    empty = [slide.number for slide in slides if not slide.blocks and not slide.is_hidden]
    without_text = (f"{len(empty)} slides hold no text (the first is slide {empty[0]})",) if empty else ()
    return Reading(
        title=first_heading(blocks) if not title or title.lower().startswith("powerpoint") else title,
        pages=unlabelled_pages(count),
        blocks=(*blocks, *symbol_lines(margins, blocks)),
        links=tuple(chain.from_iterable(slide.links for slide in slides)),
        language=language or None,
        warnings=(*without_text, *omissions.warnings("slide")),
    )


def _layout_lines(presentation: Any) -> Iterator[str]:
    """Yield the lines that layouts and masters show on every slide that uses them."""
    used = {slide.slide_layout.part.partname: slide.slide_layout for slide in presentation.slides}
    masters = {layout.slide_master.part.partname: layout.slide_master for layout in used.values()}
    for each in (*used.values(), *masters.values()):
        for shape in each.shapes:
            if not shape.is_placeholder and shape.has_text_frame:
                yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)


@dataclass(slots=True)
class _SlideReader:
    """Read one slide: its blocks and links in order, and the lines in its header and footer.

    `size` is the width and height of a slide.
    """

    number: int
    size: tuple[int, int]
    omissions: Omissions
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    is_hidden: bool = False

    def read(self, slide: Slide) -> "_SlideReader":
        """Read the title, the shapes from top to bottom, and the notes; nothing of a hidden slide."""
        root = keep_one_version(slide._element)  # noqa: SLF001 - python-pptx passes over what is kept in two versions
        self.is_hidden = root.get("show") in ("0", "false")
        if self.is_hidden:
            self.omissions.hidden_pages.append(str(self.number))
            return self
        self._count_comments(slide)
        title = slide.shapes.title
        if title is not None and (text := clean(self._frame_text(title.text_frame))):
            self._add("heading", text, level=1)
            self._read_links(title.text_frame)
        shapes = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
        for shape in _in_order(shapes):
            self._read_shape(shape)
        if self.blocks and not any(block.kind == "heading" for block in self.blocks):
            self._promote_first_line()
        notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        for paragraph in notes.paragraphs if notes is not None else ():
            self._add("note", clean(self._text(paragraph)))
        if notes is not None:
            self._read_links(notes)
        return self

    def _count_comments(self, slide: Slide) -> None:
        for relation in slide.part.rels.values():
            if relation.reltype.endswith("/comments") and not relation.is_external:
                root = parse_xml(relation.target_part.blob)
                self.omissions.others["comment"] += sum(each.tag.endswith("}cm") for each in root)

    def _add(self, kind: BlockKind, text: str, *, level: int = 0) -> None:
        if text:
            self.blocks.append(make_block(kind, text, self.number, level=level))

    def _text(self, paragraph: Any) -> str:
        return paragraph_text(paragraph._p, self.omissions).text  # noqa: SLF001 - its own text has no formats

    def _frame_text(self, frame: Any) -> str:
        return " ".join(self._text(paragraph) for paragraph in frame.paragraphs)

    def _promote_first_line(self) -> None:
        """Make the first line the title of a slide that marks none, where it can be one."""
        first = self.blocks[0]
        if first.kind == "paragraph" and can_head_text(first.text):
            self.blocks[0] = make_block("heading", first.text, self.number, level=1)

    def _read_shape(self, shape: Any, depth: int = 0) -> None:
        holder = shape.placeholder_format.type if shape.is_placeholder else None
        if depth > MAX_DEPTH:
            return
        if holder in MARGIN_PLACEHOLDERS:
            self.margins += [paragraph.text for paragraph in shape.text_frame.paragraphs]
        elif _is_hidden(shape) or (depth == 0 and self._is_outside(shape)):
            self.omissions.count_hidden(" ".join(text.text or "" for text in shape._element.iter(qn("a:t"))))  # noqa: SLF001
        elif shape.shape_type is not None and hasattr(shape, "shapes"):
            for each in _in_order(shape.shapes):
                self._read_shape(each, depth + 1)
        elif getattr(shape, "has_table", False):
            self._read_table(shape.table)
        elif shape.has_text_frame:
            self._read_text(shape.text_frame, is_list=holder in LISTS)
        else:
            self._read_drawing(shape)

    def _is_outside(self, shape: Any) -> bool:
        """Return whether a shape lies wholly beside its slide."""
        if None in (shape.left, shape.top, shape.width, shape.height) or not all(self.size):
            return False
        across = shape.left + shape.width <= 0 or shape.left >= self.size[0]
        return bool(across or shape.top + shape.height <= 0 or shape.top >= self.size[1])

    def _read_drawing(self, shape: Any) -> None:
        """Read a chart or a diagram; count what another program has embedded."""
        element = shape._element  # noqa: SLF001 - diagrams have no interface
        for relation in drawing_relations(element):
            if relation not in shape.part.rels or shape.part.rels[relation].is_external:
                self.omissions.others["unreadable drawing"] += 1
                continue
            for kind, text in read_drawing(shape.part.related_part(relation).blob):
                self._add(kind, text)
        self.omissions.others["embedded object"] += sum(1 for _ in element.iter(qn("p:oleObj")))

    def _read_text(self, frame: Any, *, is_list: bool) -> None:
        """Read the paragraphs of a frame; those of a list are items, unless there is only one or it has no bullet."""
        is_list = is_list and sum(bool(paragraph.text.strip()) for paragraph in frame.paragraphs) > 1
        numbers = AutomaticNumbers()
        for paragraph in frame.paragraphs:
            written = paragraph_text(paragraph._p, self.omissions)  # noqa: SLF001 - its own text has no formats
            if not written.text.strip() and not written.is_struck:
                continue
            number = numbers.next(paragraph._p, paragraph.level)  # noqa: SLF001 - nor numbers
            text = written.text.strip()
            is_item = _has_bullet(paragraph, is_list=is_list) or has_bullet(text)
            text = strip_bullet(text) if is_item else text
            for kind, part in split_at_numbers("item" if is_item else "paragraph", text):
                self._add(kind, clean(f"{number} {part}") if part.strip() else "")
                number = ""
        self._read_links(frame)

    def _read_table(self, table: Any) -> None:
        """Read the rows of a table; cells that are merged into another one are part of that."""
        rows = [[cell for cell in row.cells if not cell.is_spanned] for row in table.rows]
        cells = [
            [
                Cell(clean(self._frame_text(cell.text_frame)), _span(cell, "rowSpan"), _span(cell, "gridSpan"))
                for cell in row
            ]
            for row in rows
        ]
        for text in row_texts(cells):
            self._add("row", text)
        for cell in chain.from_iterable(rows):
            self._read_links(cell.text_frame)

    def _read_links(self, frame: Any) -> None:
        for run in (run for paragraph in frame.paragraphs for run in paragraph.runs):
            url = normalize_url(run.hyperlink.address or "")
            anchor = clean(run.text)
            if not url or not anchor:
                continue
            last = self.links[-1] if self.links else None
            if last and last.url == url and f"{last.anchor_text} {anchor}" in clean(frame.text):
                self.links[-1] = Link(self.number, url, f"{last.anchor_text} {anchor}")
            else:
                self.links.append(Link(self.number, url, anchor))


def _is_hidden(shape: Any) -> bool:
    """Return whether a shape is switched off in the list of a slide's shapes."""
    return any(each.get("hidden") in ("1", "true") for each in shape._element.xpath("./*/p:cNvPr"))  # noqa: SLF001


def _span(cell: Any, name: str) -> int:
    text = cell._tc.get(name) or "1"  # noqa: SLF001 - the interface has spans of origins alone
    return max(int(text), 1) if text.isdigit() else 1


def _in_order(shapes: Iterable[Any]) -> list[Any]:
    """Return shapes from top to bottom, then from left to right; those without a position first, as they come."""
    return sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0))


def _has_bullet(paragraph: Any, *, is_list: bool) -> bool:
    """Return whether a paragraph shows a bullet or number: by its own properties, else by its place."""
    properties = paragraph._p.pPr  # noqa: SLF001 - python-pptx has no other way to what marks a paragraph
    if properties is None:
        return is_list
    if properties.find(qn("a:buNone")) is not None:
        return False
    marked = any(properties.find(qn(tag)) is not None for tag in ("a:buChar", "a:buAutoNum", "a:buBlip"))
    return marked or is_list or paragraph.level > 0
