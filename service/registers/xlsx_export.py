"""A table as a workbook (Office Open XML): one sheet with the rows, one that says where they come from."""

import io
import re
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from service.registers.export_table import Cell, ExportTable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

LONGEST_CELL = 32_767
"""Characters that a cell can hold (ECMA-376, and the programs that read it)."""

LONGEST_TITLE = 31

_HEAD = Font(bold=True)

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xlsx_file(table: ExportTable) -> bytes:
    """The workbook. Every text is stored as text, whatever it begins with: no cell is a formula."""
    book = Workbook(write_only=True)
    _sheet(book, table.title, table)
    if table.notes:
        _notes(book, table)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet(book: Workbook, title: str, table: ExportTable) -> None:
    """The rows below their heads, which stay in sight and can be filtered by."""
    sheet = book.create_sheet(title[:LONGEST_TITLE])
    for place, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.append(list(_cells(sheet, [column.name for column in table.columns], bold=True)))
    for row in table.rows:
        sheet.append(list(_cells(sheet, row)))


def _notes(book: Workbook, table: ExportTable) -> None:
    sheet = book.create_sheet("About")
    sheet.column_dimensions["A"].width = 20
    sheet.column_dimensions["B"].width = 100
    for note in table.notes:
        sheet.append(list(_cells(sheet, note)))


def _cells(sheet: object, row: Iterable[Cell], *, bold: bool = False) -> Iterable[object]:
    """The values as cells. Only what needs it becomes an object of its own: large registers have many cells."""
    for value in row:
        storable = _storable(value)
        starts_formula = isinstance(storable, str) and storable.startswith("=")
        if not (bold or starts_formula):
            yield storable
            continue
        cell = WriteOnlyCell(sheet, storable)
        cell.data_type = "s"
        if bold:
            cell.font = _HEAD
        yield cell


def _storable(value: Cell) -> Cell:
    """A value without the characters that XML cannot hold, no longer than a cell."""
    return _NOT_XML.sub("", value)[:LONGEST_CELL] if isinstance(value, str) else value
