"""Quotations set apart by a mark or signed with a name."""

import pytest

from indexer.read.blocks import make_block
from indexer.read.repair.quotations import mark_quotations

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
    """What stands between a mark and a signature belongs to the quotation."""
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
