"""Plain text as paragraphs and list items: what blank lines and bullets part."""

from collections.abc import Iterator, Sequence

from indexer.read.blocks import make_block
from indexer.read.bullets import ENUMERATOR, has_bullet, strip_bullet
from indexer.read.characters import clean
from indexer.read.repair.hyphens import Vocabulary, join_lines
from indexer.records.reading import Block

BLANK_LINES_APART = 2
"""Blank lines before a paragraph that set it apart from the one above."""


def read_paragraphs(pages: Sequence[str]) -> list[Block]:
    """The paragraphs and list items of pages of plain text, the first of which is page 1."""
    vocabulary = Vocabulary.of(line for page in pages for line in page.split("\n"))
    return [block for number, page in enumerate(pages, 1) for block in _blocks(page, number, vocabulary)]


def _blocks(page: str, number: int, vocabulary: Vocabulary) -> Iterator[Block]:
    for lines, blank_before in _groups(page):
        text = clean(join_lines(lines, vocabulary))
        is_item = has_bullet(lines[0]) or ENUMERATOR.match(lines[0]) is not None
        if is_item:
            text = strip_bullet(text)
        if text:
            apart = blank_before >= BLANK_LINES_APART
            yield make_block("item" if is_item else "paragraph", text, number, apart=apart)


def _groups(page: str) -> Iterator[tuple[list[str], int]]:
    """Lines that belong together, with the number of blank lines before them: a bullet begins a new group."""
    group: list[str] = []
    before = blank = 0
    for line in page.split("\n"):
        if group and (not line.strip() or has_bullet(line)):
            yield group, before
            group, before, blank = [], 0, 0
        if not line.strip():
            blank += 1
        else:
            before = before if group else blank
            group.append(line)
            blank = 0
    if group:
        yield group, before
