"""Find the numbers in the cells of tables, each with the head of its row, the head of its column and the table's title.

A passage's text has a row of a table on one line, its cells separated by bars. Heads are the lines just above the rows:
a row of words, or lines of words that have as many parts as the rows have columns. A cell whose row or column has no
head is not found, since nothing says what it counts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BAR = " | "

_NUMBER = re.compile(
    r"\s*(?P<number>[-−–+]?\s?(?:[^\W\d]{1,3}\.?|[$€£])?\s?\d[\d\u00a0\u202f .,]*(?:\s?%|\s?‰)?)\s*[*†a-c]?\s*$"
)
_BLANK = re.compile(r"\s*(?:[-–—.…*:]+|n\.?/?[ads]\.?)?\s*$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_YEAR = re.compile(r"\s*(?:1[89]|20)\d\d(?:\s?[-–/]\s?\d{2,4})?\s*$")
_TITLE = re.compile(
    r"(?:table|tableau|tabla|cuadro|quadro|tabela|bảng|annex|annexe|anexo)\s+(?:[a-z]{1,3}[.-]?)?\d[\w.-]*\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"\b(?:table|tableau|tabla|cuadro)\s+(?:below|ci-dessous|suivante?|siguiente|following|que sigue|a continuación)\b"
    r"|\b(?:following|siguiente) (?:table|tabla|cuadro)\b",
    re.IGNORECASE,
)
"""A sentence that announces a table which may have no title."""
_SENTENCE = re.compile(r"[.!?;]\s*$")
_SOURCE = re.compile(r"(?:source|sources|fuente|fuentes|note|notes|nota|notas|nguồn)\s*:", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_MAX_HEAD_WORDS = 12
_MAX_STACKED = 3
_MAX_LINES = 12
"""How many lines above its rows may hold a table's heads and title."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a passage: their text, and where they start and end in the passage's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableCell:
    """A number in a cell: the cell's own characters in its line, with the heads of its row and column and the title.

    `row` is the whole line. The title may be missing.
    """

    number: Piece
    row: Piece
    row_head: str
    column_head: str
    title: str


def is_row(line: str) -> bool:
    """Return whether a line is a row of a table."""
    return BAR in line


class TableReader:
    """Reads the lines of a document's passages in order, and gives the numbers of each row with their heads.

    A table that goes on in the next passage of its section keeps its heads.
    """

    def __init__(self) -> None:
        self._above: list[str] = []
        self._heads: dict[int, str] = {}
        self._columns = 0
        self._title = ""
        self._has_row_of_heads = False
        self._section: tuple[str, ...] = ()

    def begin_passage(self, section: tuple[str, ...]) -> None:
        """Forget the table where another section begins."""
        if section != self._section:
            is_title = not self._above and not self._heads
            title, self._section = self._title, section
            self._reset()
            self._title = title if is_title else ""
            for heading in section[-1:]:
                self._remember(heading)

    def read_line(self, line: Piece, kind: str = "") -> Iterator[TableCell]:
        """Yield the numbers of a row in order; remember any other line as one that may hold heads.

        `kind` is what the line is in its table, as in Passage.table, where that is known.
        """
        known = kind.lower()
        if known == "g":
            return
        if known in ("t", "h"):
            self._add(line.text.strip(), is_title=known == "t")
            return
        cells = row_cells(line)
        if not _is_data(cells):
            self._remember(line.text)
            return
        if self._above or len(cells) != self._columns:
            self._find_heads(len(cells))
        self._above = []
        for index, cell in enumerate(cells[1:], start=1):
            found = _NUMBER.match(cell.text)
            head = self._heads.get(index, "")
            if found and head and (self._title or self._has_row_of_heads):
                start, end = (cell.start + offset for offset in found.span("number"))
                yield TableCell(Piece(found["number"].strip(), start, end), line, cells[0].text, head, self._title)

    def _reset(self) -> None:
        self._above, self._heads, self._columns, self._title = [], {}, 0, ""
        self._has_row_of_heads = False

    def _add(self, text: str, *, is_title: bool) -> None:
        """Take a line that is known to be a title or heads; a title of two lines is one."""
        if is_title and (self._above or self._heads or not self._title):
            self._reset()
        if is_title:
            self._title = f"{self._title} {text}".strip()
        else:
            self._above = [*self._above, text][-_MAX_LINES:]

    def _remember(self, line: str) -> None:
        text = line.strip()
        is_text = not is_row(text) and (len(text.split()) > 3 * _MAX_HEAD_WORDS or _SENTENCE.search(text))
        if _TITLE.match(text):
            self._reset()
            self._title = text
            return
        if self._title and not self._above and not self._heads and _is_bare(self._title) and not is_row(text):
            self._title = f"{self._title} {text}"
            return
        if is_text or _SOURCE.match(text):
            self._reset()
            self._title = text if is_text and _LEAD_IN.search(text) else ""
            return
        if text:
            self._above = [*self._above, text][-_MAX_LINES:]

    def _find_heads(self, columns: int) -> None:
        """Set the heads of the columns, by index, from the lines above."""
        heads = _with_groups(_heads(self._above or [self._title], columns), self._above[:-1])
        self._has_row_of_heads = any(map(is_row, self._above))
        if heads or columns != self._columns:
            self._heads = heads
        self._columns = columns


def _is_bare(title: str) -> bool:
    """Return whether a title is a number alone, whose words are on the next line."""
    return _TITLE.fullmatch(title.rstrip(" .:-–")) is not None


def row_cells(line: Piece) -> list[Piece]:
    """Return the cells of a row, without the white space around their words; none for another line."""
    cells, start = [], line.start
    if not is_row(line.text):
        return []
    for part in line.text.split(BAR):
        first = start + len(part) - len(part.lstrip())
        cells.append(Piece(part.strip(), first, first + len(part.strip())))
        start += len(part) + len(BAR)
    return cells


def _is_data(cells: Sequence[Piece]) -> bool:
    """Return whether a row has a head and its other cells hold numbers or nothing."""
    if len(cells) < 2 or not _LETTERS.search(cells[0].text):  # noqa: PLR2004 - a head and a number
        return False
    numbers = sum(_NUMBER.match(cell.text) is not None for cell in cells[1:])
    blank = sum(_BLANK.match(cell.text) is not None for cell in cells[1:])
    years = sum(_YEAR.match(cell.text) is not None for cell in cells[1:])
    return numbers > years and 2 * (numbers + blank) >= len(cells)


def _heads(above: Sequence[str], columns: int) -> dict[int, str]:
    """Return the heads of columns from the lines above a table's first row, by the column's index.

    They are the parts of the nearest line, or those of all lines below the title, if these are just as many as the
    columns; where each head has its own line, a name of the first rows may be among them, so that only few are
    believed. The column of row heads often has none, so one part less than columns is enough.
    """
    nearest = _parts(above[-1]) if above else []
    if len(nearest) == 1 and (words := _run_of_heads(above[-1], columns)):
        return dict(enumerate(words))
    if len(nearest) == 1 or len(nearest) < columns - 1:
        nearest = [part for line in above for part in _parts(line)]
        if len(nearest) != columns or (columns > _MAX_STACKED and len(nearest) == len(above)):
            return {}
    if not all(map(_is_head, nearest)):
        return {}
    return dict(enumerate(nearest, start=columns - len(nearest))) if columns - 1 <= len(nearest) <= columns else {}


def _with_groups(heads: dict[int, str], above: Sequence[str]) -> dict[int, str]:
    """Return the heads, after the head of their group where a line above has one for each repetition of them.

    "Urban | Rural" over "Men | Women | Men | Women" gives "Urban Men".
    """
    columns = sorted(heads)[1:] if 0 in heads else sorted(heads)
    groups = _parts(above[-1]) if above else []
    names = [heads[column] for column in columns]
    width, rest = divmod(len(names), len(groups) or 1)
    is_repeated = len(groups) > 1 and not rest and names == names[:width] * len(groups)
    if not is_repeated or len(set(groups)) < len(groups) or not all(map(_is_head, groups)):
        return heads
    return heads | {column: f"{groups[place // width]} {heads[column]}" for place, column in enumerate(columns)}


def _parts(line: str) -> list[str]:
    return [part.strip() for part in line.split(BAR)]


def _is_head(part: str) -> bool:
    """Return whether a part of a line may be the head of a column: words, a year or a class such as "< 12"."""
    words = part.split()
    is_text = _LETTERS.search(part) is not None or _YEAR.match(part) is not None or part[:1] in "<>≤≥%"
    return bool(words) and is_text and (len(words) <= _MAX_HEAD_WORDS or _TITLE.match(part) is not None)


def _run_of_heads(line: str, columns: int) -> list[str]:
    """Return a line's last words as the heads, one for each column, where all of them are capitalized or years."""
    words = _WORD.findall(line)
    last, before = words[-columns:], words[-columns - 1 : -columns]
    is_run = (
        len(last) == columns
        and not _YEAR.match(last[0])
        and all(word[:1].isupper() or _YEAR.match(word) for word in last)
    )
    return last if is_run and not any(word[:1].isupper() for word in before) else []
