"""What a web page says about itself before any of its text is read: encoding, title, language, base and links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.read.charset import clean
from indexer.records.reading import Link

MAX_PRESCAN = 4096  # bytes at the start of a page that can declare its encoding; browsers look at fewer
MAX_URL_LENGTH = 2_000  # characters
# What surrounds the text of a page: its links are those of the whole site.
BOILERPLATE = frozenset("nav header footer aside form script style template noscript".split())

_ARTICLE = frozenset({"article"})
MARKED = frozenset({"main", "article"})  # hold a page's text: what is inside one belongs to it

PUBLISHERS = (
    "DC.publisher",
    "dcterms.publisher",
    "DCTERMS.publisher",
    "citation_publisher",
    "publisher",
    "og:site_name",
)
DATES = (
    "DC.date.issued", "dcterms.issued", "DCTERMS.issued", "citation_publication_date", "article:published_time",
    "datePublished", "DC.date", "dcterms.date", "DCTERMS.date", "date",
)  # fmt: skip

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
# A URL of another kind (javascript:, tel:, data:), or of a place on the page itself.
_NOT_WEB = re.compile(r"^(?!https?:|mailto:)[a-z][a-z0-9+.-]*:|^#", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """A page's title, its language, its links with their words, in order, its publisher and its date as written."""

    title: str | None
    language: str | None
    links: tuple[Link, ...]
    publisher: str | None = None
    date: str | None = None


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page declares near its start."""
    head = data[:MAX_PRESCAN]
    found = _XML_ENCODING.search(head) or _CHARSET.search(head)
    return found[1].decode("ascii", "replace") if found else None


def read_metadata(page: LexborHTMLParser) -> PageMetadata:
    """Return the metadata of a parsed page."""
    root = page.root
    language = (root.attributes.get("lang") or root.attributes.get("xml:lang")) if root else None
    publisher, date = (next(filter(None, (_meta(page, name) for name in names)), None) for names in (PUBLISHERS, DATES))
    return PageMetadata(_title(page), language or None, tuple(_links(page)), publisher, date)


def _title(page: LexborHTMLParser) -> str | None:
    """Return og:title, else the only top heading, else the window's title, which names the site too."""
    headings = [text for node in page.css("h1") if (text := clean(node.text()))]
    named = page.css_first("title")
    choices = (_meta(page, "og:title"), headings[0] if len(headings) == 1 else "", clean(named.text()) if named else "")
    return next((title for title in choices if title), None)


def _meta(page: LexborHTMLParser, name: str) -> str:
    node = page.css_first(f'meta[property="{name}"]') or page.css_first(f'meta[name="{name}"]')
    return clean(node.attributes.get("content") or "") if node else ""


def _base(page: LexborHTMLParser) -> str:
    """Return the URL from which the page's relative links start, or its own URL, or nothing."""
    for selector in ("base[href]", 'link[rel="canonical"][href]'):
        if node := page.css_first(selector):
            return (node.attributes.get("href") or "").strip()
    return _meta(page, "og:url")


def _links(page: LexborHTMLParser) -> Iterator[Link]:
    """Yield the links of the page's text. They stay relative where the page does not state its URL."""
    base = _base(page)
    seen = set()
    for node in content_element(page)[0].css("a[href]"):
        url = "".join((node.attributes.get("href") or "").split())
        words = clean(node.text(separator=" "))
        if not url or len(url) > MAX_URL_LENGTH or _NOT_WEB.match(url) or not words:
            continue
        try:
            whole = urljoin(base, url)
            urlsplit(whole)
        except ValueError:
            continue
        if (whole, words) not in seen and not has_ancestor(node, BOILERPLATE, within=MARKED):
            seen.add((whole, words))
            yield Link(1, whole, words)


def content_element(page: LexborHTMLParser) -> tuple[LexborNode, bool]:
    """Return the element that holds the page's text, and whether the page marks it: else it is the whole body."""
    articles = [node for node in page.css("article") if not has_ancestor(node, _ARTICLE)]
    marked = page.css_first("main") or page.css_first('[role="main"]') or (articles[0] if len(articles) == 1 else None)
    found = marked or page.body or page.root
    assert found is not None  # noqa: S101 - the parser makes a root and a body for any text
    return found, marked is not None


def has_ancestor(node: LexborNode, tags: frozenset[str], within: frozenset[str] = frozenset()) -> bool:
    """Return whether a node is inside an element with one of these tags; `within` ends the search."""
    parent = node.parent
    while parent is not None and parent.tag not in within:
        if parent.tag in tags:
            return True
        parent = parent.parent
    return False
