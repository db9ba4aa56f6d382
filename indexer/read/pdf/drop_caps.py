"""What is set large or scattered for its looks: initials and the labels of charts."""

from collections.abc import Iterator, Sequence

from indexer.read.pdf.body import BodyStyle
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.lines import TextCell, TextLine
from indexer.read.sentence_ends import count_words, ends_sentence, starts_low

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
