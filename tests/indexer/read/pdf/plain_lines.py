"""Lines and words as plain values, for tests of the stages between words and blocks."""

from collections.abc import Sequence

from indexer.read.pdf.body import BodyStyle
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.layer import TextStyle
from indexer.read.pdf.lines import TextCell, TextLine
from indexer.read.pdf.page_words import PageWord
from indexer.records.reading import BlockKind

LEFT, TOP, SIZE, LEADING = 57.0, 740.0, 10.0, 12.5
BODY = BodyStyle(SIZE, 400, 0, LEADING)


def style(size: float = SIZE, *, weight: int = 400, colour: int = 0, level: int = 0) -> TextStyle:
    """Build an upright style."""
    return TextStyle(size, weight, colour, 0, level)


def width(text: str, size: float = SIZE) -> float:
    """Return the width of a text: half its size a character."""
    return len(text) * size / 2


def line(
    *cells: str,
    left: float = LEFT,
    baseline: float = TOP,
    page: int = 1,
    gap: float = 60.0,
    setting: TextStyle | None = None,
) -> TextLine:
    """Build a line of cells with a gap between them."""
    setting = setting or style()
    placed = []
    for text in cells:
        placed.append(TextCell(text, left, left + width(text, setting.size)))
        left = placed[-1].right + gap
    return TextLine(page, tuple(placed), baseline, setting, is_uniform=True)


def lines(*texts: str, left: float = LEFT, top: float = TOP, leading: float = LEADING, page: int = 1) -> list[TextLine]:
    """Build lines below each other."""
    return [line(text, left=left, baseline=top - leading * at, page=page) for at, text in enumerate(texts)]


def word(
    text: str, left: float, baseline: float = TOP, *, setting: TextStyle | None = None, opens_line: bool = False
) -> PageWord:
    """Build a word of a page."""
    setting = setting or style()
    return PageWord(text, left, left + width(text, setting.size), baseline, setting, 0, len(text) - 1, opens_line)


def words(text: str, left: float = LEFT, baseline: float = TOP, *, space: float = 2.5) -> list[PageWord]:
    """Build the words of a line with even spaces; the first opens the line."""
    built: list[PageWord] = []
    for at, each in enumerate(text.split()):
        built.append(word(each, left, baseline, opens_line=at == 0))
        left = built[-1].right + space
    return built


def draft(kind: BlockKind, *given: TextLine | str, level: int = 0, in_outline: bool = False) -> BlockDraft:
    """Build a draft of lines, or of texts below each other."""
    drafted = [each if isinstance(each, TextLine) else line(each) for each in given]
    return BlockDraft(kind, drafted, level=level, in_outline=in_outline)


def texts(found: Sequence[TextLine | BlockDraft]) -> list[str]:
    """Return the texts of lines or drafts."""
    return [each.text for each in found]
