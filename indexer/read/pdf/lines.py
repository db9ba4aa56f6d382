"""Words as lines: words on one baseline, with the wide gaps between them that separate cells of a table or columns."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from indexer.read.charset import expand_ligatures
from indexer.read.heuristics import has_bullet, strip_bullet
from indexer.read.pdf.layer import TextStyle
from indexer.read.pdf.letter_spacing import join_spaced_letters
from indexer.read.pdf.note_marks import MAX_NOTE_MARK_SIZE, MIN_RAISE
from indexer.read.pdf.page_words import PageWord

DESCENT, ASCENT = 0.22, 0.78  # of a line below and above its baseline, as shares of its size
MAX_BASELINE_SHIFT = 0.35  # of the size, within one line: marks are a little above or below its baseline

# Gaps between cells, as shares of the size, in a line that is not justified.
MIN_CELL_GAP = 0.85
MIN_FIGURE_GAP = 0.5  # between two figures
MIN_GAP = 7.0  # points
MIN_GAP_RATIO = 2.0  # of a gap between cells to the usual gap of its line
MAX_USUAL_GAP = 0.8  # where gaps are mostly wider they separate cells
MIN_GAPS = 2  # that show what is usual in a line

# A justified line has no cells: its gaps are alike.
MAX_JUSTIFIED_RATIO = 1.6  # of its widest gap to its narrowest
SIGN_OF_MONEY = re.compile(r"^(?:[A-Z]{1,3}|[A-Z]{0,3}[$€£¥₡₦₫]|(?:Bs|Rs|Tk|Sh|S/)\.?)$")
MIN_SIGNS, MIN_SIGN_SHARE = 3, 0.6  # figures of a line with one before them, and the share of its words with these
MAX_JUSTIFIED_GAP = 4.0  # as a share of the size

FIGURE = re.compile(r"^[-–+(]?[\d.,]*\d[\d.,]*[%)*]{0,3}$")
GROUP_LENGTH = 3
GROUP = re.compile(rf"^\d{{{GROUP_LENGTH}}}(?!\d)")
# A number or letter that counts what follows; the gap after it separates no cells.
COUNTER = re.compile(r"^(?:\(?[\divxlcIVXLC]{1,5}[.)]|\(?[a-zA-Z][.)]|\d{1,2}(?:\.\d{1,2})+\.?)$")
NOTE_MARK_WORD = re.compile(r"^(?:\d{1,3}(?:[,–-]\d{1,3})*,?|[*†‡]+)$")

# Differences, in points, up to which cells that are drawn one by one make one row.
MAX_ROW_SHIFT, MAX_SIZE_DIFFERENCE = 1.5, 0.5
MAX_BULLET_DISTANCE = 45.0  # points from its text
MAX_BULLET_LENGTH = 2
MAX_NOTE_RAISE = 0.6  # of a note's number above the baseline of its text, in sizes
MAX_NOTE_DISTANCE = 20.0  # points from a note's number to its text
MIN_CAPITALS = 6  # letters of a line, for its being all capitals to mean something


LINE_BREAK = "\n"
"""What is between the lines of a cell that wraps, until the document shows which of their hyphens are its words'."""


class TextCell(NamedTuple):
    """Words that are close together, with their left and right edges in points."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words on one baseline of one page. `text` may end in a line-end hyphen. `style` is how most of it is set,
    and `is_uniform` says whether all of it has that weight and colour; `is_row` is true of a ruled table's row,
    `is_underlined` of a line with a rule of its width right below it.
    """

    page: int
    cells: tuple[TextCell, ...]
    baseline: float
    style: TextStyle
    is_uniform: bool
    is_row: bool = False
    is_underlined: bool = False
    text: str = field(init=False)
    left: float = field(init=False)
    right: float = field(init=False)
    size: float = field(init=False)
    bottom: float = field(init=False)
    top: float = field(init=False)

    def __post_init__(self) -> None:
        """Derive, once, what every later stage uses many times."""
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
        return not any(map(str.islower, self.text)) and sum(map(str.isalpha, self.text)) >= MIN_CAPITALS


def page_lines(words: Sequence[PageWord], page: int) -> list[TextLine]:
    """Return the lines of a page in drawing order, bullets drawn apart put before their text."""
    return _join_rows(_attach_marks([_line(run, page) for run in _runs(words)]))


def _runs(words: Sequence[PageWord]) -> Iterator[list[PageWord]]:
    """Yield words that follow each other on one baseline."""
    run: list[PageWord] = []
    for word in words:
        if run and (word.opens_line or _leaves_line(run[-1], word)):
            yield run
            run = [word]
        else:
            run.append(word)
    if run:
        yield run


def _leaves_line(before: PageWord, word: PageWord) -> bool:
    """Return whether a word is on another baseline than the one before it, or to the left of it."""
    if word.right < before.left:
        return True
    step = abs(word.baseline - before.baseline)
    return step > 0 and step > MAX_BASELINE_SHIFT * max(before.style.size, word.style.size)


def _line(run: Sequence[PageWord], page: int) -> TextLine:
    run = join_spaced_letters(run)
    style = run[0].style
    if all(word.style == style for word in run):
        return TextLine(page, tuple(_cells(run, style.size)), run[0].baseline, style, is_uniform=True)
    style = _main_style(run)
    baseline = next(word.baseline for word in run if word.style.size == style.size)
    words = [run[0], *(word for before, word in pairwise(run) if not _is_note_mark(before, word, style, baseline))]
    uniform = all(word.style[1:] == style[1:] or not any(map(str.isalnum, word.text)) for word in words)
    return TextLine(page, tuple(_cells(words, style.size)), baseline, style, uniform)


def _main_style(run: Sequence[PageWord]) -> TextStyle:
    """Return the style in which most of a line's characters are set."""
    styles = Counter[TextStyle]()
    for word in run:
        styles[word.style] += len(word.text)
    size = max(styles, key=lambda style: styles[style]).size
    return max((style for style in styles if style.size == size), key=lambda style: styles[style])


def _is_note_mark(before: PageWord, word: PageWord, style: TextStyle, baseline: float) -> bool:
    """Return whether a word is a small, raised figure after one of its line's size."""
    return (
        NOTE_MARK_WORD.match(word.text) is not None
        and word.style.size < MAX_NOTE_MARK_SIZE * style.size <= before.style.size
        and word.baseline > baseline + MIN_RAISE * style.size
    )


def _cells(words: Sequence[PageWord], size: float) -> Iterator[TextCell]:
    """Yield a line's words, put together where no wide gap separates them."""
    gaps = [after.left - before.right for before, after in pairwise(words)]
    cuts = _cuts(words, gaps, size)
    text, left, right = words[0].text, words[0].left, words[0].right
    is_first = True
    for word, cut in zip(words[1:], cuts, strict=True):
        if cut and not (is_first and _is_counter(text, word.text)):
            yield TextCell(expand_ligatures(text), left, right)
            text, left, right = word.text, word.left, word.right
            is_first = False
        else:
            text, right = f"{text} {word.text}", max(right, word.right)
    yield TextCell(expand_ligatures(text), left, right)


def _is_counter(text: str, following: str) -> bool:
    """Return whether a line's first words are a bullet or count what follows, unless that is a figure."""
    return not strip_bullet(text + " ") or (COUNTER.match(text) is not None and not FIGURE.match(following))


def _cuts(words: Sequence[PageWord], gaps: Sequence[float], size: float) -> list[bool]:
    """Return for each gap whether it separates cells; a sign of money before each figure begins a cell."""
    cuts = _cuts_by_gaps(words, gaps, size)
    sign = _sign_of_money(words)
    if not sign:
        return cuts
    pairs = zip(pairwise(words), cuts, strict=True)
    return [word.text == sign or (cut and before.text != sign) for (before, word), cut in pairs]


def _sign_of_money(words: Sequence[PageWord]) -> str:
    """Return the sign that is before most figures of a line, which may be far from them; empty where there is none."""
    signs = Counter(before.text for before, word in pairwise(words) if FIGURE.match(word.text))
    sign, count = next(iter(signs.most_common(1)), ("", 0))
    is_usual = count >= MIN_SIGNS and 2 * count >= MIN_SIGN_SHARE * len(words)
    return sign if is_usual and SIGN_OF_MONEY.match(sign) else ""


def _cuts_by_gaps(words: Sequence[PageWord], gaps: Sequence[float], size: float) -> list[bool]:
    """Return for each gap whether it separates cells. Figures in a row of them may be closer than words."""
    widest = max(gaps, default=0.0)
    if widest > MIN_FIGURE_GAP * size:
        figures = [_are_two_figures(*pair) for pair in pairwise(words)]
        apart = [each and gap > MIN_FIGURE_GAP * size for each, gap in zip(figures, gaps, strict=True)]
        if sum(apart) >= MIN_GAPS:
            usual = _widest_space(gaps, size)
            return [each or gap > usual for each, gap in zip(apart, gaps, strict=True)]
    if widest <= max(MIN_CELL_GAP * size, MIN_GAP) or _is_justified(words, gaps, size):
        return [False] * len(gaps)
    usual = _widest_space(gaps, size)
    return [gap > usual for gap in gaps]


def _are_two_figures(before: PageWord, word: PageWord) -> bool:
    """Return whether both words are figures, and not groups of three digits of one."""
    if not (FIGURE.match(before.text) and FIGURE.match(word.text)):
        return False
    return not (GROUP.match(word.text) and before.text.isdecimal() and len(before.text) <= GROUP_LENGTH)


def _is_justified(words: Sequence[PageWord], gaps: Sequence[float], size: float) -> bool:
    """Return whether a line of words, not of figures, has gaps so even that they only serve to fill its width."""
    if len(gaps) < MIN_GAPS or max(gaps) > min(MAX_JUSTIFIED_GAP * size, MAX_JUSTIFIED_RATIO * max(min(gaps), 1.0)):
        return False
    return 2 * sum(word.text[0].isdigit() for word in words) < len(words)


def _widest_space(gaps: Sequence[float], size: float) -> float:
    """Return the widest gap that still is a space between words."""
    usual = sorted(gaps)[(len(gaps) - 1) // 3] if len(gaps) > MIN_GAPS else 0.0
    return max(MIN_CELL_GAP * size, MIN_GAP, MIN_GAP_RATIO * min(usual, MAX_USUAL_GAP * size))


def _attach_marks(lines: list[TextLine]) -> list[TextLine]:
    """Put bullets and notes' numbers that are lines by themselves before the text beside them."""
    attached: dict[int, TextCell] = {}
    dropped = set()
    for at, mark in enumerate(lines):
        is_bullet = len(mark.text) <= MAX_BULLET_LENGTH and has_bullet(mark.text + " ")
        if not is_bullet and not NOTE_MARK_WORD.match(mark.text):
            continue
        beside = [
            (line.left, other)
            for other, line in enumerate(lines)
            if other not in attached and (_is_text_of_bullet(mark, line) if is_bullet else _is_text_of_note(mark, line))
        ]
        if beside:
            attached[min(beside)[1]] = mark.cells[0]
        if beside or is_bullet:
            dropped.add(at)
    return [_with_mark(line, attached.get(at)) for at, line in enumerate(lines) if at not in dropped]


def _is_text_of_bullet(mark: TextLine, line: TextLine) -> bool:
    """Return whether a line is the text of a bullet: on its baseline, right of it."""
    near = abs(mark.baseline - line.baseline) < line.size / 2
    return near and 0 < line.left - mark.right < MAX_BULLET_DISTANCE and len(line.text) > MAX_BULLET_LENGTH


def _is_text_of_note(mark: TextLine, line: TextLine) -> bool:
    """Return whether a line is the text of a note's number: the number is smaller, raised, and right before it."""
    raised = 0 < mark.baseline - line.baseline < MAX_NOTE_RAISE * line.size
    return raised and mark.size < MAX_NOTE_MARK_SIZE * line.size and -1 < line.left - mark.right < MAX_NOTE_DISTANCE


def _with_mark(line: TextLine, mark: TextCell | None) -> TextLine:
    if mark is None:
        return line
    first, *rest = line.cells
    return replace(line, cells=(TextCell(f"{mark.text} {first.text}", mark.left, first.right), *rest))


def _join_rows(lines: list[TextLine]) -> list[TextLine]:
    """Join lines that follow each other rightwards on one baseline, as cells drawn one by one do."""
    joined: list[TextLine] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and _continues_rightwards(before, line):
            uniform = before.is_uniform and line.is_uniform and before.style[1:] == line.style[1:]
            joined[-1] = replace(before, cells=before.cells + line.cells, is_uniform=uniform)
        else:
            joined.append(line)
    return joined


def _continues_rightwards(before: TextLine, line: TextLine) -> bool:
    return (
        abs(before.baseline - line.baseline) < MAX_ROW_SHIFT
        and line.left - before.right > 0
        and abs(before.size - line.size) <= MAX_SIZE_DIFFERENCE
        and not has_bullet(line.text)
    )
