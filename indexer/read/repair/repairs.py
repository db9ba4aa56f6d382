"""The steps that undo what a conversion did to a document's structure, in their order."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from indexer.read.blocks import merge_blocks, with_kind
from indexer.read.heuristics import (
    NUMBERED,
    breaks_off,
    count_words,
    ends_sentence,
    is_dangling,
    is_fragment,
    is_numbered,
    is_signature,
    looks_like_heading,
    starts_low,
)
from indexer.records.reading import Block


def repair(blocks: Sequence[Block], *, bare: bool) -> list[Block]:
    """The blocks repaired. In a `bare` document, one that marks no headings, they are found by their words.

    Quotations come after the text is whole and before headings are looked for, so that a signature is not one.
    """
    repaired = mark_quotations(join_cut_blocks(blocks))
    return join_cut_blocks(find_headings(repaired)) if bare else repaired


RUNNING = frozenset({"paragraph", "item", "quotation", "note"})
"""The kinds whose text runs on."""

MIN_CUT_WORDS = 6
"""Words that a text must have to be seen as cut off: shorter ones are labels and cells."""

LONGEST_TAIL = 12
"""Words of the longest second line of a heading."""


def continues_text(before: Block, after: Block) -> bool:
    """A paragraph that begins with a small letter goes on with a text that is not finished, and no heading."""
    return (
        before.kind in RUNNING
        and not (before.kind == "paragraph" and looks_like_heading(before.text))
        and after.kind == "paragraph"
        and starts_low(after.text)
        and not ends_sentence(before.text)
        and count_words(before.text) >= MIN_CUT_WORDS
    )


def completes_dangling(before: Block, after: Block) -> bool:
    """A paragraph, whatever its first letter, goes on with a text that ends in a comma or a word like "and"."""
    return (
        before.kind in RUNNING
        and after.kind == "paragraph"
        and is_dangling(before.text)
        and count_words(before.text) >= MIN_CUT_WORDS
    )


def continues_item(before: Block, after: Block) -> bool:
    """An item that begins with a small letter goes on with one that breaks off in its second sentence or later."""
    return before.kind == after.kind == "item" and starts_low(after.text) and breaks_off(before.text)


def continues_heading(before: Block, after: Block) -> bool:
    """A short line that begins with a small letter is the second line of a heading."""
    return (
        before.kind == "heading"
        and after.kind == "paragraph"
        and starts_low(after.text)
        and not ends_sentence(before.text)
        and count_words(after.text) <= LONGEST_TAIL
        and looks_like_heading(after.text[:1].upper() + after.text[1:])
    )


SIGNS: tuple[Callable[[Block, Block], bool], ...] = (
    continues_text,
    completes_dangling,
    continues_item,
    continues_heading,
)
"""The signs that a block goes on with the one before it; one is enough."""


def join_cut_blocks(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, with those that go on with the one before them merged into it."""
    whole: list[Block] = []
    for block in blocks:
        if whole and any(sign(whole[-1], block) for sign in SIGNS):
            whole[-1] = merge_blocks(whole[-1], block)
        else:
            whole.append(block)
    return whole


MARKS = frozenset({"“", "”", "“”", '"', "«", "»", "« »", "❝", "❞", "❝❞", "''", ",,", "„"})

MISREAD = {"44": ("43", "45"), "66": ("65", "67"), "99": ("98", "100")}
"""What character recognition makes of a quotation mark, with the numbers that would make it a page number."""

REACH = 4
"""Blocks after the mark among which the signature is looked for."""

LONGEST_ENDING = 4
"""Words of a signature's second line."""

MIN_QUOTATION_WORDS = 8
"""Words of a paragraph that a mark above it or a signature below it makes a quotation."""


def find_marks(blocks: Sequence[Block]) -> set[int]:
    """Where blocks are nothing but a quotation mark, or what stands for one."""
    texts = {block.text for block in blocks}
    misread = {digits for digits, neighbours in MISREAD.items() if not texts.intersection(neighbours)}
    return {at for at, block in enumerate(blocks) if block.text in MARKS or block.text in misread}


def mark_quotations(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the marks; what a mark opens or a signature closes, signature included, as quotations."""
    marks = find_marks(blocks)
    kept = [block for at, block in enumerate(blocks) if at not in marks]
    openings = {at - sum(mark < at for mark in marks) for at in marks}
    quoted: set[int] = set()
    for at in range(len(kept)):
        if at in openings:
            quoted.update(_opened_at(kept, at))
        elif at and _is_text(kept[at]) and is_signature(kept[at].text) and _is_quotable(kept[at - 1]):
            quoted.update((at - 1, at))
    quoted.update(_second_lines(kept, quoted))
    return [with_kind(block, "quotation") if at in quoted else block for at, block in enumerate(kept)]


def _opened_at(blocks: Sequence[Block], start: int) -> range:
    """What a mark before `start` opens: up to the signature, or the one block after the mark."""
    for at in range(start, min(start + REACH, len(blocks))):
        if not _is_text(blocks[at]):
            break
        if at > start and is_signature(blocks[at].text):
            return range(start, at + 1)
    return range(start, start + 1) if start < len(blocks) and _is_quotable(blocks[start]) else range(0)


def _second_lines(blocks: Sequence[Block], quoted: set[int]) -> set[int]:
    """Short lines that a signature wraps into: they stand between it and a short line that can be a heading."""
    found = set()
    for at in range(1, len(blocks) - 1):
        above, line, below = blocks[at - 1], blocks[at], blocks[at + 1]
        if (
            at - 1 in quoted
            and is_signature(above.text)
            and line.kind in ("paragraph", "heading")
            and count_words(line.text) <= LONGEST_ENDING
            and not ends_sentence(line.text)
            and count_words(below.text) <= LONGEST_ENDING * 2
            and not ends_sentence(below.text)
        ):
            found.add(at)
    return found


def _is_text(block: Block) -> bool:
    return block.kind in ("paragraph", "quotation")


def _is_quotable(block: Block) -> bool:
    return _is_text(block) and count_words(block.text) >= MIN_QUOTATION_WORDS


LONGEST_RUN = 2
"""Short lines that may follow each other as headings; more are labels, call-outs or a table's cells."""


def find_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the paragraphs that act as headings as such, the first of all at level 1."""
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
    return [with_kind(block, "heading", found[at]) if at in found else block for at, block in enumerate(blocks)]


def _headings_of_run(blocks: Sequence[Block], start: int, end: int) -> list[int]:
    """Which of the short lines from `start` to before `end` are headings."""
    if start == end or end == len(blocks):
        return []
    candidates = [at for at in range(start, end) if looks_like_heading(blocks[at].text)]
    if end - start <= LONGEST_RUN:
        return candidates
    last = [end - 1] if _is_real_text(blocks[end]) else []
    return [at for at in candidates if at == start == 0 or at in last or is_numbered(blocks[at].text)]


def _is_real_text(block: Block) -> bool:
    """Whether the block is what a heading stands over, rather than one more label or cell."""
    return block.kind != "paragraph" or (ends_sentence(block.text) and not block.text.endswith(":"))


def _levels(titles: Sequence[str]) -> list[int]:
    """Level 1 for the first heading, wherever it recurs; 2 for the kind, numbered or not, that comes next."""
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
    """How many parts a heading's number has: 1 for "3." and 2 for "2.1"."""
    match = NUMBERED.match(title)
    decimal = match["decimal"] if match else None
    return decimal.count(".") + 1 if decimal else 1


TITLE = re.compile(
    r"^(?:[\dIVX]{1,4}[.)]?\s+)?(?:list of )?(?:references|bibliography|works cited|sources and references"
    r"|références(?: bibliographiques)?|bibliographie|referencias(?: bibliográficas)?|bibliografía"
    r"|tài liệu tham khảo|thư mục"
    r"|(?:subject |author |general )?index|index (?:alphabétique|analytique|thématique)"
    r"|índice (?:alfabético|analítico|temático))$",
    re.IGNORECASE,
)

ENTRY = re.compile(r"\b(?:19|20)\d\d\b|,\s*\d{1,4}(?:[-–]\d{1,4})?\.?$")
"""What tells an entry: a year, or pages at the end."""

SHARE = 0.4
"""The share of a later page's texts that must be entries for the list to go on there."""


def demote_references(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with what a list of references or an index holds, up to the next heading of its rank, demoted."""
    pages = _pages_of_entries(blocks)
    marked = []
    level = start = 0
    for block in blocks:
        page = block.parts[0].page
        if level and page != start and page not in pages:
            level = 0
        if block.kind == "heading":
            if TITLE.match(block.text):
                level, start = block.level, page
            elif block.level <= level:
                level = 0
        elif level and block.kind in ("paragraph", "item"):
            marked.append(replace(block, kind="note", demoted=True))
            continue
        marked.append(block)
    return marked


def _pages_of_entries(blocks: Sequence[Block]) -> set[int]:
    """The pages many of whose texts are entries."""
    found = set()
    for page, group in groupby(blocks, key=lambda block: block.parts[0].page):
        texts = [block.text for block in group if block.kind != "heading"]
        if sum(ENTRY.search(text) is not None for text in texts) >= SHARE * len(texts):
            found.add(page)
    return found
