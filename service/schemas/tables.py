"""The tables in a passage: which of its lines are their titles, heads and rows, and the rows as cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, with_config
from typing_extensions import TypedDict  # pydantic requires this one before Python 3.12

from indexer.records.passage import CELL_BREAK, Passage
from service.schemas.parts import CLOSED

TITLE, HEAD, GROUP, ROW, TEXT = "thgr-"


@dataclass(frozen=True, slots=True)
class TableLines:
    """A table in a passage, as positions of the passage's lines. `lines` are groups and rows, in their order.

    `first_row` is the number of the first row in the table, from 1. `repeated` is true where the title and heads are
    repeated from an earlier passage.
    """

    titles: tuple[int, ...]
    heads: tuple[int, ...]
    lines: tuple[int, ...]
    first_row: int
    repeated: bool


def split_tables(passage: Passage) -> Iterator[int | TableLines]:
    """Yield a passage's lines by their positions, those of each table together."""
    first_row = passage.first_row
    pending: list[int] = []
    for at in range(passage.text.count("\n") + 1):
        kind = _kind(passage, at)
        opens = kind in (TITLE, HEAD) and any(_kind(passage, line) == ROW for line in pending)
        if pending and (kind == TEXT or opens):
            yield from _table(passage, pending, first_row)
            first_row, pending = 1, []
        if kind == TEXT:
            yield at
        else:
            pending.append(at)
    yield from _table(passage, pending, first_row)


def _kind(passage: Passage, at: int) -> str:
    return passage.table[at].lower() if at < len(passage.table) else TEXT


def _table(passage: Passage, lines: list[int], first_row: int) -> Iterator[int | TableLines]:
    """Yield a table of lines that hold a row; else the lines."""
    kinds = [_kind(passage, at) for at in lines]
    if ROW not in kinds:
        yield from lines
        return
    yield TableLines(
        titles=tuple(at for at, kind in zip(lines, kinds, strict=True) if kind == TITLE),
        heads=tuple(at for at, kind in zip(lines, kinds, strict=True) if kind == HEAD),
        lines=tuple(at for at, kind in zip(lines, kinds, strict=True) if kind in (GROUP, ROW)),
        first_row=first_row,
        repeated=passage.table[lines[0]].isupper(),
    )


@with_config(CLOSED)
class TableRowSchema(TypedDict):
    """A row of a table."""

    number: Annotated[int, Field(description="Its place among the rows of the table, from 1.")]
    group: Annotated[str | None, Field(description="The name of the group that it belongs to, if there is one.")]
    cells: list[str]


@with_config(CLOSED)
class TableSchema(TypedDict):
    """A table in the text, as cells."""

    title: str | None
    heads: Annotated[list[list[str]], Field(description="The heads of its columns; those over several columns first.")]
    rows: list[TableRowSchema]
    repeated: Annotated[
        bool, Field(description="Whether its title and heads are repeated from the passage where the table begins.")
    ]


def tables_of(passage: Passage) -> list[TableSchema]:
    """Return the tables in a passage."""
    texts = passage.text.split("\n")
    return [_schema(passage, table, texts) for table in split_tables(passage) if isinstance(table, TableLines)]


def _schema(passage: Passage, table: TableLines, texts: list[str]) -> TableSchema:
    rows: list[TableRowSchema] = []
    group: str | None = None
    for at in table.lines:
        if _kind(passage, at) == GROUP:
            group = texts[at]
        else:
            number = table.first_row + len(rows)
            rows.append({"number": number, "group": group, "cells": texts[at].split(CELL_BREAK)})
    return {
        "title": " ".join(texts[at] for at in table.titles) or None,
        "heads": [texts[at].split(CELL_BREAK) for at in table.heads],
        "rows": rows,
        "repeated": table.repeated,
    }
