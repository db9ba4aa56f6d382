"""CSV: read back as it was written, and nothing in it runs."""

import csv
import io

import pytest

from service.registers.csv_export import csv_file, harmless
from service.registers.export_table import Cell, ExportColumn, ExportTable


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
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("cell", ["62 per cent", "C188 = good", "–", "", -5, 0.5, None])
def test_the_rest_is_untouched(cell: Cell) -> None:
    """Numbers, and texts that do not begin like a formula, stay as they are."""
    assert harmless(cell) == cell
