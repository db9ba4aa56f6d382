"""The main text of a web page."""

from indexer.read.html.main_text import extract_main_text
from tests.indexer.read.html.pages import BLOCKS, STORY, whole


def test_structure_is_kept() -> None:
    """Headings with their levels, lists inside lists, numbers, rows and quotations; nothing of what surrounds them."""
    assert [(block.kind, block.level, block.text) for block in extract_main_text(whole(STORY))] == BLOCKS


def test_without_text_there_is_nothing() -> None:
    """A page of scripts has no main text."""
    assert extract_main_text("<html><body><script>x()</script></body></html>") == []


def test_code_in_a_line_stays_in_it() -> None:
    """Words set as code do not cut a sentence apart."""
    body = STORY.replace("from the quay", "from the <code>quay</code>").replace("by anyone", "by <code>anyone</code>")
    assert [(block.kind, block.level, block.text) for block in extract_main_text(whole(body))] == BLOCKS
