"""Render a page in shades of grey, as large as recognizing its text needs and the limits allow."""

import ctypes
import math

import pypdfium2.raw as pdfium

from indexer.read.ocr.tesseract import Picture
from indexer.read.pdf.file import OpenPage

RESOLUTION = 300  # dots per inch, at which Tesseract reads text of usual sizes best
MAX_PIXELS = 20_000_000  # of a rendering; larger pages are rendered smaller
POINTS_PER_INCH = 72
WHITE = 0xFFFFFFFF


def render(page: OpenPage, turns: int) -> Picture | None:
    """Return an open page after quarter turns, clockwise; None where it cannot be rendered."""
    width, height = (page.width, page.height) if turns % 2 == 0 else (page.height, page.width)
    scale = min(RESOLUTION / POINTS_PER_INCH, math.sqrt(MAX_PIXELS / (width * height)))
    columns, rows = max(1, int(width * scale)), max(1, int(height * scale))
    if not page.raw or columns * rows > MAX_PIXELS:
        return None
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, rows, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        return None
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, WHITE)
        pdfium.FPDF_RenderPageBitmap(bitmap, page.raw, 0, 0, columns, rows, turns, pdfium.FPDF_GRAYSCALE)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * rows)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Picture(pixels, columns, rows, stride, max(1, round(scale * POINTS_PER_INCH)))
