"""Blocks in the making: lines that belong together, and their text put together."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.read.bullets import strip_bullet
from indexer.read.characters import clean
from indexer.read.pdf.contents import without_leaders
from indexer.read.pdf.lines import TextLine
from indexer.read.repair.hyphens import Vocabulary, resolve_hyphen
from indexer.records.reading import Block, BlockKind, Part

CELL_BREAK = " | "


@dataclass(slots=True)
class BlockDraft:
    """A block in the making. `level` is that of the outline, or 0 where the outline does not name the heading."""

    kind: BlockKind
    lines: list[TextLine]
    apart: bool = False
    level: int = 0
    in_outline: bool = False
    demoted: bool = False

    @property
    def first(self) -> TextLine:
        return self.lines[0]

    @property
    def last(self) -> TextLine:
        return self.lines[-1]

    @property
    def text(self) -> str:
        """The lines' text for judging it, its line-end hyphens as they are."""
        return " ".join(line.text for line in self.lines)


def build_block(draft: BlockDraft, vocabulary: Vocabulary) -> Block | None:
    """The block that a draft makes; None where its lines show nothing."""
    lines = [(line.page, _line_text(draft, line)) for line in draft.lines]
    if draft.kind == "item":
        page, text = lines[0]
        lines[0] = page, strip_bullet(text)
    parts = _clean_parts(_running_text(lines, vocabulary))
    return Block(draft.kind, parts, draft.level, draft.apart, draft.demoted) if parts else None


def _line_text(draft: BlockDraft, line: TextLine) -> str:
    if draft.kind == "row":
        return CELL_BREAK.join(cell.text for cell in line.cells)
    return without_leaders(line.text) if draft.kind == "note" else line.text


def _running_text(lines: Sequence[tuple[int, str]], vocabulary: Vocabulary) -> list[tuple[int, str]]:
    """The lines' text by page, broken words put together on the page where they begin."""
    texts: list[tuple[int, str]] = []
    for page, line in lines:
        if not texts:
            texts.append((page, line))
            continue
        last_page, text = texts[-1]
        before, between = resolve_hyphen(text, line, vocabulary)
        rest = line.lstrip()
        if page == last_page:
            texts[-1] = (page, before + between + rest)
            continue
        rest_of_word = ""
        if not between:
            rest_of_word, _, rest = rest.partition(" ")
        texts[-1] = (last_page, before + rest_of_word)
        if rest:
            texts.append((page, rest))
    return texts


def _clean_parts(texts: Sequence[tuple[int, str]]) -> tuple[Part, ...]:
    """The texts cleaned, with the white space between them at the ends of the earlier ones."""
    cleaned = [(page, text) for page, raw in texts if (text := clean(raw))]
    return tuple(Part(page, text if at == len(cleaned) - 1 else text + " ") for at, (page, text) in enumerate(cleaned))
