"""The title, heads and groups of tables in files that have rows, but do not say what each row is for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from indexer.read.heuristics import count_words, ends_sentence, is_caption
from indexer.records.passage import CELL_BREAK
from indexer.records.reading import Block, Reading, TablePart

MIN_ROWS = 2  # below the heads
MIN_WORDED_COLUMNS = 3  # of a table without figures whose first row is taken for its heads
MAX_HEAD_WORDS = 10  # of one cell of the heads
MAX_HEAD_ROWS = 3
MAX_GROUP_WORDS = 8
MAX_TITLE_ROWS, MAX_TITLE_WORDS = 2, 25  # of a sheet, above its heads


def with_table_parts(reading: Reading) -> Reading:
    """Return a reading with the title, the heads and the groups of each table marked."""
    return replace(reading, blocks=tuple(mark_table_parts(reading.blocks)))


def mark_table_parts(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks; those that are a table's title, heads or a group's name say so."""
    before: Block | None = None
    for is_row, group in groupby(blocks, key=lambda block: block.kind == "row"):
        run = list(group)
        if is_row:
            parts = _parts([block.text for block in run])
            is_table = len(run) > MIN_ROWS or any(parts)
            if before:
                is_title = is_table and before.kind == "paragraph" and is_caption(before.text)
                yield replace(before, part="title") if is_title else before
            yield from (replace(block, part=part) if part else block for block, part in zip(run, parts, strict=True))
            before = None
        else:
            if before:
                yield before
            yield from run[:-1]
            before = run[-1]
    if before:
        yield before


def _parts(texts: Sequence[str]) -> list[TablePart]:
    """Return what each row of a table is for the rows after it."""
    rows = [text.split(CELL_BREAK) for text in texts]
    titles = _count_titles(rows)
    heads = _count_heads(rows[titles:])
    parts: list[TablePart] = []
    parts += ["title"] * titles
    parts += ["head"] * heads
    for at, row in enumerate(rows[titles + heads :], start=titles + heads):
        is_followed = at + 1 < len(rows) and len(rows[at + 1]) > 1
        parts.append("group" if is_followed and len(row) == 1 and _is_label(row[0], MAX_GROUP_WORDS) else "")
    return parts


def _count_titles(rows: Sequence[Sequence[str]]) -> int:
    """Return how many of the first rows are a line over the whole table, as spreadsheets have it."""
    titles = sum(1 for _ in takewhile(lambda row: len(row) == 1, rows))
    is_title = titles <= MAX_TITLE_ROWS and len(rows) - titles > MIN_ROWS
    return titles if is_title and all(_is_label(row[0], MAX_TITLE_WORDS) for row in rows[:titles]) else 0


def _count_heads(rows: Sequence[Sequence[str]]) -> int:
    """Return how many of the first rows are heads: those without figures above rows with figures; else the first one,
    where it has as many short cells as the other rows, and these are more than pairs of a name and a value.
    """
    if len(rows) <= MIN_ROWS - 1 or len(rows[0]) < MIN_ROWS:
        return 0
    figures = [sum(map(_is_figure, row[1:])) for row in rows]
    if any(figures):
        heads = next(at for at, count in enumerate(figures) if count)
        while heads and len(rows[heads - 1]) == 1:  # it names the first rows
            heads -= 1
        return heads if heads <= MAX_HEAD_ROWS and all(map(_can_be_head, rows[:heads])) else 0
    usual = max(map(len, rows[1:]))
    is_grid = len(rows) > MIN_ROWS and len(rows[0]) >= max(usual, MIN_WORDED_COLUMNS)
    return 1 if is_grid and _can_be_head(rows[0]) else 0


def _can_be_head(row: Sequence[str]) -> bool:
    return all(_is_label(cell, MAX_HEAD_WORDS) for cell in row)


def _is_label(text: str, most: int) -> bool:
    return count_words(text) <= most and not ends_sentence(text)


def _is_figure(text: str) -> bool:
    """Return whether a cell is mostly digits, and no year, which heads may be."""
    bare = "".join(text.split())
    digits = sum(map(str.isdigit, bare))
    is_year = bare.isdigit() and len(bare) == len("2031") and bare[:2] in ("19", "20")
    return digits * 2 > len(bare) and not is_year
