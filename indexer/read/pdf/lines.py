"""Words as lines: words on one baseline, with the wide gaps between them where cells of a table or columns part."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from indexer.read.charset import expand_ligatures
from indexer.read.heuristics import has_bullet, strip_bullet
from indexer.read.pdf.layer import TextStyle
from indexer.read.pdf.page_words import NOTE_MARK_SIZE, PageWord

DESCENT, ASCENT = 0.22, 0.78
"""How far a line reaches below and above its baseline, as shares of its size."""

SAME_BASELINE = 0.35
"""Baselines nearer than this share of the size are one: marks stand a little above or below it."""

CELL_GAP = 0.85
"""The narrowest gap between cells, as a share of the size, in a line that is not spaced out to fill its width."""

FIGURE_GAP = 0.5
"""The same between figures."""

FIGURE = re.compile(r"^[-–+(]?[\d.,]*\d[\d.,]*[%)*]{0,3}$")

GROUP_LENGTH = 3
GROUP = re.compile(rf"^\d{{{GROUP_LENGTH}}}(?!\d)")

NARROWEST_GAP = 7.0
SPACED_OUT = 2.0
"""A gap between cells is at least so many times as wide as the usual gap of its line."""

EVEN = 1.6
"""A line whose widest gap is at most so many times its narrowest is spaced out to fill its width: it has no cells."""

WIDEST_SPACE = 4.0
"""The widest gap in such a line, as a share of the size."""

WIDEST_USUAL = 0.8
"""The widest usual gap, as a share of the size: where gaps are mostly wider they part cells."""

FEWEST_GAPS = 2
"""Gaps that show what is usual in a line."""

ONE_ROW, ONE_SIZE = 1.5, 0.5
"""Differences in baseline and size, in points, up to which cells that are drawn one by one make one row."""

BULLET_REACH = 45.0
"""How far, in points, a bullet may stand from its text."""

LONGEST_MARK = 2

NOTE_REACH = 20.0
"""How far, in points, a note's number may stand from its text."""

COUNTER = re.compile(r"^(?:\(?[\divxlcIVXLC]{1,5}[.)]|\(?[a-zA-Z][.)]|\d{1,2}(?:\.\d{1,2})+\.?)$")
"""A number or letter that counts what follows; the gap after it parts no cells."""

NOTE_MARK = re.compile(r"^[\d*†‡,]{1,5}$")
CAPITALS = 6
"""Letters that a line must have for its being all capitals to mean something."""


class TextCell(NamedTuple):
    """Words that stand together."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words on one baseline of one page. `text` may end in a line-end hyphen. `style` is how most of it is set,
    and `is_uniform` says whether all of it has that weight and colour.
    """

    page: int
    cells: tuple[TextCell, ...]
    baseline: float
    style: TextStyle
    is_uniform: bool
    text: str = field(init=False)
    left: float = field(init=False)
    right: float = field(init=False)
    size: float = field(init=False)
    bottom: float = field(init=False)
    top: float = field(init=False)

    def __post_init__(self) -> None:
        """Derives, once, what every later stage asks for again and again."""
        cells, size = self.cells, self.style.size
        derived = {
            "text": " ".join([cell.text for cell in cells]),
            "left": cells[0].left,
            "right": max([cell.right for cell in cells]),
            "size": size,
            "bottom": self.baseline - DESCENT * size,
            "top": self.baseline + ASCENT * size,
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    @property
    def is_capitals(self) -> bool:
        return not any(map(str.islower, self.text)) and sum(map(str.isalpha, self.text)) >= CAPITALS


def page_lines(words: Sequence[PageWord], page: int) -> list[TextLine]:
    """The lines of a page in the order in which it draws them, bullets drawn apart put before their text."""
    return _join_rows(_glue_marks([_line(run, page) for run in _runs(words)]))


def _runs(words: Sequence[PageWord]) -> Iterator[list[PageWord]]:
    """Words that follow each other on one baseline."""
    run: list[PageWord] = []
    for word in words:
        if run and (word.opens_line or _leaves(run[-1], word)):
            yield run
            run = [word]
        else:
            run.append(word)
    if run:
        yield run


def _leaves(before: PageWord, word: PageWord) -> bool:
    """Whether a word stands on another baseline than the one before it, or to the left of it."""
    if word.right < before.left:
        return True
    step = abs(word.baseline - before.baseline)
    return step > 0 and step > SAME_BASELINE * max(before.style.size, word.style.size)


def _line(run: Sequence[PageWord], page: int) -> TextLine:
    style = run[0].style
    if all(word.style == style for word in run):
        return TextLine(page, tuple(_cells(run, style.size)), run[0].baseline, style, is_uniform=True)
    style = _main_style(run)
    words = [word for at, word in enumerate(run) if not (at and _is_note_mark(word, style))]
    baseline = next(word.baseline for word in words if word.style.size == style.size)
    uniform = all(word.style[1:] == style[1:] or not any(map(str.isalnum, word.text)) for word in words)
    return TextLine(page, tuple(_cells(words, style.size)), baseline, style, uniform)


def _main_style(run: Sequence[PageWord]) -> TextStyle:
    """The style in which most of a line's characters are set."""
    styles = Counter[TextStyle]()
    for word in run:
        styles[word.style] += len(word.text)
    size = max(styles, key=lambda style: styles[style]).size
    return max((style for style in styles if style.size == size), key=lambda style: styles[style])


def _is_note_mark(word: PageWord, style: TextStyle) -> bool:
    return word.style.size < NOTE_MARK_SIZE * style.size and NOTE_MARK.match(word.text) is not None


def _cells(words: Sequence[PageWord], size: float) -> Iterator[TextCell]:
    """A line's words, put together where no wide gap parts them."""
    gaps = [after.left - before.right for before, after in pairwise(words)]
    cuts = _cuts(words, gaps, size)
    text, left, right = words[0].text, words[0].left, words[0].right
    is_first = True
    for word, cut in zip(words[1:], cuts, strict=True):
        if cut and not (is_first and _is_mark(text, word.text)):
            yield TextCell(expand_ligatures(text), left, right)
            text, left, right = word.text, word.left, word.right
            is_first = False
        else:
            text, right = f"{text} {word.text}", max(right, word.right)
    yield TextCell(expand_ligatures(text), left, right)


def _is_mark(text: str, following: str) -> bool:
    """Whether a line's first words are a bullet or count what follows, unless that is a figure."""
    return not strip_bullet(text + " ") or (COUNTER.match(text) is not None and not FIGURE.match(following))


def _cuts(words: Sequence[PageWord], gaps: Sequence[float], size: float) -> list[bool]:
    """For each gap, whether it parts cells. Figures in a row of them may stand closer than words."""
    widest = max(gaps, default=0.0)
    if widest > FIGURE_GAP * size:
        figures = [_are_two_figures(*pair) for pair in pairwise(words)]
        apart = [each and gap > FIGURE_GAP * size for each, gap in zip(figures, gaps, strict=True)]
        if sum(apart) >= FEWEST_GAPS:
            usual = _widest_space(gaps, size)
            return [each or gap > usual for each, gap in zip(apart, gaps, strict=True)]
    if widest <= max(CELL_GAP * size, NARROWEST_GAP) or _is_spaced_out(words, gaps, size):
        return [False] * len(gaps)
    usual = _widest_space(gaps, size)
    return [gap > usual for gap in gaps]


def _are_two_figures(before: PageWord, word: PageWord) -> bool:
    """Whether both words are figures, and not groups of three digits of one."""
    if not (FIGURE.match(before.text) and FIGURE.match(word.text)):
        return False
    return not (GROUP.match(word.text) and before.text.isdecimal() and len(before.text) <= GROUP_LENGTH)


def _is_spaced_out(words: Sequence[PageWord], gaps: Sequence[float], size: float) -> bool:
    """Whether a line of words, not of figures, has gaps so even that they only serve to fill its width."""
    if len(gaps) < FEWEST_GAPS or max(gaps) > min(WIDEST_SPACE * size, EVEN * max(min(gaps), 1.0)):
        return False
    return 2 * sum(word.text[0].isdigit() for word in words) < len(words)


def _widest_space(gaps: Sequence[float], size: float) -> float:
    """The widest gap that still is a space between words."""
    usual = sorted(gaps)[(len(gaps) - 1) // 3] if len(gaps) > FEWEST_GAPS else 0.0
    return max(CELL_GAP * size, NARROWEST_GAP, SPACED_OUT * min(usual, WIDEST_USUAL * size))


def _glue_marks(lines: list[TextLine]) -> list[TextLine]:
    """Bullets and notes' numbers that are lines of their own, put before the text beside them."""
    glued: dict[int, TextCell] = {}
    dropped = set()
    for at, mark in enumerate(lines):
        is_bullet = len(mark.text) <= LONGEST_MARK and has_bullet(mark.text + " ")
        if not is_bullet and not NOTE_MARK.match(mark.text):
            continue
        beside = [
            (line.left, other)
            for other, line in enumerate(lines)
            if other not in glued and (_is_beside(mark, line) if is_bullet else _is_note_of(mark, line))
        ]
        if beside:
            glued[min(beside)[1]] = mark.cells[0]
        if beside or is_bullet:
            dropped.add(at)
    return [_with_mark(line, glued.get(at)) for at, line in enumerate(lines) if at not in dropped]


def _is_beside(mark: TextLine, line: TextLine) -> bool:
    """Whether a line is the text of a bullet: on its baseline, right of it."""
    near = abs(mark.baseline - line.baseline) < line.size / 2
    return near and 0 < line.left - mark.right < BULLET_REACH and len(line.text) > LONGEST_MARK


def _is_note_of(mark: TextLine, line: TextLine) -> bool:
    """Whether a line is the text of a note's number: the number is smaller, raised, and right before it."""
    raised = 0 < mark.baseline - line.baseline < line.size / 2
    return raised and mark.size < NOTE_MARK_SIZE * line.size and -1 < line.left - mark.right < NOTE_REACH


def _with_mark(line: TextLine, mark: TextCell | None) -> TextLine:
    if mark is None:
        return line
    first, *rest = line.cells
    return replace(line, cells=(TextCell(f"{mark.text} {first.text}", mark.left, first.right), *rest))


def _join_rows(lines: list[TextLine]) -> list[TextLine]:
    """Lines that follow each other rightwards on one baseline, as cells drawn one by one do, as one line."""
    joined: list[TextLine] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and _goes_on_rightwards(before, line):
            uniform = before.is_uniform and line.is_uniform and before.style[1:] == line.style[1:]
            joined[-1] = replace(before, cells=before.cells + line.cells, is_uniform=uniform)
        else:
            joined.append(line)
    return joined


def _goes_on_rightwards(before: TextLine, line: TextLine) -> bool:
    return (
        abs(before.baseline - line.baseline) < ONE_ROW
        and line.left - before.right > 0
        and abs(before.size - line.size) <= ONE_SIZE
        and not has_bullet(line.text)
    )
