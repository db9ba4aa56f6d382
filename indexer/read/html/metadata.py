"""What a web page says of itself before any of its text is read: encoding, title, language, base and links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.read.charset import clean
from indexer.records.reading import Link

PRESCAN = 4096
"""How many bytes at the start of a page can declare its encoding; browsers look at fewer."""

LONGEST_ADDRESS = 2_000
FRAME = "nav, header, footer, aside, form, script, style, template, noscript"
"""What surrounds the text of a page: its links are those of the whole site."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_ELSEWHERE = re.compile(r"^(?!https?:|mailto:)[a-z][a-z0-9+.-]*:|^#", re.IGNORECASE)
"""An address of another kind (javascript:, tel:, data:), or of a place on the page itself."""


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """A page's own title, its language, and its links with their words, in order."""

    title: str | None
    language: str | None
    links: tuple[Link, ...]


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page declares near its start."""
    head = data[:PRESCAN]
    found = _XML_ENCODING.search(head) or _CHARSET.search(head)
    return found[1].decode("ascii", "replace") if found else None


def read_metadata(page: LexborHTMLParser) -> PageMetadata:
    """What a parsed page says of itself."""
    root = page.root
    language = (root.attributes.get("lang") or root.attributes.get("xml:lang")) if root else None
    return PageMetadata(_title(page), language or None, tuple(_links(page)))


def _title(page: LexborHTMLParser) -> str | None:
    """Its title for others to show, else its only top heading, else that of the window, which names the site too."""
    headings = [text for node in page.css("h1") if (text := clean(node.text()))]
    named = page.css_first("title")
    choices = (_meta(page, "og:title"), headings[0] if len(headings) == 1 else "", clean(named.text()) if named else "")
    return next((title for title in choices if title), None)


def _meta(page: LexborHTMLParser, name: str) -> str:
    node = page.css_first(f'meta[property="{name}"]') or page.css_first(f'meta[name="{name}"]')
    return clean(node.attributes.get("content") or "") if node else ""


def _base(page: LexborHTMLParser) -> str:
    """The address that the page says its relative links start from, or its own address, or nothing."""
    for selector in ("base[href]", 'link[rel="canonical"][href]'):
        if node := page.css_first(selector):
            return (node.attributes.get("href") or "").strip()
    return _meta(page, "og:url")


def _links(page: LexborHTMLParser) -> Iterator[Link]:
    """The links of the page's text. They are relative to the page where it does not say its address."""
    base = _base(page)
    seen = set()
    for node in content_element(page)[0].css("a[href]"):
        address = "".join((node.attributes.get("href") or "").split())
        words = clean(node.text(separator=" "))
        if not address or len(address) > LONGEST_ADDRESS or _ELSEWHERE.match(address) or not words:
            continue
        try:
            whole = urljoin(base, address)
            urlsplit(whole)
        except ValueError:
            continue
        if (whole, words) not in seen and not _is_framed(node):
            seen.add((whole, words))
            yield Link(1, whole, words)


def content_element(page: LexborHTMLParser) -> tuple[LexborNode, bool]:
    """The element that holds the page's text, and whether the page says so: if not, it is the whole body."""
    articles = page.css("article")
    marked = page.css_first("main") or page.css_first('[role="main"]') or (articles[0] if len(articles) == 1 else None)
    found = marked or page.body or page.root
    assert found is not None  # noqa: S101 - the parser makes a root and a body for any text
    return found, marked is not None


def _is_framed(node: LexborNode) -> bool:
    """Whether a node is inside what surrounds the text."""
    names = set(FRAME.split(", "))
    parent = node.parent
    while parent is not None and parent.tag not in ("main", "article"):
        if parent.tag in names:
            return True
        parent = parent.parent
    return False
