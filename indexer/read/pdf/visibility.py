"""Words that no reader sees: outside the page that is shown, not painted, or white on white.

Words that are not painted are kept where a picture is under them: so is the text layer of a scan made. White words are
left out only where it is proved that nothing of them shows: no coloured object lies under them, and a rendering of the
page is blank there.
"""

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pypdfium2.raw as pdfium

from indexer.read.pdf.file import MAX_PAGE_OBJECTS, OpenPage, Rectangle
from indexer.read.pdf.layer import TextLayer
from indexer.read.pdf.page_words import PageWord

WHITE = 0xFFFFFF
MAX_RENDERED_SIDE = 1_500.0  # pixels of a rendering's longer side; one pixel a point where that is less
MAX_SHADE_DIFFERENCE = 3  # between grey values, of 255, that look alike
SLACK = 0.5  # points by which a word may reach over the page's edge


def visible_words(words: Sequence[PageWord], layer: TextLayer, page: OpenPage) -> list[PageWord]:
    """Return the words of a page, placed as pdfium places them, that a reader sees."""
    left, bottom, right, top = page.box
    seen = [
        word
        for word in words
        if left - SLACK <= (word.left + word.right) / 2 <= right + SLACK and bottom <= word.baseline + SLACK <= top + 1
    ]
    if not any(word.style.is_hidden or word.style.colour == WHITE for word in seen):
        return seen
    objects = PageObjects(page)
    return [word for word in seen if _is_seen(word, layer, objects)]


def _is_seen(word: PageWord, layer: TextLayer, objects: "PageObjects") -> bool:
    if not (word.style.is_hidden or word.style.colour == WHITE):
        return True
    boxes = [layer.box(index) for index in range(word.first, word.last + 1)]
    around = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    if word.style.is_hidden:
        return objects.is_picture_under(around)
    return objects.is_coloured_under(around) or objects.shows_anything(around)


@dataclass
class PageObjects:
    """What is drawn on a page besides its text. Pages with very many objects count as covered by pictures."""

    page: OpenPage
    pictures: list[Rectangle] = field(default_factory=list)
    coloured: list[Rectangle] = field(default_factory=list)

    def __post_init__(self) -> None:
        """List the pictures and the filled shapes that are not white."""
        count = pdfium.FPDFPage_CountObjects(self.page.raw)
        if count > MAX_PAGE_OBJECTS * 10:
            self.pictures.append(self.page.box)
            self.coloured.append(self.page.box)
            return
        for shown, kind in _objects(self.page, count):
            if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
                self.pictures.extend(_bounds(shown))
            elif kind == pdfium.FPDF_PAGEOBJ_PATH and _is_coloured(shown):
                self.coloured.extend(_bounds(shown))

    def is_picture_under(self, box: Rectangle) -> bool:
        """Return whether a picture, or a form that may hold one, is under the middle of a box."""
        return any(_holds(picture, box) for picture in self.pictures)

    def is_coloured_under(self, box: Rectangle) -> bool:
        """Return whether a shape that is not white is under the middle of a box."""
        return any(_holds(shape, box) for shape in self.coloured)

    def shows_anything(self, box: Rectangle) -> bool:
        """Return whether a rendering of the page is anything but one shade in a box."""
        points = ((box[0], box[3]), (box[2], box[1]))
        (x, y), (x_end, y_end) = (self._pixel(*point) for point in points)
        columns, rows = sorted((x, x_end)), sorted((y, y_end))
        part = self._rendering[max(0, rows[0]) : rows[1] + 1, max(0, columns[0]) : columns[1] + 1]
        return bool(part.size) and int(part.max()) - int(part.min()) > MAX_SHADE_DIFFERENCE

    def _pixel(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        height, width = self._rendering.shape
        pdfium.FPDF_PageToDevice(self.page.raw, 0, 0, width, height, 0, x, y, across, down)
        return across.value, down.value

    @cached_property
    def _rendering(self) -> np.ndarray:
        """The page in shades of grey, rows by columns."""
        scale = min(1.0, MAX_RENDERED_SIDE / max(self.page.width, self.page.height))
        width, height = max(1, math.ceil(self.page.width * scale)), max(1, math.ceil(self.page.height * scale))
        bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, self.page.raw, 0, 0, width, height, 0, pdfium.FPDF_GRAYSCALE)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            data = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return np.frombuffer(data, np.uint8).reshape(height, stride)[:, : 4 * width : 4]


def _objects(page: OpenPage, count: int) -> Iterator[tuple[object, int]]:
    for at in range(count):
        shown = pdfium.FPDFPage_GetObject(page.raw, at)
        yield shown, pdfium.FPDFPageObj_GetType(shown)


def _bounds(shown: object) -> Iterator[Rectangle]:
    edges = tuple(ctypes.c_float() for _ in range(4))
    if pdfium.FPDFPageObj_GetBounds(shown, *edges):
        left, bottom, right, top = (edge.value for edge in edges)
        yield left, bottom, right, top


def _is_coloured(path: object) -> bool:
    """Return whether a shape is filled with anything but white."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
    colours = tuple(ctypes.c_uint() for _ in range(4))
    if not filled.value or not pdfium.FPDFPageObj_GetFillColor(path, *colours):
        return False
    red, green, blue, alpha = (colour.value for colour in colours)
    return bool(alpha) and (red, green, blue) != (255, 255, 255)


def _holds(outer: Rectangle, box: Rectangle) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]
