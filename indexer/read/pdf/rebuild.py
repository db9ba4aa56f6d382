"""Rebuilds a PDF that pdfium cannot open: qpdf, through pikepdf, finds its objects anew and writes them in order."""

import logging
from io import BytesIO
from pathlib import Path

import pikepdf

FAILURES = (pikepdf.PdfError, pikepdf.PasswordError, ArithmeticError, LookupError, MemoryError, OSError, RuntimeError,
            TypeError, ValueError)  # fmt: skip
"""What pikepdf raises on files that it cannot mend: its own errors, and what qpdf's become in Python."""

WARNING = "it is damaged and was rebuilt: pages may be missing from its end; fetch it again if you can"


def rebuild_pdf(path: Path) -> bytes | None:
    """The file mended, as bytes; None where it cannot be, or nothing of it is left."""
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    try:
        with pikepdf.open(path) as document:
            if not len(document.pages):
                return None
            mended = BytesIO()
            document.save(mended)
            return mended.getvalue()
    except FAILURES:
        return None
