"""The words of an open page of a PDF with their boxes, as pdfium shows them."""

import ctypes
import itertools
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from indexer.pictures.page_picture import MAX_WORDS, PlacedWord

GRID = 20_000
"""Places on the page are asked for as places on a screen of this width and height."""

MAX_CHARACTERS = 200_000

MAX_LOOSE_HEIGHT = 3.2
"""How many times as high as its ink a word may be by its font, whose own measures are wrong sometimes."""

_Box = tuple[float, float, float, float]


def placed_words(page: Any) -> tuple[PlacedWord, ...]:
    """Return the words of a page in the order of the file, each with the box of one line of it."""
    textpage = pdfium.FPDFText_LoadPage(page)
    if not textpage:
        return ()
    try:
        found = (_placed(page, textpage, run) for run in _runs(textpage))
        return tuple(itertools.islice((word for word in found if word), MAX_WORDS))
    finally:
        pdfium.FPDFText_ClosePage(textpage)


def _runs(textpage: Any) -> Iterator[list[tuple[int, str]]]:
    """Yield the runs of letters and digits, each as the indexes of its characters with these."""
    run: list[tuple[int, str]] = []
    for index in range(min(MAX_CHARACTERS, pdfium.FPDFText_CountChars(textpage))):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        char = chr(code) if code <= sys.maxunicode else " "  # half of a surrogate pair is no letter
        if unicodedata.category(char)[0] in "LNM":
            run.append((index, char))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _placed(page: Any, textpage: Any, run: Sequence[tuple[int, str]]) -> PlacedWord | None:
    """Return a run with its box on the page; None where it is outside of it, or has no extent."""
    boxes = [box for index, _ in run if (box := _ink_box(textpage, index))]
    if not boxes:
        return None
    ink = _union(boxes)
    loose = _loose_box(textpage, run[0][0])
    height = ink[3] - ink[1]
    box = ink
    if loose and loose[3] - loose[1] <= MAX_LOOSE_HEIGHT * height and loose[1] <= ink[1] and loose[3] >= ink[3]:
        box = (ink[0], loose[1], ink[2], loose[3])
    corners = [_on_screen(page, x, y) for x, y in ((box[0], box[1]), (box[2], box[3]))]
    left, right = sorted(min(1.0, max(0.0, x)) for x, _ in corners)
    top, bottom = sorted(min(1.0, max(0.0, y)) for _, y in corners)
    if right <= left or bottom <= top:
        return None
    return PlacedWord("".join(char for _, char in run), *(round(each, 5) for each in (left, top, right, bottom)))


def _ink_box(textpage: Any, index: int) -> _Box | None:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not pdfium.FPDFText_GetCharBox(textpage, index, left, right, bottom, top):
        return None
    box = left.value, bottom.value, right.value, top.value
    return box if box[0] < box[2] and box[1] < box[3] else None


def _loose_box(textpage: Any, index: int) -> _Box | None:
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(textpage, index, box):
        return None
    bottom, top = sorted((box.bottom, box.top))
    return box.left, bottom, box.right, top


def _union(boxes: Sequence[_Box]) -> _Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _on_screen(page: Any, x: float, y: float) -> tuple[float, float]:
    """Return a point of the page in shares of its width and height as shown, from the top left."""
    column, row = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, GRID, GRID, 0, x, y, column, row)
    return column.value / GRID, row.value / GRID
