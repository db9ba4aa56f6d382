"""The body of an OpenDocument text as blocks, read once and in order."""

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.parser import parse_xml
from selectolax.lexbor import LexborHTMLParser

from indexer.errors import ReadingError
from indexer.read.blocks import check_characters, make_block, normalize_url
from indexer.read.charset import clean
from indexer.read.heuristics import has_bullet, strip_bullet
from indexer.read.html.rendered_text import formula_text
from indexer.read.list_numbers import format_number
from indexer.read.numbered_lines import LINE_BREAK, split_at_numbers
from indexer.read.office.odt_styles import DRAW, OFFICE, TABLE, TEXT, XLINK, OdtLevel, OdtStyles
from indexer.read.office.run_format import RunFormat
from indexer.read.office.runs import PAGE_BREAK_MARK, ParagraphText, page_parts
from indexer.read.office.symbol_fonts import UNKNOWN, symbol_text
from indexer.read.omissions import Omissions
from indexer.read.sandbox.limits import Limits
from indexer.read.tables import Cell, row_texts
from indexer.records.reading import Block, BlockKind, Link

MAX_REPEATED = 1_000  # times that a row or a cell is repeated by its number alone
MAX_DEPTH = 100  # nested lists, sections and spans
CONTAINERS = frozenset(f"{TEXT}{name}" for name in ("section", "list", "list-item", "list-header", "index-body"))
CONTENTS = frozenset(
    f"{TEXT}{name}" for name in ("table-of-content", "alphabetical-index", "illustration-index", "table-index")
)
_CHART = "{urn:oasis:names:tc:opendocument:xmlns:chart:1.0}chart"
_MATH_TAG = re.compile(r"(</?)[\w]+:(?=\w)")
_QUOTES = frozenset({"quotations", "quotation", "quote"})
_BREAKS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": LINE_BREAK, f"{TEXT}soft-page-break": PAGE_BREAK_MARK}


class OdtBody:
    """Read a document's body once, in order. `members` are the file's members, for formulas and charts."""

    def __init__(self, styles: OdtStyles, members: dict[str, bytes], limits: Limits, omissions: Omissions) -> None:
        self._styles = styles
        self._members = members
        self._limits = limits
        self._omissions = omissions
        self._counts: dict[str, dict[int, int]] = {}
        self._outline: dict[int, int] = {}
        self._later: list[Block] = []  # notes, boxes and drawings of the paragraph being read
        self._characters = 0
        self.page = 1
        self.title: str | None = None
        self.links: list[Link] = []

    def blocks(self, parent: Any, depth: int = 0) -> Iterator[Block]:
        """Yield the blocks inside an element, in order. Raise ReadingError past the limits."""
        for element in parent:
            if not isinstance(element.tag, str) or depth > MAX_DEPTH:
                continue
            if element.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._paragraph(element, "paragraph", "")
            elif element.tag == f"{TEXT}list":
                yield from self._list(element, 1, "", depth)
            elif element.tag == f"{TABLE}table":
                yield from self._table(element)
            elif element.tag == f"{DRAW}frame":
                self._frame(element)
                yield from self._waiting()
            elif element.tag in CONTENTS:
                yield from self._contents(element, depth)
            elif not self._leaves_out(element) and element.tag in CONTAINERS:
                yield from self.blocks(element, depth + 1)

    def _contents(self, element: Any, depth: int) -> Iterator[Block]:
        """Yield the lines of a table of contents or an index as demoted notes."""
        for body in element.iter(f"{TEXT}index-body"):
            for block in self.blocks(body, depth + 1):
                yield Block("note", block.parts, demoted=True)

    def _leaves_out(self, element: Any) -> bool:
        """Count deletions that are tracked, hidden sections and page breaks; return whether the element is hidden."""
        if element.tag == f"{TEXT}soft-page-break":
            self.page += 1
        for deleted in element.iter(f"{TEXT}deletion") if element.tag == f"{TEXT}tracked-changes" else ():
            self._omissions.count_struck(" ".join("".join(each.itertext()) for each in deleted.iter(f"{TEXT}p")))
        if element.get(f"{TEXT}display") == "none":
            self._omissions.count_hidden(" ".join(element.itertext()))
            return True
        return False

    def _list(self, element: Any, level: int, name: str, depth: int) -> Iterator[Block]:
        """Yield the items of a list with their numbers; a list goes on where one of its style was, if it says so."""
        name = element.get(f"{TEXT}style-name") or name
        list_level = self._styles.lists.get(name, {}).get(level, OdtLevel())
        counts = self._counts.setdefault(name, {})
        is_continued = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list")
        if level > 1 or not is_continued:
            counts[level] = list_level.start - 1
        for item in element:
            start = item.get(f"{TEXT}start-value") or ""
            is_item = item.tag == f"{TEXT}list-item"
            if is_item:
                counts[level] = int(start) if start.isdigit() else counts.get(level, list_level.start - 1) + 1
            number = _number(list_level, self._styles.lists.get(name, {}), counts, level) if is_item else ""
            for child in item:
                if child.tag == f"{TEXT}list" and depth < MAX_DEPTH:
                    yield from self._list(child, level + 1, name, depth + 1)
                elif child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    yield from self._paragraph(child, "item", number)
                    number = ""
                elif isinstance(child.tag, str):
                    yield from self.blocks([child], depth + 1)

    def _paragraph(self, element: Any, kind: BlockKind, number: str) -> Iterator[Block]:
        """Yield a paragraph, then its notes, boxes and drawings."""
        text = self._text(element)
        names = self._styles.style("paragraph", element.get(f"{TEXT}style-name")).names
        level = 0
        if element.tag == f"{TEXT}h" or "title" in names:
            outline = element.get(f"{TEXT}outline-level") or "1"
            kind, level = "heading", min(int(outline), 9) if outline.isdigit() else 1
            number = number or (self._heading_number(level) if element.tag == f"{TEXT}h" else "")
        elif kind == "paragraph" and _QUOTES.intersection(names):
            kind = "quotation"
        words = text.text
        if kind == "item" or has_bullet(words):
            kind, words = ("item" if kind == "paragraph" else kind), strip_bullet(words)
        if words.strip(f" {PAGE_BREAK_MARK}"):
            for each, part in split_at_numbers(kind, f"{number} {words}" if number else words):
                yield from self._block(each, part, level)
            if "title" in names and self.title is None:
                self.title = clean(words.replace(PAGE_BREAK_MARK, ""))
        yield from self._waiting()

    def _waiting(self) -> Iterator[Block]:
        later, self._later = self._later, []
        yield from later

    def _heading_number(self, level: int) -> str:
        """Return the number that the outline's style gives the next heading of a level."""
        list_level = self._styles.outline.get(level, OdtLevel())
        for deeper in [each for each in self._outline if each > level]:
            del self._outline[deeper]
        self._outline[level] = self._outline.get(level, list_level.start - 1) + 1
        return _number(list_level, self._styles.outline, self._outline, level)

    def _block(self, kind: BlockKind, words: str, level: int = 0) -> Iterator[Block]:
        parts, self.page = page_parts(words, self.page)
        self._characters += len(words)
        check_characters(self._characters, self._limits)
        if self.page > self._limits.pages:
            raise ReadingError(f"has more than the {self._limits.pages:,} pages allowed; split it and add the parts")
        if parts:
            yield Block(kind, parts, level)

    def _text(self, paragraph: Any) -> ParagraphText:
        """Return a paragraph's text, without what is hidden or struck out; keep its notes and boxes for later."""
        text = ParagraphText()
        run_format = self._styles.style("paragraph", paragraph.get(f"{TEXT}style-name")).run_format
        self._add(paragraph, text, run_format, 0)
        text.place_superscript()
        return text

    def _add(self, element: Any, text: ParagraphText, run_format: RunFormat, depth: int) -> None:
        self._write(element.text, text, run_format)
        for child in element:
            if isinstance(child.tag, str) and depth <= MAX_DEPTH:
                self._add_child(child, text, run_format, depth)
            self._write(child.tail, text, run_format)

    def _add_child(self, child: Any, text: ParagraphText, run_format: RunFormat, depth: int) -> None:
        if child.tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c") or "1"
            self._write(" " * min(int(count) if count.isdigit() else 1, MAX_REPEATED), text, run_format)
        elif child.tag in _BREAKS:
            text.add(_BREAKS[child.tag], None)
        elif child.tag == f"{TEXT}note":
            self._note(child)
        elif child.tag == f"{OFFICE}annotation":
            self._omissions.others["comment"] += 1
        elif child.tag == f"{DRAW}frame":
            words = self._frame(child)
            self._write(words, text, run_format)
        elif child.tag in (f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"):
            self._omissions.count_hidden("".join(child.itertext()))
        elif child.tag == f"{TEXT}span":
            own = self._styles.style("text", child.get(f"{TEXT}style-name")).run_format
            self._add(child, text, own.over(run_format), depth + 1)
        elif child.tag == f"{TEXT}a":
            start = len(text.words)
            self._add(child, text, run_format, depth + 1)
            self._link(child.get(f"{XLINK}href") or "", "".join(text.words[start:]))
        elif not child.tag.startswith(OFFICE):
            self._add(child, text, run_format, depth + 1)

    def _write(self, words: str | None, text: ParagraphText, run_format: RunFormat) -> None:
        if not words:
            return
        if run_format.hidden:
            self._omissions.count_hidden(words)
        elif run_format.is_struck:
            self._omissions.count_struck(words)
            text.is_struck = True
        else:
            shown = symbol_text(run_format.font, words).replace(UNKNOWN, " ")
            text.add(" ".join(shown.split("\n")), run_format.offset)

    def _link(self, target: str, words: str) -> None:
        url, anchor = normalize_url(target), clean(words.replace(PAGE_BREAK_MARK, ""))
        if url and anchor:
            self.links.append(Link(self.page, url, anchor))

    def _note(self, note: Any) -> None:
        """Keep a footnote or endnote for after the paragraph, under its number."""
        mark = "".join(next(note.iter(f"{TEXT}note-citation"), note).itertext()) if len(note) else ""
        waiting, self._later = self._later, []
        words = [self._text(each).text for body in note.iter(f"{TEXT}note-body") for each in body.iter(f"{TEXT}p")]
        self._later = waiting
        text = clean(" ".join((mark, *words)).replace(PAGE_BREAK_MARK, ""))
        if text:
            self._later.append(make_block("note", text, self.page))

    def _frame(self, frame: Any) -> str:
        """Return the formula in a frame as text; keep a box or a chart for after the paragraph."""
        for child in frame:
            if child.tag == f"{DRAW}text-box":
                waiting, self._later = self._later, []
                found = list(self.blocks(child))
                self._later = [*waiting, *found]
            elif child.tag == f"{DRAW}object":
                return self._object(child)
        return ""

    def _object(self, element: Any) -> str:
        """Return an embedded formula as text; keep the table of an embedded chart for after the paragraph."""
        name = (element.get(f"{XLINK}href") or "").removeprefix("./").rstrip("/")
        content = self._members.get(f"{name}/content.xml")
        if content is None:
            self._omissions.others["embedded object"] += 1
            return ""
        if b"MathML" in content:
            page = LexborHTMLParser(_MATH_TAG.sub(r"\1", content.decode("utf-8", "replace")))
            math = page.css_first("math")
            return formula_text(math) if math is not None else ""
        chart = next(parse_xml(content).iter(_CHART), None)
        if chart is None:
            self._omissions.others["embedded object"] += 1
            return ""
        waiting, self._later = self._later, []
        titles = [" ".join(each.itertext()) for each in chart.iter() if str(each.tag).endswith("}title")]
        found = [block for title in titles for block in self._block("paragraph", title)]
        found += [block for table in chart.iter(f"{TABLE}table") for block in self._table(table)]
        self._later = [*waiting, *found]
        return ""

    def _table(self, table: Any) -> Iterator[Block]:
        """Yield the rows of a table. One of a single column, or with tables in it, is a frame around text."""
        rows = list(_rows(table))
        if all(len(row) <= 1 for row in rows) or any(
            True for row in rows for cell in row for _ in cell.iter(f"{TABLE}table")
        ):
            for cell in (cell for row in rows for cell in row):
                yield from self.blocks(cell)
            return
        page = self.page
        cells = [
            [
                Cell(self._cell(cell), _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned"))
                for cell in row
                if cell.tag == f"{TABLE}table-cell"
            ]
            for row in rows
        ]
        self.page = page
        for text in row_texts(cells):
            yield from self._block("row", text)
        yield from self._waiting()

    def _cell(self, cell: Any) -> str:
        """Return the text of a cell's paragraphs and boxes; notes are kept for after the table."""
        paragraphs = [each for each in cell.iter(f"{TEXT}p", f"{TEXT}h") if not _is_within_note(each, cell)]
        texts = [self._text(each).text.replace(PAGE_BREAK_MARK, "") for each in paragraphs]
        self._later = [block for block in self._later if block.kind == "note"]
        return clean(" ".join(texts))


def _is_within_note(paragraph: Any, cell: Any) -> bool:
    for parent in paragraph.iterancestors():
        if parent is cell:
            return False
        if parent.tag in (f"{TEXT}note", f"{OFFICE}annotation"):
            return True
    return False


def _rows(parent: Any) -> Iterator[list[Any]]:
    """Yield the cells of each row, of heads too; a repeated row is read once for each time, up to a limit."""
    for child in parent:
        if child.tag == f"{TABLE}table-row":
            cells = [each for each in child if each.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")]
            times = _times(child, "number-rows-repeated")
            for _ in range(times if any(len(cell) for cell in cells) else 1):
                yield cells
        elif isinstance(child.tag, str) and child.tag.startswith(f"{TABLE}table-") and "column" not in child.tag:
            yield from _rows(child)


def _times(element: Any, name: str) -> int:
    text = element.get(f"{TABLE}{name}") or "1"
    return min(max(int(text), 1), MAX_REPEATED) if text.isdigit() else 1


def _number(list_level: OdtLevel, levels: dict[int, OdtLevel], counts: dict[int, int], level: int) -> str:
    """Return what is printed before an item: its number, and those of the levels above that are shown with it."""
    if not list_level.form:
        return ""
    first = max(level - list_level.levels + 1, 1)
    shown = [
        format_number(levels.get(each, list_level).form or "1", counts.get(each, levels.get(each, list_level).start))
        for each in range(first, level + 1)
    ]
    return f"{list_level.before}{'.'.join(shown)}{list_level.after}"
