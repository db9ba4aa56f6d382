"""Excel files."""

import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font

from indexer.errors import ReadingError
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.open_files import zip_file
from tests.indexer.read.readings import assert_sound, read_file


def test_sheets_are_tables(tmp_path: Path) -> None:
    """Each a page under its name; numbers and dates as they are shown; merged cells in each row; hidden sheets told."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Wages"
    sheet.append(["Port", "Boats", "Share", "Day", "Open"])
    sheet.append(["Vung", 1250, 0.412, datetime.date(2031, 5, 2), True])
    sheet.append([None, 7.5, None, None, None])
    sheet["B2"].number_format, sheet["C2"].number_format, sheet["D2"].number_format = "#,##0", "0.0%", "dd/mm/yyyy"
    sheet.merge_cells("A2:A3")
    book.create_sheet("Notes").append(["Of the harbour"])
    hidden = book.create_sheet("Draft")
    hidden.append(["Secret"])
    hidden.sheet_state = "hidden"
    book.properties.title = "On boats"
    book.save(tmp_path / "a.xlsx")
    reading = read_file(tmp_path / "a.xlsx")
    assert_sound(reading)
    assert [(block.kind, block.parts[0].page, block.text) for block in reading.blocks] == [
        ("heading", 1, "Wages"),
        ("row", 1, "Port | Boats | Share | Day | Open"),
        ("row", 1, "Vung | 1,250 | 41.2% | 02/05/2031 | TRUE"),
        ("row", 1, "Vung | 7.5"),
        ("heading", 2, "Notes"),
        ("row", 2, "Of the harbour"),
    ]
    assert (reading.title, len(reading.pages)) == ("On boats", 3)
    assert reading.warnings == ("1 hidden sheet left out: Draft",)


def test_what_is_not_seen_is_left_out_and_counted(tmp_path: Path) -> None:
    """Struck-out cells and parts of cells, hidden rows and columns, comments."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Pay", "six pence", "unseen column"])
    sheet.append(["old pay", "five"])
    sheet.append(["hidden", "row"])
    sheet["B1"] = CellRichText("six ", TextBlock(InlineFont(strike=True), "four"), " pence")
    sheet["A2"].font = Font(strike=True)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["A1"].comment = Comment("Why?", "A")
    book.save(tmp_path / "a.xlsx")
    reading = read_file(tmp_path / "a.xlsx")
    assert [block.text for block in reading.blocks] == ["Sheet", "Pay | six pence", "five"]
    assert reading.warnings == ("3 struck-out words left out", "4 hidden words left out", "1 comment left out")


def test_charts_are_read(tmp_path: Path) -> None:
    """Their titles, after the rows."""
    book = Workbook()
    sheet = book.active
    for row in (["Port", "Boats"], ["Vung", 41]):
        sheet.append(row)
    chart = BarChart()
    chart.title = "Boats by port"
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2), titles_from_data=True)
    sheet.add_chart(chart, "D1")
    book.save(tmp_path / "a.xlsx")
    assert "Boats by port" in [block.text for block in read_file(tmp_path / "a.xlsx").blocks]


@pytest.mark.parametrize(
    ("members", "limits", "reason"),
    [
        ({"other.xml": "<a/>"}, Limits(), "not of the kind"),
        ({"xl/workbook.xml": "<a/>"}, Limits(), "holds no text"),
        ({"xl/workbook.xml": "<a"}, Limits(), "damaged"),
        ({"xl/workbook.xml": "<a>" + "x" * 3_000_000 + "</a>"}, Limits(unpacked=1 << 20), "unpacks to"),
    ],
)
def test_refused(tmp_path: Path, members: dict[str, str], limits: Limits, reason: str) -> None:
    """Archives of another kind, empty and damaged files, and such as unpack to too much."""
    with pytest.raises(ReadingError, match=reason):
        read_file(zip_file(tmp_path / "a.xlsx", members), limits)
