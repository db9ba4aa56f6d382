"""Read plain text: paragraphs between blank lines, pages between form feeds, headings by their words."""

from collections.abc import Iterator, Sequence

from indexer.errors import ReadingError
from indexer.read.blocks import check_characters, check_pages, make_block, unlabelled_pages
from indexer.read.charset import clean, decode_text
from indexer.read.heuristics import ENUMERATOR, has_bullet, strip_bullet
from indexer.read.numbered_lines import find_numbered_lines
from indexer.read.repair.hyphens import Vocabulary, join_lines
from indexer.read.repair.structure import repair
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import File
from indexer.records.reading import Block, Reading

FORM_FEED = "\f"
BLANK_LINES_AS_GAP = 2  # blank lines that set a paragraph gap_before from the one above
MAX_BYTES_PER_CHARACTER = 4


def read(path: File, limits: Limits) -> Reading:
    """Read a text file. Raise ReadingError where it holds no text, or too many characters or pages."""
    pages = read_text_file(path, limits).rstrip(FORM_FEED).split(FORM_FEED)
    check_pages(len(pages), limits)
    blocks = repair(read_paragraphs(pages))
    if not blocks:
        raise ReadingError("holds no text; fetch or save it again")
    title = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
    return Reading(title, unlabelled_pages(len(pages)), tuple(blocks))


def read_text_file(path: File, limits: Limits) -> str:
    """Return a text file's characters, whatever their encoding, with newlines for all line ends.

    Raise ReadingError for files that are empty, too long or not text.
    """
    return checked_text(decode_text(read_bytes(path, limits)), limits)


def read_bytes(path: File, limits: Limits) -> bytes:
    """Return the bytes that a text of the allowed length may have, and one more."""
    with path.open("rb") as file:
        return file.read(limits.characters * MAX_BYTES_PER_CHARACTER + 1)


def checked_text(text: str, limits: Limits) -> str:
    """Return the text with newlines for all line ends. Raise ReadingError if it is empty, too long or not text."""
    if "\x00" in text:
        raise ReadingError("is not a text file; add it under its own type, or save it as UTF-8 text")
    check_characters(len(text), limits)
    if not text.strip():
        raise ReadingError("holds no text; fetch or save it again")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_paragraphs(pages: Sequence[str]) -> list[Block]:
    """Return the paragraphs and list items of pages of plain text, the first of which is page 1."""
    vocabulary = Vocabulary.of(line for page in pages for line in page.split("\n"))
    return [block for number, page in enumerate(pages, 1) for block in _blocks(page, number, vocabulary)]


def _blocks(page: str, number: int, vocabulary: Vocabulary) -> Iterator[Block]:
    for lines, blank_before, is_numbered_line in _groups(page):
        text = clean(join_lines(lines, vocabulary))
        is_item = is_numbered_line or has_bullet(lines[0]) or ENUMERATOR.match(lines[0]) is not None
        if is_item:
            text = strip_bullet(text)
        if text:
            gap_before = blank_before >= BLANK_LINES_AS_GAP
            yield make_block("item" if is_item else "paragraph", text, number, gap_before=gap_before)


def _groups(page: str) -> Iterator[tuple[list[str], int, bool]]:
    """Yield lines that belong together, the number of blank lines before them, and whether a counted item begins them.

    A bullet, or a number that another line's number follows, begins a new group.
    """
    lines = page.split("\n")
    counted = find_numbered_lines(lines)
    group: list[str] = []
    before = blank = 0
    is_numbered_line = False
    for at, line in enumerate(lines):
        if group and (not line.strip() or has_bullet(line) or at in counted):
            yield group, before, is_numbered_line
            group, before, blank = [], 0, 0
        if not line.strip():
            blank += 1
        else:
            before, is_numbered_line = (before, is_numbered_line) if group else (blank, at in counted)
            group.append(line)
            blank = 0
    if group:
        yield group, before, is_numbered_line
