"""Reads the text of a PDF that pdfium cannot open, through pypdf: words and pages, without places or styles."""

from pathlib import Path

from pypdf import PdfReader

from indexer.errors import ReadingError
from indexer.read.paragraphs import read_paragraphs
from indexer.read.pdf.catalogue import FAILURES
from indexer.read.repair.repairs import repair
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import PageLabel, Reading

WARNING = "it is damaged: its text was read without its layout, and some of it may be missing"


def read_without_layout(path: Path, limits: Limits, reason: ReadingError) -> Reading:
    """Reads what text there is. Raises `reason`, pdfium's, where there is none, or the file is too long."""
    try:
        pages = [page.extract_text() for page in PdfReader(path).pages[: limits.pages + 1]]
    except FAILURES as error:
        raise reason from error
    if len(pages) > limits.pages or sum(map(len, pages)) > limits.characters:
        raise reason
    blocks = repair(read_paragraphs(pages), bare=True)
    if not blocks:
        raise reason
    labels = tuple(PageLabel(number, str(number)) for number in range(1, len(pages) + 1))
    title = next((block.text for block in blocks if block.kind == "heading"), None)
    return Reading(title, labels, tuple(blocks), warnings=(WARNING,))
