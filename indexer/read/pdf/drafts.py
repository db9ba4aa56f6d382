"""Blocks in the making: lines that belong together, and their text put together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.read.charset import clean
from indexer.read.heuristics import count_words, ends_sentence, starts_low, strip_bullet
from indexer.read.pdf.body import BodyStyle
from indexer.read.pdf.contents import without_leaders
from indexer.read.pdf.lines import TextCell, TextLine
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


INITIAL = 1.3
"""The least size of an initial, as a share of the body's."""

LONGEST_INITIAL = 2
LONGEST_LABEL = 4
FEWEST_LABELS = 8
"""Short texts in a row that are a chart's labels."""

WORDS = frozenset("AIOYÀÓ")
"""Letters that are words by themselves."""


def join_drop_caps(drafts: Sequence[BlockDraft], body: BodyStyle) -> Iterator[BlockDraft]:
    """The drafts, with a first word or letter that is set large joined to the text that it begins."""
    held: BlockDraft | None = None
    for draft in drafts:
        if held is not None:
            if draft.kind == "paragraph" and starts_low(draft.text) and held.last.page == draft.first.page:
                draft.lines[0] = _with_initial(held.first, draft.first)
                draft.apart = held.apart
            else:
                yield held
            held = None
        if _is_initial(draft, body):
            held = draft
        else:
            yield draft
    if held is not None:
        yield held


def _is_initial(draft: BlockDraft, body: BodyStyle) -> bool:
    text = draft.text
    return (
        draft.kind in ("heading", "paragraph")
        and not draft.in_outline
        and len(draft.lines) == 1
        and count_words(text) <= LONGEST_INITIAL
        and draft.first.size >= INITIAL * body.size
        and text.replace(" ", "").isalpha()
    )


def _with_initial(initial: TextLine, line: TextLine) -> TextLine:
    between = "" if len(initial.text) == 1 and initial.text not in WORDS else " "
    first, *rest = line.cells
    opening = TextCell(initial.text + between + first.text, first.left, first.right)
    return TextLine(line.page, (opening, *rest), line.baseline, line.style, is_uniform=line.is_uniform)


def join_chart_labels(drafts: Sequence[BlockDraft]) -> Iterator[BlockDraft]:
    """The drafts, with many short texts in a row on one page, as charts have them, as one row of cells."""
    labels: list[BlockDraft] = []
    for draft in drafts:
        if labels and not (_is_label(draft) and draft.first.page == labels[0].first.page):
            yield from _as_row(labels)
            labels = []
        if _is_label(draft):
            labels.append(draft)
        else:
            yield draft
    yield from _as_row(labels)


def _is_label(draft: BlockDraft) -> bool:
    if draft.demoted or draft.kind not in ("paragraph", "note") or len(draft.lines) > LONGEST_INITIAL:
        return False
    figures = sum(char.isdigit() for char in draft.text) * 2 > len(draft.text.replace(" ", ""))
    return figures or (count_words(draft.text) <= LONGEST_LABEL and not ends_sentence(draft.text))


def _as_row(labels: list[BlockDraft]) -> list[BlockDraft]:
    if len(labels) < FEWEST_LABELS:
        return labels
    first = labels[0].first
    cells = tuple(cell for label in labels for line in label.lines for cell in line.cells)
    line = TextLine(first.page, cells, first.baseline, first.style, is_uniform=False)
    return [BlockDraft("row", [line], labels[0].apart)]
