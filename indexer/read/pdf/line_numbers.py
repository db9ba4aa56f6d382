"""Numbers of lines in a page's margin, as drafts of laws and conventions have them: they are no part of the text."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from indexer.read.pdf.page_words import PageWord

MIN_NUMBERS = 5  # of a page
MIN_CONTINUED = 2  # of a page after one with numbers in the same place
STEPS = frozenset({1, 2, 5, 10})  # from one number to the next
MAX_FIGURES = 4  # of a number
MAX_SHIFT = 2.5  # points between the edges of numbers that are aligned
SAME_LINE = 0.4  # of the size, within which baselines of a number and its line are
MIN_LOWERCASE_SHARE = 0.3  # of the numbered lines that begin in lower case: running text, not rows or a list
MIN_FULL_SHARE = 0.4  # of the numbered lines that fill most of the width
FULL = 0.75  # of the widest line

Band = tuple[float, float]  # the left and right edge of a column of numbers, in points


def find_line_numbers(words: Sequence[PageWord], expected: Band | None = None) -> list[PageWord]:
    """Return a page's line numbers, from the top down; none where numbers in a column count anything else.

    `expected` is where those of the page before were.
    """
    columns = defaultdict[int, list[PageWord]](list)
    for word in words:
        if word.text.isdecimal() and len(word.text) <= MAX_FIGURES:
            for edge in {round(word.left / MAX_SHIFT), -round(word.right / MAX_SHIFT)}:
                columns[edge].append(word)
    for column in sorted(columns.values(), key=len, reverse=True):
        numbers = sorted(column, key=lambda word: -word.baseline)
        continued = expected is not None and abs(band_of(numbers)[1] - expected[1]) <= 2 * MAX_SHIFT
        if len(numbers) < (MIN_CONTINUED if continued else MIN_NUMBERS):
            continue
        if _count_lines(numbers) and _are_beside_text(numbers, words, is_sure=continued):
            return numbers
    return []


def band_of(numbers: Sequence[PageWord]) -> Band:
    """Return the edges of a column of numbers."""
    return min(word.left for word in numbers), max(word.right for word in numbers)


def without_line_numbers(words: Sequence[PageWord], numbers: Sequence[PageWord]) -> list[PageWord]:
    """Return the words without the numbers; what follows a number that opened a line opens it instead."""
    dropped = {id(word) for word in numbers}
    kept: list[PageWord] = []
    opens = False
    for word in words:
        opens = opens or word.opens_line
        if id(word) not in dropped:
            kept.append(word._replace(opens_line=opens))
            opens = False
    return kept


def _count_lines(numbers: Sequence[PageWord]) -> bool:
    """Return whether numbers rise by one step throughout."""
    steps = {int(below.text) - int(above.text) for above, below in pairwise(numbers)}
    return len(steps) == 1 and steps <= STEPS


def _are_beside_text(numbers: Sequence[PageWord], words: Sequence[PageWord], *, is_sure: bool) -> bool:
    """Return whether the numbers are alone in a margin, and beside lines of running text."""
    left, right = band_of(numbers)
    top, bottom = numbers[0].baseline + 1, numbers[-1].baseline - 1
    ids = {id(word) for word in numbers}
    others = [word for word in words if bottom <= word.baseline <= top and id(word) not in ids]
    if any(word.left <= right and word.right >= left for word in others):
        return False
    lines = []
    for number in numbers:
        tolerance = SAME_LINE * number.style.size
        line = [word for word in others if abs(word.baseline - number.baseline) <= tolerance]
        if line:
            lines.append((min(line, key=lambda word: word.left), max(word.right for word in line)))
    if len(lines) < len(numbers) / 2 or not (
        all(first.left > right for first, _ in lines) or all(end < left for _, end in lines)
    ):
        return False
    start, width = min(first.left for first, _ in lines), max(end for _, end in lines)
    lowercase = sum(first.text[:1].islower() for first, _ in lines)
    full = sum(end - start > FULL * (width - start) for _, end in lines)
    return is_sure or (lowercase >= MIN_LOWERCASE_SHARE * len(lines) and full >= MIN_FULL_SHARE * len(lines))
