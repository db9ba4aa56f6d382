"""The characters of a page, where they are and how they are set, asked of pdfium as seldom as possible.

ctypes checks and wraps each argument of a call as declared. Where handles and buffers are declared as mere addresses, a
call costs less than half as much, and a long file needs hundreds of thousands: see `_fast`.
"""

import ctypes
import math
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

BREAK = "\ufffe"  # ends a word that pdfium found broken at the end of a line
HYPHEN = "\x02"  # what pdfium calls such a hyphen when asked for a single character, and some unknown glyphs too
UNKNOWN = "\x01"  # like any code below the space, a glyph that only the font knows

BOLD_NAME = re.compile(r"bold|black|heavy|semib|demi")
BOLD_WEIGHT = 700
MAX_FONT_NAME = 128
DOUBLE_BYTES, UNSIGNED_BYTES = 8, 4
MIN_SIZE = 6.0  # points; smaller text may be in a form that enlarges it
MAX_SLOPE = 1e-6  # of a text object that has one baseline

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int


def pointer(handle: Any) -> int:
    """Return the address of what a handle or a buffer refers to; 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _fast(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.CFUNCTYPE(result, *arguments)(pointer(function))


# (text page, index) → a character's code
_get_unicode = _fast(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)
# (text page, index, pointers to doubles: left, right, bottom, top)
_get_box = _fast(pdfium.FPDFText_GetCharBox, _INT, _POINTER, _INT, _POINTER, _POINTER, _POINTER, _POINTER)
# (text page, index, pointers to doubles: x, y)
_get_origin = _fast(pdfium.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
# (text page, index) → the text object that draws a character; None for a space that pdfium put in itself
_get_text_object = _fast(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
# (object, pointer to six floats: a to f)
_get_matrix = _fast(pdfium.FPDFPageObj_GetMatrix, _INT, _POINTER, _POINTER)
# (text page, index, pointer to six floats: a to f), with what the form scales that holds the text object
_get_shown_matrix = _fast(pdfium.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
# (text object, pointer to a float)
_get_font_size = _fast(pdfium.FPDFTextObj_GetFontSize, _INT, _POINTER, _POINTER)
# (text object) → its font
_get_font = _fast(pdfium.FPDFTextObj_GetFont, _POINTER, _POINTER)
# (object) → the id of the marked content that it belongs to, or -1
_get_marked_content = _fast(pdfium.FPDFPageObj_GetMarkedContentID, _INT, _POINTER)
# (text object) → how its glyphs are painted
_get_render_mode = _fast(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
# (object, pointers to unsigned integers: red, green, blue, alpha)
_get_fill = _fast(pdfium.FPDFPageObj_GetFillColor, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)


class TextStyle(NamedTuple):
    """How text is set: size in points, weight (400 is regular), colour as 0xRRGGBB, direction in quarter turns.

    `level` is that of the heading that the file's structure tags make of it, 0 for none. `is_hidden` is true of glyphs
    that are not painted, or without any colour.
    """

    size: float
    weight: int
    colour: int
    direction: int
    level: int = 0
    is_hidden: bool = False


# What makes a style: a, b and d of the matrix, the size, the font, the heading's level, the colour, and being hidden.
_StyleKey = tuple[float, float, float, float, int, int, int, int, int, bool]

NO_STYLE = TextStyle(0.0, 0, 0, 0)


class TextLayer:
    """The characters of one open page. `text` has one character for each, `count` is their number.

    `headings` gives the level of the heading that marked content belongs to, by the content's id.
    """

    def __init__(self, textpage: Any, headings: Mapping[int, int] | None = None) -> None:
        self._headings = headings
        self._page = pointer(textpage)
        self.count = max(0, pdfium.FPDFText_CountChars(textpage))
        self.text = _text(textpage, self._page, self.count)
        self._settings: dict[int | None, tuple[TextStyle, float | None]] = {None: (NO_STYLE, 0.0)}
        self._styles: dict[_StyleKey, tuple[TextStyle, bool]] = {}
        self._weights: dict[int | None, int] = {None: 0}
        self._doubles = (ctypes.c_double * 4)()
        start = ctypes.addressof(self._doubles)
        self._double_pointers = tuple(start + DOUBLE_BYTES * place for place in range(4))
        self._floats, self._colours = (ctypes.c_float * 7)(), (ctypes.c_uint * 4)()
        self._matrix_pointer = ctypes.addressof(self._floats)
        self._size_pointer = self._matrix_pointer + 6 * ctypes.sizeof(ctypes.c_float)
        start = ctypes.addressof(self._colours)
        self._colour_pointers = tuple(start + UNSIGNED_BYTES * place for place in range(4))

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Return a character's left, bottom, right and top."""
        _get_box(self._page, index, *self._double_pointers)
        left, right, bottom, top = self._doubles
        return left, bottom, right, top

    def extent(self, first: int, last: int) -> tuple[float, float]:
        """Return the left of the first and the right of the last character of a word."""
        _get_box(self._page, first, *self._double_pointers)
        left, right, _, _ = self._doubles
        if last > first:
            _get_box(self._page, last, *self._double_pointers)
            right = max(right, self._doubles[1])
        return left, right

    def origin(self, index: int) -> tuple[float, float]:
        """Return a character's point on its baseline."""
        _get_origin(self._page, index, *self._double_pointers[:2])
        return self._doubles[0], self._doubles[1]

    def style_and_baseline(self, index: int) -> tuple[TextStyle, float]:
        """Return a character's style and the height of its baseline."""
        key = _get_text_object(self._page, index)
        found = self._settings.get(key)
        if found is None:
            style, is_horizontal = self._style(key, index)
            found = self._settings[key] = style, (self.origin(index)[1] if is_horizontal else None)
        style, baseline = found
        return style, (self.origin(index)[1] if baseline is None else baseline)

    def _style(self, text_object: int, index: int) -> tuple[TextStyle, bool]:
        """Return a text object's style, and whether its baseline is horizontal; `index` is that of one of its
        characters.
        """
        _get_matrix(text_object, self._matrix_pointer)
        _get_font_size(text_object, self._size_pointer)
        if self._floats[6] * math.hypot(self._floats[1], self._floats[3]) < MIN_SIZE:
            _get_shown_matrix(self._page, index, self._matrix_pointer)
        _get_fill(text_object, *self._colour_pointers)
        a, b, _, d, _, _, size = self._floats
        level = self._headings.get(_get_marked_content(text_object), 0) if self._headings else 0
        red, green, blue, alpha = self._colours
        hidden = not alpha or _get_render_mode(text_object) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        key = (a, b, d, size, _get_font(text_object), level, red, green, blue, hidden)
        if key not in self._styles:
            self._styles[key] = self._new_style(key)
        return self._styles[key]

    def _new_style(self, key: _StyleKey) -> tuple[TextStyle, bool]:
        """Build a style. The size that a PDF names is nothing without the matrix."""
        a, b, d, size, font, level, red, green, blue, hidden = key
        points = size * (math.hypot(b, d) or 1.0)
        if not math.isfinite(points):
            points = 0.0
        is_horizontal = abs(b) < MAX_SLOPE < a
        turn = 0 if is_horizontal else round(math.atan2(b, a) / (math.pi / 2)) % 4
        if font not in self._weights:
            self._weights[font] = _weight(font)
        colour = red << 16 | green << 8 | blue
        style = TextStyle(round(points * 4) / 4, self._weights[font], colour, turn, level, hidden)
        return style, is_horizontal


def _text(textpage: Any, page: int, count: int) -> str:
    """Return a page's characters. pdfium leaves unknown ones out of its text: then each is asked for."""
    units = (ctypes.c_ushort * (count + 1))()
    given = pdfium.FPDFText_GetText(textpage, 0, count, units) - 1
    if given == count:
        text = bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass")
        if len(text) < count:
            text = "".join(map(chr, units[:count]))
        return text
    codes = [min(_get_unicode(page, index), 0xFFFF) for index in range(count)]
    text = "".join(map(chr, codes))
    if HYPHEN not in text:
        return text
    return "".join(
        char if char != HYPHEN else BREAK if pdfium.FPDFText_IsHyphen(textpage, index) == 1 else UNKNOWN
        for index, char in enumerate(text)
    )


def _weight(font: int) -> int:
    """Return the font's weight, from its own table or, where that says nothing, from its name."""
    handle = ctypes.cast(font, pdfium.FPDF_FONT)
    name = ctypes.create_string_buffer(MAX_FONT_NAME)
    pdfium.FPDFFont_GetBaseFontName(handle, name, MAX_FONT_NAME)
    named_bold = BOLD_NAME.search(name.value.decode("latin-1").lower())
    return max(int(pdfium.FPDFFont_GetWeight(handle)), BOLD_WEIGHT if named_bold else 0)
