"""The stored text of a document's pages, and where each of its blocks stands in it.

A page's stored text is its blocks in reading order, one to a line. Everything that is ever quoted is a range
of it.
"""

from collections import defaultdict
from dataclasses import dataclass

from indexer.records.passage import Span
from indexer.records.reading import Block, PageLabel

BLOCK_END = "\n"


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block with the spans of its parts in the stored text, in order, without the line end after it."""

    block: Block
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PageTexts:
    """The stored text of each page, by page number from 1, and the blocks placed in it."""

    pages: dict[int, str]
    blocks: tuple[PlacedBlock, ...]


def build_page_texts(pages: tuple[PageLabel, ...], blocks: tuple[Block, ...]) -> PageTexts:
    """Writes every block's parts to their pages. A block's last part is followed by a line end."""
    texts: dict[int, list[str]] = defaultdict(list)
    length: dict[int, int] = defaultdict(int)
    placed = []
    for block in blocks:
        spans = []
        for part in block.parts:
            start = length[part.page]
            spans.append(Span(part.page, start, start + len(part.text)))
            texts[part.page].append(part.text)
            length[part.page] += len(part.text)
        last = block.parts[-1].page
        texts[last].append(BLOCK_END)
        length[last] += len(BLOCK_END)
        placed.append(PlacedBlock(block, tuple(spans)))
    return PageTexts({page.number: "".join(texts[page.number]) for page in pages}, tuple(placed))


def slice_spans(spans: tuple[Span, ...], start: int, end: int) -> list[Span]:
    """Characters `start` to `end` of the text that the spans make up, as spans."""
    found = []
    offset = 0
    for span in spans:
        size = span.end - span.start
        low, high = max(start - offset, 0), min(end - offset, size)
        if low < high:
            found.append(Span(span.page, span.start + low, span.start + high))
        offset += size
    return found


def join_spans(spans: list[Span]) -> tuple[Span, ...]:
    """The same spans with those that follow each other on a page made one."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].page == span.page and joined[-1].end == span.start:
            joined[-1] = Span(span.page, joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def text_of(pages: dict[int, str], spans: tuple[Span, ...]) -> str:
    """The text that the spans make up."""
    return "".join(pages[span.page][span.start : span.end] for span in spans)
