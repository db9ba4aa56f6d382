"""HTML inside another text, such as Markdown, as blocks."""

from selectolax.lexbor import LexborHTMLParser

from indexer.read.html.printed import write_printed
from indexer.read.html.visible import drop_unseen
from indexer.read.html.whole_page import extract_whole_page
from indexer.read.left_out import LeftOut
from indexer.records.reading import Block

MAX_TAGS = 100_000  # of a fragment


def read_fragment(source: str, left_out: LeftOut) -> list[Block]:
    """Return the blocks of a fragment without what it hides or strikes out; none of one with too many tags."""
    if source.count("<") > MAX_TAGS:
        return []
    page = LexborHTMLParser(source)
    drop_unseen(page, left_out)
    write_printed(page, limit=len(source) * 10)
    return extract_whole_page(page.body) if page.body is not None else []
