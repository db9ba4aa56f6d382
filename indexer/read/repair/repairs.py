"""The steps that undo what a conversion did to a document's structure, in their order."""

from collections.abc import Sequence

from indexer.read.repair.bare_headings import find_headings
from indexer.read.repair.continuations import join_cut_blocks
from indexer.read.repair.quotations import mark_quotations
from indexer.records.reading import Block


def repair(blocks: Sequence[Block], *, bare: bool) -> list[Block]:
    """The blocks repaired. In a `bare` document, one that marks no headings, they are found by their words.

    Quotations come after the text is whole and before headings are looked for, so that a signature is not one.
    """
    repaired = mark_quotations(join_cut_blocks(blocks))
    return join_cut_blocks(find_headings(repaired)) if bare else repaired
