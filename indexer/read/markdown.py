"""Read Markdown: our own briefing, and reports that were converted to it and mark no headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from indexer.errors import ReadingError
from indexer.read.blocks import CELL_BREAK, make_block, normalize_url, unlabelled_pages
from indexer.read.charset import clean
from indexer.read.heuristics import strip_bullet
from indexer.read.repair.hyphens import Vocabulary, join_lines
from indexer.read.repair.structure import repair
from indexer.read.sandbox.limits import Limits
from indexer.read.text import BLANK_LINES_APART, read_text_file
from indexer.records.reading import Block, BlockKind, Link, Reading

# Indented text is text, for converters indent at will; HTML tags are dropped inside text and so are never a block.
PARSER = MarkdownIt("commonmark").enable("table").disable(["code", "html_block"])
# The kind of paragraphs inside a node; other nodes make no difference.
CONTAINERS: dict[str, BlockKind] = {"list_item": "item", "blockquote": "quotation"}
LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
BLANK = "\n \t"


@dataclass(slots=True)
class Leaf:
    """A block as the parser gives it: its kind, its text with line breaks, the source's lines, and its nodes."""

    kind: BlockKind
    text: str
    lines: tuple[int, int]
    nodes: tuple[SyntaxTreeNode, ...] = ()
    level: int = 0


def read(path: Path, limits: Limits) -> Reading:
    """Read a Markdown file as one page. Raise ReadingError where it holds no text or too much."""
    source = read_text_file(path, limits)
    lines = source.split("\n")
    leaves = list(_leaves(SyntaxTreeNode(PARSER.parse(source)), "paragraph"))
    vocabulary = Vocabulary.of(lines)
    blocks = repair(list(_blocks(leaves, lines, vocabulary)))
    if not blocks:
        raise ReadingError("holds no text; fetch or save it again")
    links = [link for leaf in leaves for node in leaf.nodes for link in _links(node, vocabulary)]
    return Reading(_title(blocks), unlabelled_pages(1), tuple(blocks), tuple(links))


def _leaves(parent: SyntaxTreeNode, kind: BlockKind) -> Iterator[Leaf]:
    """Yield the headings, paragraphs, table rows and code of a tree in order, with their containers' kinds."""
    for node in parent.children:
        lines = node.map or (0, 0)
        if node.type == "heading":
            yield Leaf("heading", _text(node), lines, (node,), int(node.tag[1:]))
        elif node.type == "paragraph":
            yield Leaf(kind, _counter(parent, node) + _text(node), lines, (node,))
        elif node.type == "tr":
            yield Leaf("row", CELL_BREAK.join(_text(cell) for cell in node.children), lines, (node,))
        elif node.type == "fence":
            yield Leaf(kind, node.content, lines)
        else:
            yield from _leaves(node, kind if _is_lone_number(node) else CONTAINERS.get(node.type, kind))


def _is_lone_number(node: SyntaxTreeNode) -> bool:
    """Return whether an item is the only one of a numbered list: its number is a heading's or a paragraph's."""
    return node.type == "list_item" and bool(node.info) and len(node.siblings) == 1


def _counter(parent: SyntaxTreeNode, node: SyntaxTreeNode) -> str:
    """Return the number of a numbered list's item, for its first paragraph: other text may refer to it."""
    if parent.type != "list_item" or not parent.info or node is not parent.children[0]:
        return ""
    return f"{parent.info}{parent.markup} "


def _text(node: SyntaxTreeNode) -> str:
    """Return the words of a node with its line breaks, without tags and pictures."""
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type in ("softbreak", "hardbreak") or (node.type == "html_inline" and LINE_BREAK.match(node.content)):
        return "\n"
    if node.type in ("image", "html_inline"):
        return ""
    return "".join(_text(child) for child in node.children)


def _blocks(leaves: list[Leaf], source: list[str], vocabulary: Vocabulary) -> Iterator[Block]:
    """Yield the blocks of leaves that hold text; those after several blank lines or a rule are apart."""
    end = 0
    for leaf in leaves:
        text = _join(leaf.text, vocabulary)
        if leaf.kind == "item":
            text = strip_bullet(text)
        if not text:
            continue
        start = leaf.lines[0] or end
        apart = end > 0 and leaf.kind != "row" and _is_apart(source[end:start])
        yield make_block(leaf.kind, text, level=leaf.level, apart=apart)
        end = _last_line(source, leaf.lines[1]) if leaf.lines[1] else end


def _join(text: str, vocabulary: Vocabulary) -> str:
    return clean(join_lines(text.split("\n"), vocabulary))


def _is_apart(between: list[str]) -> bool:
    """Return whether the lines between two blocks are several blank ones, or hold something else, such as a rule."""
    blank = [not line.strip(BLANK) for line in between]
    return sum(blank) >= BLANK_LINES_APART or not all(blank)


def _last_line(source: list[str], end: int) -> int:
    """Return the end of a block's lines without the blank ones that the parser adds to a list's last item."""
    while end > 0 and not source[end - 1].strip(BLANK):
        end -= 1
    return end


def _links(node: SyntaxTreeNode, vocabulary: Vocabulary) -> Iterator[Link]:
    for link in node.walk():
        url = normalize_url(str(link.attrGet("href"))) if link.type == "link" else None
        if url:
            yield Link(1, url, _join(_text(link), vocabulary))


def _title(blocks: list[Block]) -> str | None:
    """Return the words of the first of the highest headings."""
    headings = [block for block in blocks if block.kind == "heading"]
    return min(headings, key=lambda block: block.level).text if headings else None
