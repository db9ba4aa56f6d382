"""Pages that are pictures: scans and slides, of which only recognition makes text."""

import ctypes

import pypdfium2.raw as pdfium

from indexer.read.pdf.file import OpenPage

LARGE = 0.15
"""The share of their page that pictures cover at least."""

MOST = 500
"""Objects of a page that are looked at."""


def shows_picture(page: OpenPage) -> bool:
    """Whether pictures, or forms that may hold some, cover much of an open page."""
    if not page.raw:
        return False
    covered = 0.0
    edges = tuple(ctypes.c_float() for _ in range(4))
    for at in range(min(MOST, pdfium.FPDFPage_CountObjects(page.raw))):
        shown = pdfium.FPDFPage_GetObject(page.raw, at)
        if pdfium.FPDFPageObj_GetType(shown) not in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        if pdfium.FPDFPageObj_GetBounds(shown, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            covered += (right - left) * (top - bottom)
    return covered >= LARGE * page.width * page.height
