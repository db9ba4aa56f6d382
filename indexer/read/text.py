"""Reads plain text: paragraphs between blank lines, pages between form feeds, headings by their words."""

from pathlib import Path

from indexer.errors import ReadingError
from indexer.read.paragraphs import read_paragraphs
from indexer.read.plain_files import read_text_file
from indexer.read.repair.repairs import repair
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import PageLabel, Reading

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
