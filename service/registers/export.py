"""Registers as files: one row per record, as CSV (RFC 4180) or as a workbook (Office Open XML).

No cell runs as a formula in a spreadsheet.
"""

import csv
import io
import itertools
import re
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from indexer.errors import ServiceBusy
from service.registers.labels import RegisterLabels
from service.translations.messages import N_, gettext

Cell = str | int | float | None

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

BYTE_ORDER_MARK = "\ufeff"
"""Without it some spreadsheets misread UTF-8."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The starts of a cell that spreadsheets run as a formula (OWASP, CSV injection)."""

MAX_CELL = 32_767
"""Characters of a workbook's cell (ECMA-376)."""

MAX_ROWS = 50_000
"""Rows of a workbook; CSV and JSON have all."""

MAX_SHEET_NAME = 31

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column: its name, its width in a spreadsheet in characters, and its cell for a record of the API.

    Without `cell` it is the record's field of the column's name; lists are joined by semicolons.
    """

    name: str
    width: int = 16
    cell: Callable[[Any, RegisterLabels], Cell] | None = None

    def of(self, record: Any, labels: RegisterLabels) -> Cell:
        """Return the cell of a record's row."""
        if self.cell:
            return self.cell(record, labels)
        value: Any = getattr(record, self.name)
        return "; ".join(value) if isinstance(value, list) else value


def labelled(name: str, width: int = 16, facet: str = "", field: str = "") -> ExportColumn:
    """Return a column with the labels of a field's value or values, the field and its facet named as the column."""

    def cell(record: Any, labels: RegisterLabels) -> Cell:
        found = getattr(record, field or name)
        values = dict.fromkeys(found if isinstance(found, list) else [found])
        return "; ".join(labels.value(facet or name, value) for value in values if value)

    return ExportColumn(name, width, cell)


LOCATION_COLUMNS = (
    labelled("country", 18),
    labelled("sector", 18),
    labelled("topic", 28),
    ExportColumn("document", 40, lambda record, _: record.document.title),
    ExportColumn(
        "official", 16, lambda record, _: gettext("yes") if record.document.official else str(record.document.badge)
    ),
    ExportColumn("section", 40, lambda record, _: " › ".join(record.section)),
    ExportColumn("pages", 10, lambda record, _: ", ".join(page.label for page in record.pages)),
    ExportColumn(
        "offsets", 20, lambda record, _: "; ".join(f"{each.page}:{each.start}-{each.end}" for each in record.spans)
    ),
    ExportColumn("language", 10),
    ExportColumn("ocr_confidence", 16),
    ExportColumn("citation", 60),
    ExportColumn("permalink", 50),
    ExportColumn("passage", 30),
    ExportColumn("id", 30),
)
"""Where a record is: the last columns of every register.

Offsets are of characters in the stored text of a page, by its number in the file: 12:340-410.
"""


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A titled table; every row has a cell for each column. `notes` are (words, value) about its source.

    Rows may be made one by one while the file is written: they are iterated over once.
    """

    title: str
    columns: tuple[ExportColumn, ...]
    rows: Iterable[tuple[Cell, ...]]
    notes: tuple[tuple[str, str], ...] = ()


def csv_file(table: ExportTable) -> bytes:
    """Return the table as CSV, its column names in the first line."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([gettext(column.name) for column in table.columns])
    writer.writerows([escape_formula(cell) for cell in row] for row in table.rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode("utf-8")


MAX_FILES, MAX_WAITING = 2, 4
"""Files that are made at the same time, and requests that wait for it."""

SECONDS_TO_WAIT = 20.0

_running = threading.BoundedSemaphore(MAX_FILES)
_admitted = threading.BoundedSemaphore(MAX_FILES + MAX_WAITING)


@contextmanager
def one_of_few(seconds: float = SECONDS_TO_WAIT) -> Iterator[None]:
    """Make a file as one of the few that may be made at the same time. Raise ServiceBusy where too many wait."""
    if not _admitted.acquire(blocking=False):
        raise ServiceBusy(_BUSY)
    try:
        if not _running.acquire(timeout=seconds):
            raise ServiceBusy(_BUSY)
        try:
            yield
        finally:
            _running.release()
    finally:
        _admitted.release()


_BUSY = N_("Too many files are being made. Try again in a minute.")


def download(content: bytes, media_type: str, name: str) -> Response:
    """Return a file that browsers save by this name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"}
    return Response(content, media_type=media_type, headers=headers)


def escape_formula(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet runs: a text that looks like a formula gets an apostrophe before it."""
    runs = isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS)
    return f"'{cell}" if runs else cell


def xlsx_file(table: ExportTable) -> bytes:
    """Return the table as a workbook: one sheet with the rows, and one with the notes if there are any.

    Every text is stored as a text, whatever it begins with. Rows are written to a temporary file one by one, so that
    the memory that it takes is that of the file.
    """
    import xlsxwriter  # noqa: PLC0415 - the service needs it only for this

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _workbook_options()) as book:
        sheet = book.add_worksheet(table.title[:MAX_SHEET_NAME])
        head = book.add_format({"bold": True})
        for column_number, column in enumerate(table.columns):
            sheet.set_column(column_number, column_number, column.width)
            sheet.write_string(0, column_number, gettext(column.name), head)
        sheet.freeze_panes(1, 0)
        last = _write_rows(sheet, itertools.islice(table.rows, MAX_ROWS), first=1)
        sheet.autofilter(0, 0, last, len(table.columns) - 1)
        if table.notes:
            about = book.add_worksheet(gettext("About"))
            about.set_column(0, 0, 20)
            about.set_column(1, 1, 100)
            _write_rows(about, table.notes, first=0)
    return content.getvalue()


def _workbook_options() -> dict[str, bool]:
    """Return the options by which rows go to a temporary file, or stay in memory where there can be none."""
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        return {"in_memory": True}
    return {"constant_memory": True}


def _write_rows(sheet: Any, rows: Iterable[tuple[Cell, ...]], *, first: int) -> int:
    """Write each text as a text and each number as a number, without what XML forbids. Return the last row's number."""
    number = first - 1
    for number, row in enumerate(rows, start=first):
        for column_number, cell in enumerate(row):
            if isinstance(cell, str):
                if text := NOT_XML.sub("", cell)[:MAX_CELL]:
                    sheet.write_string(number, column_number, text)
            elif cell is not None:
                sheet.write_number(number, column_number, cell)
    return number
