"""Drafts of blocks: lines that belong together, joined to drop caps and to other labels of a chart, and their text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.read.charset import clean
from indexer.read.heuristics import count_words, ends_sentence, is_caption, starts_lowercase, strip_bullet
from indexer.read.pdf.body import BodyStyle
from indexer.read.pdf.contents import strip_leaders
from indexer.read.pdf.lines import LINE_BREAK, TextCell, TextLine
from indexer.read.repair.hyphens import Vocabulary, join_lines, resolve_hyphen
from indexer.records.passage import CELL_BREAK
from indexer.records.reading import Block, BlockKind, Part, TablePart

MIN_DROP_CAP_SIZE = 1.3  # as a share of the body's
MAX_DROP_CAP_WORDS = 2
ONE_LETTER_WORDS = frozenset("AIOYÀÓ")

MAX_LABEL_WORDS = 4
MAX_LABEL_LINES = 2
MIN_FIGURE_SHARE = 0.3  # of a chart's labels, from which they say nothing without the chart
MIN_LABELS = 8  # short texts in a row that are a chart's labels
MAX_TABLE_DISTANCE = 2  # drafts from heads of columns to the rows of their table
MIN_FIGURES = 4  # the same where all are figures, the marks of an axis


@dataclass(slots=True)
class BlockDraft:
    """A draft of a block. `level` is that of the outline, or 0 where the heading is not `in_outline`."""

    kind: BlockKind
    lines: list[TextLine]
    apart: bool = False
    level: int = 0
    in_outline: bool = False
    demoted: bool = False
    part: TablePart = ""

    @property
    def first(self) -> TextLine:
        return self.lines[0]

    @property
    def last(self) -> TextLine:
        return self.lines[-1]

    @property
    def text(self) -> str:
        """The lines' text for judging it, with line-end hyphens."""
        return " ".join(line.text for line in self.lines)


def build_block(draft: BlockDraft, vocabulary: Vocabulary) -> Block | None:
    """Build a draft's block; None where its lines show nothing."""
    lines = [(line.page, _line_text(draft, line, vocabulary)) for line in draft.lines]
    if draft.kind in ("item", "heading"):
        page, text = lines[0]
        lines[0] = page, strip_bullet(text)
    parts = _clean_parts(_running_text(lines, vocabulary))
    return Block(draft.kind, parts, draft.level, draft.apart, draft.demoted, draft.part) if parts else None


def _line_text(draft: BlockDraft, line: TextLine, vocabulary: Vocabulary) -> str:
    if draft.kind == "row" or line.is_row:
        cells = [join_lines(cell.text.split(LINE_BREAK), vocabulary) for cell in line.cells]
        return (CELL_BREAK if draft.kind == "row" else " ").join(cells)
    return strip_leaders(line.text) if draft.kind == "note" else line.text


def _running_text(lines: Sequence[tuple[int, str]], vocabulary: Vocabulary) -> list[tuple[int, str]]:
    """Return the lines' text by page, broken words put together on the page where they begin."""
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
    """Clean the texts, and put the white space between them at the ends of the earlier ones."""
    cleaned = [(page, text) for page, raw in texts if (text := clean(raw))]
    return tuple(Part(page, text if at == len(cleaned) - 1 else text + " ") for at, (page, text) in enumerate(cleaned))


def join_drop_caps(drafts: Sequence[BlockDraft], body: BodyStyle) -> Iterator[BlockDraft]:
    """Join a first word or letter that is set large to the text that it begins."""
    drop_cap: BlockDraft | None = None
    for draft in drafts:
        if drop_cap is not None:
            if draft.kind == "paragraph" and starts_lowercase(draft.text) and drop_cap.last.page == draft.first.page:
                draft.lines[0] = _with_drop_cap(drop_cap.first, draft.first)
                draft.apart = drop_cap.apart
            else:
                yield drop_cap
            drop_cap = None
        if _is_drop_cap(draft, body):
            drop_cap = draft
        else:
            yield draft
    if drop_cap is not None:
        yield drop_cap


def _is_drop_cap(draft: BlockDraft, body: BodyStyle) -> bool:
    text = draft.text
    return (
        draft.kind in ("heading", "paragraph")
        and not draft.in_outline
        and len(draft.lines) == 1
        and count_words(text) <= MAX_DROP_CAP_WORDS
        and draft.first.size >= MIN_DROP_CAP_SIZE * body.size
        and text.replace(" ", "").isalpha()
    )


def _with_drop_cap(drop_cap: TextLine, line: TextLine) -> TextLine:
    between = "" if len(drop_cap.text) == 1 and drop_cap.text not in ONE_LETTER_WORDS else " "
    first, *rest = line.cells
    return replace(line, cells=(TextCell(drop_cap.text + between + first.text, first.left, first.right), *rest))


def join_chart_labels(drafts: Sequence[BlockDraft]) -> Iterator[BlockDraft]:
    """Join many short texts in a row on one page, as charts have them, to one row of cells."""
    start = 0
    while start < len(drafts):
        end = start
        while end < len(drafts) and _is_label(drafts[end]) and drafts[end].first.page == drafts[start].first.page:
            end += 1
        if end > start:
            near = [*drafts[max(0, start - 1) : start], *drafts[end : end + MAX_TABLE_DISTANCE]]
            yield from _as_row(
                drafts[start:end], in_table=any(draft.kind == "row" and not draft.demoted for draft in near)
            )
        else:
            yield drafts[start]
            end += 1
        start = end


def _is_label(draft: BlockDraft) -> bool:
    if _is_chart(draft):
        return True
    if draft.demoted or draft.kind not in ("paragraph", "note") or len(draft.lines) > MAX_LABEL_LINES:
        return False
    is_short = count_words(draft.text) <= MAX_LABEL_WORDS and not ends_sentence(draft.text)
    return _is_figure(draft) or (is_short and not is_caption(draft.text))


def _is_chart(draft: BlockDraft) -> bool:
    return draft.kind == "row" and draft.demoted


def _is_figure(draft: BlockDraft) -> bool:
    return sum(char.isdigit() for char in draft.text) * 2 > len(draft.text.replace(" ", ""))


def _as_row(labels: Sequence[BlockDraft], *, in_table: bool) -> Sequence[BlockDraft]:
    """Return labels as one row where they are many; a line of figures, as an axis has it, counts as that many, but not
    above or below the rows of a table.
    """
    if any(map(_is_chart, labels)):
        return [_row(labels, demoted=True)]
    of_figures = [label for label in labels if _is_figure(label)]
    figures = len(of_figures) if in_table else sum(count_words(label.text) for label in of_figures)
    count = len(labels) - len(of_figures) + figures
    if count < (MIN_FIGURES if len(of_figures) == len(labels) else MIN_LABELS):
        return labels
    return [_row(labels, demoted=figures >= MIN_FIGURE_SHARE * count)]


def _row(labels: Sequence[BlockDraft], *, demoted: bool) -> BlockDraft:
    cells = tuple(cell for label in labels for line in label.lines for cell in line.cells)
    line = replace(labels[0].first, cells=cells, is_uniform=False)
    return BlockDraft("row", [line], labels[0].apart, demoted=demoted)
