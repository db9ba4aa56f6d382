"""The calls into pdfium that are made for every word or text object of a page.

ctypes checks and wraps each argument of a call as declared; where handles and buffers are declared as mere addresses,
a call costs less than half as much, and there are hundreds of thousands of them in a long file. A handle's address is
what `address` gives.
"""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int


def pointer(handle: Any) -> int:
    """Where the thing lies that a handle, or a buffer, stands for; 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.CFUNCTYPE(result, *arguments)(pointer(function))


get_unicode = _plain(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _ADDRESS, _INT)
"""(text page, index) → a character's code."""

get_box = _plain(pdfium.FPDFText_GetCharBox, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
"""(text page, index, and where doubles go: left, right, bottom, top)."""

get_origin = _plain(pdfium.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
"""(text page, index, and where doubles go: x, y)."""

get_text_object = _plain(pdfium.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
"""(text page, index) → the text object that draws a character; None for a space that pdfium put in itself."""

get_matrix = _plain(pdfium.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS)
"""(object, where six floats go: a to f)."""

get_font_size = _plain(pdfium.FPDFTextObj_GetFontSize, _INT, _ADDRESS, _ADDRESS)
"""(text object, where a float goes)."""

get_font = _plain(pdfium.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
"""(text object) → its font."""

get_mark = _plain(pdfium.FPDFPageObj_GetMarkedContentID, _INT, _ADDRESS)
"""(object) → the number of the marked content that it belongs to, or -1."""

get_fill = _plain(pdfium.FPDFPageObj_GetFillColor, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
"""(object, and where unsigned integers go: red, green, blue, alpha)."""
