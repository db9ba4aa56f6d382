"""Which lines the document sets as headings, by style or number, and at which level; which heading is the title."""

import re
from collections.abc import Collection, Sequence
from itertools import islice, pairwise, zip_longest

from indexer.read.charset import clean
from indexer.read.heuristics import (
    count_words,
    ends_sentence,
    has_bullet,
    is_address,
    is_callout,
    is_caption,
    is_dangling,
    is_numbered,
    is_signature,
    starts_lowercase,
)
from indexer.read.pdf.body import BodyStyle
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.heading_levels import MIN_LARGE_SIZE, FrontPages, set_levels, style_key
from indexer.read.pdf.heading_numbers import heading_numbers
from indexer.read.pdf.lines import TextLine
from indexer.read.pdf.outline import unnumbered

# Sizes as shares of the body's.
MIN_MARKED_SIZE = 0.95  # of a heading that is bold, coloured or in capitals
MIN_BOLD_COLOURED_SIZE = 0.85  # of one that is bold, and coloured or in capitals

MIN_CHARACTERS, MAX_CHARACTERS = 2, 180  # of a heading's line
MAX_CELLS = 2  # a heading's number may be a cell
MAX_WORDS = 40
MIN_FULL_LINE = 60  # characters of a line that is so long that the sentence goes on below it
MAX_CLOSED_BOLD_WORDS = 24  # the same where all of it is bold or large
MIN_HUE = 24  # of 255, between a colour's strongest and weakest channel
MAX_RUN_ON_STEP = 1.3  # from a heading to the next line of its sentence, of the usual step
MAX_CLOSED_WORDS = 12  # of a heading that ends in a full stop; it must have a number
LABEL_END = re.compile(r"\s\d[\d.,]*\s?%$|\s\d{1,3}(?:[., ]\d{3})+$")  # a share or a large number, as in charts
COUNTED = re.compile(r"^\d+(?:[.,]\d+)?\s+[^\W\d_A-Z]")  # a figure and what it counts, in lower case
SECOND_SENTENCE = re.compile(r"[^\W\d_]{4,}[.!?][\"'”’»)]*\s+[^\W\d_]")  # after a word that is no abbreviation
MIN_DANGLING_WORDS = 6  # of a line that ends in a word like "the": then it is the beginning of a sentence, set bold
MAX_NAME_WORDS = 3  # of a name over rows of a table, such as a region's
MAX_HEADINGS_IN_A_ROW = 2  # of one style
LEADERS_AT_END = re.compile(r"(?:\.\s?){4,}\s*\w*$")

DECIMAL_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+[^\W\d_]")
MAX_NUMBERED_WORDS = 12  # of a heading that only its number tells from text
MAX_NUMBERED_WIDTH = 0.75  # of its line, as a share of the width of the page's text

TITLE_PAGES = 2
MIN_TITLE_WORDS, MAX_TITLE_WORDS = 2, 30

MIN_TEXT_WORDS = 25  # of a paragraph, for its page to be more than a cover

Number = tuple[int, ...]


def has_heading_style(line: TextLine, body: BodyStyle) -> bool:
    """Return whether a line's style and words allow it to be a heading."""
    text = line.text
    if not MIN_CHARACTERS <= len(text) <= MAX_CHARACTERS or len(line.cells) > MAX_CELLS or text.upper() == text.lower():
        return False
    is_large = line.size >= MIN_LARGE_SIZE * body.size
    is_item = has_bullet(text) and not (is_large and line.is_capitals)  # an icon may be before a heading
    if LEADERS_AT_END.search(text) or text.endswith(";") or text[0] in "(,;" or is_item:
        return False
    if is_large:
        return True
    if len(line.cells) > 1 and not heading_numbers(line.text):
        return False  # the heads of a table's columns
    bold = line.is_uniform and body.is_bold(line)
    coloured = line.is_uniform and body.is_coloured(line) and _has_hue(line.style.colour)
    if line.size >= MIN_MARKED_SIZE * body.size:
        return line.is_capitals or bold or coloured or line.is_underlined
    return bold and (coloured or line.is_capitals) and line.size >= MIN_BOLD_COLOURED_SIZE * body.size


def _has_hue(colour: int) -> bool:
    """Return whether a colour is none of the greys, in which the labels of charts are set."""
    channels = colour >> 16, colour >> 8 & 0xFF, colour & 0xFF
    return max(channels) - min(channels) >= MIN_HUE


def find_numbered_headings(pages: Sequence[Sequence[TextLine]]) -> set[int]:
    """Return the ids of short lines that begin with a number, such as 2.2, whose neighbour, 2.1 or 2.3, is one too."""
    candidates = [(line, number) for lines in pages for line in lines if (number := _number(line, lines))]
    numbers = {number for _, number in candidates}
    return {
        id(line) for line, number in candidates if _shifted(number, 1) in numbers or _shifted(number, -1) in numbers
    }


def _number(line: TextLine, lines: Sequence[TextLine]) -> Number | None:
    match = DECIMAL_NUMBER.match(line.text)
    if match is None or len(line.cells) > MAX_CELLS or count_words(line.text) > MAX_NUMBERED_WORDS:
        return None
    widest = max(other.right - other.left for other in lines)
    is_text = line.text[match.end() - 1].islower() or ends_sentence(line.text)
    if is_text or line.right - line.left > MAX_NUMBERED_WIDTH * widest:
        return None
    return tuple(map(int, match[1].split(".")))


def _shifted(number: Number, by: int) -> Number:
    return (*number[:-1], number[-1] + by)


def classify_headings(drafts: list[BlockDraft], body: BodyStyle) -> None:
    """Make paragraphs of headings with the wrong words or neighbours, and give the others levels."""
    _reject_label_runs(drafts, body)
    _reject_badges(drafts, body)
    _join_run_on(drafts, body)
    for draft, below in zip_longest(drafts, drafts[1:]):
        is_sure = draft.in_outline or (body.level_of(draft.first) and count_words(draft.text) <= MAX_WORDS)
        if draft.kind == "heading" and not is_sure and not _is_heading(draft, below, body):
            draft.kind = "paragraph"
    headings = [draft for draft in drafts if draft.kind == "heading"]
    set_levels(headings, _contents_titles(drafts), body, _front_pages(drafts))


def _contents_titles(drafts: Sequence[BlockDraft]) -> set[int]:
    """Return the ids of headings with nothing but contents and other headings between them and the next contents."""
    found = set()
    below: BlockDraft | None = None
    for draft in reversed(drafts):
        if draft.kind != "heading":
            below = draft
        elif below and _is_contents(below) and below.first.page - draft.first.page <= 1:
            found.add(id(draft))
    return found


def _is_contents(draft: BlockDraft) -> bool:
    return draft.demoted and draft.kind == "note"


def _front_pages(drafts: Sequence[BlockDraft]) -> FrontPages:
    contents = [draft.first.page for draft in drafts if _is_contents(draft)]
    texts = (
        draft.first.page
        for draft in drafts
        if draft.kind in ("paragraph", "item") and count_words(draft.text) >= MIN_TEXT_WORDS
    )
    return FrontPages(min([*contents[:1], *islice(texts, 1)], default=1), max(contents, default=0))


def _is_heading(draft: BlockDraft, below: BlockDraft | None, body: BodyStyle) -> bool:
    """Return whether a heading that the outline does not name has the words of one, and text below it."""
    if below is None or not _has_heading_wording(draft):
        return False
    if starts_lowercase(below.text) and below.kind == "paragraph":
        is_tail = count_words(below.text) <= MAX_CLOSED_WORDS and not ends_sentence(below.text)
        if count_words(draft.text) > MAX_CLOSED_WORDS:
            return False
        if not is_tail and not is_numbered(draft.text) and _runs_on(draft, below, body):
            return False
    is_small = draft.first.size < MIN_LARGE_SIZE * body.size
    is_name = count_words(draft.text) <= MAX_NAME_WORDS and draft.first.is_capitals and below.kind == "paragraph"
    is_of_cells = below.kind == "row" or (is_name and len(below.first.cells) > 1)
    return not (is_of_cells and is_small and not is_numbered(draft.text))


def _has_heading_wording(draft: BlockDraft) -> bool:
    text = draft.text
    if count_words(text) > MAX_WORDS or is_callout(text) or is_signature(text):
        return False
    if text[-1] in ",;" or (text[-1] == "." and not (is_numbered(text) and _can_be_closed(draft))):
        return False
    if any(is_address(word) for word in unnumbered(text).split()):
        return False
    is_quote = SECOND_SENTENCE.search(text) and count_words(text) > MAX_CLOSED_WORDS
    is_counted = is_numbered(text) and COUNTED.match(text) is None
    if (is_quote or LABEL_END.search(text)) and not is_counted:
        return False
    if is_dangling(text) and count_words(text) >= MIN_DANGLING_WORDS and not is_numbered(text):
        return False
    return (not text[0].islower() or _is_code(text)) and not is_caption(text) and "=" not in text


def _can_be_closed(draft: BlockDraft) -> bool:
    """Return whether a numbered heading may end in a full stop: a short one, one that is set bold or large as a whole,
    or one such as 2.1 that is set apart.
    """
    words = count_words(draft.text)
    is_whole = all(each.is_uniform for each in draft.lines) and words <= MAX_CLOSED_BOLD_WORDS
    return words <= MAX_CLOSED_WORDS or is_whole or (draft.apart and DECIMAL_NUMBER.match(draft.text) is not None)


def _is_code(text: str) -> bool:
    """Return whether a heading is the name of a variable, as in guides to data, such as age_group."""
    return "_" in text and " " not in text


def _runs_on(draft: BlockDraft, below: BlockDraft, body: BodyStyle) -> bool:
    """Return whether the text below is the next line of the same sentence, whose beginning is set bold."""
    above, line = draft.last, below.first
    step = above.baseline - line.baseline
    is_next = above.page == line.page and 0 < step <= MAX_RUN_ON_STEP * body.leading_of(line)
    return is_next and abs(above.size - line.size) < 1 and not ends_sentence(above.text)


def _join_run_on(drafts: list[BlockDraft], body: BodyStyle) -> None:
    """Join a numbered heading, of which only the beginning is bold, with the rest of it on the next lines."""
    for draft, below in pairwise(drafts):
        if (
            draft.kind == "heading"
            and below.kind == "paragraph"
            and starts_lowercase(below.text)
            and len(draft.last.text) >= MIN_FULL_LINE
            and any(number.scheme == "decimal" for number in heading_numbers(draft.text))
            and count_words(draft.text) + count_words(below.text) <= MAX_WORDS
            and _runs_on(draft, below, body)
        ):
            draft.lines += below.lines
            below.lines = []
    drafts[:] = [draft for draft in drafts if draft.lines]


def _reject_label_runs(drafts: Sequence[BlockDraft], body: BodyStyle) -> None:
    """Make paragraphs of three or more unnumbered headings of one style in a row: labels, call-outs, cells."""
    start = 0
    while start < len(drafts):
        end = start + 1
        if _is_label_candidate(drafts[start], body):
            key = style_key(drafts[start].first, body)
            while (
                end < len(drafts)
                and _is_label_candidate(drafts[end], body)
                and style_key(drafts[end].first, body) == key
            ):
                end += 1
            if end - start > MAX_HEADINGS_IN_A_ROW:
                keeps_last = end < len(drafts) and _is_text(drafts[end])
                for draft in drafts[start : end - keeps_last]:
                    draft.kind = "paragraph"
        start = end


def _reject_badges(drafts: Sequence[BlockDraft], body: BodyStyle) -> None:
    """Make paragraphs of headings whose words are one of several labels beside each other elsewhere, set alike."""
    badges = {
        (cell.text, style_key(line, body))
        for draft in drafts
        for line in draft.lines
        if draft.kind in ("paragraph", "heading") and len(line.cells) > 1 and line.is_uniform
        for cell in line.cells
    }
    for draft in drafts:
        is_sure = draft.in_outline or body.level_of(draft.first)
        if draft.kind == "heading" and not is_sure and _is_made_of(draft, badges, style_key(draft.first, body)):
            draft.kind = "paragraph"


def _is_made_of(draft: BlockDraft, badges: Collection[tuple[str, object]], style: object) -> bool:
    """Return whether a heading is a badge, or several of them on one line."""
    if any(len(line.cells) > 1 for line in draft.lines):
        return (draft.text, style) in badges
    rest = draft.text
    for text, other in sorted(badges, key=lambda badge: -len(badge[0])):
        if other == style:
            rest = re.sub(rf"(?:^|(?<=\s)){re.escape(text)}(?=\s|$)", "", rest)
    return not rest.strip()


def _is_label_candidate(draft: BlockDraft, body: BodyStyle) -> bool:
    is_sure = draft.in_outline or body.level_of(draft.first) or is_numbered(draft.text)
    return draft.kind == "heading" and not is_sure


def _is_text(draft: BlockDraft) -> bool:
    return draft.kind == "item" or (draft.kind == "paragraph" and ends_sentence(draft.text))


def find_title(drafts: Sequence[BlockDraft]) -> str | None:
    """Return the largest heading of the first pages, else the highest one; None where there are no headings."""
    headings = [draft for draft in drafts if draft.kind == "heading"]
    candidates = [draft for draft in headings if draft.first.page <= TITLE_PAGES and _can_be_title(draft)]
    if candidates:
        return clean(max(candidates, key=lambda draft: draft.first.size).text)
    return clean(min(headings, key=lambda draft: draft.level).text) if headings else None


def _can_be_title(draft: BlockDraft) -> bool:
    has_letters = sum(char.isalpha() for char in draft.text) > len(draft.text) / 2
    return MIN_TITLE_WORDS <= count_words(draft.text) <= MAX_TITLE_WORDS and has_letters and not is_numbered(draft.text)
