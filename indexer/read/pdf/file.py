"""Open a PDF with pdfium, page by page; repair one that pdfium cannot open; say why one cannot be read."""

import ctypes
import logging
import math
import mmap
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from indexer.errors import ReadingError
from indexer.read.blocks import check_pages
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import File, OpenedFile, open_stream

HEADER = b"%PDF-"
MAX_HEADER_OFFSET = 1024  # bytes before the header, as other PDF readers allow
END_MARK = b"%%EOF"
OBJECT = b" obj"  # after the numbers of an object
LENGTH = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d{1,12})")
# What files that are wrongly named PDF begin with.
OTHER_FILES = {
    b"<": "a web page",
    b"PK": "an office document or archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
}
REASONS = {
    pdfium.FPDF_ERR_PASSWORD: "is encrypted and needs a password; save a copy without one and add that",
    pdfium.FPDF_ERR_SECURITY: "is protected in a way that cannot be read; save an unprotected copy and add that",
}
DAMAGED_PDF = "is damaged or cut off; fetch it again, or open it in a PDF program, save a new copy and add that"
DYNAMIC_FORM = (
    "is a dynamic form (XFA), whose pages are made only when it is opened; open it in Adobe Reader, print it to a PDF"
    " and add that"
)
REBUILT = "it is damaged and was rebuilt: pages may be missing from its end; fetch it again if you can"
# What pikepdf raises on files that it cannot repair: its own errors, and what qpdf's become in Python.
PIKEPDF_ERRORS = (
    pikepdf.PdfError, pikepdf.PasswordError, ArithmeticError, LookupError, MemoryError, OSError, RuntimeError,
    TypeError, ValueError,
)  # fmt: skip

MAX_FORM_PAGES = 20  # in which a form's fields are looked for
MIN_PICTURE_SHARE = 0.15  # of a page that pictures cover
MAX_PAGE_OBJECTS = 500  # that are looked at for pictures


Rectangle = tuple[float, float, float, float]  # left, bottom, right, top, in points


class DamagedError(ReadingError):
    """pdfium cannot open the file; another reader may still find text in it."""

    def __init__(self) -> None:
        super().__init__(DAMAGED_PDF)


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page while it is open: its handles in pdfium, its number from 1, and the box of it that is shown.

    The box is left, bottom, right and top, in points, as text is placed. `width` and `height` are those of the page
    as it is turned for the reader. `forms` is the handle of the document's form, or None.
    """

    document: Any
    raw: Any
    text: Any
    number: int
    width: float
    height: float
    box: Rectangle
    forms: Any = None


def check_header(path: File) -> None:
    """Raise ReadingError where a file does not begin like a PDF."""
    with path.open("rb") as file:
        start = file.read(MAX_HEADER_OFFSET)
    if HEADER in start:
        return
    looks = next((name for sign, name in OTHER_FILES.items() if start.lstrip().startswith(sign)), "something else")
    raise ReadingError(f"is not a PDF but {looks}; fetch the PDF itself, or give the file its right ending")


def find_cut(path: File) -> str | None:
    """Return the warning that a file is cut off: that objects follow the last mark of a file's end; None where not.

    The length that it should have is known of files made for fast display on the web (ISO 32000-2, annex F).
    """
    size = path.stat().st_size
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(OBJECT, content.rfind(END_MARK) + 1) < 0:
            return None
        length = LENGTH.search(content[:MAX_HEADER_OFFSET])
    expected = int(length[1]) if length else 0
    of = f" of {expected:,}" if expected > size else ""
    return f"it is cut off: it ends after {size:,}{of} bytes, and pages may be missing; fetch it again"


def open_pages(source: File | bytes, limits: Limits, numbers: Container[int] | None = None) -> Iterator[OpenPage]:
    """Yield the pages of a file, or of its bytes, in order, each open until the next is asked for.

    With `numbers`, only these.

    Raise ReadingError where the file is protected or has too many pages, DamagedError where it is damaged.
    """
    try:
        document = pypdfium2.PdfDocument(source.mapped() if isinstance(source, OpenedFile) else source)
    except pypdfium2.PdfiumError as error:
        if error.err_code in REASONS:
            raise ReadingError(REASONS[error.err_code]) from error
        raise DamagedError from error
    with document:
        count = len(document)
        check_pages(count, limits)
        if count == 0:
            raise DamagedError
        forms = _open_forms(document)
        for index in range(count):
            if numbers is None or index + 1 in numbers:
                yield from _open_page(document, index, forms)


def _open_forms(document: Any) -> Any:
    """Return the handle of a document's form, or None. Raise ReadingError where the form itself makes the pages."""
    kind = pdfium.FPDF_GetFormType(document.raw)
    if kind == pdfium.FORMTYPE_NONE:
        return None
    if kind == pdfium.FORMTYPE_XFA_FULL or (kind == pdfium.FORMTYPE_XFA_FOREGROUND and not _has_annotations(document)):
        raise ReadingError(DYNAMIC_FORM)
    try:
        document.init_forms()
    except pypdfium2.PdfiumError:
        return None
    return document.formenv.raw if document.formenv else None


def _has_annotations(document: Any) -> bool:
    """Return whether any of the first pages has annotations, as every field of a form is one."""
    for index in range(min(len(document), MAX_FORM_PAGES)):
        page = pdfium.FPDF_LoadPage(document.raw, index)
        if page:
            count = pdfium.FPDFPage_GetAnnotCount(page)
            pdfium.FPDF_ClosePage(page)
            if count:
                return True
    return False


def _open_page(document: Any, index: int, forms: Any) -> Iterator[OpenPage]:
    """Yield one page; a page that cannot be loaded counts as one without text."""
    page = pdfium.FPDF_LoadPage(document.raw, index)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    width, height = (pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)) if page else (0.0, 0.0)
    try:
        yield OpenPage(document.raw, page, text, index + 1, _length(width), _length(height), _shown_box(page), forms)
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        if page:
            pdfium.FPDF_ClosePage(page)


def _shown_box(page: Any) -> Rectangle:
    """Return the box of a page that viewers show: its crop box, as far as it is on the page."""
    box = pdfium.FS_RECTF()
    if not page or not pdfium.FPDF_GetPageBoundingBox(page, box):
        return (-math.inf, -math.inf, math.inf, math.inf)
    bottom, top = sorted((box.bottom, box.top))
    return (box.left, bottom, box.right, top)


def _length(points: float) -> float:
    return points if math.isfinite(points) and points > 0 else 1.0


def shows_picture(page: OpenPage) -> bool:
    """Return whether pictures, or forms that may hold some, cover much of an open page: a scan, a slide."""
    if not page.raw:
        return False
    covered = 0.0
    edges = tuple(ctypes.c_float() for _ in range(4))
    for at in range(min(MAX_PAGE_OBJECTS, pdfium.FPDFPage_CountObjects(page.raw))):
        shown = pdfium.FPDFPage_GetObject(page.raw, at)
        if pdfium.FPDFPageObj_GetType(shown) not in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        if pdfium.FPDFPageObj_GetBounds(shown, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            covered += (right - left) * (top - bottom)
    return covered >= MIN_PICTURE_SHARE * page.width * page.height


def is_blank(page: OpenPage) -> bool:
    """Return whether nothing is drawn on an open page."""
    return not page.raw or pdfium.FPDFPage_CountObjects(page.raw) <= 0


def rebuild_pdf(path: File) -> bytes | None:
    """Rebuild a file that pdfium cannot open with qpdf (through pikepdf), which searches the file for objects.

    Return None where it cannot be rebuilt, or nothing of it is left.
    """
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    try:
        with open_stream(path) as file, pikepdf.open(file) as document:
            if not len(document.pages):
                return None
            rebuilt = BytesIO()
            document.save(rebuilt)
            return rebuilt.getvalue()
    except PIKEPDF_ERRORS:
        return None
