"""A page's words with their places and styles, as pdfium gives them. Lengths are in points, y grows upwards.

Most of the time of reading a PDF goes into calls into pdfium. So a page's characters are asked for in one call, boxes
twice a word, and the style and the baseline once a text object.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from indexer.read.pdf.layer import BREAK, TextLayer, TextStyle

UNKNOWN_SIGN = "\uf0b7"  # a lone glyph that only the font knows: most are bullets
SPACES = "\0\t \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u3000"
LINE = re.compile(f"[^\n\r{BREAK}]+{BREAK}?")
WORD = re.compile(f"[^{SPACES}{BREAK}]+{BREAK}?")
UNCLEAN = re.compile("[\x01-\x1f\ud800-\udfff]")  # glyphs that only the font knows, halves of surrogate pairs
RULE = re.compile(r"^_{3,}$")  # a rule drawn with characters

NOTE_SIGNS = "*†‡"
NOTE_MARK_AT_END = re.compile(rf"(?<=[^\W\d_]|[.,;:!?)\]\"'”’»])\d{{1,3}}$|[{NOTE_SIGNS}]+$")
NOTE_NUMBER = re.compile(r"\d{1,3}(?=[^\W\d]|[\"'“‘«(¿¡])")  # at a note's beginning, with no space after it
# A word that may be a rule, a note's number, or have one of these in it.
MAY_BE_MARKED = re.compile(rf"^_|^\d+[^\d.,]|\D\d{{1,3}}$|[{NOTE_SIGNS}]$")
MAX_NOTE_MARK_SIZE = 0.8  # of the size of the word before a mark that refers to a note
MIN_RAISE = 0.15  # of a mark above the baseline, as a share of the size
MIN_DRAWN_RAISE = 0.25  # the same for the foot of a figure that its font draws raised
UNITS = frozenset({"", "cm", "ft", "km", "m", "mm"})  # have raised figures; empty for a mark that is its own word

HALF_TURN = 2


class PageWord(NamedTuple):
    """A word on a page. `first` and `last` are its characters' indexes; `opens_line` is true after a line's end."""

    text: str
    left: float
    right: float
    baseline: float
    style: TextStyle
    first: int
    last: int
    opens_line: bool


def page_words(layer: TextLayer, width: float, height: float) -> list[PageWord]:
    """Return a page's words in drawing order, turned so that most of its text is upright.

    Text in other directions (margin stamps, labels of axes) is left out.
    """
    words = list(_words(layer))
    if not any(word.style.direction for word in words):
        return words
    directions = Counter[int]()
    for word in words:
        directions[word.style.direction] += len(word.text)
    upright = directions.most_common(1)[0][0]
    return [_turned(word, layer, upright, width, height) for word in words if word.style.direction == upright]


def _words(layer: TextLayer) -> Iterator[PageWord]:
    for line in LINE.finditer(layer.text):
        opens = True
        for span in WORD.finditer(layer.text, *line.span()):
            text, first = span.group(), span.start()
            if MAY_BE_MARKED.search(text):
                yield from _split_marks(layer, text, first, opens_line=opens)
                opens = False
                continue
            style, baseline = layer.style_and_baseline(first)
            if style.size > 0:
                last = first + len(text) - 1
                left, right = layer.extent(first, last)
                yield PageWord(decode_glyphs(text), left, right, baseline, style, first, last, opens)
            opens = False


def _split_marks(layer: TextLayer, text: str, first: int, *, opens_line: bool) -> Iterator[PageWord]:
    """Yield a span's word without a note's mark at its end, and before it a note's number that it begins with.

    Rules, and characters for which pdfium knows no size, yield nothing.
    """
    style, baseline = layer.style_and_baseline(first)
    last = first + len(text) - 1
    if style.size <= 0 or RULE.match(text):
        return
    number = NOTE_NUMBER.match(text) if text[0].isdecimal() else None
    if number and _is_small(layer, first, layer.style_and_baseline(first + number.end())[0]):
        end = first + number.end()
        left, right = layer.extent(first, end - 1)
        yield PageWord(number.group(), left, right, baseline, style, first, end - 1, opens_line)
        yield from _split_marks(layer, text[number.end() :], end, opens_line=False)
        return
    if text[-1].isdecimal() or text[-1] in NOTE_SIGNS:
        mark = NOTE_MARK_AT_END.search(text)
        if mark and text[: mark.start()] not in UNITS and _is_raised(layer, text, last, style, baseline):
            last -= len(mark.group())
            text = text[: mark.start()]
    left, right = layer.extent(first, last)
    yield PageWord(decode_glyphs(text), left, right, baseline, style, first, last, opens_line)


def _is_small(layer: TextLayer, index: int, style: TextStyle) -> bool:
    """Return whether a figure is set smaller than this style, or its font draws it raised."""
    size = layer.style_and_baseline(index)[0].size
    return size < MAX_NOTE_MARK_SIZE * style.size or _is_drawn_raised(layer, index)


def _is_raised(layer: TextLayer, text: str, index: int, style: TextStyle, baseline: float) -> bool:
    """Return whether a word's last character is smaller and above the baseline, or is drawn so."""
    mark, height = layer.style_and_baseline(index)
    if 0 < mark.size < MAX_NOTE_MARK_SIZE * style.size and height > baseline + MIN_RAISE * style.size:
        return True
    return text[-1].isdecimal() and any(map(str.isalpha, text)) and _is_drawn_raised(layer, index)


def _is_drawn_raised(layer: TextLayer, index: int) -> bool:
    """Return whether a figure's own shape is above the baseline, as superscript figures of good fonts are."""
    style, baseline = layer.style_and_baseline(index)
    _, bottom, _, top = layer.box(index)
    return style.direction == 0 and top > bottom > baseline + MIN_DRAWN_RAISE * style.size


def decode_glyphs(text: str) -> str:
    """Return a word of pdfium's in known characters; halves of surrogate pairs as one character."""
    if not UNCLEAN.search(text):
        return text
    known = "".join(char for char in text if char >= " ") or UNKNOWN_SIGN
    return known.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _turned(word: PageWord, layer: TextLayer, direction: int, width: float, height: float) -> PageWord:
    """Return the word with its place after the page is turned back by `direction` quarters."""
    if direction == 0:
        return word
    first, last = layer.box(word.first), layer.box(word.last)
    x, y = layer.origin(word.first)
    if direction == 1:
        return word._replace(left=min(first[1], last[1]), right=max(first[3], last[3]), baseline=width - x)
    if direction == HALF_TURN:
        left, right = width - max(first[2], last[2]), width - min(first[0], last[0])
        return word._replace(left=left, right=right, baseline=height - y)
    return word._replace(left=height - max(first[3], last[3]), right=height - min(first[1], last[1]), baseline=x)
