"""The leaves of a Markdown file's tree - headings, paragraphs, rows, code - with their text as it is seen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from indexer.read.html.tags import TagState
from indexer.read.omissions import Omissions
from indexer.read.superscripts import subscript_text, superscript_text
from indexer.records.passage import CELL_BREAK
from indexer.records.reading import BlockKind

# The kind of paragraphs inside a node; other nodes make no difference.
CONTAINERS: dict[str, BlockKind] = {"list_item": "item", "blockquote": "quotation"}
FOOTNOTE = re.compile(r"^ {0,3}\\?\[\^([^\]\s]+)\]:[ \t]*", re.MULTILINE)  # begins the text of a note
MAX_DEPTH = 50  # nested texts inside a line

_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRUCTURE = re.compile(
    r"<(?:table|t[rdh]|[uo]l|li|d[ltd]|div|p|details|summary|section|article|fig|h[1-6]|pre|!--)\b|<!--", re.IGNORECASE
)
_MARKS = re.compile(r"\*\*|~~|__|`")
# Notes' marks and superscript digits without tags: [^1], $^{3}$, ^3^; subscripts: ~2~.
_SUPERSCRIPT = re.compile(
    r"\[\^(?P<note>[^\]\s]+)\]|\$\s*\^\{?(?P<math>[^}$\s]{1,8})\}?\s*\$|\^(?P<plain>[^\s^]{1,8})\^"
)
_SUBSCRIPT = re.compile(r"(?<=[A-Za-z)])~(?P<low>\d{1,3})~")


@dataclass(slots=True)
class Leaf:
    """A block as the parser gives it: its kind, its text with line breaks, the source's lines, and its nodes."""

    kind: BlockKind
    text: str
    lines: tuple[int, int]
    nodes: tuple[SyntaxTreeNode, ...] = ()
    level: int = 0


@dataclass(slots=True)
class LeafReader:
    """Read the leaves of a tree in order. HTML elements that hide or strike out text may run over several of them."""

    parser: MarkdownIt
    omissions: Omissions
    _open: TagState = field(default_factory=TagState)

    def leaves(self, parent: SyntaxTreeNode, kind: BlockKind = "paragraph") -> Iterator[Leaf]:
        """Yield the headings, paragraphs, table rows and code of a tree in order, with their containers' kinds."""
        for node in parent.children:
            lines = node.map or (0, 0)
            if node.type == "heading":
                yield Leaf("heading", self._text(node), lines, (node,), int(node.tag[1:]))
            elif node.type == "paragraph":
                yield Leaf(kind, _counter(parent, node) + self._text(node), lines, (node,))
            elif node.type == "tr":
                cells = [" ".join(self._text(cell).split("\n")) for cell in node.children]
                yield Leaf("row", CELL_BREAK.join(cell for cell in cells if cell.strip()), lines, (node,))
            elif node.type == "fence":
                yield Leaf(kind, "" if self._open.omits(node.content, self.omissions) else node.content, lines)
            elif node.type == "html_block":
                yield from self._html(node, kind)
            else:
                yield from self.leaves(node, kind if _is_lone_number(node) else CONTAINERS.get(node.type, kind))

    def _html(self, node: SyntaxTreeNode, kind: BlockKind) -> Iterator[Leaf]:
        """Yield the leaves of HTML: by its elements where they give it a structure, else as text with tags in it."""
        lines = node.map or (0, 0)
        if self._open.is_hiding or not _STRUCTURE.search(node.content):
            inline = self.parser.parseInline(node.content)
            yield Leaf(kind, self._text(SyntaxTreeNode(inline)), lines)
            return
        from indexer.read.html.fragment import read_fragment  # noqa: PLC0415  # needs the extra `readers`, which Markdown does not

        for block in read_fragment(node.content, self.omissions):
            text = block.text
            if _MARKS.search(text):  # converters set marks inside of tags, where they have no effect
                text = self._text(SyntaxTreeNode(self.parser.parseInline(text)))
            own = kind if block.kind == "paragraph" else block.kind
            yield Leaf(own, text, lines, level=block.level)
        self._open.read(node.content)

    def _text(self, node: SyntaxTreeNode) -> str:
        """Return the words of a node with its line breaks, without tags and pictures and what is not seen."""
        words = _Words(self.omissions, self._open)
        words.add(node, 0)
        return words.finish()


@dataclass(slots=True)
class _Words:
    """The words of a leaf, piece by piece; superscript text waits until what follows is known."""

    omissions: Omissions
    open: TagState
    pieces: list[str] = field(default_factory=list)
    superscript: list[str] = field(default_factory=list)

    def add(self, node: SyntaxTreeNode, depth: int) -> None:
        if node.type == "s" or depth > MAX_DEPTH:
            self.omissions.count_struck(_all_text(node))
        elif node.type in ("text", "code_inline"):
            self._write(node.content, with_marks=node.type == "text")
        elif node.type in ("softbreak", "hardbreak") or (
            node.type == "html_inline" and _LINE_BREAK.match(node.content)
        ):
            self._write("\n")
        elif node.type == "html_inline":
            if self.open.read(node.content):
                self._write("\n")
        elif node.type != "image":
            for child in node.children:
                self.add(child, depth + 1)

    def finish(self) -> str:
        self._place("")
        return "".join(self.pieces)

    def _write(self, text: str, *, with_marks: bool = False) -> None:
        if self.open.omits(text, self.omissions):
            return
        if self.open.offset == "sup":
            self.superscript.append(text)
            return
        self._place(text)
        if self.open.offset == "sub":
            self.pieces.append(subscript_text(self._before, text))
            return
        text = _SUBSCRIPT.sub(lambda each: each["low"], text) if with_marks else text
        end = 0
        for mark in _SUPERSCRIPT.finditer(text) if with_marks else ():
            self.pieces.append(text[end : mark.start()])
            superscript = mark["note"] or mark["math"] or mark["plain"]
            if not mark["note"]:
                self.pieces.append(superscript_text(self._before, superscript, text[mark.end() : mark.end() + 1]))
            elif self._before.rstrip(" ")[-1:] in ("", "\n"):
                self.pieces.append(mark[0])
            end = mark.end()
        self.pieces.append(text[end:])

    def _place(self, after: str) -> None:
        if self.superscript:
            self.pieces.append(superscript_text(self._before, "".join(self.superscript), after, is_link=False))
            self.superscript = []

    @property
    def _before(self) -> str:
        return "".join(self.pieces[-4:])[-20:]


def _all_text(node: SyntaxTreeNode) -> str:
    return " ".join(each.content for each in node.walk() if each.type in ("text", "code_inline"))


def _is_lone_number(node: SyntaxTreeNode) -> bool:
    """Return whether an item is the only one of a numbered list: its number is a heading's or a paragraph's."""
    return node.type == "list_item" and bool(node.info) and len(node.siblings) == 1


def _counter(parent: SyntaxTreeNode, node: SyntaxTreeNode) -> str:
    """Return the number of a numbered list's item, for its first paragraph: other text may refer to it."""
    if parent.type != "list_item" or not parent.info or node is not parent.children[0]:
        return ""
    return f"{_printed_number(parent)}{parent.markup} "


def _printed_number(item: SyntaxTreeNode) -> str:
    """Return an item's number: as it is typed, or one more than the number before it where all have the same."""
    before, numbers = item.previous_sibling, [each.info for each in item.siblings]
    if before is None or len(set(numbers)) > 1:
        return item.info
    return str(int(numbers[0]) + item.siblings.index(item))
