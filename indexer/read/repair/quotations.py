"""Quotations set apart by a large quotation mark or signed with a name."""

from collections.abc import Sequence

from indexer.read.blocks import with_kind
from indexer.read.repair.bare_lines import is_signature
from indexer.read.sentence_ends import count_words, ends_sentence
from indexer.records.reading import Block

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
