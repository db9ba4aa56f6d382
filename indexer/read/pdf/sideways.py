"""Text that runs up or down an upright page, as the heads of narrow columns do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.read.pdf.file import Rectangle
from indexer.read.pdf.layer import TextLayer
from indexer.read.pdf.lines import page_lines
from indexer.read.pdf.page_words import PageWord, upright_words

UPWARDS, DOWNWARDS = 1, 3  # quarter turns
MIN_LETTERS = 2  # of a text; letters that are turned one by one are no words


@dataclass(frozen=True, slots=True)
class SidewaysText:
    """A line that runs up or down, with its edges on the upright page in points, y growing upwards.

    `order` grows from one line to the next of the same text.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    order: float


def sideways_texts(words: Sequence[PageWord], layer: TextLayer, box: Rectangle) -> tuple[SidewaysText, ...]:
    """Return the lines that run up or down a page whose box is shown."""
    directions = {word.style.direction for word in words}
    return tuple(
        text
        for direction in (UPWARDS, DOWNWARDS)
        if direction in directions
        for text in _texts(words, layer, box, direction)
    )


def _texts(words: Sequence[PageWord], layer: TextLayer, box: Rectangle, direction: int) -> Iterator[SidewaysText]:
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    lines = page_lines(upright_words(words, layer, box, direction), 1)
    for line in sorted(lines, key=lambda each: (-each.baseline, each.left)):  # words may be drawn one by one
        for cell in line.cells:
            if sum(map(str.isalpha, cell.text)) < MIN_LETTERS:
                continue
            if direction == UPWARDS:
                edges = width - line.top, cell.left, width - line.bottom, cell.right
            else:
                edges = line.bottom, height - cell.right, line.top, height - cell.left
            yield SidewaysText(cell.text, *edges, order=-line.baseline)
