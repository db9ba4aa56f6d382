"""Make printed documents for tests: PDF files of several pages in columns, with words broken at the ends of lines."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
import typst

SETTINGS = """
#set page(width: 148mm, height: 180mm, margin: 15mm, columns: {columns}, numbering: "1")
#set text(size: 10pt, lang: "en", hyphenate: true)
#set par(justify: true)
"""

PDFTOTEXT = shutil.which("pdftotext")

needs_pdftotext = pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext (poppler-utils) is not installed")


class WordBox(NamedTuple):
    """A word with its box in shares of the page, as pdftotext gives it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def make_pdf(path: Path, text: str, columns: int = 1) -> Path:
    """Write a PDF from Typst's markup."""
    source = SETTINGS.format(columns=columns) + text
    path.write_bytes(typst.compile(source.encode(), format="pdf", ignore_system_fonts=True))
    return path


def word_boxes(path: Path, page: int) -> list[WordBox]:
    """Return the words of a page with their boxes, by pdftotext."""
    assert PDFTOTEXT is not None
    command = [PDFTOTEXT, "-bbox", "-f", str(page), "-l", str(page), str(path), "-"]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    size = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', found)
    assert size
    width, height = map(float, size.groups())
    pattern = r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
    return [
        WordBox(text, float(left) / width, float(top) / height, float(right) / width, float(bottom) / height)
        for left, top, right, bottom, text in re.findall(pattern, found)
    ]
