"""Lines in reading order as drafts of blocks: what kind each line opens, or which draft it continues."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.read.heuristics import (
    ENUMERATOR,
    breaks_off,
    can_head_text,
    count_words,
    ends_sentence,
    has_bullet,
    is_caption,
    is_dangling,
    starts_lowercase,
)
from indexer.read.pdf.body import BodyStyle
from indexer.read.pdf.columns import find_rows, is_under
from indexer.read.pdf.contents import without_lines
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.headers_footers import PageLines
from indexer.read.pdf.heading_levels import style_key
from indexer.read.pdf.headings import DECIMAL_NUMBER, find_numbered_headings, has_heading_style
from indexer.read.pdf.lines import TextLine
from indexer.read.pdf.outline import OutlineHeading
from indexer.read.repair.hyphens import is_broken
from indexer.records.reading import BlockKind

MAX_SIZE_DIFFERENCE = 0.6  # points between sizes that count as one

# Steps between baselines, as shares of the usual one.
MAX_LINE_STEP = 1.45  # between lines of one block
MAX_HEADING_STEP = 1.2  # between a heading's lines, of the step that the body has for its size
MAX_PARAGRAPH_STEP = 1.3
MAX_ITEM_STEP = 1.12
MIN_APART_STEP = 2.6  # that sets blocks apart
MIN_EARLY_END = 0.1  # of the page, by which a column ends above where columns usually end, to set off what follows

MAX_NOTE_SIZE = 0.93  # of the body's size
NOTE_ZONE = 0.45  # the lower share of the page where notes are
MAX_SURE_NOTE_SIZE = 0.82  # smaller text that a number and a capital open is a note anywhere on the page
SURE_NOTE = re.compile(r"^\d{1,3}\s+(?P<letter>[^\W\d_])[^\W\d_]")
NOTE_OPENING = re.compile(r"^\s*(?:(?P<number>\d{1,3}(?!\d))|[*†‡])[\s.)]{0,2}\S")
MAX_NOTE_CELLS = 2  # its number and its text
MAX_NOTE_STEP = 2  # from a note's number to the next one's

CAPTION_NUMBER = re.compile(r"^\S+\s+\S+\s*(?:[:.–-]\s)?")  # "Table 3 :"
UNIT = re.compile(r"^\([^\W\d_]{0,4}\W{0,2}\)$")  # below the title of a chart, such as (%)

MIN_INDENT = 0.8  # of a paragraph's first line, as a share of the size
CHARACTER_WIDTH = 0.55  # as a share of the size
MIN_FULL_LINE = 20  # characters of a line that can fill its column
MAX_INSETS = 40  # drafts over which a text that breaks off is looked for
MIN_BROKEN_WORDS, MIN_TURNED_WORDS = 20, 10  # of such a text: on the same page, and on the page before
MIN_LINE_WORDS = 2  # of its last line, and of the line that it goes on with
MIN_CAPITALIZED_WORDS = 4  # of that line, where it begins with a capital
MIN_WORDS_BELOW = 8  # the same where it is below a table, in which labels may go on
MIN_TEXT_LINES = 3  # of a text that goes on in a capital after insets
MIN_FULL_SHARE = 0.7  # of the width of its column that its last line fills
MAX_NOTES = 12  # at the foot of a page, over which a paragraph is looked for

RUNNING: frozenset[BlockKind] = frozenset({"paragraph", "item", "note"})


@dataclass(frozen=True, slots=True)
class LineContext:
    """A line with its column's edges, the right edge of its page's text, the page's height, and whether it is a table's
    row, a contents line, or a heading by its number.
    """

    line: TextLine
    left: float
    right: float
    edge: float
    height: float
    is_row: bool
    is_contents_line: bool
    is_numbered: bool


def assemble_drafts(
    pages: Sequence[PageLines],
    contents_lines: Sequence[frozenset[int]],
    body: BodyStyle,
    outline: Sequence[OutlineHeading],
) -> list[BlockDraft]:
    """Return a document's drafts, in reading order. `contents_lines` are positions of lines, for each page."""
    opens = {id(heading.lines[0]): heading for heading in outline}
    inside = {id(line) for heading in outline for line in heading.lines[1:]}
    bottoms = sorted(min(line.bottom for line in page.lines) for page in pages if page.lines)
    floor = bottoms[len(bottoms) // 4] if bottoms else 0.0
    pairs = list(zip(pages, contents_lines, strict=True))
    numbered = find_numbered_headings([without_lines(page.lines, positions) for page, positions in pairs])
    drafts: list[BlockDraft] = []
    last: BlockDraft | None = None
    for context in (context for pair in pairs for context in _line_contexts(*pair, numbered)):
        line = context.line
        if id(line) in inside:
            continue
        apart = _is_apart(last, context, body, floor)
        if id(line) in opens:
            heading = opens[id(line)]
            last = BlockDraft("heading", list(heading.lines), apart, heading.level, in_outline=True)
            drafts.append(last)
        elif continued := _continued(drafts, last, context, body):
            last = continued
            last.lines.append(line)
        else:
            last = BlockDraft(_kind(last, context, body), [line], apart, demoted=context.is_contents_line)
            drafts.append(last)
    return drafts


def _line_contexts(page: PageLines, contents_lines: frozenset[int], numbered: set[int]) -> Iterator[LineContext]:
    """Yield the lines of a page with the edges of their columns: runs of lines below and over each other."""
    rows = find_rows(page.lines)
    edge = max((line.right for line in page.lines), default=0.0)
    start = 0
    for at in range(1, len(page.lines) + 1):
        if at < len(page.lines) and is_under(page.lines[at - 1], page.lines[at]):
            continue
        column = page.lines[start:at]
        left, right = min(line.left for line in column), max(line.right for line in column)
        for offset, line in enumerate(column, start):
            yield LineContext(
                line, left, right, edge, page.height, rows[offset], offset in contents_lines, id(line) in numbered
            )
        start = at


def _kind(last: BlockDraft | None, context: LineContext, body: BodyStyle) -> BlockKind:
    """Return the kind of block that a line opens."""
    line = context.line
    if context.is_contents_line:
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
    """Return whether a line is a heading by its structure tag, or by its number or style outside running text."""
    line = context.line
    is_small = line.size <= MAX_NOTE_SIZE * body.size and not body.is_bold(line)
    is_note = is_small and line.top < NOTE_ZONE * context.height
    if body.level_of(line) and any(map(str.isalpha, line.text)) and not is_note:
        return True
    return (context.is_numbered or has_heading_style(line, body)) and not _is_in_running_text(last, context, body)


def _opens_note(last: BlockDraft | None, context: LineContext, body: BodyStyle) -> bool:
    """Return whether a line opens a footnote: small, low on its page, with the number after that of the note above."""
    line = context.line
    opening = NOTE_OPENING.match(line.text)
    if opening is None or line.size > MAX_NOTE_SIZE * body.size or len(line.cells) > MAX_NOTE_CELLS:
        return False
    sure = SURE_NOTE.match(line.text)
    if line.top >= NOTE_ZONE * context.height and not (
        sure and sure["letter"].isupper() and line.size <= MAX_SURE_NOTE_SIZE * body.size
    ):
        return False
    if last is None or last.kind != "note" or last.demoted or not _follows(last.last, line, body):
        return True
    before = NOTE_OPENING.match(last.text)
    words = any(map(str.isalpha, line.text))
    if before is None or not words or not before["number"] or not opening["number"]:
        return True
    return 0 < int(opening["number"]) - int(before["number"]) <= MAX_NOTE_STEP


def _is_in_running_text(last: BlockDraft | None, context: LineContext, body: BodyStyle) -> bool:
    """Return whether a line of the body's size follows the line above like the next line of one paragraph."""
    line = context.line
    if last is None or last.kind not in RUNNING or line.size > body.size + MAX_SIZE_DIFFERENCE:
        return False
    above = last.last
    return _follows(above, line, body) and not (ends_sentence(above.text) and line.text[0].isupper())


def _continued(
    drafts: Sequence[BlockDraft], last: BlockDraft | None, context: LineContext, body: BodyStyle
) -> BlockDraft | None:
    """Return the draft that a line continues, the last one unless notes come between; None where it opens one."""
    if last is None or context.is_row or context.is_contents_line or _ends_caption(last, context):
        return None
    if last.kind == "heading" and _continues_heading(last, context, body):
        return last
    if _kind(last, context, body) != "paragraph":
        return None
    if last.kind not in RUNNING:
        return _broken_off(drafts, context)
    if last.last.page == context.line.page and _follows(last.last, context.line, body):
        return None if _begins_paragraph(last, drafts, context, body) else last
    return _carried_over(drafts, context)


def _ends_caption(last: BlockDraft, context: LineContext) -> bool:
    """Return whether a caption ended on the line above: the next one begins elsewhere, as heads of columns do, although
    its first word would still have fitted.
    """
    above, line = last.last, context.line
    if not is_caption(last.text):
        return False
    is_left = abs(line.left - last.first.left) < line.size
    is_centred = abs(line.left + line.right - above.left - above.right) < 2 * line.size
    is_hanging = len(line.cells) == 1 and line.style == above.style and _hangs_after_number(last.first, line)
    return not (is_left or is_centred or is_hanging) and _has_room(above, line, context.edge)


def _hangs_after_number(caption: TextLine, line: TextLine) -> bool:
    """Return whether a line begins under the first word after the number of a caption."""
    if len(caption.cells) > 1:
        return abs(line.left - caption.cells[1].left) < line.size
    number = 1 + max(len(caption.text[: match.end()].rstrip()) for match in CAPTION_NUMBER.finditer(caption.text))
    return abs(line.left - caption.left - number * (caption.right - caption.left) / len(caption.text)) < line.size


def _continues_heading(heading: BlockDraft, context: LineContext, body: BodyStyle) -> bool:
    """Return whether a line is a heading's next line: set alike, right below, and without a number or bullet."""
    line = context.line
    is_alike = (
        body.level_of(line) == body.level_of(heading.last)
        and style_key(line, body)[:2] == style_key(heading.last, body)[:2]
        and line.style.colour == heading.last.style.colour
    )
    return (
        not heading.in_outline
        and (body.level_of(heading.first) > 0 or has_heading_style(heading.first, body))
        and (is_alike or UNIT.match(line.text) is not None)
        and _follows(heading.last, line, body)
        and not ENUMERATOR.match(line.text)
        and not DECIMAL_NUMBER.match(line.text)
        and not has_bullet(line.text)
        and heading.last.baseline - line.baseline <= MAX_HEADING_STEP * line.size * body.leading / body.size
    )


def _follows(above: TextLine, line: TextLine, body: BodyStyle) -> bool:
    """Return whether a line is right below another, over the same width, in the same size."""
    step = above.baseline - line.baseline
    return (
        above.page == line.page
        and -1 < step <= max(MAX_LINE_STEP * body.leading_of(line), 1.75 * line.size)
        and abs(above.size - line.size) < MAX_SIZE_DIFFERENCE
        and line.left < above.right
        and line.right > above.left
    )


def _begins_paragraph(draft: BlockDraft, drafts: Sequence[BlockDraft], context: LineContext, body: BodyStyle) -> bool:
    """Return whether a line right below a draft's last one begins a new paragraph. `drafts` are those so far."""
    line, above = context.line, draft.last
    if is_broken(above.text) and starts_lowercase(line.text):
        return False
    step = (above.baseline - line.baseline) / body.leading_of(line)
    if draft.kind == "item":
        is_alone = len(draft.lines) == 1
        hanging = draft.first.left + line.size / 2 if is_alone else draft.lines[1].left
        is_outdented = line.left < hanging - 2
        if step > MAX_ITEM_STEP or _ended_early(above, context):
            return is_outdented
        closed = is_alone and ends_sentence(above.text) and not starts_lowercase(line.text)
        return closed and is_outdented and _hangs(draft, drafts)
    if draft.kind == "paragraph" and step > MAX_PARAGRAPH_STEP and line.size >= 0.9 * body.size:
        return True
    indented = line.left > max(context.left, above.left) + MIN_INDENT * line.size and ends_sentence(above.text)
    return draft.kind == "paragraph" and not starts_lowercase(line.text) and (indented or _ended_early(above, context))


def _hangs(item: BlockDraft, drafts: Sequence[BlockDraft]) -> bool:
    """Return whether items have hanging indents: as those before with two lines do, else where it has a bullet."""
    longer = [draft for draft in drafts[-MAX_NOTES:] if draft.kind == "item" and len(draft.lines) > 1]
    if longer:
        return all(draft.lines[1].left > draft.first.left + 2 for draft in longer)
    return has_bullet(item.first.text)


def _ended_early(above: TextLine, context: LineContext) -> bool:
    """Return whether the line above ends a sentence although the next word would still have fitted on it."""
    return ends_sentence(above.text) and _has_room(above, context.line, context.right)


def _has_room(above: TextLine, line: TextLine, edge: float) -> bool:
    """Return whether a line's first word would still have fitted on the line above."""
    word = line.text.split(" ", 1)[0]
    return edge - above.right > (len(word) + 1) * CHARACTER_WIDTH * above.size


def _carried_over(drafts: Sequence[BlockDraft], context: LineContext) -> BlockDraft | None:
    """Return the paragraph or item, notes skipped, that a line at the top of a column or page continues."""
    line = context.line
    text = next((draft for draft in reversed(drafts[-MAX_NOTES:]) if draft.kind != "note"), None)
    if text is None or text.kind not in RUNNING or abs(text.last.size - line.size) >= MAX_SIZE_DIFFERENCE:
        return _broken_off(drafts, context)
    above = text.last
    moved_on = line.page > above.page or line.baseline > above.baseline
    if line.is_uniform and above.is_uniform and line.style.colour != above.style.colour:
        return None
    if not moved_on or ends_sentence(above.text):
        return None if ends_sentence(above.text) else _broken_off(drafts, context)
    if starts_lowercase(line.text) or is_broken(above.text):
        return text
    return text if _fills_line(above, drafts) else None


def _broken_off(drafts: Sequence[BlockDraft], context: LineContext) -> BlockDraft | None:
    """Return the paragraph or item that a line continues after insets: pull quotes, boxes, captions, tables, labels.

    It breaks off at the edge of its column; nothing set like it, but labels, is between it and the line.
    """
    line = context.line
    for draft in reversed(drafts[-MAX_INSETS:]):
        above = draft.last
        if draft.kind not in RUNNING or draft.demoted or not _is_set_alike(above, line):
            continue
        words = sum(count_words(each.text) for each in draft.lines)
        if ends_sentence(above.text) or line.page - above.page > 1:
            return None
        if words < (MIN_BROKEN_WORDS if line.page == above.page else MIN_TURNED_WORDS):
            continue
        if not _is_full(draft) or min(map(count_words, (above.text, line.text))) < MIN_LINE_WORDS:
            return None
        moved_on = line.page > above.page or line.baseline > above.baseline
        if not moved_on and any(each.kind == "row" for each in drafts[-MAX_NOTES:]):
            return draft if starts_lowercase(line.text) and count_words(line.text) >= MIN_WORDS_BELOW else None
        if starts_lowercase(line.text) or is_broken(above.text):
            return draft
        is_heading = drafts[-1].kind == "heading" and can_head_text(drafts[-1].text)
        is_text = count_words(line.text) >= MIN_CAPITALIZED_WORDS and not is_heading
        return draft if moved_on and is_text and (is_dangling(above.text) or _goes_on(draft, line)) else None
    return None


def _is_set_alike(above: TextLine, line: TextLine) -> bool:
    return abs(above.size - line.size) < MAX_SIZE_DIFFERENCE and above.style[1:] == line.style[1:]


def _is_full(draft: BlockDraft) -> bool:
    """Return whether the last line of a text is about as long as its others."""
    lines = [each for each in draft.lines if each.page == draft.last.page]
    edge = max(each.right for each in lines)
    return draft.last.right - draft.last.left > MIN_FULL_SHARE * (edge - draft.last.left)


def _goes_on(draft: BlockDraft, line: TextLine) -> bool:
    """Return whether a text of several sentences breaks off at its edge, or before the number of a table or figure."""
    if is_caption(f"{draft.text.rsplit(' ', 1)[-1]} {line.text}"):
        return True
    if not breaks_off(draft.text) or len(draft.lines) < MIN_TEXT_LINES:
        return False
    if not line.text[0].isalpha() or is_caption(line.text):
        return False
    edge = max(line.right for line in draft.lines if line.page == draft.last.page)
    return draft.last.right > edge - 2 * draft.last.size and len(draft.last.text) > MIN_FULL_LINE


def _fills_line(above: TextLine, drafts: Sequence[BlockDraft]) -> bool:
    """Return whether a line reaches the edge that the lines of its draft and the one before reach."""
    edge = max(line.right for draft in drafts[-2:] for line in draft.lines if line.page == above.page)
    return above.right > edge - 2 * above.size and len(above.text) > MIN_FULL_LINE


def _is_apart(last: BlockDraft | None, context: LineContext, body: BodyStyle, floor: float) -> bool:
    """Return whether more than the usual distance lies between a line and the draft before it."""
    if last is None:
        return False
    above, line = last.last, context.line
    if above.page == line.page and line.baseline < above.baseline:
        return above.baseline - line.baseline > MIN_APART_STEP * body.leading_of(line)
    return above.bottom - floor > MIN_EARLY_END * context.height
