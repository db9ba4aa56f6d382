"""All of a web page's text."""

from selectolax.lexbor import LexborHTMLParser

from indexer.read.html.metadata import content_element
from indexer.read.html.whole_page import extract_whole_page
from tests.indexer.read.html.pages import BLOCKS, STORY, whole


def blocks(page: str) -> list[tuple[str, int, str]]:
    return [
        (block.kind, block.level, block.text)
        for block in extract_whole_page(content_element(LexborHTMLParser(page))[0])
    ]


def test_structure_is_kept() -> None:
    """As in the main text, but for the numbers of numbered lists; menus, forms and footers are left out."""
    unnumbered = [(kind, level, text.removeprefix("1. ").removeprefix("2. ")) for kind, level, text in BLOCKS]
    assert blocks(whole(STORY)) == unnumbered


def test_tables_that_lay_out_a_page_are_no_rows() -> None:
    """Cells with headings or tables in them are parts of a page."""
    page = """<table><tr><td><table><tr><td>Left</td><td>menu</td></tr></table></td>
    <td><h1>Nets</h1><p>One.</p><p>Two.</p></td></tr></table>"""
    assert blocks(page) == [
        ("row", 0, "Left | menu"),
        ("heading", 1, "Nets"),
        ("paragraph", 0, "One."),
        ("paragraph", 0, "Two."),
    ]


def test_boxes_in_the_text_are_kept() -> None:
    """An aside inside an article belongs to it."""
    assert blocks("<div><main>Text.<aside>Box.</aside></main><aside>Promo.</aside></div>") == [
        ("paragraph", 0, "Text."),
        ("paragraph", 0, "Box."),
    ]


def test_feet_of_articles_are_kept() -> None:
    """Where they hold a sentence, such as a note; the foot of a page is not."""
    foot = "<footer><p>Note: boats were counted in spring.</p></footer>"
    assert blocks(f"<main><article>Text.{foot}</article></main>{foot}") == [
        ("paragraph", 0, "Text."),
        ("paragraph", 0, "Note: boats were counted in spring."),
    ]


def test_depth_is_no_matter() -> None:
    """Elements inside one another, many more than calls may be, are walked like any."""
    assert blocks("<div>" * 20_000 + "Deep." + "</div>" * 20_000) == [("paragraph", 0, "Deep.")]


def test_a_page_that_marks_no_text_is_read_whole() -> None:
    """Without main and with several articles, all of the body counts but asides and navigation."""
    assert blocks("<article>One.</article><article>Two.</article><aside>Promo.</aside><nav>Menu</nav>") == [
        ("paragraph", 0, "One."),
        ("paragraph", 0, "Two."),
    ]
