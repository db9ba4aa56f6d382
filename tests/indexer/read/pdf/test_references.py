"""Lists of references."""

from indexer.read.blocks import make_block
from indexer.read.pdf.references import demote_references


def test_mark_references() -> None:
    """What stands under the heading of a list of references is a note, up to the next heading of its rank."""
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
    """Entries of an index, known by their pages, are notes that stand behind the text."""
    entries = [make_block("paragraph", text, 9) for text in ("Boats, 12, 34–36", "Crews, 7", "Nets, 15")]
    marked = demote_references([make_block("heading", "Index", 9, level=1), *entries])
    assert [(block.kind, block.demoted) for block in marked[1:]] == [("note", True)] * 3
