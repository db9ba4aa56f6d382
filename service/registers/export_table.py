"""What is exported: named columns and rows of plain cells."""

from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column: its name, and how many characters wide a spreadsheet should show it."""

    name: str
    width: int = 16


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A titled table; every row has a cell for each column. `notes` say where it comes from, as (words, value)."""

    title: str
    columns: tuple[ExportColumn, ...]
    rows: Sequence[tuple[Cell, ...]]
    notes: tuple[tuple[str, str], ...] = ()
