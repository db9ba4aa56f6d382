"""Lists of references."""

from indexer.read.blocks import make
from indexer.read.pdf.references import mark_references


def test_mark_references() -> None:
    """What stands under the heading of a list of references is a note, up to the next heading of its rank."""
    blocks = [
        make("heading", "5. Referencias bibliográficas", level=2),
        make("heading", "Books", level=3),
        make("paragraph", "Ruiz, M. 2019. The nets."),
        make("item", "Rabe, A. 2020. The boats."),
        make("heading", "Crews", level=2),
        make("paragraph", "They mend their nets."),
    ]
    kinds = [block.kind for block in mark_references(blocks)]
    assert kinds == ["heading", "heading", "note", "note", "heading", "paragraph"]


def test_words_alone_make_no_list() -> None:
    """A heading that only mentions references heads no list of them."""
    blocks = [make("heading", "References to nets in old laws", level=1), make("paragraph", "There are two.")]
    assert mark_references(blocks) == blocks


def test_a_list_under_body_text_and_over_pages() -> None:
    """A list that begins below body text goes on over pages of entries, and ends where a page holds none."""
    blocks = [
        make("paragraph", "They mend their nets."),
        make("paragraph", "They sell their boats."),
        make("heading", "References", level=1),
        make("paragraph", "Ruiz, M. 2019. The nets."),
        make("paragraph", "Rabe, A. 2020. The boats.", 2),
        make("paragraph", "The crews meet in the spring.", 3),
    ]
    assert [block.demoted for block in mark_references(blocks)] == [False, False, False, True, True, False]


def test_an_index_is_demoted() -> None:
    """Entries of an index, known by their pages, are notes that stand behind the text."""
    entries = [make("paragraph", text, 9) for text in ("Boats, 12, 34–36", "Crews, 7", "Nets, 15")]
    marked = mark_references([make("heading", "Index", 9, level=1), *entries])
    assert [(block.kind, block.demoted) for block in marked[1:]] == [("note", True)] * 3
