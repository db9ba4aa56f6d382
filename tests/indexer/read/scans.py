"""Make scans for tests: pages set with this project's sentences, as pictures in a PDF, some lying on their side."""

import os
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
import typst
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from indexer.read.ocr.installed import Tesseract, find_tesseract

PACKS = ("eng", "fra", "osd", "spa", "vie")
RESOLUTION = 200  # dots per inch
POINTS_PER_INCH = 72
PAGE = '#set page(width: 148mm, height: 150mm, margin: 15mm)\n#set text(size: 11pt, lang: "{language}")\n'


def _missing() -> str:
    found = find_tesseract()
    if found is None:
        return "tesseract is not installed"
    packs = set(PACKS) - set(found.packs)
    return f"tesseract has no language pack {', '.join(sorted(packs))}" if packs else ""


MISSING = _missing()

needs_tesseract = pytest.mark.skipif(bool(MISSING) and not os.environ.get("CI"), reason=MISSING)
"""Marks tests that run OCR; in CI they fail without it."""


def tesseract() -> Tesseract:
    """Return the installed Tesseract."""
    found = find_tesseract()
    assert found is not None, MISSING
    return found


def make_scan(path: Path, text: str, turns: Sequence[int] = (), language: str = "en") -> Path:
    """Write pages in Typst's markup as a PDF of pictures, page by page turned clockwise by quarters."""
    source = PAGE.format(language=language) + text
    document = pypdfium2.PdfDocument(typst.compile(source.encode(), format="pdf", ignore_system_fonts=True))
    canvas = Canvas(str(path))
    for at, page in enumerate(document):
        picture = page.render(scale=RESOLUTION / POINTS_PER_INCH).to_pil().convert("L")
        picture = picture.rotate(-90 * (turns[at] if at < len(turns) else 0), expand=True)
        size = (picture.width * POINTS_PER_INCH / RESOLUTION, picture.height * POINTS_PER_INCH / RESOLUTION)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(picture), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return path
