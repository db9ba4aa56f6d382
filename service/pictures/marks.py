"""Where on a page's picture the words of a query are, and the frame of a passage, as rectangles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.pictures.page_picture import PagePicture, PlacedWord
from service.pictures.alignment import Alignment

UNITS = 10_000
"""The width and height of a page in the units of rectangles."""

SAME_LINE = 0.5
"""Of a word's height by which the middle of the next may be higher or lower on the same line."""

MAX_GAP = 1.2
"""Times a word's height between words that are marked as one."""

PADDING_X, PADDING_Y = 0.012, 0.006
"""Between a passage and its frame, in shares of the page."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle on a page whose width and height are UNITS."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PageMarks:
    """The rectangles of the words of a query, and those of the framed passage: one for each column that it is in."""

    words: tuple[Rectangle, ...]
    frame: tuple[Rectangle, ...]


def page_marks(
    picture: PagePicture, text: str, marks: Iterable[tuple[int, int]], framed: tuple[int, int] | None
) -> PageMarks:
    """Return the rectangles of marks, and of a framed range, of a page's stored text."""
    alignment = Alignment(text, picture.words)
    words = [
        _rectangle(box)
        for start, end in marks
        for box in _joined([picture.words[index] for index in alignment.words_of(start, end)])
    ]
    passage = [picture.words[index] for index in alignment.words_of(*framed)] if framed else []
    return PageMarks(tuple(dict.fromkeys(words)), tuple(map(_rectangle, map(_padded, _columns(passage)))))


def _joined(words: Sequence[PlacedWord]) -> list[PlacedWord]:
    """Return words that follow each other on a line as one."""
    joined: list[PlacedWord] = []
    for word in words:
        if joined and _continues(joined[-1], word):
            joined[-1] = _around((joined[-1], word))
        else:
            joined.append(word)
    return joined


def _continues(last: PlacedWord, word: PlacedWord) -> bool:
    height = last.bottom - last.top
    offset = abs((last.top + last.bottom) - (word.top + word.bottom)) / 2
    return offset <= SAME_LINE * height and -height <= word.left - last.right <= MAX_GAP * height


def _columns(words: Sequence[PlacedWord]) -> list[PlacedWord]:
    """Return the boxes around the parts of a passage, which continues further up where a new column begins."""
    columns: list[list[PlacedWord]] = []
    for word in words:
        if columns and word.bottom > columns[-1][-1].top:
            columns[-1].append(word)
        else:
            columns.append([word])
    return [_around(column) for column in columns]


def _around(words: Sequence[PlacedWord]) -> PlacedWord:
    return PlacedWord(
        " ".join(word.text for word in words),
        min(word.left for word in words),
        min(word.top for word in words),
        max(word.right for word in words),
        max(word.bottom for word in words),
    )


def _padded(box: PlacedWord) -> PlacedWord:
    return PlacedWord(
        box.text,
        max(0.0, box.left - PADDING_X),
        max(0.0, box.top - PADDING_Y),
        min(1.0, box.right + PADDING_X),
        min(1.0, box.bottom + PADDING_Y),
    )


def _rectangle(box: PlacedWord) -> Rectangle:
    left, top, right, bottom = (round(UNITS * each) for each in (box.left, box.top, box.right, box.bottom))
    return Rectangle(left, top, max(1, right - left), max(1, bottom - top))
