"""A page's words with their places and styles, as pdfium gives them. Lengths are in points, y grows upwards.

Calls into pdfium cost about a microsecond each, so characters are asked for their code alone; boxes and styles are
taken once or twice a word.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

BREAK = "\ufffe"
"""Stands at the end of a word that pdfium found broken at the end of a line."""

HYPHEN_CODE = 2
"""The code that pdfium gives to such a hyphen."""

UNKNOWN_CODE = 1
"""A code, like any other below that of the space, of a glyph of which only the font knows what it is."""

UNKNOWN_SIGN = "\uf0b7"
"""A glyph that only the font knows, where it stands alone: most are bullets."""

SPACE = 0x20
LINE_END_CODES = frozenset({0x0A, 0x0D})
SPACE_CODES = frozenset({0x00, 0x09, 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x3000})

BOLD_NAME = re.compile(r"bold|black|heavy|semib|demi")
BOLD_WEIGHT = 700
NAME_LENGTH = 128
HALF_TURN = 2

RULE = re.compile(r"^_{3,}$")
"""A rule that is drawn with characters."""

NOTE_MARK = re.compile(r"(?<=[^\W\d_]|[.,;:!?)\]\"'”’»])\d{1,3}$|[*†‡]+$")
NOTE_NUMBER = re.compile(r"\d{1,3}(?=\D)")
"""A note's number at its beginning, with no space after it."""

NOTE_MARK_SIZE = 0.8
"""A mark that refers to a note is set in less than this share of the size of the word before it."""


RAISED = 0.15
"""How far above the baseline, as a share of the size, such a mark stands at least."""

UNITS = frozenset({"", "cm", "ft", "km", "m", "mm"})
"""What a raised figure belongs to; nothing at all stands for a mark that is a word by itself."""


class Style(NamedTuple):
    """How text is set: size in points, weight (400 is regular), colour as 0xRRGGBB, direction in quarter turns."""

    size: float
    weight: int
    colour: int
    direction: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page. `first` and `last` are its characters' numbers; `opens_line` is true after a line's end."""

    text: str
    left: float
    right: float
    baseline: float
    style: Style
    first: int
    last: int
    opens_line: bool


@dataclass(slots=True)
class TextLayer:
    """The characters of one open page and what can be asked about them."""

    raw: Any
    count: int
    codes: list[int] = field(default_factory=list)
    _styles: dict[int | None, Style] = field(default_factory=dict)
    _doubles: tuple[Any, ...] = field(default_factory=lambda: tuple(ctypes.c_double() for _ in range(4)))

    @classmethod
    def of(cls, textpage: Any) -> "TextLayer":
        count = pdfium.FPDFText_CountChars(textpage)
        codes = [pdfium.FPDFText_GetUnicode(textpage, index) for index in range(max(0, count))]
        for index, code in enumerate(codes):
            if code == HYPHEN_CODE and pdfium.FPDFText_IsHyphen(textpage, index) != 1:
                codes[index] = UNKNOWN_CODE
        return cls(textpage, count, codes)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """A character's left, bottom, right and top."""
        left, right, bottom, top = self._doubles
        pdfium.FPDFText_GetCharBox(self.raw, index, *map(ctypes.byref, self._doubles))
        return left.value, bottom.value, right.value, top.value

    def origin(self, index: int) -> tuple[float, float]:
        """Where a character stands on its baseline."""
        x, y = self._doubles[:2]
        pdfium.FPDFText_GetCharOrigin(self.raw, index, ctypes.byref(x), ctypes.byref(y))
        return x.value, y.value

    def style(self, index: int) -> Style:
        """A character's style, asked for once per text object."""
        text_object = pdfium.FPDFText_GetTextObject(self.raw, index)
        key = ctypes.cast(text_object, ctypes.c_void_p).value
        if key not in self._styles:
            self._styles[key] = _style(text_object) if text_object else Style(0.0, 0, 0, 0)
        return self._styles[key]


def page_words(layer: TextLayer, width: float, height: float) -> list[Word]:
    """The words of a page in the order in which it draws them, turned so that most of its text is upright.

    Text in other directions (margin stamps, labels of axes) is left out.
    """
    words = [word for first, last, opens in _spans(layer.codes) for word in _word(layer, first, last, opens_line=opens)]
    directions = Counter[int]()
    for word in words:
        directions[word.style.direction] += len(word.text)
    if not directions:
        return []
    upright = directions.most_common(1)[0][0]
    turned = (_turned(word, layer, upright, width, height) for word in words if word.style.direction == upright)
    return list(turned)


def _spans(codes: list[int]) -> Iterator[tuple[int, int, bool]]:
    """First and last character of each word, and whether a line ended before it."""
    start, opens = -1, True
    for index, code in enumerate(codes):
        if code in LINE_END_CODES or code in SPACE_CODES:
            if start >= 0:
                yield start, index - 1, opens
                start, opens = -1, False
            opens = opens or code in LINE_END_CODES
        elif code == HYPHEN_CODE:
            if start >= 0:
                yield start, index, opens
            start, opens = -1, True
        elif start < 0:
            start = index
    if start >= 0:
        yield start, len(codes) - 1, opens


def _word(layer: TextLayer, first: int, last: int, *, opens_line: bool) -> Iterator[Word]:
    """The word of a span, parted from a note's number before it and a note's mark at its end.

    Nothing comes of rules and of characters for which pdfium knows no size.
    """
    style = layer.style(first)
    text = spelled(layer.codes[first : last + 1])
    if style.size <= 0 or RULE.match(text):
        return
    baseline = layer.origin(first)[1]
    number = NOTE_NUMBER.match(text)
    if number and style.size < NOTE_MARK_SIZE * layer.style(first + number.end()).size:
        end = first + number.end()
        left, right = layer.box(first)[0], layer.box(end - 1)[2]
        yield Word(number.group(), left, right, baseline, style, first, end - 1, opens_line)
        yield from _word(layer, end, last, opens_line=False)
        return
    mark = NOTE_MARK.search(text)
    if mark and text[: mark.start()] not in UNITS and _is_raised(layer, last, style, baseline):
        last -= len(mark.group())
        text = text[: mark.start()]
    left, _, right, _ = layer.box(first)
    if last > first:
        right = max(right, layer.box(last)[2])
    yield Word(text, left, right, baseline, style, first, last, opens_line)


def _is_raised(layer: TextLayer, index: int, style: Style, baseline: float) -> bool:
    """Whether a character is smaller than its word's style and stands above its baseline."""
    is_small = 0 < layer.style(index).size < NOTE_MARK_SIZE * style.size
    return is_small and layer.origin(index)[1] > baseline + RAISED * style.size


def spelled(codes: list[int]) -> str:
    """Codes as text; surrogate pairs, which pdfium gives as two codes, as one character."""
    known = [BREAK if code == HYPHEN_CODE else chr(code) for code in codes if code > SPACE or code == HYPHEN_CODE]
    text = "".join(known) or UNKNOWN_SIGN
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _turned(word: Word, layer: TextLayer, direction: int, width: float, height: float) -> Word:
    """The word's place on the page after the page is turned back by so many quarters."""
    if direction == 0:
        return word
    first, last = layer.box(word.first), layer.box(word.last)
    x, y = layer.origin(word.first)
    if direction == 1:
        return replace(word, left=min(first[1], last[1]), right=max(first[3], last[3]), baseline=width - x)
    if direction == HALF_TURN:
        return replace(
            word, left=width - max(first[2], last[2]), right=width - min(first[0], last[0]), baseline=height - y
        )
    return replace(word, left=height - max(first[3], last[3]), right=height - min(first[1], last[1]), baseline=x)


def _style(text_object: Any) -> Style:
    """A text object's style. The size that a PDF names is nothing without the matrix that scales it."""
    matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(text_object, matrix)
    pdfium.FPDFTextObj_GetFontSize(text_object, size)
    scale = math.hypot(matrix.b, matrix.d) or 1.0
    points = size.value * scale
    if not math.isfinite(points):
        points = 0.0
    font = pdfium.FPDFTextObj_GetFont(text_object)
    turn = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
    return Style(round(points * 4) / 4, _weight(font), _colour(text_object), turn)


def _weight(font: Any) -> int:
    """The font's weight, from its own table or, where that says nothing, from its name."""
    if not font:
        return 0
    name = ctypes.create_string_buffer(NAME_LENGTH)
    pdfium.FPDFFont_GetBaseFontName(font, name, NAME_LENGTH)
    named_bold = BOLD_NAME.search(name.value.decode("latin-1").lower())
    return max(int(pdfium.FPDFFont_GetWeight(font)), BOLD_WEIGHT if named_bold else 0)


def _colour(text_object: Any) -> int:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(text_object, red, green, blue, alpha)
    return int(red.value) << 16 | green.value << 8 | blue.value
