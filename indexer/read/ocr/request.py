"""What the worker is asked to do when a file's pages need OCR."""

from dataclasses import dataclass, replace

from indexer.read.ocr.installed import Tesseract
from indexer.read.sandbox.limits import Limits

PATIENCE = 4
"""Elapsed seconds for each second of processor time that a page may take: other files are read at the same time."""


@dataclass(frozen=True, slots=True)
class OcrRequest:
    """Read pages without text by this Tesseract. `languages` are the document's by the manifest, where it says so."""

    tesseract: Tesseract
    languages: tuple[str, ...] = ()

    def worker_limits(self, limits: Limits) -> Limits:
        """Return the limits of a worker that recognizes pages too; its elapsed time is that of one page."""
        return replace(
            limits,
            cpu=limits.cpu + limits.ocr_seconds,
            wall=limits.wall + PATIENCE * limits.ocr_page_seconds,
        )
