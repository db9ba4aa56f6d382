"""How passages are cited."""

import pytest
from msgspec.structs import replace

from indexer.records.document import Document
from indexer.records.passage import Passage, Span
from indexer.records.source import Source
from service.schemas.citation import cite, page_words, scan_words, web_url

LABELS = ("i", "ii", "1", "2", "3", "4")


def document(pages: int = len(LABELS)) -> Document:
    labels = tuple(LABELS[:pages])
    return Document(Source("r", "A report", "report", "ILO", 2023), "r.pdf", "", labels, (), (), 0, 1)


def passage(*pages: int) -> Passage:
    spans = tuple(Span(page, 0, 1) for page in pages)
    return Passage("p1", 0, "r", "en", ("Results", "Namibia"), "text", spans, {})


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ((3,), "page 1"),
        ((3, 3), "page 1"),
        ((2, 3), "pages ii–1"),
        ((3, 4, 5), "pages 1–3"),
        ((1, 3, 4, 6), "pages i, 1–2, 4"),
        ((), ""),
    ],
)
def test_page_words(pages: tuple[int, ...], words: str) -> None:
    """Pages are named by their printed labels, neighbours as a range."""
    assert page_words(passage(*pages), document()) == words


def test_one_page_document() -> None:
    """The citation of a document of one page has no page number."""
    assert page_words(passage(1), document(pages=1)) == ""


@pytest.mark.parametrize(
    ("pages", "words"),
    [((1,), "page i"), ((2,), "page ii, read from a picture (confidence 91%)"), ((1, 2, 3), "pages i–1, read from a")],
)
def test_text_read_from_a_picture(pages: tuple[int, ...], words: str) -> None:
    """It is said to be, with the lowest confidence of its pages."""
    scanned = replace(document(), ocr_confidences={2: 91, 3: 77})
    cited = cite(passage(*pages), scanned, "/passages/p1")
    assert cited.pages.startswith(words)
    assert scanned.ocr_confidence(pages) == {1: None, 2: 91}.get(pages[-1], 77)
    assert ("from a picture (confidence 77%)" in cited.text("https://x.org/passages/p1")) == (3 in pages)


def test_a_document_that_is_mostly_a_scan() -> None:
    """It is said of one of whose pages more than half were read from pictures."""
    three = replace(document(pages=5), ocr_confidences={1: 70, 2: 80, 3: 90})
    assert scan_words(three).startswith(
        "A scan: OCR read 3 of its 5 pages from pictures, with a median confidence of 80%."
    )
    assert not scan_words(replace(three, ocr_confidences={1: 70, 2: 80}))
    assert not scan_words(document())


def test_cite() -> None:
    """A citation has all that is needed to find the words again."""
    citation = cite(passage(5), document(), "https://x.org/passages/p1")
    assert (citation.title, citation.publisher, citation.year) == ("A report", "ILO", 2023)
    assert (citation.section, citation.pages) == (("Results", "Namibia"), "page 3")
    assert citation.permalink == "https://x.org/passages/p1"
    assert citation.official


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://www.ilo.org/x", True),
        ("http://ilo.org", True),
        ("HTTPS://ilo.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//ilo.org", False),
        ("https:", False),
        ("http://[", False),
        ("ilo.org", False),
        ("", False),
        (None, False),
    ],
)
def test_web_url(address: str | None, *, link: bool) -> None:
    """Only addresses of the web become links."""
    assert web_url(address) == (address if link else None)
