"""Tables of cells that cover several rows: what such a cell says is repeated in each row that it covers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.records.passage import CELL_BREAK


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, and the numbers of rows and columns that it covers."""

    text: str
    rows: int = 1
    columns: int = 1


def row_texts(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield the text of each row: that of its cells and of the cells above that cover it, in the order of columns.

    A cell that covers several columns is said once. A row whose own cells say nothing is empty.
    """
    above: dict[int, tuple[str, int, int]] = {}  # by column: text, rows still to cover, columns
    for row in rows:
        texts: list[str] = []
        below: dict[int, tuple[str, int, int]] = {}
        column = 0
        for cell in row:
            column = _take(above, below, texts, column)
            texts.append(cell.text)
            if cell.rows > 1 and cell.text:
                below[column] = (cell.text, cell.rows - 1, max(cell.columns, 1))
            column += max(cell.columns, 1)
        for start in sorted(each for each in above if each >= column):
            _take(above, below, texts, start)
        above = below
        yield CELL_BREAK.join(text for text in texts if text) if any(cell.text for cell in row) else ""


def _take(
    above: dict[int, tuple[str, int, int]], below: dict[int, tuple[str, int, int]], texts: list[str], column: int
) -> int:
    """Add the cells above that cover this row from a column on; return the first column that none covers."""
    while column in above:
        text, rows, columns = above.pop(column)
        texts.append(text)
        if rows > 1:
            below[column] = (text, rows - 1, columns)
        column += columns
    return column
