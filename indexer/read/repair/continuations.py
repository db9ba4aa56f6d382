"""Blocks that a layout cut in two are put together again, where the text itself shows the cut."""

from collections.abc import Callable, Iterable

from indexer.read.blocks import merge_blocks
from indexer.read.repair.bare_lines import looks_like_heading
from indexer.read.sentence_ends import breaks_off, count_words, ends_sentence, is_dangling, starts_low
from indexer.records.reading import Block

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
