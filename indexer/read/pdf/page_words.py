"""A page's words with their places and styles, as pdfium gives them. Lengths are in points, y grows upwards.

Most of the time of reading a PDF goes into calls into pdfium. So a page's characters are asked for in one call, boxes
twice a word, and the style and the baseline once a text object.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.read.pdf.file import Rectangle
from indexer.read.pdf.layer import BREAK, TextLayer, TextStyle
from indexer.read.pdf.note_marks import may_be_marked, opening_note_number, without_note_marks

UNKNOWN_SIGN = "\uf0b7"  # a lone glyph that only the font knows: most are bullets
SPACES = "\0\t \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u3000"
LINE = re.compile(f"[^\n\r{BREAK}]+{BREAK}?")
WORD = re.compile(f"[^{SPACES}{BREAK}]+{BREAK}?")
UNCLEAN = re.compile("[\x01-\x1f\ud800-\udfff]")  # glyphs that only the font knows, halves of surrogate pairs
RULE = re.compile(r"^_{3,}$")  # a rule drawn with characters
CLOSING = frozenset(".,;:!?)")
LEFT_OUT = re.compile(r"[\d*†‡][\d*†‡,/)–-]*\s*")  # a note's mark, up to the next word

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


def find_words(layer: TextLayer) -> list[PageWord]:
    """Return a page's words in drawing order, as pdfium places them, without the marks that refer to notes."""
    return _rejoin_punctuation(list(_words(layer)), layer)


def main_direction(words: Sequence[PageWord]) -> int:
    """Return the direction, in quarter turns, of most of a page's text."""
    directions = Counter[int]()
    for word in words:
        directions[word.style.direction] += len(word.text)
    return directions.most_common(1)[0][0] if directions else 0


def upright_words(words: Sequence[PageWord], layer: TextLayer, box: Rectangle, direction: int) -> list[PageWord]:
    """Return the words that run in a direction, with their places after the page is turned back by it.

    Places are counted from the lower left corner of the box that is shown. Text in other directions (margin stamps,
    labels of axes) is left out.
    """
    kept = [word for word in words if word.style.direction == direction]
    if direction == 0:
        left, bottom, *_ = box
        if not (left or bottom):
            return kept
        return [
            word._replace(left=word.left - left, right=word.right - left, baseline=word.baseline - bottom)
            for word in kept
        ]
    turned = []
    for word in kept:
        first, last = layer.box(word.first), layer.box(word.last)
        around = (min(first[0], last[0]), min(first[1], last[1]), max(first[2], last[2]), max(first[3], last[3]))
        left, _, right, _ = turned_box(around, box, direction)
        x, y = layer.origin(word.first)
        _, baseline, _, _ = turned_box((x, y, x, y), box, direction)
        turned.append(word._replace(left=left, right=right, baseline=baseline))
    return turned


def turned_box(box: Rectangle, page: Rectangle, direction: int) -> Rectangle:
    """Return a box, counted from the corner of the page that is shown, after it is turned back by quarter turns."""
    left, bottom, right, top = box
    page_left, page_bottom, page_right, page_top = page
    if direction == 0:
        return left - page_left, bottom - page_bottom, right - page_left, top - page_bottom
    if direction == 1:
        return bottom - page_bottom, page_right - right, top - page_bottom, page_right - left
    if direction == HALF_TURN:
        return page_right - right, page_top - top, page_right - left, page_top - bottom
    return page_top - top, left - page_left, page_top - bottom, right - page_left


def _words(layer: TextLayer) -> Iterator[PageWord]:
    for line in LINE.finditer(layer.text):
        opens = True
        for span in WORD.finditer(layer.text, *line.span()):
            text, first = span.group(), span.start()
            style, baseline = layer.style_and_baseline(first)
            if style.size <= 0 or RULE.match(text):
                continue
            if may_be_marked(text):
                number = opening_note_number(layer, text, first)
                if number:
                    yield _word(layer, text[:number], first, number, opens=opens)
                    text, first, opens = text[number:], first + number, False
                kept = without_note_marks(layer, text, first)
                yield _word(layer, kept, first, len(kept if text.startswith(kept) else text), opens=opens)
            else:
                last = first + len(text) - 1
                left, right = layer.extent(first, last)
                yield PageWord(decode_glyphs(text), left, right, baseline, style, first, last, opens)
            opens = False


def _word(layer: TextLayer, text: str, first: int, length: int, *, opens: bool) -> PageWord:
    """Build a word of `length` characters of the layer that is read as `text`."""
    last = first + length - 1
    style, baseline = layer.style_and_baseline(first)
    left, right = layer.extent(first, last)
    return PageWord(decode_glyphs(text), left, right, baseline, style, first, last, opens)


def _rejoin_punctuation(words: list[PageWord], layer: TextLayer) -> list[PageWord]:
    """Join punctuation to the word before it, where only a note's mark, which was left out, came between."""
    joined: list[PageWord] = []
    for word in words:
        before = joined[-1] if joined else None
        if before and word.text in CLOSING and LEFT_OUT.fullmatch(layer.text, before.last + 1, word.first):
            joined[-1] = before._replace(text=before.text + word.text, right=word.right, last=word.last)
        else:
            joined.append(word)
    return joined


def decode_glyphs(text: str) -> str:
    """Return a word of pdfium's in known characters; halves of surrogate pairs as one character."""
    if not UNCLEAN.search(text):
        return text
    known = "".join(char for char in text if char >= " ") or UNKNOWN_SIGN
    return known.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
