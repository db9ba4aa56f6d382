"""The main text of a web page as trafilatura finds it, as blocks."""

from collections.abc import Iterator
from typing import Any

from trafilatura import bare_extraction

from indexer.read.blocks import make_block
from indexer.read.bullets import strip_bullet
from indexer.read.characters import clean
from indexer.records.reading import Block, BlockKind

CELL_BREAK = " | "
KINDS: dict[str, BlockKind] = {"item": "item", "quote": "quotation", "head": "heading"}
CONTAINERS = frozenset({"body", "main", "div", "list", "table", "quote", "item"})
NUMBERED = "ol"


def extract_main_text(source: str) -> list[Block]:
    """The blocks of the page's main text; none where trafilatura finds no such text."""
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
    """The blocks inside an element, whose bare text is of this kind. Nested lists come after their item's words."""
    words = [element.text or ""]
    count = 0
    for child in element:
        if not _stands_apart(child):
            words.append("".join(child.itertext()) if child.tag != "lb" else " ")
            words.append(child.tail or "")
            continue
        yield from _block(kind, "".join(words))
        words = [child.tail or ""]
        count += child.tag == "item"
        yield from _apart(child, kind, count if element.get("rend") == NUMBERED else 0)
    yield from _block(kind, "".join(words))


def _stands_apart(element: Any) -> bool:
    """Whether an element is a block, or holds some; code is one where it has lines of its own."""
    if element.tag == "code":
        return "\n" in "".join(element.itertext())
    return isinstance(element.tag, str) and (element.tag in CONTAINERS or element.tag in ("p", "head", "row"))


def _apart(element: Any, kind: BlockKind, number: int) -> Iterator[Block]:
    """The blocks of an element that is no running text."""
    if element.tag == "head":
        level = element.get("rend", "h2")[1:]
        yield from _block("heading", "".join(element.itertext()), int(level) if level.isdigit() else 2)
    elif element.tag == "row":
        cells = (clean(" ".join(cell.itertext())) for cell in element.iter("cell"))
        yield from _block("row", CELL_BREAK.join(cell for cell in cells if cell))
    elif element.tag == "item" and number:
        first, *others = [*_blocks(element, "item")] or [make_block("item", "")]
        yield make_block("item", f"{number}. {first.text}") if first.kind == "item" and first.text else first
        yield from others
    else:
        yield from _blocks(element, KINDS.get(element.tag, kind))


def _block(kind: BlockKind, text: str, level: int = 0) -> Iterator[Block]:
    words = strip_bullet(clean(text)) if kind == "item" else clean(text)
    if words:
        yield make_block(kind, words, level=level)
