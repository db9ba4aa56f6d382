"""The process in which pages are rendered: `python -m indexer.pictures.worker LIMITS PARENT PAGES [rebuild] < FILE`.

It opens a PDF, its standard input, renders the pages whose numbers PAGES lists in JSON, and writes one response to what
was its standard output. It is confined like the process that reads files. With `rebuild`, a damaged file is rebuilt.
"""

import ctypes
import json
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import BytesIO
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from indexer.errors import ReadingError
from indexer.pictures.page_picture import (
    LARGE,
    MAX_HEIGHT_RATIO,
    MAX_PICTURE_BYTES,
    WIDTHS,
    DamagedFile,
    PagePicture,
    encode_response,
)
from indexer.pictures.words import placed_words
from indexer.read.sandbox.channel import claim_standard_output
from indexer.read.sandbox.isolation import confine, die_with_parent
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import OpenedFile

FILE = 0
"""The descriptor of the file: standard input."""

WHITE = 0xFFFFFFFF
MAX_POINTS = 1e6
"""Of the width and height of a page: a larger one is no page."""

QUALITIES = (68, 50, 34, 20, 8)
"""Of WebP: the first at which a picture is small enough."""

METHOD = 2
"""Of WebP: slower ones save a few per cent."""


Rebuild = Callable[[OpenedFile], bytes | None]


def main(arguments: list[str]) -> None:
    """Render the pages that the arguments name."""
    limits_json, parent, pages_json, *rebuilding = arguments
    die_with_parent(int(parent))
    channel = claim_standard_output()
    limits, pages = Limits(**json.loads(limits_json)), json.loads(pages_json)
    rebuild = import_module("indexer.read.pdf.file").rebuild_pdf if rebuilding else None
    _load_codec()
    confine(limits)
    try:
        response = encode_response(tuple(render(OpenedFile(FILE), pages, rebuild)))
    except ReadingError as error:
        response = encode_response(error=str(error), is_damaged=isinstance(error, DamagedFile))
    except MemoryError:
        response = encode_response(error="rendering it needs more memory than allowed")
    except Exception as error:  # noqa: BLE001  # the outer edge of one file: libraries raise anything on bad ones
        response = encode_response(error=f"it cannot be rendered ({type(error).__name__})")
    with os.fdopen(channel, "wb") as pipe:
        pipe.write(response)


def _load_codec() -> None:
    """Encode a picture, so that everything that takes is loaded before the sandbox closes."""
    Image.new("RGB", (2, 2)).resize((1, 1), Image.Resampling.LANCZOS).save(BytesIO(), "WEBP")


def render(file: OpenedFile, numbers: Sequence[int], rebuild: Rebuild | None = None) -> list[PagePicture]:
    """Return pages of a PDF as pictures, with their words.

    Raise DamagedFile where it cannot be opened, and there is no `rebuild`; ReadingError where a page is damaged.
    """
    try:
        document = pypdfium2.PdfDocument(file.mapped())
    except (pypdfium2.PdfiumError, ValueError) as error:  # no file of no bytes can be mapped
        if rebuild is None:
            raise DamagedFile("the file is damaged") from error
        content = rebuild(file)
        if content is None:
            raise ReadingError("the file is damaged") from error
        document = pypdfium2.PdfDocument(content)
    with document:
        if pdfium.FPDF_GetFormType(document.raw) != pdfium.FORMTYPE_NONE:
            document.init_forms()
        return [_render_page(document, number) for number in numbers]


def _render_page(document: Any, number: int) -> PagePicture:
    page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    if not page:
        raise ReadingError("the page is damaged")
    try:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        if not (0 < width < MAX_POINTS and 0 < height < MAX_POINTS):
            raise ReadingError("the page has no size")
        large = _picture(document, page, width, height)
        return PagePicture(
            page=number,
            width=width,
            height=height,
            pictures={name: _encoded(large, columns) for name, columns in WIDTHS.items()},
            words=placed_words(page),
        )
    finally:
        pdfium.FPDF_ClosePage(page)


def _picture(document: Any, page: Any, width: float, height: float) -> Image.Image:
    """Return a page in colour, as large as its largest picture."""
    scale = WIDTHS[LARGE] / max(width, height / MAX_HEIGHT_RATIO)
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, rows, pdfium.FPDFBitmap_BGRx, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, WHITE)
        place = (0, 0, columns, rows, 0, pdfium.FPDF_ANNOT)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, *place)
        if document.formenv:
            pdfium.FPDF_FFLDraw(document.formenv.raw, bitmap, page, *place)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * rows)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Image.frombytes("RGB", (columns, rows), pixels, "raw", "BGRX", stride)


def _encoded(large: Image.Image, columns: int) -> bytes:
    """Return a picture in WebP of this width where the largest is WIDTHS[LARGE] wide, as good as its size allows."""
    share = columns / WIDTHS[LARGE]
    size = (max(1, round(large.width * share)), max(1, round(large.height * share)))
    picture = large if share == 1 else large.resize(size, Image.Resampling.LANCZOS)
    encoded = b""
    for quality in QUALITIES:
        file = BytesIO()
        picture.save(file, "WEBP", quality=quality, method=METHOD)
        encoded = file.getvalue()
        if len(encoded) <= MAX_PICTURE_BYTES:
            break
    return encoded


if __name__ == "__main__":
    main(sys.argv[1:])
