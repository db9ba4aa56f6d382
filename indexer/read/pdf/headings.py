"""Which lines the document sets as headings, and at which level: by the outline, else by size, weight and colour."""

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
    starts_low,
)
from indexer.read.pdf.body import BodyStyle
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.lines import TextLine

LARGER = 1.12
"""A size that alone makes a heading, as a share of the body's."""

SMALLEST, SMALLEST_BOLD = 0.95, 0.85
"""The smallest size of a heading that is bold, coloured or in capitals, and of one that is both bold and coloured."""

SHORTEST_LINE, LONGEST_LINE = 2, 180
"""Characters of a heading's line."""

MOST_CELLS = 2
"""A heading's number may be a cell of its own."""

LONGEST_HEADING = 40
LONGEST_CLOSED = 12
"""Words of the longest heading that ends in a full stop; it must have a number."""

LONGEST_RUN = 2
TAGGED = 0.8
"""The share of a document's headings that must be tagged for their tags to say the levels."""

DEEPEST = 6
LEADERS = re.compile(r"(?:\.\s?){4,}\s*\w*$")

StyleKey = tuple[float, bool, bool, int]


def is_set_as_heading(line: TextLine, body: BodyStyle) -> bool:
    """Whether a line's own style and words allow it to be a heading."""
    text = line.text
    if not SHORTEST_LINE <= len(text) <= LONGEST_LINE or len(line.cells) > MOST_CELLS or text.upper() == text.lower():
        return False
    if LEADERS.search(text) or text.endswith(";") or text[0] in "(,;" or has_bullet(text):
        return False
    if line.size >= LARGER * body.size:
        return True
    bold, coloured = line.is_uniform and body.is_bold(line), line.is_uniform and body.is_coloured(line)
    if line.size >= SMALLEST * body.size:
        return line.is_capitals or bold or coloured
    return bold and coloured and line.size >= SMALLEST_BOLD * body.size


def settle_headings(drafts: Sequence[BlockDraft], body: BodyStyle) -> None:
    """Makes paragraphs of the headings whose words or company speak against them, and gives the others levels."""
    _settle_runs(drafts, body)
    for draft, below in zip_longest(drafts, drafts[1:]):
        told = draft.in_outline or (body.level_of(draft.first) and count_words(draft.text) <= LONGEST_HEADING)
        if draft.kind == "heading" and not told and not _is_heading(draft, below, body):
            draft.kind = "paragraph"
    _set_levels([draft for draft in drafts if draft.kind == "heading"], body)


def _is_heading(draft: BlockDraft, below: BlockDraft | None, body: BodyStyle) -> bool:
    """Whether a heading that the outline does not name has the words of one, and something to stand over."""
    if below is None or not _reads_as_heading(draft):
        return False
    if starts_low(below.text) and below.kind == "paragraph" and count_words(draft.text) > LONGEST_CLOSED:
        return False
    heads_table = below.kind == "row" and draft.first.size < LARGER * body.size and not is_numbered(draft.text)
    return not heads_table


def _reads_as_heading(draft: BlockDraft) -> bool:
    text = draft.text
    if count_words(text) > LONGEST_HEADING or is_callout(text) or is_signature(text):
        return False
    if text[-1] in ",;" or (text[-1] == "." and not (is_numbered(text) and count_words(text) <= LONGEST_CLOSED)):
        return False
    if any(is_address(word) for word in text.split()):
        return False
    return not text[0].islower() and not is_caption(text) and "=" not in text


def _settle_runs(drafts: Sequence[BlockDraft], body: BodyStyle) -> None:
    """Makes paragraphs of three or more unnumbered headings of one style in a row: labels, call-outs, cells."""
    start = 0
    while start < len(drafts):
        end = start + 1
        if _may_be_label(drafts[start], body):
            key = style_key(drafts[start].first, body)
            while end < len(drafts) and _may_be_label(drafts[end], body) and style_key(drafts[end].first, body) == key:
                end += 1
            if end - start > LONGEST_RUN:
                stays = end < len(drafts) and _is_text_of(drafts[end])
                for draft in drafts[start : end - stays]:
                    draft.kind = "paragraph"
        start = end


def _may_be_label(draft: BlockDraft, body: BodyStyle) -> bool:
    told = draft.in_outline or body.level_of(draft.first) or is_numbered(draft.text)
    return draft.kind == "heading" and not told


def _is_text_of(draft: BlockDraft) -> bool:
    return draft.kind == "item" or (draft.kind == "paragraph" and ends_sentence(draft.text))


def style_key(line: TextLine, body: BodyStyle) -> StyleKey:
    """What tells one style of headings from another: size, weight, capitals, colour."""
    return line.size, body.is_bold(line), line.is_capitals, line.style.colour


def _set_levels(headings: Sequence[BlockDraft], body: BodyStyle) -> None:
    """Levels from the outline, or without one from structure tags; another heading is one below the nearest before
    it that outranks it.

    A caption, of which outlines make headings too, is one below whatever it stands under, and heads nothing else.
    """
    above: list[tuple[StyleKey, int]] = []
    by_tags = _tags_tell_levels(headings, body)
    for heading in headings:
        key = style_key(heading.first, body)
        by_tag = body.level_of(heading.first) if by_tags else 0
        heading.level = heading.level or min(by_tag, DEEPEST)
        if is_caption(heading.text):
            heading.level = min(above[-1][1] + 1 if above else 1, DEEPEST)
            continue
        if heading.in_outline or by_tag:
            above = [(style, level) for style, level in above if level < heading.level]
        else:
            above = _outranking(above, key)
            heading.level = min(above[-1][1] + 1 if above else 1, DEEPEST)
        above.append((key, heading.level))


def _tags_tell_levels(headings: Sequence[BlockDraft], body: BodyStyle) -> bool:
    """Whether structure tags say the levels: of most headings, not all the same, and in place of an outline."""
    tagged = [level for heading in headings if (level := body.level_of(heading.first))]
    by_outline = any(heading.in_outline for heading in headings)
    return not by_outline and len(set(tagged)) > 1 and len(tagged) >= TAGGED * len(headings)


def _outranking(above: list[tuple[StyleKey, int]], key: StyleKey) -> list[tuple[StyleKey, int]]:
    """Those of the headings that a heading may stand under whose style outranks its own."""
    while above and _rank(above[-1][0]) <= _rank(key):
        above = above[:-1]
    return above


def _rank(key: StyleKey) -> tuple[int, bool, bool]:
    """What makes a style outrank others: its size to the point, then its weight, then capitals."""
    return round(key[0]), key[1], key[2]


NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+[^\W\d_]")
LONGEST = 12
"""Words of such a heading."""

MOST_CELLS = 2
"""Its number may be a cell of its own."""

SHORT = 0.75
"""Its line fills no more than this share of the width that the page's text has."""

Number = tuple[int, ...]


def find_numbered_headings(pages: Sequence[Sequence[TextLine]]) -> set[int]:
    """The identities of the lines whose numbers have a neighbour, the one before or after, on such a line too."""
    candidates = [(line, number) for lines in pages for line in lines if (number := _number(line, lines))]
    numbers = {number for _, number in candidates}
    return {
        id(line) for line, number in candidates if _shifted(number, 1) in numbers or _shifted(number, -1) in numbers
    }


def _number(line: TextLine, lines: Sequence[TextLine]) -> Number | None:
    match = NUMBERED.match(line.text)
    if match is None or len(line.cells) > MOST_CELLS or count_words(line.text) > LONGEST or ends_sentence(line.text):
        return None
    widest = max(other.right - other.left for other in lines)
    if line.text[match.end() - 1].islower() or line.right - line.left > SHORT * widest:
        return None
    return tuple(map(int, match[1].split(".")))


def _shifted(number: Number, by: int) -> Number:
    return (*number[:-1], number[-1] + by)


FIRST_PAGES = 2
FEWEST, MOST = 2, 30
"""Words of a title."""


def find_title(drafts: Sequence[BlockDraft]) -> str | None:
    """The words of the heading that is the title; None where there are no headings."""
    headings = [draft for draft in drafts if draft.kind == "heading"]
    candidates = [draft for draft in headings if draft.first.page <= FIRST_PAGES and _can_be_title(draft)]
    if candidates:
        return clean(max(candidates, key=lambda draft: draft.first.size).text)
    return clean(min(headings, key=lambda draft: draft.level).text) if headings else None


def _can_be_title(draft: BlockDraft) -> bool:
    has_letters = sum(char.isalpha() for char in draft.text) > len(draft.text) / 2
    return FEWEST <= count_words(draft.text) <= MOST and has_letters and not is_numbered(draft.text)
