"""Headings of a document that does not mark them: short lines that have text under them."""

from collections.abc import Sequence

from indexer.read.blocks import with_kind
from indexer.read.repair.bare_lines import NUMBERED, is_fragment, is_numbered, looks_like_heading
from indexer.read.sentence_ends import ends_sentence
from indexer.records.reading import Block

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
