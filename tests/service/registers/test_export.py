"""Files of registers: read back as they were written, and nothing in them runs as a formula."""

import csv
import io
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from indexer.errors import ServiceBusy
from service.registers import export
from service.registers.export import (
    Cell,
    ExportColumn,
    ExportTable,
    csv_file,
    escape_formula,
    one_of_few,
    xlsx_file,
)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_read_back() -> None:
    """Quotation marks, commas, line breaks and every script come back; what is missing is an empty cell."""
    cells: tuple[Cell, ...] = ('He said, "no"', "two\nlines", "Việt Nam · événement", 306, None)
    content = csv_file(ExportTable("x", tuple(ExportColumn(name) for name in "abcde"), [cells]))
    assert read(content) == [list("abcde"), ['He said, "no"', "two\nlines", "Việt Nam · événement", "306", ""]]
    assert content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", '=HYPERLINK("https://x")', "-word"],
)
def test_formulas_are_texts(text: str) -> None:
    """A text that a spreadsheet would run gets an apostrophe, and nothing else is lost."""
    assert escape_formula(text) == "'" + text


@pytest.mark.parametrize("cell", ["62 per cent", "C188 = good", "–", "", -5, 0.5, None])
def test_the_rest_is_untouched(cell: Cell) -> None:
    """Numbers, and texts that do not begin like a formula, stay as they are."""
    assert escape_formula(cell) == cell


TABLE = ExportTable(
    "Commitments",
    (ExportColumn("sentence", 60), ExportColumn("count"), ExportColumn("year")),
    [("=1+1", 306, None), ("Việt Nam\x00\x0b · événement", 2.5, 2023)],
    notes=(("Exported from", "https://search.example.org/commitments?q==x"),),
)


def opened(table: ExportTable = TABLE) -> Any:
    return load_workbook(io.BytesIO(xlsx_file(table)))


def test_cells_come_back() -> None:
    """Texts come back as texts without what XML cannot hold, numbers as numbers."""
    rows = [[cell.value for cell in row] for row in opened()["Commitments"].iter_rows()]
    assert rows == [["sentence", "count", "year"], ["=1+1", 306, None], ["Việt Nam · événement", 2.5, 2023]]


def test_no_cell_is_a_formula() -> None:
    """A value that begins like a formula is exported as text."""
    book = opened()
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s", "n"}


def test_heads_stay_in_sight() -> None:
    """The first line is fixed and the columns can be filtered."""
    sheet = opened()["Commitments"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C3")


def test_where_it_comes_from() -> None:
    """A second sheet says so, if there is something to say."""
    assert opened()["About"]["B1"].value == "https://search.example.org/commitments?q==x"
    assert opened(ExportTable("x", (ExportColumn("a"),), [])).sheetnames == ["x"]


def test_rows_of_a_workbook_are_taken_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows may come from a generator; a workbook has no more than the limit, and its filter covers those it has."""
    monkeypatch.setattr(export, "MAX_ROWS", 3)
    made: list[int] = []

    def rows() -> Iterator[tuple[Cell, ...]]:
        for number in range(10):
            made.append(number)
            yield (number, "text", None)

    sheet = opened(replace(TABLE, rows=rows()))["Commitments"]
    assert [row[0].value for row in sheet.iter_rows()] == ["sentence", 0, 1, 2]
    assert sheet.auto_filter.ref == "A1:C4"
    assert made == [0, 1, 2]
    assert len(read(csv_file(replace(TABLE, rows=rows())))) == 11


def test_few_files_are_made_at_once() -> None:
    """Of many requests for a file two are served at a time, a few wait, and the others are refused at once."""
    inside, together, done = threading.Event(), threading.Barrier(export.MAX_FILES + 1), []

    def make() -> None:
        with one_of_few():
            together.wait(60)
            inside.wait(60)
            done.append(1)

    threads = [threading.Thread(target=make) for _ in range(export.MAX_FILES)]
    for thread in threads:
        thread.start()
    together.wait(60)
    with pytest.raises(ServiceBusy), one_of_few(seconds=0.01):
        pass
    with ExitStack() as stack:
        for _ in range(export.MAX_WAITING):
            export._admitted.acquire(timeout=60)
            stack.callback(export._admitted.release)
        with pytest.raises(ServiceBusy), one_of_few():
            pass
    inside.set()
    for thread in threads:
        thread.join(60)
    assert len(done) == export.MAX_FILES
    with one_of_few():
        pass
