"""Undo what a conversion did to a document's structure: cut blocks, lost quotations, headings and reference lists."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from indexer.analysis.language_registry import active_languages, language_cache
from indexer.read.blocks import merge_blocks
from indexer.read.heuristics import (
    breaks_off,
    count_words,
    ends_sentence,
    is_dangling,
    is_fragment,
    is_numbered,
    is_signature,
    looks_like_heading,
    numbered_pattern,
    starts_lowercase,
)
from indexer.records.reading import Block

RUNNING = frozenset({"paragraph", "item", "quotation", "note"})  # the kinds whose text runs on
MIN_CUT_WORDS = 6  # of a text that can be cut off: shorter ones are labels and cells
MAX_HEADING_TAIL_WORDS = 12  # of a heading's second line

QUOTATION_MARKS = frozenset({"“", "”", "“”", '"', "«", "»", "« »", "❝", "❞", "❝❞", "''", ",,", "„"})
# What OCR makes of a quotation mark, with the numbers beside which it would be a page number.
MISREAD_MARKS = {"44": ("43", "45"), "66": ("65", "67"), "99": ("98", "100")}
MAX_SIGNATURE_DISTANCE = 4  # blocks after the mark among which the signature is looked for
MAX_SIGNATURE_TAIL_WORDS = 4  # of a signature's second line
MIN_QUOTATION_WORDS = 8  # of a paragraph that a mark above it or a signature below it makes a quotation

MAX_HEADINGS_IN_A_ROW = 2  # more short lines are labels, call-outs or a table's cells

REFERENCE = re.compile(r"\b(?:19|20)\d\d\b|,\s*\d{1,4}(?:[-–]\d{1,4})?\.?$")  # a year, or pages at the end
MIN_REFERENCE_SHARE = 0.4  # of a later page's texts, for the list to go on there


@language_cache()
def references_title() -> re.Pattern[str]:
    """Return the expression of the titles of references and indexes in all languages."""
    titles = "|".join(title for each in active_languages().values() for title in each.layout.references)
    return re.compile(rf"^(?:[\dIVX]{{1,4}}[.)]?\s+)?(?:{titles})$", re.IGNORECASE)


def repair(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks repaired. Where none is marked as a heading, they are found by their words.

    Quotations come after cut texts are joined and before headings are looked for, so that a signature is not one.
    """
    repaired = mark_quotations(join_cut_blocks(blocks))
    is_marked = any(block.kind == "heading" for block in blocks)
    return repaired if is_marked else join_cut_blocks(find_headings(repaired))


def continues_text(before: Block, after: Block) -> bool:
    """Return whether a paragraph that begins in lower case goes on with a text that is not finished, no heading."""
    return (
        before.kind in RUNNING
        and not (before.kind == "paragraph" and looks_like_heading(before.text))
        and after.kind == "paragraph"
        and starts_lowercase(after.text)
        and not ends_sentence(before.text)
        and count_words(before.text) >= MIN_CUT_WORDS
    )


def completes_dangling(before: Block, after: Block) -> bool:
    """Return whether a paragraph goes on with a text that ends in a comma or a word like "and"."""
    return (
        before.kind in RUNNING
        and after.kind == "paragraph"
        and is_dangling(before.text)
        and count_words(before.text) >= MIN_CUT_WORDS
    )


def continues_item(before: Block, after: Block) -> bool:
    """Return whether an item in lower case goes on with one that breaks off in its second sentence or later."""
    return before.kind == after.kind == "item" and starts_lowercase(after.text) and breaks_off(before.text)


def continues_heading(before: Block, after: Block) -> bool:
    """Return whether a short line in lower case is the second line of a heading."""
    return (
        before.kind == "heading"
        and after.kind == "paragraph"
        and starts_lowercase(after.text)
        and not ends_sentence(before.text)
        and count_words(after.text) <= MAX_HEADING_TAIL_WORDS
        and looks_like_heading(after.text[:1].upper() + after.text[1:])
    )


# One of these is enough for a block to go on with the one before it.
CONTINUATIONS: tuple[Callable[[Block, Block], bool], ...] = (
    continues_text,
    completes_dangling,
    continues_item,
    continues_heading,
)


def join_cut_blocks(blocks: Iterable[Block]) -> list[Block]:
    """Merge blocks that a layout cut in two, where the text itself shows the cut."""
    whole: list[Block] = []
    for block in blocks:
        if whole and any(continues(whole[-1], block) for continues in CONTINUATIONS):
            whole[-1] = merge_blocks(whole[-1], block)
        else:
            whole.append(block)
    return whole


def find_marks(blocks: Sequence[Block]) -> set[int]:
    """Return the positions of blocks that are nothing but a quotation mark, or what OCR makes of one."""
    texts = {block.text for block in blocks}
    misread = {digits for digits, neighbours in MISREAD_MARKS.items() if not texts.intersection(neighbours)}
    return {at for at, block in enumerate(blocks) if block.text in QUOTATION_MARKS or block.text in misread}


def mark_quotations(blocks: Sequence[Block]) -> list[Block]:
    """Drop the marks; make quotations of what a mark opens or a signature closes, signature included."""
    marks = find_marks(blocks)
    kept = [block for at, block in enumerate(blocks) if at not in marks]
    openings = {at - sum(mark < at for mark in marks) for at in marks}
    quoted: set[int] = set()
    for at in range(len(kept)):
        if at in openings:
            quoted.update(_opened_at(kept, at))
        elif at and _is_text(kept[at]) and is_signature(kept[at].text) and _is_quotable(kept[at - 1]):
            quoted.update((at - 1, at))
    quoted.update(_signature_tails(kept, quoted))
    return [replace(block, kind="quotation", level=0) if at in quoted else block for at, block in enumerate(kept)]


def _opened_at(blocks: Sequence[Block], start: int) -> range:
    """Return what a mark before `start` opens: up to the signature, or the one block after the mark."""
    for at in range(start, min(start + MAX_SIGNATURE_DISTANCE, len(blocks))):
        if not _is_text(blocks[at]):
            break
        if at > start and is_signature(blocks[at].text):
            return range(start, at + 1)
    return range(start, start + 1) if start < len(blocks) and _is_quotable(blocks[start]) else range(0)


def _signature_tails(blocks: Sequence[Block], quoted: set[int]) -> set[int]:
    """Return the second lines of signatures: short lines between one and a short line that can be a heading."""
    found = set()
    for at in range(1, len(blocks) - 1):
        above, line, below = blocks[at - 1], blocks[at], blocks[at + 1]
        if (
            at - 1 in quoted
            and is_signature(above.text)
            and line.kind in ("paragraph", "heading")
            and count_words(line.text) <= MAX_SIGNATURE_TAIL_WORDS
            and not ends_sentence(line.text)
            and count_words(below.text) <= MAX_SIGNATURE_TAIL_WORDS * 2
            and not ends_sentence(below.text)
        ):
            found.add(at)
    return found


def _is_text(block: Block) -> bool:
    return block.kind in ("paragraph", "quotation")


def _is_quotable(block: Block) -> bool:
    return _is_text(block) and count_words(block.text) >= MIN_QUOTATION_WORDS


def find_headings(blocks: Sequence[Block]) -> list[Block]:
    """Make headings of the short paragraphs that have text under them, the first of all at level 1."""
    fragment = [block.kind == "paragraph" and is_fragment(block.text) for block in blocks]
    chosen: list[int] = []
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and fragment[end]:
            end += 1
        chosen += _headings_of_run(blocks, start, end)
        start = max(end, start + 1)
    levels = _levels([blocks[at].text for at in chosen])
    found = dict(zip(chosen, levels, strict=True))
    return [
        replace(block, kind="heading", level=found[at]) if at in found else block for at, block in enumerate(blocks)
    ]


def _headings_of_run(blocks: Sequence[Block], start: int, end: int) -> list[int]:
    """Return which of the short lines from `start` to before `end` are headings."""
    if start == end or end == len(blocks):
        return []
    candidates = [at for at in range(start, end) if looks_like_heading(blocks[at].text)]
    if end - start <= MAX_HEADINGS_IN_A_ROW:
        return candidates
    last = [end - 1] if _can_follow_heading(blocks[end]) else []
    return [at for at in candidates if at == start == 0 or at in last or is_numbered(blocks[at].text)]


def _can_follow_heading(block: Block) -> bool:
    """Return whether the block is text under a heading, rather than one more label or cell."""
    return block.kind != "paragraph" or (ends_sentence(block.text) and not block.text.endswith(":"))


def _levels(titles: Sequence[str]) -> list[int]:
    """Return 1 for the first heading, wherever it recurs; 2 for the kind, numbered or not, that comes next."""
    levels = []
    numbered_lead = len(titles) > 1 and is_numbered(titles[1])
    for title in titles:
        depth = _depth(title) if is_numbered(title) else 0
        if title == titles[0]:
            levels.append(1)
        elif numbered_lead:
            levels.append(1 + depth if depth else 3)
        else:
            levels.append(2 + depth)
    return levels


def _depth(title: str) -> int:
    """Return the number of parts in a heading's number: 1 for "3." and 2 for "2.1"."""
    match = numbered_pattern().match(title)
    decimal = match["decimal"] if match else None
    return decimal.count(".") + 1 if decimal else 1


def demote_references(blocks: Sequence[Block]) -> list[Block]:
    """Make demoted notes of what a list of references or an index holds, up to the next heading of its rank."""
    pages = _pages_of_references(blocks)
    result = []
    level = start = 0
    for block in blocks:
        page = block.parts[0].page
        if level and page != start and page not in pages:
            level = 0
        if block.kind == "heading":
            if references_title().match(block.text):
                level, start = block.level, page
            elif block.level <= level:
                level = 0
        elif level and block.kind in ("paragraph", "item"):
            result.append(replace(block, kind="note", demoted=True))
            continue
        result.append(block)
    return result


def _pages_of_references(blocks: Sequence[Block]) -> set[int]:
    """Return the pages many of whose texts are references."""
    found = set()
    for page, group in groupby(blocks, key=lambda block: block.parts[0].page):
        texts = [block.text for block in group if block.kind != "heading"]
        if sum(REFERENCE.search(text) is not None for text in texts) >= MIN_REFERENCE_SHARE * len(texts):
            found.add(page)
    return found
