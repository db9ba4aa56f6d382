"""Read web pages: their main text, or all of it where none stands out, with the links in it."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode
from trafilatura import bare_extraction

from indexer.errors import ReadingError
from indexer.read.blocks import make_block, unlabelled_pages
from indexer.read.charset import clean
from indexer.read.document_symbols import symbol_lines
from indexer.read.heuristics import count_words, ends_sentence, strip_bullet
from indexer.read.html.metadata import MARKED, content_element, has_ancestor, read_metadata
from indexer.read.html.parse import parse_page
from indexer.read.html.rendered_text import write_rendered_text
from indexer.read.html.visible import remove_invisible
from indexer.read.html.whole_page import extract_whole_page, is_text_box
from indexer.read.numbered_lines import LINE_BREAK, split_at_numbers
from indexer.read.omissions import Omissions
from indexer.read.repair.structure import demote_references, find_headings
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import File
from indexer.records.description import Description, Stated
from indexer.records.passage import CELL_BREAK
from indexer.records.reading import Block, BlockKind, Reading

MAX_MAIN_TEXT_DEPTH = 400  # nested elements beyond which main text is not looked for
MIN_SHARE = 0.25  # of the page's words that main text must have; with less, something was missed
MIN_MARKED_SHARE = 0.7  # the same, of the words of the element that the page marks as its main one
MIN_LOST_WORDS = 4  # of a text that must not be lost: shorter ones are labels and buttons
MAX_SEARCHED = 200  # texts that are searched for in the main text, where they are no block of it
MAX_ROW_WORDS = 100  # a longer row is part of a page that is laid out by tables

TEI_KINDS: dict[str, BlockKind] = {"item": "item", "quote": "quotation", "head": "heading"}
CONTAINERS = frozenset({"body", "main", "div", "list", "table", "quote", "item"})

_NO_LETTERS = re.compile(r"[\W_]+")


def read(path: File, limits: Limits) -> Reading:
    """Read a web page as one page. Raise ReadingError where it holds no text or too much."""
    page, depth = parse_page(path, limits)
    omissions = Omissions()
    remove_invisible(page, omissions)
    write_rendered_text(page, limits.characters)
    metadata = read_metadata(page)
    blocks = _text(page, depth)
    if not blocks:
        raise ReadingError(
            "holds no text: it may be put together by scripts; open it in a browser and save it as a PDF"
        )
    if not _count_headings(blocks):
        blocks = find_headings(blocks)
    blocks = demote_references(blocks)
    blocks += symbol_lines(_header_footer_lines(page), blocks)
    publisher = Stated(metadata.publisher, "metadata") if metadata.publisher else None
    return Reading(
        metadata.title,
        unlabelled_pages(1),
        tuple(blocks),
        metadata.links,
        metadata.language,
        omissions.warnings(),
        date=metadata.date,
        description=Description(publisher=publisher),
    )


def _text(page: LexborHTMLParser, depth: int) -> list[Block]:
    """Return the main text, or the whole page where that has lost too many words, headings or lines, or a sentence of
    what the page marks as its text; then the boxes beside the text.
    """
    root, is_marked = content_element(page)
    whole = extract_whole_page(root)
    found = extract_main_text(page.html or "") if depth <= MAX_MAIN_TEXT_DEPTH else []
    is_scrap = _count_words(found) < (MIN_MARKED_SHARE if is_marked else MIN_SHARE) * _count_words(whole)
    is_flat = _count_headings(found) < _count_headings(whole) / 2
    is_lumped = any(block.kind == "row" and count_words(block.text) > MAX_ROW_WORDS for block in found)
    chosen = whole if is_scrap or is_flat or is_lumped or _has_lost_text(root, whole, found) else found
    return [*chosen, *_boxes(page, chosen)]


def _has_lost_text(root: LexborNode, whole: list[Block], found: list[Block]) -> bool:
    """Return whether a caption or a sentence of the parts that the page marks as its text is not among these blocks."""
    known = {_key(block.text) for block in found}
    everything = "".join(_key(block.text) for block in found)
    missing = [key for text in _marked_texts(root, whole) if (key := _key(text)) not in known]
    return len(missing) > MAX_SEARCHED or any(key not in everything for key in missing)


def _marked_texts(root: LexborNode, whole: list[Block]) -> Iterator[str]:
    """Yield the captions and the sentences of several words in the main part of a page, or in all of its articles.

    `whole` are the blocks of the root, which is the main part or the body.
    """
    articles = [node for node in root.css("article") if not has_ancestor(node, MARKED)]
    marked = whole if root.tag != "body" else chain.from_iterable(map(extract_whole_page, articles))
    sentences = (block.text for block in marked if ends_sentence(block.text))
    captions = (clean(caption.text(separator=" ")) for caption in root.css("figcaption"))
    yield from (text for text in chain(sentences, captions) if count_words(text) >= MIN_LOST_WORDS)


def _key(text: str) -> str:
    return _NO_LETTERS.sub("", text)


def _boxes(page: LexborHTMLParser, chosen: list[Block]) -> Iterator[Block]:
    """Yield the text of boxes beside the main text that hold more words than links, where it has not been read."""
    everything = "".join(_key(block.text) for block in chosen)
    for aside in page.css("aside")[:MAX_SEARCHED]:
        if is_text_box(aside):
            yield from (block for block in extract_whole_page(aside) if _key(block.text) not in everything)


def _header_footer_lines(page: LexborHTMLParser) -> Iterator[str]:
    """Yield the lines of the page's headers and footers."""
    for margin in page.css("header, footer"):
        if margin.parent is not None and not has_ancestor(margin, MARKED):
            yield from (block.text for block in extract_whole_page(margin))


def _count_headings(blocks: list[Block]) -> int:
    return sum(block.kind == "heading" for block in blocks)


def _count_words(blocks: list[Block]) -> int:
    return sum(count_words(block.text) for block in blocks)


def extract_main_text(source: str) -> list[Block]:
    """Return the blocks of the page's main text as trafilatura finds it; none where it finds none."""
    found = bare_extraction(
        source,
        include_comments=False,
        include_tables=True,
        include_links=True,
        include_formatting=False,
        favor_recall=True,
        with_metadata=False,
    )
    body = getattr(found, "body", None)
    return [] if body is None else [block for block in _blocks(body, "paragraph") if block.text]


def _blocks(element: Any, kind: BlockKind) -> Iterator[Block]:
    """Yield the blocks inside an element, whose bare text is of this kind. A nested list follows its item's words."""
    words = [element.text or ""]
    for child in element:
        if not _is_block_element(child):
            words.append("".join(child.itertext()) if child.tag != "lb" else LINE_BREAK)
            words.append(child.tail or "")
            continue
        yield from _block(kind, "".join(words))
        words = [child.tail or ""]
        yield from _element_blocks(child, kind)
    yield from _block(kind, "".join(words))


def _is_block_element(element: Any) -> bool:
    """Return whether an element is a block, or holds some; code is one where it has several lines."""
    if element.tag == "code":
        return "\n" in "".join(element.itertext())
    return isinstance(element.tag, str) and (element.tag in CONTAINERS or element.tag in ("p", "head", "row"))


def _element_blocks(element: Any, kind: BlockKind) -> Iterator[Block]:
    """Yield the blocks of a block element."""
    if element.tag == "head":
        level = element.get("rend", "h2")[1:]
        yield from _block("heading", "".join(element.itertext()), int(level) if level.isdigit() else 2)
    elif element.tag == "row":
        cells = (clean(" ".join(cell.itertext())) for cell in element.iter("cell"))
        yield from _block("row", CELL_BREAK.join(cell for cell in cells if cell))
    else:
        yield from _blocks(element, TEI_KINDS.get(element.tag, kind))


def _block(kind: BlockKind, text: str, level: int = 0) -> Iterator[Block]:
    for part, written in split_at_numbers(kind, text):
        words = strip_bullet(clean(written)) if part == "item" else clean(written)
        if words:
            yield make_block(part, words, level=level)
