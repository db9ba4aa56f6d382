"""The characters of a page, where they stand and how they are set, asked of pdfium as seldom as can be."""

import ctypes
import math
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

BREAK = "\ufffe"
"""Stands at the end of a word that pdfium found broken at the end of a line."""

HYPHEN = "\x02"
"""What pdfium calls such a hyphen when it is asked for a single character, and some unknown glyphs too."""

UNKNOWN = "\x01"
"""A code, like any other below that of the space, of a glyph of which only the font knows what it is."""

BOLD_NAME = re.compile(r"bold|black|heavy|semib|demi")
BOLD_WEIGHT = 700
NAME_LENGTH = 128
DOUBLE, UNSIGNED = 8, 4
"""Sizes in bytes."""

LEVEL = 1e-6
"""A text object whose matrix turns it by no more than this stands on one baseline."""


class TextStyle(NamedTuple):
    """How text is set: size in points, weight (400 is regular), colour as 0xRRGGBB, direction in quarter turns; and
    the level of the heading that the file's structure tags say it is, 0 for none.
    """

    size: float
    weight: int
    colour: int
    direction: int
    level: int = 0


_Key = tuple[float, float, float, float, int, int, int, int, int]
"""Three numbers of a matrix, the size, the font, the heading's level, and the colour: what makes a style."""

NO_STYLE = TextStyle(0.0, 0, 0, 0)


class TextLayer:
    """The characters of one open page and what can be asked about them. `text` has one character for each.

    `headings` gives the level of the heading that a piece of marked content stands in, by its number.
    """

    def __init__(self, textpage: Any, headings: Mapping[int, int] | None = None) -> None:
        self._headings = headings
        self._page = pointer(textpage)
        self.count = max(0, pdfium.FPDFText_CountChars(textpage))
        self.text = _text(textpage, self._page, self.count)
        self._settings: dict[int | None, tuple[TextStyle, float | None]] = {None: (NO_STYLE, 0.0)}
        self._styles: dict[_Key, tuple[TextStyle, bool]] = {}
        self._weights: dict[int | None, int] = {None: 0}
        self._doubles = (ctypes.c_double * 4)()
        start = ctypes.addressof(self._doubles)
        self._places = tuple(start + DOUBLE * place for place in range(4))
        self._floats, self._colours = (ctypes.c_float * 7)(), (ctypes.c_uint * 4)()
        self._matrix_place = ctypes.addressof(self._floats)
        self._size_place = self._matrix_place + 6 * ctypes.sizeof(ctypes.c_float)
        start = ctypes.addressof(self._colours)
        self._colour_places = tuple(start + UNSIGNED * place for place in range(4))

    def box(self, index: int) -> tuple[float, float, float, float]:
        """A character's left, bottom, right and top."""
        get_box(self._page, index, *self._places)
        left, right, bottom, top = self._doubles
        return left, bottom, right, top

    def extent(self, first: int, last: int) -> tuple[float, float]:
        """The left of the first and the right of the last character of a word."""
        get_box(self._page, first, *self._places)
        left, right, _, _ = self._doubles
        if last > first:
            get_box(self._page, last, *self._places)
            right = max(right, self._doubles[1])
        return left, right

    def origin(self, index: int) -> tuple[float, float]:
        """Where a character stands on its baseline."""
        get_origin(self._page, index, *self._places[:2])
        return self._doubles[0], self._doubles[1]

    def setting(self, index: int) -> tuple[TextStyle, float]:
        """A character's style and the height of its baseline."""
        key = get_text_object(self._page, index)
        found = self._settings.get(key)
        if found is None:
            style, is_level = self._style(key)
            found = self._settings[key] = style, (self.origin(index)[1] if is_level else None)
        style, baseline = found
        return style, (self.origin(index)[1] if baseline is None else baseline)

    def _style(self, text_object: int) -> tuple[TextStyle, bool]:
        """A text object's style, and whether it is level."""
        get_matrix(text_object, self._matrix_place)
        get_font_size(text_object, self._size_place)
        get_fill(text_object, *self._colour_places)
        a, b, _, d, _, _, size = self._floats
        level = self._headings.get(get_mark(text_object), 0) if self._headings else 0
        red, green, blue, _ = self._colours
        key = (a, b, d, size, get_font(text_object), level, red, green, blue)
        if key not in self._styles:
            self._styles[key] = self._new_style(key)
        return self._styles[key]

    def _new_style(self, key: _Key) -> tuple[TextStyle, bool]:
        """A style from a matrix, a size and a colour. The size that a PDF names is nothing without the matrix."""
        a, b, d, size, font, level, red, green, blue = key
        points = size * (math.hypot(b, d) or 1.0)
        if not math.isfinite(points):
            points = 0.0
        is_level = abs(b) < LEVEL < a
        turn = 0 if is_level else round(math.atan2(b, a) / (math.pi / 2)) % 4
        if font not in self._weights:
            self._weights[font] = _weight(font)
        style = TextStyle(round(points * 4) / 4, self._weights[font], red << 16 | green << 8 | blue, turn, level)
        return style, is_level


def _text(textpage: Any, page: int, count: int) -> str:
    """A page's characters. pdfium leaves those out of its text that it does not know: then each is asked for."""
    units = (ctypes.c_ushort * (count + 1))()
    given = pdfium.FPDFText_GetText(textpage, 0, count, units) - 1
    if given == count:
        text = bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass")
        if len(text) < count:
            text = "".join(map(chr, units[:count]))
        return text
    codes = [min(get_unicode(page, index), 0xFFFF) for index in range(count)]
    text = "".join(map(chr, codes))
    if HYPHEN not in text:
        return text
    return "".join(
        char if char != HYPHEN else BREAK if pdfium.FPDFText_IsHyphen(textpage, index) == 1 else UNKNOWN
        for index, char in enumerate(text)
    )


def _weight(font: int) -> int:
    """The font's weight, from its own table or, where that says nothing, from its name."""
    handle = ctypes.cast(font, pdfium.FPDF_FONT)
    name = ctypes.create_string_buffer(NAME_LENGTH)
    pdfium.FPDFFont_GetBaseFontName(handle, name, NAME_LENGTH)
    named_bold = BOLD_NAME.search(name.value.decode("latin-1").lower())
    return max(int(pdfium.FPDFFont_GetWeight(handle)), BOLD_WEIGHT if named_bold else 0)


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
