"""Headings that nothing but their numbers tell from the text: 2.1, 2.2, 2.3 and so on, each on a short line."""

import re
from collections.abc import Sequence

from indexer.read.pdf.lines import TextLine
from indexer.read.sentence_ends import count_words, ends_sentence

NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+[^\W\d_]")
LONGEST = 12
"""Words of such a heading."""

MOST_CELLS = 2
"""Its number may be a cell of its own."""

SHORT = 0.75
"""Its line fills no more than this share of the width that the page's text has."""

Number = tuple[int, ...]


def find_numbered_headings(pages: Sequence[Sequence[TextLine]]) -> set[int]:
    """The identities of the lines whose numbers have a neighbour, the one before or after, on such a line too."""
    candidates = [(line, number) for lines in pages for line in lines if (number := _number(line, lines))]
    numbers = {number for _, number in candidates}
    return {
        id(line) for line, number in candidates if _shifted(number, 1) in numbers or _shifted(number, -1) in numbers
    }


def _number(line: TextLine, lines: Sequence[TextLine]) -> Number | None:
    match = NUMBERED.match(line.text)
    if match is None or len(line.cells) > MOST_CELLS or count_words(line.text) > LONGEST or ends_sentence(line.text):
        return None
    widest = max(other.right - other.left for other in lines)
    if line.text[match.end() - 1].islower() or line.right - line.left > SHORT * widest:
        return None
    return tuple(map(int, match[1].split(".")))


def _shifted(number: Number, by: int) -> Number:
    return (*number[:-1], number[-1] + by)
