"""Text with page breaks in it, as the parts of a block."""

from indexer.read.office.paging import PAGE_BREAK, page_parts
from indexer.records.reading import Part


def test_a_text_is_parted_at_its_page_breaks() -> None:
    """White space between the parts stands at the end of the earlier one; a word belongs to where it starts."""
    text = f"{PAGE_BREAK}mend  the ne{PAGE_BREAK}t every {PAGE_BREAK}{PAGE_BREAK}day{PAGE_BREAK}"
    assert page_parts(text, 3) == ((Part(4, "mend the net "), Part(5, "every "), Part(7, "day")), 8)


def test_nothing_but_breaks_has_no_parts() -> None:
    """Yet the pages are counted."""
    assert page_parts(f" {PAGE_BREAK} \u200b ", 1) == ((), 2)
