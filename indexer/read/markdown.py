"""Read Markdown: our own briefing, and reports that were converted to it and mark no headings."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from indexer.errors import ReadingError
from indexer.read.blocks import make_block, normalize_url, unlabelled_pages
from indexer.read.charset import clean
from indexer.read.front_matter import split_front_matter
from indexer.read.heuristics import strip_bullet
from indexer.read.markdown_leaves import FOOTNOTE, LeafReader
from indexer.read.numbered_lines import find_numbered_lines
from indexer.read.omissions import Omissions
from indexer.read.repair.hyphens import Vocabulary, join_lines
from indexer.read.repair.structure import repair
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import File
from indexer.read.text import BLANK_LINES_AS_GAP, read_text_file
from indexer.records.reading import Block, BlockKind, Link, Reading

# Indented text is text, for converters indent at will.
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")
BLANK = "\n \t"

_DEFINITION = re.compile(r"^\s*:\s+(?=\S)")
_TASKS = (("[ ] ", "☐ "), ("[x] ", "☑ "), ("[X] ", "☑ "))


def read(path: File, limits: Limits) -> Reading:
    """Read a Markdown file as one page. Raise ReadingError where it holds no text or too much."""
    head, source = split_front_matter(read_text_file(path, limits))
    source = FOOTNOTE.sub(r"\\\g<0>", source)  # or the parser takes a note of one word for the target of a link
    lines = source.split("\n")
    omissions = Omissions()
    leaves = list(LeafReader(PARSER, omissions).leaves(SyntaxTreeNode(PARSER.parse(source))))
    vocabulary = Vocabulary.of(lines)
    blocks: list[Block] = []
    end = 0
    for leaf in leaves:
        start = leaf.lines[0] or end
        gap_before = end > 0 and leaf.kind != "row" and _is_gap(lines[end:start])
        found = list(_blocks(leaf.kind, leaf.text, leaf.level, vocabulary, gap_before=gap_before))
        blocks += found
        end = _last_line(lines, leaf.lines[1]) if leaf.lines[1] and found else end
    blocks = repair(blocks)
    if not blocks:
        raise ReadingError("holds no text; fetch or save it again")
    links = [link for leaf in leaves for node in leaf.nodes for link in _links(node, vocabulary)]
    return Reading(
        title=head.title or _title(blocks),
        pages=unlabelled_pages(1),
        blocks=tuple(blocks),
        links=tuple(links),
        language=head.language,
        warnings=omissions.warnings(),
        date=head.date,
        author=head.author,
    )


def _blocks(kind: BlockKind, text: str, level: int, vocabulary: Vocabulary, *, gap_before: bool) -> Iterator[Block]:
    """Yield the blocks of a leaf that hold text: one, or the items, notes and definitions that its lines begin."""
    for part, group in _parts(kind, text.split("\n")):
        words = clean(join_lines(group, vocabulary))
        if part == "item":
            words = strip_bullet(words)
            words = next((sign + words.removeprefix(mark) for mark, sign in _TASKS if words.startswith(mark)), words)
        if words:
            yield make_block(part, words, level=level, gap_before=gap_before)
            gap_before = False


def _parts(kind: BlockKind, lines: list[str]) -> Iterator[tuple[BlockKind, list[str]]]:
    """Yield groups of a leaf's lines with their kinds."""
    starts = find_numbered_lines(lines) if kind in ("paragraph", "item") else set()
    part, group = kind, list[str]()
    for at, written in enumerate(lines):
        line = written
        note = FOOTNOTE.match(line) if kind == "paragraph" else None
        definition = _DEFINITION.match(line) if at and kind == "paragraph" else None
        if group and (at in starts or note or definition):
            yield part, group
            group = []
        if note:
            part, line = "note", f"{note[1]} {line[note.end() :]}"
        elif at in starts:
            part = "item"
        elif definition:
            part, line = kind, line[definition.end() :]
        group.append(line)
    yield part, group


def _is_gap(between: list[str]) -> bool:
    """Return whether the lines between two blocks are several blank ones, or hold something else, such as a rule."""
    blank = [not line.strip(BLANK) for line in between]
    return sum(blank) >= BLANK_LINES_AS_GAP or not all(blank)


def _last_line(source: list[str], end: int) -> int:
    """Return the end of a block's lines without the blank ones that the parser adds to a list's last item."""
    while end > 0 and not source[end - 1].strip(BLANK):
        end -= 1
    return end


def _links(node: SyntaxTreeNode, vocabulary: Vocabulary) -> Iterator[Link]:
    for link in node.walk():
        url = normalize_url(str(link.attrGet("href"))) if link.type == "link" else None
        if url:
            words = "".join(
                "\n" if each.type == "softbreak" else each.content for each in link.walk() if not each.children
            )
            yield Link(1, url, clean(join_lines(words.split("\n"), vocabulary)))


def _title(blocks: list[Block]) -> str | None:
    """Return the words of the first of the highest headings."""
    headings = [block for block in blocks if block.kind == "heading"]
    return min(headings, key=lambda block: block.level).text if headings else None
