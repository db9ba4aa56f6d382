"""A table in a passage, as its page shows it: title, heads over their columns, groups and rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.records.passage import CELL_BREAK, Passage
from service.schemas.tables import GROUP, TableLines, split_tables
from service.search.protocol import Snippet, TextSpan
from service.translations.messages import ngettext


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell's text with the query's words highlighted, and how many columns it spans."""

    snippet: Snippet
    columns: int = 1


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row's cells; the name of a group is one cell."""

    cells: tuple[TableCell, ...]
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class PassageTable:
    """A table in a passage. `note` says which rows these are where it began in an earlier passage; else empty."""

    title: tuple[Snippet, ...]
    heads: tuple[TableRow, ...]
    rows: tuple[TableRow, ...]
    note: str


def split_snippet(marked: Snippet, separator: str) -> tuple[Snippet, ...]:
    """Split a highlighted text at a separator; a highlight may run over it."""
    divided: list[list[TextSpan]] = [[]]
    for span in marked:
        first, *later = span.text.split(separator)
        divided[-1].append(TextSpan(first, span.match))
        divided += [[TextSpan(text, span.match)] for text in later]
    return tuple(tuple(span for span in part if span.text) for part in divided)


def passage_blocks(passage: Passage, marked: Snippet) -> Iterator[Snippet | PassageTable]:
    """Yield a passage's lines and tables."""
    lines = split_snippet(marked, "\n")
    for each in split_tables(passage):
        if isinstance(each, TableLines):
            yield _table(passage, each, lines)
        elif lines[each]:
            yield lines[each]


def _table(passage: Passage, table: TableLines, lines: Sequence[Snippet]) -> PassageTable:
    rows = [split_snippet(lines[at], CELL_BREAK) for at in table.lines]
    width = max(map(len, rows))
    kinds = [passage.table[at].lower() for at in table.lines]
    count = sum(kind != GROUP for kind in kinds)
    last = table.first_row + count - 1
    numbers = f"{table.first_row}–{last}" if count > 1 else str(last)
    these = ngettext("Row %(rows)s of this table", "Rows %(rows)s of this table", count) % {"rows": numbers}
    return PassageTable(
        title=tuple(lines[at] for at in table.titles),
        heads=tuple(_head(split_snippet(lines[at], CELL_BREAK), width) for at in table.heads),
        rows=tuple(
            TableRow((TableCell(cells[0], width),), is_group=True) if kind == GROUP else _row(cells)
            for cells, kind in zip(rows, kinds, strict=True)
        ),
        note=these if table.first_row > 1 else "",
    )


def _row(cells: Sequence[Snippet]) -> TableRow:
    return TableRow(tuple(map(TableCell, cells)))


def _head(cells: Sequence[Snippet], width: int) -> TableRow:
    """Return heads over the columns: the last columns where the first has none, several each where they divide them."""
    columns = width - 1
    missing = width - len(cells)
    if missing <= 0:
        return _row(cells)
    if len(cells) < columns and columns % len(cells) == 0:
        return TableRow((TableCell(()), *(TableCell(cell, columns // len(cells)) for cell in cells)))
    return TableRow((*(TableCell(()) for _ in range(missing)), *map(TableCell, cells)))
