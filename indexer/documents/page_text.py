"""The stored text of a document's pages, where each of its blocks is in it, and the sections of blocks.

A page's stored text is its blocks in reading order, one to a line. Every quotation is a range
of it.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from indexer.read.heuristics import ends_sentence, is_caption
from indexer.records.passage import Span
from indexer.records.reading import Block, PageLabel
from indexer.records.taxonomy import normalize_name

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
    """Write every block's parts to their pages; a line end follows its last part."""
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


def text_of(pages: dict[int, str], spans: tuple[Span, ...]) -> str:
    """Return the text that the spans make up."""
    return "".join(pages[span.page][span.start : span.end] for span in spans)


@dataclass(slots=True)
class Section:
    """Blocks under the same headings. `path` holds the headings from the highest to the nearest."""

    path: tuple[str, ...]
    level: int = 0
    blocks: list[PlacedBlock] = field(default_factory=list)


def split_into_sections(blocks: tuple[PlacedBlock, ...], title: str) -> list[Section]:
    """Return the sections of a document in order, without those that hold no text.

    A heading without anything under it (a title page, a picture's caption set large) becomes text, or it would be
    lost. A first heading that repeats the document's title is not part of the paths. The title of a table heads only
    the table: with the first running text after it, the section around it continues.
    """
    found: list[Section] = [Section(())]
    stack: list[tuple[int, str]] = []
    for index, placed in enumerate(blocks):
        block = placed.block
        if block.kind != "heading":
            if stack and is_caption(stack[-1][1]) and _is_running_text(block):
                stack.pop()
                found.append(Section(_path(stack, title) if stack else (), found[-1].level))
            found[-1].blocks.append(placed)
            continue
        while stack and stack[-1][0] >= block.level:
            stack.pop()
        if _is_bare(blocks, index):
            _keep_as_text(found, placed, tuple(heading for _, heading in stack))
            continue
        stack.append((block.level, block.text))
        found.append(Section(_path(stack, title), block.level))
    return [section for section in found if section.blocks]


def _is_running_text(block: Block) -> bool:
    return block.kind in ("paragraph", "item") and ends_sentence(block.text)


def _path(stack: list[tuple[int, str]], title: str) -> tuple[str, ...]:
    headings = tuple(heading for _, heading in stack)
    return headings[1:] if normalize_name(headings[0]) == normalize_name(title) else headings


def _is_bare(blocks: tuple[PlacedBlock, ...], index: int) -> bool:
    """Return whether the heading at this index has neither text nor a lower heading under it."""
    following = blocks[index + 1].block if index + 1 < len(blocks) else None
    return following is None or (following.kind == "heading" and following.level <= blocks[index].block.level)


def _keep_as_text(found: list[Section], placed: PlacedBlock, path: tuple[str, ...]) -> None:
    """Add a bare heading to the run of bare headings before it, or start a section with it."""
    last = found[-1]
    if last.blocks and last.blocks[-1].block.kind == "heading":
        last.blocks.append(placed)
    else:
        found.append(Section(path, placed.block.level, [placed]))
