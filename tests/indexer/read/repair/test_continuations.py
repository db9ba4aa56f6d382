"""Blocks that a layout cut in two."""

import pytest

from indexer.read.blocks import make
from indexer.read.repair.continuations import join_cut_blocks
from indexer.records.reading import Block, BlockKind, Part

LONG = "was what the villages called the plan, and so do we to this day."
CUT = "The new pier makes it easier to land fish and also to repair"


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        (make("paragraph", CUT + " the boats of all of the villages"), make("paragraph", "around it."), True),
        (make("quotation", CUT), make("paragraph", "boats."), True),
        (make("item", CUT), make("paragraph", "boats."), True),
        (make("item", "Two leaflets were printed, “Nets” and"), make("paragraph", "“Ropes”, in May."), True),
        (make("item", "Nets were bought. Other new"), make("item", "things, including ropes, were too."), True),
        (make("heading", "Harbours built by the villages", level=2), make("paragraph", "and what they cost"), True),
        (make("paragraph", CUT + "."), make("paragraph", "boats."), False),
        (make("paragraph", CUT), make("paragraph", "Boats are built too."), False),
        (make("paragraph", "Salmon nets"), make("paragraph", "nets"), False),
        (make("heading", "Harbours of the south", level=2), make("paragraph", LONG), False),
        (make("item", "nets"), make("item", "ropes"), False),
        (make("paragraph", CUT), make("item", "boats"), False),
    ],
)
def test_join_cut_blocks(before: Block, after: Block, joined: bool) -> None:  # noqa: FBT001  # a table's column
    """Blocks are joined where an unfinished text goes on with a small letter or hangs on its last word, else not."""
    blocks = join_cut_blocks([before, after])
    assert len(blocks) == (1 if joined else 2)
    assert " ".join(block.text for block in blocks) == f"{before.text} {after.text}"


@pytest.mark.parametrize("kind", ["paragraph", "item", "quotation"])
def test_over_a_page(kind: BlockKind) -> None:
    """A text joined over a page break has a part on each page, the space at the end of the first."""
    (block,) = join_cut_blocks([make(kind, CUT + " all the boats that they own", 3), make("paragraph", "there.", 4)])
    assert block.parts == (Part(3, CUT + " all the boats that they own "), Part(4, "there."))
    assert block.kind == kind
