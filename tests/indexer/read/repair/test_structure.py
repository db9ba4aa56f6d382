"""Blocks that a layout cut in two."""

import pytest

from indexer.read.blocks import make_block
from indexer.read.repair.structure import demote_references, find_headings, join_cut_blocks, mark_quotations
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


SAID = "We mend our nets together now, and nobody has to do it at night."
TEXT = "The harbour was rebuilt by the port's own workers within a year."
NAME = "Marta Ruiz, Harbour Master"


def kinds(*texts: str) -> list[tuple[str, str]]:
    """First letters of kinds with the texts' first words, after marking."""
    return [(b.kind[0], b.text.split()[0]) for b in mark_quotations([make_block("paragraph", text) for text in texts])]


@pytest.mark.parametrize("mark", ["“", "44", "66", "«"])
def test_mark_opens_a_quotation(mark: str) -> None:
    """A mark alone, or what recognition makes of one, goes, and the text after it is a quotation."""
    assert kinds(TEXT, mark, SAID, TEXT) == [("p", "The"), ("q", "We"), ("p", "The")]


def test_mark_reaches_to_the_signature() -> None:
    """Text between a quotation mark and a signature belongs to the quotation."""
    assert kinds("“", SAID, "Hear more here.", NAME, TEXT) == [("q", "We"), ("q", "Hear"), ("q", "Marta"), ("p", "The")]


def test_signature_without_mark() -> None:
    """A signature makes the text above it a quotation."""
    assert kinds(TEXT, SAID, NAME, TEXT) == [("p", "The"), ("q", "We"), ("q", "Marta"), ("p", "The")]


def test_signature_over_two_lines() -> None:
    """A short line between a signature and a heading is the signature's second line."""
    blocks = [
        make_block("paragraph", SAID),
        make_block("paragraph", NAME + ", Ministry of Ports and"),
        make_block("paragraph", "Nets of Chile"),
    ]
    marked = mark_quotations([*blocks, make_block("heading", "Boats", level=2)])
    assert [block.kind for block in marked] == ["quotation", "quotation", "quotation", "heading"]


def test_page_numbers_are_no_marks() -> None:
    """The number 44 between 43 and 45 is a page's."""
    assert kinds("43", TEXT, "44", SAID, "45") == [("p", "43"), ("p", "The"), ("p", "44"), ("p", "We"), ("p", "45")]


def headings(*texts: str) -> list[tuple[str, int]]:
    """Return the headings found among paragraphs, with their levels."""
    return [
        (b.text, b.level)
        for b in find_headings([make_block("paragraph", text) for text in texts])
        if b.kind == "heading"
    ]


def test_short_lines_over_text() -> None:
    """The first heading is the document's, the others are below it; when the title recurs, it has level 1 again."""
    found = headings("Harbours of the south", TEXT, "Boats", TEXT, "Harbours of the south", TEXT)
    assert found == [("Harbours of the south", 1), ("Boats", 2), ("Harbours of the south", 1)]


def test_numbers_make_levels() -> None:
    """Numbered headings are below unnumbered ones, or on their level where they come first."""
    assert headings("South", TEXT, "Boats", "1. Nets", TEXT, "2. Ropes", TEXT, "Crew", TEXT) == [
        ("South", 1),
        ("Boats", 2),
        ("1. Nets", 3),
        ("2. Ropes", 3),
        ("Crew", 2),
    ]
    assert headings("South", TEXT, "1. Nets", TEXT, "1.1 Ropes", TEXT, "Crew", TEXT) == [
        ("South", 1),
        ("1. Nets", 2),
        ("1.1 Ropes", 3),
        ("Crew", 3),
    ]


def test_runs_are_labels() -> None:
    """Of three or more short lines in a row none is a heading, but for the last where real text is under it."""
    assert headings("South", TEXT, "Norway", "Herring", "Chile", "Salmon", "Trade", TEXT) == [
        ("South", 1),
        ("Trade", 2),
    ]
    assert headings("South", TEXT, "Herring", "salmon", "Cod", "Hake (fresh, frozen), cod", "Trade", TEXT) == [
        ("South", 1),
        ("Trade", 2),
    ]


def test_last_line_is_no_heading() -> None:
    """A short line with nothing under it is text."""
    assert headings("South", TEXT, "Boats") == [("South", 1)]


def test_mark_references() -> None:
    """Text under the heading of a list of references is a note, up to the next heading of that level."""
    blocks = [
        make_block("heading", "5. Referencias bibliográficas", level=2),
        make_block("heading", "Books", level=3),
        make_block("paragraph", "Ruiz, M. 2019. The nets."),
        make_block("item", "Rabe, A. 2020. The boats."),
        make_block("heading", "Crews", level=2),
        make_block("paragraph", "They mend their nets."),
    ]
    kinds = [block.kind for block in demote_references(blocks)]
    assert kinds == ["heading", "heading", "note", "note", "heading", "paragraph"]


def test_words_alone_make_no_list() -> None:
    """A heading that only mentions references heads no list of them."""
    blocks = [
        make_block("heading", "References to nets in old laws", level=1),
        make_block("paragraph", "There are two."),
    ]
    assert demote_references(blocks) == blocks


def test_a_list_under_body_text_and_over_pages() -> None:
    """A list that begins below body text goes on over pages of entries, and ends where a page holds none."""
    blocks = [
        make_block("paragraph", "They mend their nets."),
        make_block("paragraph", "They sell their boats."),
        make_block("heading", "References", level=1),
        make_block("paragraph", "Ruiz, M. 2019. The nets."),
        make_block("paragraph", "Rabe, A. 2020. The boats.", 2),
        make_block("paragraph", "The crews meet in the spring.", 3),
    ]
    assert [block.demoted for block in demote_references(blocks)] == [False, False, False, True, True, False]


def test_an_index_is_demoted() -> None:
    """Entries of an index, recognized by their page numbers, become demoted notes."""
    entries = [make_block("paragraph", text, 9) for text in ("Boats, 12, 34–36", "Crews, 7", "Nets, 15")]
    marked = demote_references([make_block("heading", "Index", 9, level=1), *entries])
    assert [(block.kind, block.demoted) for block in marked[1:]] == [("note", True)] * 3
