"""A table as CSV that spreadsheets open as it is: UTF-8 with its mark, and no cell that runs as a formula."""

import csv
import io

from service.registers.export_table import Cell, ExportTable

MEDIA_TYPE = "text/csv; charset=utf-8"

MARK = "\ufeff"
"""Without it some spreadsheets take UTF-8 for another encoding."""

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell may begin that a spreadsheet runs as a formula (OWASP, CSV injection)."""


def csv_file(table: ExportTable) -> bytes:
    """The table with its column names in the first line (RFC 4180)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([[harmless(cell) for cell in row] for row in table.rows])
    return (MARK + text.getvalue()).encode("utf-8")


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs: a text that looks like a formula gets an apostrophe before it."""
    runs = isinstance(cell, str) and cell.lstrip(" ").startswith(STARTS_FORMULA)
    return f"'{cell}" if runs else cell
