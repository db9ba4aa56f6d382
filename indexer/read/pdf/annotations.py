"""The URLs that a page's annotations point to, with the words under them."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from indexer.read.blocks import normalize_url
from indexer.read.charset import clean
from indexer.read.pdf.file import Rectangle
from indexer.read.pdf.layer import BREAK, TextLayer
from indexer.read.pdf.page_words import PageWord, decode_glyphs
from indexer.read.repair.hyphens import Vocabulary, join_lines
from indexer.records.reading import Link

MAX_LINKS = 2_000  # of one page
SLACK = 1.0  # points that a character's centre may lie outside a rectangle at either side
VISIBLE = re.compile(f"[^\0- {BREAK}]")  # neither white space, nor a line end, nor pdfium's line-end hyphen


@dataclass(frozen=True, slots=True)
class LinkAnchor:
    """A link with its words, line by line, and the indexes of their first and last characters."""

    page: int
    url: str
    lines: tuple[str, ...]
    first: int
    last: int


def page_anchors(
    document: Any, page: Any, number: int, layer: TextLayer, words: Sequence[PageWord]
) -> list[LinkAnchor]:
    """Return the links of a page that have words, those that continue over several rectangles put together."""
    anchors: list[LinkAnchor] = []
    for url, rectangles in _annotations(document, page):
        for rectangle in rectangles:
            anchor = _anchor(number, url, rectangle, layer, words)
            if anchor and anchors and _continues(anchors[-1], anchor, layer):
                before = anchors[-1]
                anchors[-1] = LinkAnchor(number, url, before.lines + anchor.lines, before.first, anchor.last)
            elif anchor:
                anchors.append(anchor)
    return anchors


def make_links(anchors: Sequence[LinkAnchor], vocabulary: Vocabulary) -> list[Link]:
    """Build links from anchors, their words put together as in the text."""
    links = []
    for anchor in anchors:
        words = clean(join_lines(anchor.lines, vocabulary))
        if words:
            links.append(Link(anchor.page, anchor.url, words))
    return links


def _annotations(document: Any, page: Any) -> Iterator[tuple[str, list[Rectangle]]]:
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(MAX_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        url = normalize_url(_address(document, action))
        if url:
            yield url, _rectangles(link)


def _address(document: Any, action: Any) -> str:
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    return buffer.value.decode("utf-8", "replace")


def _rectangles(link: Any) -> list[Rectangle]:
    """Return a link's quadrilaterals, one per line, or the rectangle around it."""
    found: list[Rectangle] = []
    for index in range(pdfium.FPDFLink_CountQuadPoints(link)):
        quad = pdfium.FS_QUADPOINTSF()
        if pdfium.FPDFLink_GetQuadPoints(link, index, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            found.append((min(xs), min(ys), max(xs), max(ys)))
    if not found:
        around = pdfium.FS_RECTF()
        pdfium.FPDFLink_GetAnnotRect(link, around)
        low, high = sorted((around.bottom, around.top))
        found.append((around.left, low, around.right, high))
    return found


def _anchor(
    page: int, url: str, rectangle: Rectangle, layer: TextLayer, words: Sequence[PageWord]
) -> LinkAnchor | None:
    """Build an anchor of the characters whose centres a rectangle covers; None where it covers none."""
    lines: list[str] = []
    covered: list[int] = []
    left, _, right, _ = rectangle
    for word in words:
        if word.right < left - SLACK or word.left > right + SLACK:
            continue
        inside = [at for at in range(word.first, word.last + 1) if _covers(rectangle, layer.box(at))]
        if not inside or layer.text[inside[0]] == BREAK:
            continue
        end = inside[-1] + 1
        text = decode_glyphs(layer.text[inside[0] : end])
        if not text.endswith(BREAK) and layer.text[end : end + 1] == BREAK:
            text += BREAK
        if not lines or word.opens_line:
            lines.append(text)
        else:
            lines[-1] += " " + text
        covered += inside
    return LinkAnchor(page, url, tuple(lines), min(covered), max(covered)) if covered else None


def _covers(rectangle: Rectangle, box: Rectangle) -> bool:
    """Return whether a rectangle covers the centre of a character's box."""
    left, bottom, right, top = rectangle
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return left - SLACK <= x <= right + SLACK and bottom <= y <= top


def _continues(before: LinkAnchor, anchor: LinkAnchor, layer: TextLayer) -> bool:
    """Return whether nothing but white space and a line's end lies between two anchors of one URL."""
    if before.url != anchor.url or anchor.first <= before.last:
        return False
    return not VISIBLE.search(layer.text, before.last + 1, anchor.first)
