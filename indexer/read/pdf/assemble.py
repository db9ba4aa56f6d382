"""Lines in reading order as drafts of blocks: what kind each line opens, or which draft it goes on with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.read.heuristics import ENUMERATOR, ends_sentence, has_bullet, starts_low
from indexer.read.pdf.body import BodyStyle
from indexer.read.pdf.columns import find_rows, is_under
from indexer.read.pdf.contents import without_lines
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.furniture import StrippedPage
from indexer.read.pdf.headings import find_numbered_headings, is_set_as_heading, style_key
from indexer.read.pdf.lines import TextLine
from indexer.read.pdf.outline import OutlineHeading
from indexer.read.repair.hyphens import is_broken
from indexer.records.reading import BlockKind

SAME_SIZE = 0.6
"""Sizes, in points, that differ by less are one."""

LINE_STEP = 1.45
"""The widest step between lines of one block, as a share of the usual one."""

HEADING_STEP = 1.2
"""The widest step between a heading's lines, as a share of the step that the body has for its size."""

PARAGRAPH_STEP = 1.3
ITEM_STEP = 1.12
NOTE_SIZE = 0.93
NOTE_ZONE = 0.45
"""Notes are smaller than this share of the body's size and stand in this lower share of the page."""

SURE_NOTE_SIZE = 0.82
"""Smaller text that a number and a capital open is a note wherever it stands."""

SURE_NOTE = re.compile(r"^\d{1,3}\s+(?P<letter>[^\W\d_])[^\W\d_]")

NEXT_NOTE = 2
"""A note's number is at most so much higher than that of the note above it."""

NOTE_OPENING = re.compile(r"^\s*(?:(?P<number>\d{1,3})|[*†‡])[\s.)]{0,2}\S")
APART_STEP = 2.6
"""A gap that sets blocks apart, as a share of the usual step between lines."""

EARLY_END = 0.1
"""A column that ends this share of the page above where columns usually end sets off what comes after it."""

INDENT = 0.8
"""The least indent that shows a paragraph's first line, as a share of the size."""

CHARACTER = 0.55
"""The width of a character, as a share of the size."""

SHORTEST_FULL = 20
"""Characters of the shortest line that can fill its column."""

DEEP = 12
"""Notes at the foot of a page over which a paragraph is looked for."""

RUNNING: frozenset[BlockKind] = frozenset({"paragraph", "item", "note"})


@dataclass(frozen=True, slots=True)
class LineContext:
    """A line with its column's edges, its page's height, and whether it is a table's row, an entry of contents,
    or told to be a heading by its number.
    """

    line: TextLine
    left: float
    right: float
    height: float
    is_row: bool
    is_entry: bool
    is_numbered: bool


def assemble_drafts(
    sheets: Sequence[StrippedPage],
    entries: Sequence[frozenset[int]],
    body: BodyStyle,
    in_outline: Sequence[OutlineHeading],
) -> list[BlockDraft]:
    """The drafts of a whole document, in reading order. `entries` are the places of each page's lines of contents."""
    opens = {id(heading.lines[0]): heading for heading in in_outline}
    inside = {id(line) for heading in in_outline for line in heading.lines[1:]}
    bottoms = sorted(min(line.bottom for line in sheet.lines) for sheet in sheets if sheet.lines)
    floor = bottoms[len(bottoms) // 4] if bottoms else 0.0
    numbered = find_numbered_headings(
        [without_lines(*each) for each in zip((sheet.lines for sheet in sheets), entries, strict=True)]
    )
    drafts: list[BlockDraft] = []
    last: BlockDraft | None = None
    for context in (
        context for each in zip(sheets, entries, strict=True) for context in _line_contexts(*each, numbered)
    ):
        line = context.line
        if id(line) in inside:
            continue
        apart = _is_apart(last, context, body, floor)
        if id(line) in opens:
            heading = opens[id(line)]
            last = BlockDraft("heading", list(heading.lines), apart, heading.level, in_outline=True)
            drafts.append(last)
        elif goes_on := _continued(drafts, last, context, body):
            last = goes_on
            last.lines.append(line)
        else:
            last = BlockDraft(_kind(last, context, body), [line], apart, demoted=context.is_entry)
            drafts.append(last)
    return drafts


def _line_contexts(sheet: StrippedPage, entries: frozenset[int], numbered: set[int]) -> Iterator[LineContext]:
    """The lines of a page with the edges of their columns: runs of lines below and over each other."""
    rows = find_rows(sheet.lines)
    start = 0
    for at in range(1, len(sheet.lines) + 1):
        if at < len(sheet.lines) and is_under(sheet.lines[at - 1], sheet.lines[at]):
            continue
        column = sheet.lines[start:at]
        left, right = min(line.left for line in column), max(line.right for line in column)
        for offset, line in enumerate(column, start):
            yield LineContext(line, left, right, sheet.height, rows[offset], offset in entries, id(line) in numbered)
        start = at


def _kind(last: BlockDraft | None, context: LineContext, body: BodyStyle) -> BlockKind:
    """The kind of block that a line opens."""
    line = context.line
    if context.is_entry:
        return "note"
    if context.is_row:
        return "row"
    if _opens_note(last, context, body):
        return "note"
    if _opens_heading(last, context, body):
        return "heading"
    if has_bullet(line.text) or ENUMERATOR.match(line.text):
        return "item"
    return "paragraph"


def _opens_heading(last: BlockDraft | None, context: LineContext, body: BodyStyle) -> bool:
    """Whether a line is a heading by its structure tag, or by its number or style where no text runs into it."""
    line = context.line
    if body.level_of(line) and any(map(str.isalpha, line.text)):
        return True
    return (context.is_numbered or is_set_as_heading(line, body)) and not _is_in_running_text(last, context, body)


def _opens_note(last: BlockDraft | None, context: LineContext, body: BodyStyle) -> bool:
    """Whether a line opens a footnote: small, low on its page, and with the number after that of the note above."""
    line = context.line
    opening = NOTE_OPENING.match(line.text)
    if opening is None or line.size > NOTE_SIZE * body.size:
        return False
    sure = SURE_NOTE.match(line.text)
    if line.top >= NOTE_ZONE * context.height and not (
        sure and sure["letter"].isupper() and line.size <= SURE_NOTE_SIZE * body.size
    ):
        return False
    if last is None or last.kind != "note" or last.demoted or not _follows(last.last, line, body):
        return True
    before = NOTE_OPENING.match(last.text)
    words = any(map(str.isalpha, line.text))
    if before is None or not words or not before["number"] or not opening["number"]:
        return True
    return 0 < int(opening["number"]) - int(before["number"]) <= NEXT_NOTE


def _is_in_running_text(last: BlockDraft | None, context: LineContext, body: BodyStyle) -> bool:
    """Whether a line of the body's size follows the line above like the next line of one paragraph."""
    line = context.line
    if last is None or last.kind not in RUNNING or line.size > body.size + SAME_SIZE:
        return False
    above = last.last
    return _follows(above, line, body) and not (ends_sentence(above.text) and line.text[0].isupper())


def _continued(
    drafts: Sequence[BlockDraft], last: BlockDraft | None, context: LineContext, body: BodyStyle
) -> BlockDraft | None:
    """The draft that a line goes on with, the last one unless notes stand between, or None where it opens one."""
    if last is None or context.is_row or context.is_entry:
        return None
    if last.kind == "heading":
        return last if _continues_heading(last, context, body) else None
    if last.kind not in RUNNING or _kind(last, context, body) != "paragraph":
        return None
    if last.last.page == context.line.page and _follows(last.last, context.line, body):
        return None if _begins_anew(last, drafts, context, body) else last
    return _carried_over(drafts, context)


def _continues_heading(heading: BlockDraft, context: LineContext, body: BodyStyle) -> bool:
    """Whether a line is a heading's next line: set alike, right below, and without a number of its own."""
    line = context.line
    return (
        not heading.in_outline
        and (body.level_of(heading.first) > 0 or is_set_as_heading(heading.first, body))
        and body.level_of(line) == body.level_of(heading.last)
        and style_key(line, body)[:2] == style_key(heading.last, body)[:2]
        and line.style.colour == heading.last.style.colour
        and _follows(heading.last, line, body)
        and not ENUMERATOR.match(line.text)
        and not has_bullet(line.text)
        and heading.last.baseline - line.baseline <= HEADING_STEP * line.size * body.leading / body.size
    )


def _follows(above: TextLine, line: TextLine, body: BodyStyle) -> bool:
    """Whether a line stands right below another, over the same width, in the same size."""
    step = above.baseline - line.baseline
    return (
        above.page == line.page
        and -1 < step <= max(LINE_STEP * body.leading_of(line), 1.75 * line.size)
        and abs(above.size - line.size) < SAME_SIZE
        and line.left < above.right
        and line.right > above.left
    )


def _begins_anew(draft: BlockDraft, drafts: Sequence[BlockDraft], context: LineContext, body: BodyStyle) -> bool:
    """Whether a line below a draft's last one begins a new paragraph all the same. `drafts` are those so far."""
    line, above = context.line, draft.last
    if is_broken(above.text) and starts_low(line.text):
        return False
    step = (above.baseline - line.baseline) / body.leading_of(line)
    if draft.kind == "item":
        is_alone = len(draft.lines) == 1
        hanging = draft.first.left + line.size / 2 if is_alone else draft.lines[1].left
        is_outdented = line.left < hanging - 2
        if step > ITEM_STEP or _ended_early(above, context):
            return is_outdented
        closed = is_alone and ends_sentence(above.text) and not starts_low(line.text)
        return closed and is_outdented and _hangs(draft, drafts)
    if draft.kind == "paragraph" and step > PARAGRAPH_STEP and line.size >= 0.9 * body.size:
        return True
    indented = line.left > max(context.left, above.left) + INDENT * line.size and ends_sentence(above.text)
    return draft.kind == "paragraph" and not starts_low(line.text) and (indented or _ended_early(above, context))


def _hangs(item: BlockDraft, drafts: Sequence[BlockDraft]) -> bool:
    """Whether items hang from their marks: as those before do that have two lines, else where the mark is a bullet."""
    longer = [draft for draft in drafts[-DEEP:] if draft.kind == "item" and len(draft.lines) > 1]
    if longer:
        return all(draft.lines[1].left > draft.first.left + 2 for draft in longer)
    return has_bullet(item.first.text)


def _ended_early(above: TextLine, context: LineContext) -> bool:
    """Whether the line above ends a sentence although the next word would still have fitted on it."""
    word = context.line.text.split(" ", 1)[0]
    room = context.right - above.right
    return ends_sentence(above.text) and room > (len(word) + 1) * CHARACTER * above.size


def _carried_over(drafts: Sequence[BlockDraft], context: LineContext) -> BlockDraft | None:
    """The paragraph or item, notes left aside, that a line at the top of a column or page goes on with."""
    line = context.line
    text = next((draft for draft in reversed(drafts[-DEEP:]) if draft.kind != "note"), None)
    if text is None or text.kind not in RUNNING or abs(text.last.size - line.size) >= SAME_SIZE:
        return None
    above = text.last
    moved_on = line.page > above.page or line.baseline > above.baseline
    if not moved_on or ends_sentence(above.text):
        return None
    if starts_low(line.text) or is_broken(above.text):
        return text
    return text if _fills_line(above, drafts) else None


def _fills_line(above: TextLine, drafts: Sequence[BlockDraft]) -> bool:
    """Whether a line reaches the edge that the lines of its draft and the one before reach."""
    edge = max(line.right for draft in drafts[-2:] for line in draft.lines if line.page == above.page)
    return above.right > edge - 2 * above.size and len(above.text) > SHORTEST_FULL


def _is_apart(last: BlockDraft | None, context: LineContext, body: BodyStyle, floor: float) -> bool:
    """Whether more than the usual distance lies between a line and the draft before it."""
    if last is None:
        return False
    above, line = last.last, context.line
    if above.page == line.page and line.baseline < above.baseline:
        return above.baseline - line.baseline > APART_STEP * body.leading_of(line)
    return above.bottom - floor > EARLY_END * context.height
