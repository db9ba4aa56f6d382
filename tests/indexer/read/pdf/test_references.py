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
