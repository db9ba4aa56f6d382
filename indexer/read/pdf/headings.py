"""Which lines the document sets as headings, by style or number, and at which level; which heading is the title."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from indexer.read.charset import clean
from indexer.read.heuristics import (
    count_words,
    ends_sentence,
    has_bullet,
    is_address,
    is_callout,
    is_caption,
    is_numbered,
    is_signature,
    starts_lowercase,
)
from indexer.read.pdf.body import BodyStyle
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.lines import TextLine

# Sizes as shares of the body's.
MIN_LARGE_SIZE = 1.12  # alone makes a heading
MIN_MARKED_SIZE = 0.95  # of a heading that is bold, coloured or in capitals
MIN_BOLD_COLOURED_SIZE = 0.85  # of one that is both bold and coloured

MIN_CHARACTERS, MAX_CHARACTERS = 2, 180  # of a heading's line
MAX_CELLS = 2  # a heading's number may be a cell
MAX_WORDS = 40
MAX_CLOSED_WORDS = 12  # of a heading that ends in a full stop; it must have a number
MAX_HEADINGS_IN_A_ROW = 2  # of one style
MIN_TAGGED_SHARE = 0.8  # of a document's headings that must be tagged for their tags to give the levels
MAX_LEVEL = 6
LEADERS_AT_END = re.compile(r"(?:\.\s?){4,}\s*\w*$")

DECIMAL_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+[^\W\d_]")
MAX_NUMBERED_WORDS = 12  # of a heading that only its number tells from text
MAX_NUMBERED_WIDTH = 0.75  # of its line, as a share of the width of the page's text

TITLE_PAGES = 2
MIN_TITLE_WORDS, MAX_TITLE_WORDS = 2, 30

StyleKey = tuple[float, bool, bool, int]
Number = tuple[int, ...]


def has_heading_style(line: TextLine, body: BodyStyle) -> bool:
    """Return whether a line's style and words allow it to be a heading."""
    text = line.text
    if not MIN_CHARACTERS <= len(text) <= MAX_CHARACTERS or len(line.cells) > MAX_CELLS or text.upper() == text.lower():
        return False
    if LEADERS_AT_END.search(text) or text.endswith(";") or text[0] in "(,;" or has_bullet(text):
        return False
    if line.size >= MIN_LARGE_SIZE * body.size:
        return True
    bold, coloured = line.is_uniform and body.is_bold(line), line.is_uniform and body.is_coloured(line)
    if line.size >= MIN_MARKED_SIZE * body.size:
        return line.is_capitals or bold or coloured
    return bold and coloured and line.size >= MIN_BOLD_COLOURED_SIZE * body.size


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


def classify_headings(drafts: Sequence[BlockDraft], body: BodyStyle) -> None:
    """Make paragraphs of headings with the wrong words or neighbours, and give the others levels."""
    _reject_label_runs(drafts, body)
    for draft, below in zip_longest(drafts, drafts[1:]):
        is_sure = draft.in_outline or (body.level_of(draft.first) and count_words(draft.text) <= MAX_WORDS)
        if draft.kind == "heading" and not is_sure and not _is_heading(draft, below, body):
            draft.kind = "paragraph"
    _set_levels([draft for draft in drafts if draft.kind == "heading"], body)


def _is_heading(draft: BlockDraft, below: BlockDraft | None, body: BodyStyle) -> bool:
    """Return whether a heading that the outline does not name has the words of one, and text below it."""
    if below is None or not _has_heading_wording(draft):
        return False
    if starts_lowercase(below.text) and below.kind == "paragraph" and count_words(draft.text) > MAX_CLOSED_WORDS:
        return False
    is_small = draft.first.size < MIN_LARGE_SIZE * body.size
    return not (below.kind == "row" and is_small and not is_numbered(draft.text))


def _has_heading_wording(draft: BlockDraft) -> bool:
    text = draft.text
    if count_words(text) > MAX_WORDS or is_callout(text) or is_signature(text):
        return False
    if text[-1] in ",;" or (text[-1] == "." and not (is_numbered(text) and count_words(text) <= MAX_CLOSED_WORDS)):
        return False
    if any(is_address(word) for word in text.split()):
        return False
    return not text[0].islower() and not is_caption(text) and "=" not in text


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


def _is_label_candidate(draft: BlockDraft, body: BodyStyle) -> bool:
    is_sure = draft.in_outline or body.level_of(draft.first) or is_numbered(draft.text)
    return draft.kind == "heading" and not is_sure


def _is_text(draft: BlockDraft) -> bool:
    return draft.kind == "item" or (draft.kind == "paragraph" and ends_sentence(draft.text))


def style_key(line: TextLine, body: BodyStyle) -> StyleKey:
    """Return what tells one style of headings from another: size, weight, capitals, colour."""
    return line.size, body.is_bold(line), line.is_capitals, line.style.colour


def _set_levels(headings: Sequence[BlockDraft], body: BodyStyle) -> None:
    """Take levels from the outline, or without one from structure tags.

    Another heading is one below the nearest before it that outranks it. A caption, of which outlines make headings
    too, is one below the heading before it, and heads nothing else.
    """
    above: list[tuple[StyleKey, int]] = []
    by_tags = _tags_give_levels(headings, body)
    for heading in headings:
        key = style_key(heading.first, body)
        by_tag = body.level_of(heading.first) if by_tags else 0
        heading.level = heading.level or min(by_tag, MAX_LEVEL)
        if is_caption(heading.text):
            heading.level = min(above[-1][1] + 1 if above else 1, MAX_LEVEL)
            continue
        if heading.in_outline or by_tag:
            above = [(style, level) for style, level in above if level < heading.level]
        else:
            while above and _rank(above[-1][0]) <= _rank(key):
                above.pop()
            heading.level = min(above[-1][1] + 1 if above else 1, MAX_LEVEL)
        above.append((key, heading.level))


def _tags_give_levels(headings: Sequence[BlockDraft], body: BodyStyle) -> bool:
    """Return whether structure tags give the levels: of most headings, not all the same, and without an outline."""
    tagged = [level for heading in headings if (level := body.level_of(heading.first))]
    by_outline = any(heading.in_outline for heading in headings)
    return not by_outline and len(set(tagged)) > 1 and len(tagged) >= MIN_TAGGED_SHARE * len(headings)


def _rank(key: StyleKey) -> tuple[int, bool, bool]:
    """Return what makes a style outrank others: its size to the point, then its weight, then capitals."""
    return round(key[0]), key[1], key[2]


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
