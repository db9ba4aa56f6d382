"""Text in scripts that run leftwards: characters in the order in which they are read, and pages mirrored.

On a mirrored page such text runs rightwards, so that lines, cells and columns are found as on any other.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from indexer.read.pdf.file import Rectangle
from indexer.read.pdf.layer import TextLayer
from indexer.read.pdf.page_words import PageWord

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
PRESENTATION_FORMS = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]+")
TATWEEL = "\u0640"  # makes a word longer, and says nothing
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
LEADING_PUNCTUATION = re.compile(r"^([.,،؛:;!؟?]+)(?=\d)(.+)$")
MAX_BASELINE_SHIFT = 0.35  # of the size, within one line


def has_right_to_left(layer: TextLayer) -> bool:
    """Return whether any of a page's text runs leftwards."""
    return RIGHT_TO_LEFT.search(layer.text) is not None


def logical_words(words: Sequence[PageWord], layer: TextLayer) -> list[PageWord]:
    """Return the words with the characters of leftward ones in the order in which they are read, and their extent."""
    return [_logical(word, layer) if RIGHT_TO_LEFT.search(word.text) else word for word in words]


def _logical(word: PageWord, layer: TextLayer) -> PageWord:
    boxes = [layer.box(index) for index in range(word.first, word.last + 1)]
    characters = list(zip(layer.text[word.first : word.last + 1], boxes, strict=True))
    if boxes[0][0] < boxes[-1][0]:  # pdfium takes the order of drawing to be from left to right, and turned it round
        characters.reverse()
    else:  # the letters of a ligature, which are in one place, were turned round with the rest
        ligatures = groupby(characters, key=lambda each: each[1])
        characters = [each for _, ligature in ligatures for each in reversed(list(ligature))]
    text = "".join(char for char, _ in characters if char != TATWEEL)
    text = PRESENTATION_FORMS.sub(lambda forms: unicodedata.normalize("NFKC", forms.group()), text)
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    return word._replace(text=text or word.text, left=left, right=right)


def is_mirrored(words: Sequence[PageWord]) -> bool:
    """Return whether most of a page's letters run leftwards."""
    if not any(RIGHT_TO_LEFT.search(word.text) for word in words):
        return False
    letters = [char for word in words for char in word.text if char.isalpha()]
    return 2 * sum(RIGHT_TO_LEFT.match(char) is not None for char in letters) > len(letters)


def mirrored_words(words: Sequence[PageWord], width: float) -> list[PageWord]:
    """Return the words of a page of this width, in points, mirrored and in the order in which each line is read."""
    mirrored = [word._replace(left=width - word.right, right=width - word.left) for word in words]
    return [word for line in _lines(mirrored) for word in _in_order(line)]


def mirrored_box(box: Rectangle, width: float) -> Rectangle:
    """Return a rectangle on the mirrored page."""
    left, bottom, right, top = box
    return width - right, bottom, width - left, top


def _lines(words: Sequence[PageWord]) -> Iterator[list[PageWord]]:
    """Yield words that follow each other on one baseline."""
    line: list[PageWord] = []
    for word in words:
        if line and abs(line[-1].baseline - word.baseline) > MAX_BASELINE_SHIFT * word.style.size:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _in_order(line: list[PageWord]) -> Iterator[PageWord]:
    """Yield a line's words as they are read: from its mirrored left, words of other scripts in their own order."""
    ordered: list[PageWord] = []
    for is_leftward, group in groupby(
        sorted(line, key=lambda word: word.left), key=lambda word: RIGHT_TO_LEFT.search(word.text) is not None
    ):
        words = list(group)
        if not is_leftward and any(LATIN.search(word.text) for word in words):
            start, end = words[0].left, words[-1].right
            around = start + end
            words = [word._replace(left=around - word.right, right=around - word.left) for word in words[::-1]]
        ordered += words
    for at, word in enumerate(ordered):
        yield word._replace(text=LEADING_PUNCTUATION.sub(r"\2\1", word.text), opens_line=at == 0)
