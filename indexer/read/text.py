"""Reads plain text: paragraphs between blank lines, pages between form feeds, headings by their words."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from indexer.errors import ReadingError
from indexer.read.blocks import make_block
from indexer.read.charset import clean, decode_text
from indexer.read.heuristics import ENUMERATOR, has_bullet, strip_bullet
from indexer.read.repair.hyphens import Vocabulary, join_lines
from indexer.read.repair.repairs import repair
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Block, PageLabel, Reading

PAGE_BREAK = "\f"


def read(path: Path, limits: Limits) -> Reading:
    """Reads a text file. Raises ReadingError where it holds no text, or too many characters or pages."""
    pages = read_text_file(path, limits).rstrip(PAGE_BREAK).split(PAGE_BREAK)
    if len(pages) > limits.pages:
        raise ReadingError(f"has {len(pages):,} pages, over the {limits.pages:,} allowed; split it and add the parts")
    blocks = repair(read_paragraphs(pages), bare=True)
    if not blocks:
        raise ReadingError("holds no text; fetch or save it again")
    labels = tuple(PageLabel(number, str(number)) for number in range(1, len(pages) + 1))
    title = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
    return Reading(title, labels, tuple(blocks))


MOST_BYTES_PER_CHARACTER = 4
TELLTALE = "\x00"


def read_text_file(path: Path, limits: Limits) -> str:
    """A text file's characters, whatever their encoding. Line ends come back as newlines.

    Raises ReadingError for files that are empty, too long or not text.
    """
    return checked_text(decode_text(read_bytes(path, limits)), limits)


def read_bytes(path: Path, limits: Limits) -> bytes:
    """As many of a file's bytes as its text may have, and one more."""
    with path.open("rb") as file:
        return file.read(limits.characters * MOST_BYTES_PER_CHARACTER + 1)


def checked_text(text: str, limits: Limits) -> str:
    """The text, if it is one, with newlines for all line ends. Raises ReadingError where it is empty or too long."""
    if TELLTALE in text:
        raise ReadingError("is not a text file; add it under its own type, or save it as UTF-8 text")
    if len(text) > limits.characters:
        raise ReadingError(f"holds more than {limits.characters:,} characters; split it and add the parts")
    if not text.strip():
        raise ReadingError("holds no text; fetch or save it again")
    return text.replace("\r\n", "\n").replace("\r", "\n")


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
