"""Stored page texts and the blocks placed in them."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.page_text import build_page_texts, text_of
from indexer.records.passage import Span, join_spans, slice_spans
from indexer.records.reading import Block, PageLabel, Part


def test_each_block_is_a_line_of_its_page() -> None:
    """Blocks follow each other in the stored text, one to a line."""
    blocks = (Block("heading", (Part(1, "Boats"),), level=1), Block("paragraph", (Part(1, "They float."),)))
    layout = build_page_texts((PageLabel(1, "i"),), blocks)
    assert layout.pages == {1: "Boats\nThey float.\n"}
    assert [placed.spans for placed in layout.blocks] == [(Span(1, 0, 5),), (Span(1, 6, 17),)]


def test_a_block_over_a_page_break_stands_on_both_pages() -> None:
    """Each page stores its share; the line end follows the last part."""
    blocks = (Block("paragraph", (Part(1, "half "), Part(2, "and half"))), Block("note", (Part(1, "1 A note"),)))
    layout = build_page_texts((PageLabel(1, "1"), PageLabel(2, "2")), blocks)
    assert layout.pages == {1: "half 1 A note\n", 2: "and half\n"}
    assert text_of(layout.pages, layout.blocks[0].spans) == "half and half"


def test_a_page_without_blocks_has_empty_text() -> None:
    """Every page of the file has a stored text, so that page numbers stay right."""
    assert build_page_texts((PageLabel(1, "1"), PageLabel(2, "2")), ()).pages == {1: "", 2: ""}


texts = st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=30)


@given(parts=st.lists(texts, min_size=1, max_size=4), data=st.data())
def test_a_slice_of_spans_is_a_slice_of_their_text(parts: list[str], data: st.DataObject) -> None:
    """Slicing spans and slicing the text they make up are the same thing."""
    block = Block("paragraph", tuple(Part(page, text) for page, text in enumerate(parts, start=1)))
    layout = build_page_texts(tuple(PageLabel(page, str(page)) for page in range(1, len(parts) + 1)), (block,))
    whole = "".join(parts)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    spans = slice_spans(layout.blocks[0].spans, start, end)
    assert text_of(layout.pages, tuple(spans)) == whole[start:end]


def test_spans_that_touch_become_one() -> None:
    """Neighbouring spans of one page are joined, others are kept apart."""
    spans = [Span(1, 0, 4), Span(1, 4, 9), Span(1, 10, 12), Span(2, 0, 3)]
    assert join_spans(spans) == (Span(1, 0, 9), Span(1, 10, 12), Span(2, 0, 3))
