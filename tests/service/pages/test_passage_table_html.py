"""A passage's table as HTML."""

from indexer.records.passage import Passage
from service.pages.passage_table import passage_blocks
from service.search.protocol import TextSpan
from service.web.rendering import template_environment
from tests.service.html_page import parse, words

TEXT = "Landings\nNorth | South\nPort | Boats | Nets | Boats | Nets\nCoast\nMay | 1 | 2 | 3 | 4\nThey mend."
SOURCE = '{% from "macros/words.html" import passage_table %}{{ passage_table(table, 1) }}'


def test_a_table_is_a_table() -> None:
    """With a caption, heads of columns, groups and rows, in a region that scrolls and can be reached by keyboard."""
    passage = Passage("p", 0, "d", "en", (), TEXT, (), {}, table="THHGr-", first_row=12)
    table, _ = passage_blocks(
        passage, (TextSpan("Landings\nNorth | ", False), TextSpan("South", True), TextSpan(TEXT[22:], False))
    )
    page = parse(template_environment().from_string(SOURCE).render(table=table))
    (region,) = page.all("div", "table")
    assert (region.attributes["role"], region.attributes["tabindex"]) == ("region", "0")
    (caption,) = page.all("caption")
    assert region.attributes["aria-labelledby"] == caption.attributes["id"]
    assert words(caption.text) == "Landings Row 12 of this table"
    scopes = [(each.attributes["scope"], each.attributes.get("colspan"), words(each.text)) for each in page.all("th")]
    assert scopes[:3] == [("colgroup", "2", "North"), ("colgroup", "2", "South"), ("col", None, "Port")]
    assert scopes[-2:] == [("rowgroup", "5", "Coast"), ("row", None, "May")]
    assert [words(each.text) for each in page.all("mark")] == ["South"]
    assert [words(each.text) for each in page.all("td")] == ["", "1", "2", "3", "4"]
