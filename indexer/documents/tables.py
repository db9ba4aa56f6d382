"""Where blocks are in tables: what of a table is above each row and must be repeated where a passage begins with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.analysis.word_offsets import count_words
from indexer.documents.page_text import PlacedBlock
from indexer.read.heuristics import ends_sentence, is_credit
from indexer.records.passage import Span
from indexer.records.reading import Block, TablePart

MAX_REPEATED_WORDS = 90  # of a title, heads and a group
MAX_LABEL_WORDS = 12  # of a line that belongs to the rows after it

KINDS = {"title": "t", "head": "h", "group": "g", "subtotal": "r"}


@dataclass(frozen=True, slots=True)
class TablePlace:
    """A block's place: the kind of its line, as in Passage.table, its number among the rows of its table, from 1, or 0,
    and the lines above it that a passage beginning with it repeats, with the number of their words.
    """

    kind: str = "-"
    row: int = 0
    above: tuple[PlacedBlock, ...] = ()
    words: int = field(default=0)


@dataclass(slots=True)
class _Table:
    """What of a table is above the next row, and the number of rows so far."""

    title: list[PlacedBlock] = field(default_factory=list)
    heads: list[PlacedBlock] = field(default_factory=list)
    group: list[PlacedBlock] = field(default_factory=list)
    rows: int = 0

    def above(self, part: TablePart) -> list[PlacedBlock]:
        """Return what is repeated before a block that is this part of the table."""
        if part == "title":
            return self.title
        return [*self.title, *self.heads, *([] if part else self.group)]

    def add(self, placed: PlacedBlock) -> None:
        """Add a title, head or group's name."""
        part = placed.block.part
        if part == "title":
            self.title = [*self.title, placed]
        elif part == "head":
            self.heads, self.group = [*self.heads, placed], []
        else:
            self.group = [placed]


def table_places(blocks: Sequence[PlacedBlock]) -> Iterator[TablePlace]:
    """Yield the place of each block of a section.

    A table goes on until running text or another title; rows that begin the next page without a title or heads
    belong to it.
    """
    table = _Table()
    before: TablePart = ""
    leading = _leading_labels(blocks)
    for at, placed in enumerate(blocks):
        block = placed.block
        is_text = not block.part and block.kind != "row"
        if (is_text and not is_label(block)) or (block.part == "title" and before != "title"):
            table = _Table()
        if block.part == "head" and before != "head":
            table.heads = []
        if is_text:  # a label of the rows below it, which no longer belong to the group above
            table.group = []
        table.rows += _is_row(block)
        is_inside = is_text and table.rows > 0 and at in leading
        place = TablePlace() if is_text else _place(block, table)
        yield replace(_place(block, table), kind=KINDS["group"]) if is_inside else place
        if block.part:
            table.add(placed)
        elif is_inside:  # it names the rows below it
            table.group = [placed]
        before = block.part


def _leading_labels(blocks: Sequence[PlacedBlock]) -> set[int]:
    """Return the positions of labels that are followed by a row, or by another one of them."""
    found: set[int] = set()
    leads = False
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at].block
        leads = block.kind == "row" or (leads and is_label(block) and not is_credit(block.text))
        if leads and block.kind != "row":
            found.add(at)
    return found


def leads_in(last: Block, block: Block) -> bool:
    """Return whether a block begins what cannot be apart from the block after it: a title, heads, a label of rows."""
    if last.part and block.kind == "row":
        return True
    return (last.part == "title" and bool(block.part)) or (block.kind == "row" and is_label(last))


def _place(block: Block, table: _Table) -> TablePlace:
    above = table.above(block.part)
    words = sum(count_words(line.block.text) for line in above)
    if words > MAX_REPEATED_WORDS:
        above, words = [], 0
    return TablePlace(line_kind(block), table.rows if _is_row(block) else 0, tuple(above), words)


def _is_row(block: Block) -> bool:
    return block.kind == "row" and block.part in ("", "subtotal")


def line_kind(block: Block) -> str:
    """Return the kind of a block's line, as in Passage.table."""
    return KINDS[block.part] if block.part else "r" if block.kind == "row" else "-"


def repeated_kind(block: Block) -> str:
    """Return the kind of a block's line where it is repeated, as in Passage.table: other than titles and heads, the
    name of a group.
    """
    return (line_kind(block) if block.part in ("title", "head") else KINDS["group"]).upper()


def is_label(block: Block) -> bool:
    """Return whether a block is a few words between or before the rows of a table, not running text."""
    is_short = count_words(block.text) <= MAX_LABEL_WORDS
    return block.kind == "paragraph" and is_short and not ends_sentence(block.text)


def with_line_end(spans: Sequence[Span]) -> list[Span]:
    """Return a block's spans with the line end after it."""
    *earlier, last = spans
    return [*earlier, Span(last.page, last.start, last.end + 1)]
