"""Read a landing page: what it says of its publication, and its links, each with what surrounds it.

Nothing of this is indexed. Unlike the reader of web pages, this one takes pages without text, and the links of hidden
menus, of frames and of what surrounds the text.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.read.blocks import unlabelled_pages
from indexer.read.charset import clean
from indexer.read.heuristics import count_words
from indexer.read.html.metadata import MAX_URL_LENGTH, content_element, has_ancestor, read_metadata
from indexer.read.html.parse import parse_page
from indexer.read.html.visible import remove_invisible
from indexer.read.html.whole_page import extract_whole_page
from indexer.read.omissions import Omissions
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import File
from indexer.records.description import Description, Stated
from indexer.records.reading import ASKS_FOR_PASSWORD, PageLink, Reading

MAX_LINKS = 500
MAX_CONTEXT_WORDS = 60
MAX_CONTEXT_LEVELS = 5
MAX_REDIRECTING_WORDS = 60  # of a page whose script goes elsewhere: one with more is read

_MENU = frozenset({"nav", "footer"})
_ASIDE = frozenset({"aside", "header", "form"})
_BLOCKS = frozenset("li p td th dd dt h1 h2 h3 h4 h5 h6 div section article main body figure".split())
_LISTS = frozenset("ul ol dl table".split())
_ROOTS = frozenset({"main", "body", "html"})
_REFRESH = re.compile(r"^\s*\d+\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_SCRIPT = re.compile(r"\blocation(?:\.href\s*=|\s*=|\.(?:replace|assign)\s*\()\s*[\"']([^\"'\s]+)[\"']")


def read(path: File, limits: Limits) -> Reading:
    """Read a landing page. Raise ReadingError where it is none or holds too much."""
    page, _ = parse_page(path, limits)
    metadata = read_metadata(page)
    root = content_element(page)[0]
    links = [*_declared(page), *_embedded(page), *_anchors(page, root)][:MAX_LINKS]
    scripts = " ".join(node.text() for node in page.css("script"))
    warnings = (ASKS_FOR_PASSWORD,) if page.css_first('input[type="password"]') else ()
    remove_invisible(page, Omissions())
    blocks = tuple(extract_whole_page(root))
    words = sum(count_words(block.text) for block in blocks)
    base = page.css_first("base[href]")
    absolute = partial(_with_base, base=(base.attributes.get("href") or "") if base else "")
    publisher = Stated(metadata.publisher, "metadata") if metadata.publisher else None
    return Reading(
        title=metadata.title,
        pages=unlabelled_pages(1),
        blocks=blocks,
        language=metadata.language,
        date=metadata.date,
        warnings=warnings,
        description=Description(publisher=publisher),
        page_links=tuple(filter(None, map(absolute, (*_redirects(page, scripts, links, words), *links)))),
    )


def _with_base(link: PageLink, base: str) -> PageLink | None:
    """Return a link resolved against the page's base, where it has one; None for what is no URL."""
    url = "".join(link.url.split())
    if not url or len(url) > MAX_URL_LENGTH or url.startswith("#"):
        return None
    try:
        url = urljoin(base, url)
    except ValueError:
        return None
    return replace(link, url=url)


def _declared(page: LexborHTMLParser) -> Iterator[PageLink]:
    """Yield the files that the page's metadata name as its own."""
    for node in page.css('meta[name="citation_pdf_url"], meta[property="citation_pdf_url"]'):
        yield PageLink(node.attributes.get("content") or "", role="declared")
    for node in page.css('link[rel~="alternate"][type="application/pdf"]'):
        language = node.attributes.get("hreflang") or ""
        yield PageLink(node.attributes.get("href") or "", role="declared", language=language)


def _embedded(page: LexborHTMLParser) -> Iterator[PageLink]:
    for selector, attribute in (("iframe[src]", "src"), ("embed[src]", "src"), ("object[data]", "data")):
        for node in page.css(selector):
            yield PageLink(node.attributes.get(attribute) or "", role="embedded")


def _redirects(page: LexborHTMLParser, scripts: str, links: list[PageLink], words: int) -> Iterator[PageLink]:
    """Yield where the page redirects to; one with text stays, whatever its scripts could do."""
    for node in page.css("meta[http-equiv]"):
        if (node.attributes.get("http-equiv") or "").lower() == "refresh":
            found = _REFRESH.match(node.attributes.get("content") or "")
            if found:
                yield PageLink(found[1], role="redirect")
    if words <= MAX_REDIRECTING_WORDS:
        if found := _SCRIPT.search(scripts):
            yield PageLink(found[1], role="redirect")
        urls = {link.url for link in links}
        if len(urls) == 1 and links[0].text.startswith(("http", "www.")):
            yield PageLink(links[0].url, role="redirect")


def _anchors(page: LexborHTMLParser, root: LexborNode) -> Iterator[PageLink]:
    """Yield the links of the page without those of its menus and foot, and each at its first place."""
    seen = set()
    for node in page.css("a[href]")[: 4 * MAX_LINKS]:
        url, text = node.attributes.get("href") or "", _words(node)
        if (url, text) in seen or has_ancestor(node, _MENU):
            continue
        seen.add((url, text))
        part = _context(node, url)
        context = clean(part.text(separator=" "))
        heading = part.css_first("h1, h2, h3, h4, h5, h6")
        yield PageLink(
            url,
            text,
            context=context if count_words(context) <= MAX_CONTEXT_WORDS else "",
            heading=clean(heading.text(separator=" ")) if heading else "",
            language=_language(node),
            in_list=_is_in_list(node),
            outside_main=has_ancestor(node, _ASIDE) or not _is_inside(node, root),
        )


def _words(node: LexborNode) -> str:
    """Return the words of a link, else those that describe it or its picture."""
    picture = node.css_first("img[alt]")
    described = [node.attributes.get("aria-label"), node.attributes.get("title")]
    described.append(picture.attributes.get("alt") if picture else None)
    return next((found for text in (node.text(separator=" "), *described) if (found := clean(text or ""))), "")


def _language(node: LexborNode) -> str:
    attributes = node.attributes
    return (attributes.get("hreflang") or attributes.get("lang") or "")[:2].lower()


def _context(node: LexborNode, url: str) -> LexborNode:
    """Return the largest part of the page around a link that has few words and links to nothing else."""
    part = node
    for _ in range(MAX_CONTEXT_LEVELS):
        above = part.parent
        if above is None or above.tag in _ROOTS:
            break
        others = any((link.attributes.get("href") or "") != url for link in above.css("a[href]"))
        if others or count_words(above.text(separator=" ")) > MAX_CONTEXT_WORDS:
            break
        part = above
    return part


def _is_in_list(node: LexborNode) -> bool:
    """Return whether most words of a link's paragraph, cell or item, without the blocks in it, are those of links."""
    block: LexborNode | None = node
    while block is not None and block.tag not in _BLOCKS:
        block = block.parent
    if block is None:
        return True
    parts = [part for part in block.iter(include_text=True) if part.tag not in _BLOCKS | _LISTS]
    linked = sum(count_words(link.text(separator=" ")) for part in parts for link in _links_in(part))
    return linked * 2 >= sum(count_words(part.text(separator=" ")) for part in parts)


def _links_in(part: LexborNode) -> list[LexborNode]:
    """Return the links in a part of a page, which may be a text or a link itself."""
    if part.tag == "-text":
        return []
    return [part] if part.tag == "a" else part.css("a[href]")


def _is_inside(node: LexborNode, root: LexborNode) -> bool:
    current: LexborNode | None = node
    while current is not None:
        if current.mem_id == root.mem_id:
            return True
        current = current.parent
    return False
