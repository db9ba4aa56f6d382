"""Workbooks open, hold what they were given, and no formula."""

import io
from typing import Any

from openpyxl import load_workbook

from service.registers.export_table import ExportColumn, ExportTable
from service.registers.xlsx_export import xlsx_file

TABLE = ExportTable(
    "Commitments",
    (ExportColumn("sentence", 60), ExportColumn("count"), ExportColumn("year")),
    [("=1+1", 306, None), ("Việt Nam\x00\x0b · événement", 2.5, 2023)],
    notes=(("Taken from", "https://search.example.org/commitments?q==x"),),
)


def opened(table: ExportTable = TABLE) -> Any:
    return load_workbook(io.BytesIO(xlsx_file(table)))


def test_cells_come_back() -> None:
    """Texts come back as texts without what XML cannot hold, numbers as numbers."""
    rows = [[cell.value for cell in row] for row in opened()["Commitments"].iter_rows()]
    assert rows == [["sentence", "count", "year"], ["=1+1", 306, None], ["Việt Nam · événement", 2.5, 2023]]


def test_no_cell_is_a_formula() -> None:
    """What begins like a formula is stored as a text."""
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
