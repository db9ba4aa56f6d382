"""HTML inside another text, such as Markdown, as blocks."""

from selectolax.lexbor import LexborHTMLParser

from indexer.read.html.rendered_text import write_rendered_text
from indexer.read.html.visible import remove_invisible
from indexer.read.html.whole_page import extract_whole_page
from indexer.read.omissions import Omissions
from indexer.records.reading import Block

MAX_TAGS = 100_000  # of a fragment


def read_fragment(source: str, omissions: Omissions) -> list[Block]:
    """Return the blocks of a fragment without what it hides or strikes out; none of one with too many tags."""
    if source.count("<") > MAX_TAGS:
        return []
    page = LexborHTMLParser(source)
    remove_invisible(page, omissions)
    write_rendered_text(page, limit=len(source) * 10)
    return extract_whole_page(page.body) if page.body is not None else []
