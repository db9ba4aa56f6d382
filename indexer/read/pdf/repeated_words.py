"""Words that are drawn again where they are already: bold type by overprinting, pages drawn in parts that overlap."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from indexer.read.pdf.layer import TextLayer
from indexer.read.pdf.page_words import PageWord

MAX_SHIFT = 0.12  # between two drawings of one glyph, as a share of the size
MIN_REPEATED_SHARE = 0.15  # of the words of a page that is drawn in parts, so that the drawing order means nothing
STRIP = 4.0  # points: words on one baseline are in one strip or the next


def without_repeats(words: Sequence[PageWord], layer: TextLayer) -> list[PageWord]:
    """Return the words in drawing order without those that are drawn again in one place.

    A word may be drawn again in part, for pdfium drops some of its repeated glyphs.
    """
    kept: list[PageWord] = []
    stretches: dict[int, list[list[PageWord]]] = defaultdict(list)
    opens = False  # what follows a repeated word that opened a line opens it instead
    for stretch in _stretches(words):
        left, right = stretch[0].left, max(word.right for word in stretch)
        strip = round(stretch[0].baseline / STRIP)
        there = [
            other
            for near in (strip - 1, strip, strip + 1)
            for earlier in stretches[near]
            if earlier[0].left < right and earlier[-1].right > left
            for other in earlier
        ]
        stretches[strip].append(stretch)
        for word in stretch:
            opens = opens or word.opens_line
            cut = next((other for other in there if _is_beginning(other, word)), None)
            if cut is not None and cut in kept:
                kept[kept.index(cut)] = word._replace(opens_line=cut.opens_line)
            elif not (there and any(_repeats(word, other, layer) for other in there)):
                kept.append(word._replace(opens_line=True) if opens and not word.opens_line else word)
                opens = False
    return kept if len(kept) > (1 - MIN_REPEATED_SHARE) * len(words) else _line_by_line(kept)


def _line_by_line(words: Sequence[PageWord]) -> list[PageWord]:
    """Return the words from the top of the page down, and rightwards on each baseline."""
    lines: list[list[PageWord]] = []
    for word in sorted(words, key=lambda word: -word.baseline):
        if lines and lines[-1][0].baseline - word.baseline < MAX_SHIFT * word.style.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    ordered = (_without_beginnings(sorted(line, key=lambda word: (word.left, -word.right))) for line in lines)
    return [word._replace(opens_line=at == 0) for line in ordered for at, word in enumerate(line)]


def _without_beginnings(line: Sequence[PageWord]) -> list[PageWord]:
    """Return the words of a line, from left to right, without those that are cut off and whole in the same place."""
    whole: list[PageWord] = []
    for word in line:
        before = whole[-1] if whole else None
        if before and word.left - before.left <= MAX_SHIFT * word.style.size:
            if word.text.startswith(before.text):
                whole[-1] = word
                continue
            if before.text.startswith(word.text):
                continue
        whole.append(word)
    return whole


def _stretches(words: Sequence[PageWord]) -> Iterator[list[PageWord]]:
    """Yield words that go on rightwards on one baseline."""
    stretch: list[PageWord] = []
    for word in words:
        if stretch and (word.left < stretch[-1].left or word.baseline != stretch[-1].baseline):
            yield stretch
            stretch = []
        stretch.append(word)
    if stretch:
        yield stretch


def _is_beginning(other: PageWord, word: PageWord) -> bool:
    """Return whether an earlier word is the beginning of a word in the same place, whose end was cut off."""
    shift = MAX_SHIFT * word.style.size
    is_there = abs(word.left - other.left) <= shift and abs(word.baseline - other.baseline) <= shift
    is_cut = word.text != other.text and word.text.startswith(other.text)
    return is_cut and is_there and word.style.size == other.style.size


def _repeats(word: PageWord, other: PageWord, layer: TextLayer) -> bool:
    """Return whether a word is another one, or its end or beginning, in the same place."""
    shift = MAX_SHIFT * word.style.size
    if abs(word.baseline - other.baseline) > shift or word.style.size != other.style.size:
        return False
    if word.left > other.right or word.right < other.left or word.text not in other.text:
        return False
    if word.text == other.text:
        return abs(word.left - other.left) <= shift
    return word.text in _text_between(other, word.left - shift, word.right + shift, layer)


def _text_between(word: PageWord, left: float, right: float, layer: TextLayer) -> str:
    """Return the characters of a word that are between two places."""
    inside = []
    for index in range(word.first, word.last + 1):
        start, _, end, _ = layer.box(index)
        if start >= left and end <= right:
            inside.append(layer.text[index])
    return "".join(inside)
