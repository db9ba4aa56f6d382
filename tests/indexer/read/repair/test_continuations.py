"""Blocks that a layout cut in two."""

import pytest

from indexer.read.blocks import make_block
from indexer.read.repair.continuations import join_cut_blocks
from indexer.records.reading import Block, BlockKind, Part

LONG = "was what the villages called the plan, and so do we to this day."
CUT = "The new pier makes it easier to land fish and also to repair"


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        (
            make_block("paragraph", CUT + " the boats of all of the villages"),
            make_block("paragraph", "around it."),
            True,
        ),
        (make_block("quotation", CUT), make_block("paragraph", "boats."), True),
        (make_block("item", CUT), make_block("paragraph", "boats."), True),
        (
            make_block("item", "Two leaflets were printed, “Nets” and"),
            make_block("paragraph", "“Ropes”, in May."),
            True,
        ),
        (
            make_block("item", "Nets were bought. Other new"),
            make_block("item", "things, including ropes, were too."),
            True,
        ),
        (
            make_block("heading", "Harbours built by the villages", level=2),
            make_block("paragraph", "and what they cost"),
            True,
        ),
        (make_block("paragraph", CUT + "."), make_block("paragraph", "boats."), False),
        (make_block("paragraph", CUT), make_block("paragraph", "Boats are built too."), False),
        (make_block("paragraph", "Salmon nets"), make_block("paragraph", "nets"), False),
        (make_block("heading", "Harbours of the south", level=2), make_block("paragraph", LONG), False),
        (make_block("item", "nets"), make_block("item", "ropes"), False),
        (make_block("paragraph", CUT), make_block("item", "boats"), False),
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
    (block,) = join_cut_blocks(
        [make_block(kind, CUT + " all the boats that they own", 3), make_block("paragraph", "there.", 4)]
    )
    assert block.parts == (Part(3, CUT + " all the boats that they own "), Part(4, "there."))
    assert block.kind == kind
