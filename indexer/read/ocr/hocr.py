"""Read hOCR as Tesseract writes it (https://kba.github.io/hocr-spec/1.2/): lines of words with places and confidence.

It is our own library's output, so that expressions are enough; text is escaped as in HTML.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

LINE = re.compile(
    r"<span class='ocr_(?:line|header|caption|textfloat)'[^>]*?title=\"bbox (\d+) (\d+) (\d+) (\d+)([^\"]*)\"[^>]*>"
)
WORD = re.compile(
    r"<span class='ocrx_word'[^>]*?title='bbox (\d+) (\d+) (\d+) (\d+); x_wconf (\d+)[^']*'[^>]*>(.*?)</span>",
    re.DOTALL,
)
BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
SIZE = re.compile(r"x_size (-?[\d.]+)")
MIN_SIDEWAYS_RATIO = 2  # of the height of a line of some words that runs up or down to its width
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class RecognizedWord:
    """A word of a picture: its edges in pixels, from the left and the top, and the confidence in it, from 0 to 100."""

    text: str
    left: int
    right: int
    top: int
    confidence: int


@dataclass(frozen=True, slots=True)
class RecognizedLine:
    """A line of a picture: its words, the middle of its baseline in pixels from the top, and its size in pixels.

    `turns` are the quarter turns, clockwise, after which it would be upright; of others than 0, places mean nothing.
    """

    words: tuple[RecognizedWord, ...]
    baseline: float
    size: float
    turns: int = 0

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        return mean_confidence([self])


def read_hocr(text: str) -> list[RecognizedLine]:
    """Return the lines of a page in Tesseract's order."""
    openings = list(LINE.finditer(text))
    parts = pairwise([*(opening.start() for opening in openings), len(text)])
    lines = (_line(opening, text[opening.end() : end]) for opening, (_, end) in zip(openings, parts, strict=True))
    return [line for line in lines if line]


def mean_confidence(lines: Sequence[RecognizedLine]) -> float:
    """Return the mean confidence of the characters of lines, from 0 to 100; 0 where there are none."""
    words = [word for line in lines for word in line.words]
    characters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / characters if characters else 0.0


def _line(opening: re.Match[str], content: str) -> RecognizedLine | None:
    words = tuple(_words(content))
    if not words:
        return None
    left, top, right, bottom = map(int, opening.groups()[:4])
    baseline, size = BASELINE.search(opening[5]), SIZE.search(opening[5])
    slope, offset = (float(baseline[1]), float(baseline[2])) if baseline else (0.0, 0.0)
    middle = bottom + offset + slope * (right - left) / 2
    height = max(1.0, float(size[1]) if size else float(bottom - top))
    is_sideways = len(words) > 1 and bottom - top > MIN_SIDEWAYS_RATIO * (right - left)
    turns = (3 if words[0].top < words[-1].top else 1) if is_sideways else 0
    return RecognizedLine(words, middle, height, turns)


def _words(content: str) -> Iterator[RecognizedWord]:
    for left, top, right, _, confidence, marked in WORD.findall(content):
        text = unicodedata.normalize("NFC", "".join(html.unescape(TAG.sub("", marked)).split()))
        if text:
            yield RecognizedWord(text, int(left), int(right), int(top), int(confidence))
