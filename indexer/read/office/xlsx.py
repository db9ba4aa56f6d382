"""Read Excel files: each sheet a page, its name a heading, its rows with the values that the sheet shows.

The XML is read here. A library's streaming mode passes over merged cells, hidden rows and struck-out text, and its
other mode needs many times the file's size in memory.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import normpath
from typing import Any

from docx.oxml.parser import parse_xml

from indexer.errors import ReadingError
from indexer.read.blocks import check_characters, check_pages, make_block, unlabelled_pages
from indexer.read.charset import clean
from indexer.read.document_symbols import symbol_lines
from indexer.read.office.archive import DAMAGED_OFFICE_FILE, OFFICE_ERRORS, read_members
from indexer.read.office.drawings import drawing_relations, read_drawing
from indexer.read.office.sheet_values import CellStyles, S, read_cell_styles, shared_text, shown_value
from indexer.read.omissions import Omissions
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import File
from indexer.records.passage import CELL_BREAK
from indexer.records.reading import Block, Reading

WORKBOOK = "xl/workbook.xml"
MAX_COLUMNS = 16_384
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
_MARGIN_CODES = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-F]{6}|\d{1,3}|[A-Z])", re.IGNORECASE)

_Cells = dict[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class _Workbook:
    """What the sheets of a file share."""

    members: dict[str, bytes]
    strings: tuple[tuple[str, str], ...]
    styles: CellStyles
    is_1904: bool


def read(path: File, limits: Limits) -> Reading:
    """Read an Excel file. Raise ReadingError with what is wrong and what to do."""
    members = read_members(path, limits)
    if WORKBOOK not in members:
        raise ReadingError("is an archive, but not of the kind that its name says; unpack it, or rename it")
    omissions = Omissions()
    blocks: list[Block] = []
    try:
        root = parse_xml(members[WORKBOOK])
        workbook = _workbook(members, root)
        sheets = list(_sheets(members, root))
        check_pages(len(sheets), limits, "sheets")
        margins: list[str] = []
        count = 0
        for number, (name, member, is_hidden) in enumerate(sheets, 1):
            if is_hidden:
                omissions.hidden_pages.append(name)
                continue
            rows = []
            for block in _blocks(workbook, member, number, omissions, margins):
                count += len(block.text)
                check_characters(count, limits)
                rows.append(block)
            if rows:
                blocks += [make_block("heading", clean(name) or f"{number}", number, level=1), *rows]
        title = _title(members)
    except OFFICE_ERRORS as error:
        raise ReadingError(DAMAGED_OFFICE_FILE) from error
    if not blocks:
        raise ReadingError("holds no text; fetch or save it again")
    return Reading(
        title=title,
        pages=unlabelled_pages(len(sheets)),
        blocks=(*blocks, *symbol_lines(margins, blocks)),
        warnings=omissions.warnings("sheet"),
    )


def _workbook(members: dict[str, bytes], root: Any) -> _Workbook:
    strings = parse_xml(members["xl/sharedStrings.xml"]) if "xl/sharedStrings.xml" in members else ()
    styles = read_cell_styles(parse_xml(members["xl/styles.xml"])) if "xl/styles.xml" in members else CellStyles()
    properties = root.find(f"{S}workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return _Workbook(members, tuple(shared_text(each) for each in strings), styles, is_1904)


def _sheets(members: dict[str, bytes], root: Any) -> Iterator[tuple[str, str, bool]]:
    """Yield each sheet's name, the member that holds it, and whether it is hidden."""
    targets = _relations(members, WORKBOOK)
    for sheet in root.iter(f"{S}sheet"):
        member = targets.get(sheet.get(_RELATION) or "", "")
        if member in members:
            yield sheet.get("name") or "", member, (sheet.get("state") or "visible") != "visible"


def _relations(members: dict[str, bytes], member: str) -> dict[str, str]:
    """Return the members that a member refers to, by relation."""
    folder, _, name = member.rpartition("/")
    content = members.get(f"{folder}/_rels/{name}.rels")
    found = {}
    for each in parse_xml(content) if content else ():
        target = each.get("Target") or ""
        found[each.get("Id") or ""] = target.lstrip("/") if target.startswith("/") else normpath(f"{folder}/{target}")
    return found


def _blocks(workbook: _Workbook, member: str, page: int, omissions: Omissions, margins: list[str]) -> Iterator[Block]:
    """Yield the rows of a sheet, then its charts; collect the lines of its header and footer."""
    root = parse_xml(workbook.members[member])
    covered = dict(_merged(root))
    cells = _cells(workbook, root, omissions)
    for row in _texts(cells, covered):
        yield make_block("row", row, page)
    margins += [_MARGIN_CODES.sub(" ", each.text or "") for each in root.iter(f"{S}oddHeader", f"{S}oddFooter")]
    for target in _relations(workbook.members, member).values():
        content = workbook.members.get(target)
        if content is not None and "/drawings/" in target:
            charts = _relations(workbook.members, target)
            for relation in drawing_relations(parse_xml(content)):
                for kind, text in read_drawing(workbook.members[charts[relation]]):
                    yield make_block(kind, text, page)
        elif content is not None and "comments" in target:
            omissions.others["comment"] += sum(1 for _ in parse_xml(content).iter(f"{S}comment"))


def _cells(workbook: _Workbook, root: Any, omissions: Omissions) -> _Cells:
    """Return the texts of a sheet's cells that are shown, by row and column from 1."""
    hidden = {
        at
        for column in root.iter(f"{S}col")
        if column.get("hidden") in ("1", "true")
        for at in range(int(column.get("min") or 1), min(int(column.get("max") or 0), MAX_COLUMNS) + 1)
    }
    found: _Cells = {}
    row_at = 0
    for row in root.iter(f"{S}row"):
        row_at = int(row.get("r") or row_at + 1)
        column = 0
        for cell in row.iter(f"{S}c"):
            place = _PLACE.match(cell.get("r") or "")
            column = _column(place[1]) if place else column + 1
            text, struck = _text(workbook, cell)
            omissions.count_struck(struck)
            if row.get("hidden") in ("1", "true") or column in hidden:
                omissions.count_hidden(text)
            elif text:
                found[row_at, column] = text
    return found


def _text(workbook: _Workbook, cell: Any) -> tuple[str, str]:
    """Return a cell's text as it is shown, and what of it is struck out."""
    kind, style = cell.get("t") or "n", cell.get("s")
    value = cell.find(f"{S}v")
    written = (value.text or "") if value is not None else ""
    struck = ""
    if kind == "inlineStr":
        inline = cell.find(f"{S}is")
        written, struck = shared_text(inline) if inline is not None else ("", "")
    elif kind == "s":
        at = int(written) if written.isdigit() else -1
        written, struck = workbook.strings[at] if 0 <= at < len(workbook.strings) else ("", "")
    elif kind == "b":
        written = "TRUE" if written == "1" else "FALSE"
    elif kind == "n":
        written = shown_value(written, workbook.styles.format_code(style), is_1904=workbook.is_1904)
    elif kind == "e":
        written = ""
    text = clean(written)
    return ("", f"{struck} {text}") if workbook.styles.is_struck(style) else (text, struck)


def _merged(root: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the first cells of merged ranges of several rows, each with its last row and last column."""
    for merged in root.iter(f"{S}mergeCell"):
        first, _, last = (merged.get("ref") or "").partition(":")
        start, end = _PLACE.match(first), _PLACE.match(last)
        if start and end and int(end[2]) > int(start[2]):
            yield (int(start[2]), _column(start[1])), (int(end[2]), _column(end[1]))


def _texts(cells: _Cells, covered: dict[tuple[int, int], tuple[int, int]]) -> Iterator[str]:
    """Yield the text of each row that says something itself, with the cells above that cover it."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in cells.items():
        rows.setdefault(row, {})[column] = text
    open_cells: dict[int, tuple[int, str]] = {}
    for row in sorted(rows):
        above = {column: text for column, (last, text) in open_cells.items() if last >= row}
        texts = {**above, **rows[row]}
        yield CELL_BREAK.join(texts[column] for column in sorted(texts))
        for column, text in rows[row].items():
            if (row, column) in covered:
                open_cells[column] = (covered[row, column][0], text)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _title(members: dict[str, bytes]) -> str | None:
    core = members.get("docProps/core.xml")
    title = parse_xml(core).find(f"{_DUBLIN_CORE}title") if core else None
    return clean(title.text or "") or None if title is not None else None
