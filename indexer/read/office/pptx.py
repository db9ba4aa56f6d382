"""Read PowerPoint files: each slide a page, its title a heading, then lists, tables, diagrams and speaker's notes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as HOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import Slide

from indexer.errors import ReadingError
from indexer.read.blocks import (
    CELL_BREAK,
    check_characters,
    check_pages,
    first_heading,
    make_block,
    normalize_url,
    unlabelled_pages,
)
from indexer.read.charset import clean
from indexer.read.heuristics import can_head_text, has_bullet, strip_bullet
from indexer.read.office.archive import DAMAGED_OFFICE_FILE, OFFICE_ERRORS, open_archive
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Block, BlockKind, Link, Reading

MAX_DEPTH = 100  # nested groups of shapes
MARGIN_PLACEHOLDERS = frozenset({HOLDER.SLIDE_NUMBER, HOLDER.FOOTER, HOLDER.HEADER, HOLDER.DATE})
LISTS = frozenset({HOLDER.BODY, HOLDER.OBJECT, HOLDER.VERTICAL_BODY, HOLDER.VERTICAL_OBJECT})
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"


def read(path: Path, limits: Limits) -> Reading:
    """Read a PowerPoint file. Raise ReadingError with what is wrong and what to do."""
    archive = open_archive(path, limits, "ppt")
    try:
        presentation = Presentation(archive)
        count = len(presentation.slides)
        check_pages(count, limits, "slides")
        slides = [_SlideReader(number).read(slide) for number, slide in enumerate(presentation.slides, 1)]
        title = clean(presentation.core_properties.title or "")
        language = presentation.core_properties.language
    except OFFICE_ERRORS as error:
        raise ReadingError(DAMAGED_OFFICE_FILE) from error
    blocks = list(chain.from_iterable(slide.blocks for slide in slides))
    check_characters(sum(len(block.text) for block in blocks), limits)
    if not blocks:
        raise ReadingError("holds no text; if it holds pictures of slides, save it as a PDF and run `ocrmypdf` on that")
    empty = [slide.number for slide in slides if not slide.blocks]
    return Reading(
        title=first_heading(blocks) if not title or title.lower().startswith("powerpoint") else title,
        pages=unlabelled_pages(count),
        blocks=tuple(blocks),
        links=tuple(chain.from_iterable(slide.links for slide in slides)),
        language=language or None,
        warnings=(f"{len(empty)} slides hold no text (the first is slide {empty[0]})",) if empty else (),
    )


@dataclass(slots=True)
class _SlideReader:
    """Read one slide: its blocks and links in order."""

    number: int
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def read(self, slide: Slide) -> "_SlideReader":
        """Read the title, the shapes from top to bottom, and the notes."""
        title = slide.shapes.title
        if title is not None and (text := clean(title.text_frame.text)):
            self._add("heading", text, level=1)
            self._read_links(title.text_frame)
        shapes = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
        for shape in _in_order(shapes):
            self._read_shape(shape)
        if self.blocks and not any(block.kind == "heading" for block in self.blocks):
            self._promote_first_line()
        notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        for paragraph in notes.paragraphs if notes is not None else ():
            self._add("note", clean(paragraph.text))
        if notes is not None:
            self._read_links(notes)
        return self

    def _add(self, kind: BlockKind, text: str, *, level: int = 0) -> None:
        if text:
            self.blocks.append(make_block(kind, text, self.number, level=level))

    def _promote_first_line(self) -> None:
        """Make the first line the title of a slide that marks none, where it can be one."""
        first = self.blocks[0]
        if first.kind == "paragraph" and can_head_text(first.text):
            self.blocks[0] = make_block("heading", first.text, self.number, level=1)

    def _read_shape(self, shape: Any, depth: int = 0) -> None:
        holder = shape.placeholder_format.type if shape.is_placeholder else None
        if holder in MARGIN_PLACEHOLDERS or depth > MAX_DEPTH:
            return
        if shape.shape_type is not None and hasattr(shape, "shapes"):
            for each in _in_order(shape.shapes):
                self._read_shape(each, depth + 1)
        elif getattr(shape, "has_table", False):
            self._read_table(shape.table)
        elif shape.has_text_frame:
            self._read_text(shape.text_frame, is_list=holder in LISTS)
        elif (diagram := _diagram(shape)) is not None:
            for point in diagram.iter(f"{DIAGRAM}pt"):
                self._add("item", clean(" ".join(text.text or "" for text in point.iter(qn("a:t")))))

    def _read_text(self, frame: Any, *, is_list: bool) -> None:
        """Read the paragraphs of a frame; those of a list are items, unless there is only one or it has no bullet."""
        is_list = is_list and sum(bool(paragraph.text.strip()) for paragraph in frame.paragraphs) > 1
        for paragraph in frame.paragraphs:
            text = clean(paragraph.text)
            is_item = _has_bullet(paragraph, is_list=is_list) or has_bullet(text)
            self._add("item" if is_item else "paragraph", strip_bullet(text) if is_item else text)
        self._read_links(frame)

    def _read_table(self, table: Any) -> None:
        for row in table.rows:
            cells = [cell for cell in row.cells if not cell.is_spanned]
            texts = (clean(cell.text_frame.text) for cell in cells)
            self._add("row", CELL_BREAK.join(text for text in texts if text))
            for cell in cells:
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


def _diagram(shape: Any) -> Any:
    """Return the root of the part with the words of a diagram, or None where the shape is none."""
    relations = next(shape._element.iter(f"{DIAGRAM}relIds"), None)  # noqa: SLF001 - diagrams have no interface
    identity = relations.get(qn("r:dm")) if relations is not None else None
    if identity is None or identity not in shape.part.rels:
        return None
    return parse_xml(shape.part.related_part(identity).blob)
