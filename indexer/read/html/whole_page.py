"""All text of a part of a web page as blocks, without what surrounds it: for pages in which no main text stands out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from indexer.read.blocks import make_block
from indexer.read.charset import clean
from indexer.read.heuristics import count_words, strip_bullet
from indexer.read.html.metadata import BOILERPLATE, MARKED, has_ancestor
from indexer.read.html.tags import BLOCK_ELEMENTS, HEADINGS, TAG_KINDS
from indexer.read.numbered_lines import LINE_BREAK, split_at_numbers
from indexer.records.passage import CELL_BREAK
from indexer.records.reading import Block, BlockKind

INVISIBLE = frozenset(
    "script style noscript template nav footer form button select textarea svg math iframe object head dialog".split()
)
MIN_BOX_WORDS = 5  # of a box beside the text that is read
CELLS = frozenset({"td", "th"})

_SENTENCE = re.compile(r"\w\w[.!?…]")


@dataclass(slots=True)
class _WalkState:
    """The kinds of the open elements, the number of open rows, and the words since the last break."""

    kinds: list[BlockKind] = field(default_factory=lambda: ["paragraph"])
    rows: int = 0
    words: list[str] = field(default_factory=list)


def extract_whole_page(root: LexborNode) -> list[Block]:
    """Return the blocks of an element of a page and of all in it, in order."""
    return list(_blocks(root))


def _blocks(root: LexborNode) -> Iterator[Block]:
    state = _WalkState()
    for node, opens in _walk(root):
        tag = node.tag or ""
        if tag == "-text":
            state.words.append(node.text_content or "")
        elif tag == "br":
            state.words.append(LINE_BREAK)
        elif tag in CELLS and state.rows:
            state.words.append(CELL_BREAK if not opens else "")
        elif tag in HEADINGS and not state.rows:
            yield from _flush(state, None if opens else HEADINGS[tag])
        elif tag in BLOCK_ELEMENTS and (not state.rows or tag == "tr"):
            yield from _flush(state, None)
            _track(state, "div" if tag == "tr" and _is_layout(node) else tag, opens=opens)
        elif tag in BLOCK_ELEMENTS:
            state.words.append(" ")
    yield from _flush(state, None)


def _is_layout(row: LexborNode) -> bool:
    """Return whether a row only puts parts of a page side by side: it has headings or tables in it."""
    return row.css_first("table, h1, h2, h3, h4, h5, h6") is not None


def _track(state: _WalkState, tag: str, *, opens: bool) -> None:
    """Enter or leave an element that gives its text a kind."""
    if tag not in TAG_KINDS:
        return
    state.rows += (1 if opens else -1) * (tag == "tr")
    if not opens:
        state.kinds.pop()
    elif TAG_KINDS[tag] == "paragraph":
        state.kinds.append(state.kinds[-1])
    else:
        state.kinds.append(TAG_KINDS[tag])


def _flush(state: _WalkState, level: int | None) -> Iterator[Block]:
    """Yield the words since the last break as a block: a heading of the given level, else of the elements' kind."""
    written = "".join(state.words)
    state.words.clear()
    for kind, words in split_at_numbers("heading" if level else state.kinds[-1], written):
        cells = (clean(cell) for cell in words.split(CELL_BREAK))
        text = CELL_BREAK.join(cell for cell in cells if cell)
        text = strip_bullet(text) if kind == "item" else text
        if text:
            yield make_block(kind, text, level=level or 0)


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Yield every visible node twice: when it opens and when it closes. Without recursion, so that depth is free."""
    stack = [(root, True)]
    while stack:
        node, opens = stack.pop()
        yield node, opens
        if opens and node.tag != "-text":
            stack.append((node, False))
            children = [child for child in node.iter(include_text=True) if not _is_invisible(child)]
            stack += [(child, True) for child in reversed(children)]


def _is_invisible(node: LexborNode) -> bool:
    """Return whether a node is no text of the page: a script, a form, a menu, or an aside to the text."""
    if node.tag == "footer":  # that of an article may hold its notes
        return not has_ancestor(node, MARKED) or not is_text_box(node)
    return node.tag in INVISIBLE or (node.tag == "aside" and not has_ancestor(node, MARKED) and not is_text_box(node))


def is_text_box(aside: LexborNode) -> bool:
    """Return whether an element beside the text holds running text: a sentence, and more words than its links have."""
    if has_ancestor(aside, BOILERPLATE):
        return False
    words = count_words(aside.text(separator=" "))
    linked = sum(count_words(link.text(separator=" ")) for link in aside.css("a[href]"))
    return words >= MIN_BOX_WORDS and linked * 2 < words and bool(_SENTENCE.search(aside.text(separator=" ")))
