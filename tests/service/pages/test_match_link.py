"""The links of a result lead to its first marked sentence and the page of that."""

from msgspec.structs import replace

from indexer.records.passage import Passage, Span
from service.pages.match_link import match_link, page_at
from service.search.protocol import TextSpan

PASSAGE = Passage(
    id="p",
    ordinal=0,
    document="d",
    language="en",
    section=(),
    text="Sheds are old. Villages sell timber.",
    spans=(Span(4, 10, 25), Span(5, 0, 21)),
    tags={},
)


def test_the_sentence_and_its_page() -> None:
    """The first mark decides."""
    snippet = (TextSpan("Villages sell ", match=False), TextSpan("timber", match=True))
    link = match_link(PASSAGE, [snippet])
    assert link.page == 5
    assert link.fragment == "#match:~:text=Villages%20sell%20timber."
    assert PASSAGE.text[link.start : link.end] == "Villages sell timber."


def test_a_row_is_quoted_whole() -> None:
    """A cell says nothing without its row."""
    table = replace(PASSAGE, text="Port | Sheds\nTema | Old sheds\nLagos | New", spans=(Span(4, 0, 41),))
    link = match_link(table, [(TextSpan("Tema | Old ", match=False), TextSpan("sheds", match=True))])
    assert table.text[link.start : link.end] == "Tema | Old sheds"


def test_without_a_mark() -> None:
    """Without a marked word, or without its excerpt in the text, links lead to the beginning of the passage."""
    for text in ("Villages", "Elsewhere"):
        link = match_link(PASSAGE, [(TextSpan(text, match=text == "Elsewhere"),)])
        assert (link.page, link.fragment) == (4, "#passage")
        assert PASSAGE.text[link.start : link.end] == PASSAGE.text


def test_pages_of_characters() -> None:
    """Each character is on the page of its span; what is beyond is on the last."""
    assert [page_at(PASSAGE, offset) for offset in (0, 14, 15, 35, 99)] == [4, 4, 5, 5, 5]
    assert page_at(replace(PASSAGE, spans=(Span(2, 0, 36),)), 30) == 2
