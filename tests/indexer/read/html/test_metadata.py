"""The metadata of a web page."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from indexer.read.html.metadata import declared_encoding, read_metadata
from tests.indexer.read.html.pages import STORY, whole


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="windows-1252">', "windows-1252"),
        (b"<meta http-equiv=content-type content='text/html; charset=utf-8'>", "utf-8"),
        (b'<?xml version="1.0" encoding="iso-8859-15"?><html>', "iso-8859-15"),
        (b"<title>charset</title>", None),
    ],
)
def test_encodings_are_declared_near_the_start(head: bytes, encoding: str | None) -> None:
    """In each of the ways in which pages do it."""
    assert declared_encoding(head) == encoding


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (whole(STORY), "Guide to boats"),
        (whole(STORY, '<meta property="og:title" content="Boats &amp; decks">'), "Boats & decks"),
        (whole("<h1>One</h1><h1>Two</h1>"), "Boats | Harbour"),
        ("<p>No title", None),
    ],
)
def test_titles(page: str, title: str | None) -> None:
    """The title made for others, else the one top heading, else that of the window."""
    assert read_metadata(LexborHTMLParser(page)).title == title


def test_language() -> None:
    """The language is the one that the page declares, or None."""
    assert read_metadata(LexborHTMLParser(whole(STORY, lang="fr"))).language == "fr"
    assert read_metadata(LexborHTMLParser("<p>x")).language is None


def links(body: str, head: str = "") -> list[tuple[str, str]]:
    return [(link.url, link.anchor_text) for link in read_metadata(LexborHTMLParser(whole(body, head))).links]


def test_links_are_those_of_the_text() -> None:
    """Not those of menus, boxes beside it and footers; without an address of the page they stay relative."""
    assert links(STORY) == [
        ("/tools/kit.pdf", "the toolkit for decks"),
        ("https://example.org/dry", "with a mop"),
    ]


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://harbour.example/a/b">', "https://harbour.example/a/kit.pdf"),
        ('<base href="https://files.example/x/"><link rel="canonical" href="https://harbour.example/">',
         "https://files.example/x/kit.pdf"),
        ('<meta property="og:url" content="https://harbour.example/c/">', "https://harbour.example/c/kit.pdf"),
    ],
)  # fmt: skip
def test_relative_links_start_from_the_pages_address(head: str, url: str) -> None:
    """A page's base URL is that of its `base`, canonical link or metadata."""
    assert links('<a href="kit.pdf">The kit</a>', head) == [(url, "The kit")]


@pytest.mark.parametrize(
    "href", ["#part", "javascript:alert(1)", "JavaScript:x", "data:text/html,x", "tel:1", "", "http://[", "/" * 3_000]
)
def test_links_to_nowhere_are_left_out(href: str) -> None:
    """Places on the page, scripts, telephones and malformed addresses."""
    assert [url for url, _ in links(f'<a href="{href}">words</a>')] == []
