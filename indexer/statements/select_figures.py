"""Select the figures of a document that its register holds: those that say what they count.

A cell of a table says so by the heads of its row and column and by the title, if no other cell of the table has the
same heads. The register of a document holds no more numbers of tables than of sentences, or nothing else would be
found: those tables first around which there is most text. Tables that fill their pages are data to look up there.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from indexer.records.figure import Figure
from indexer.statements.find_figures import follows_month
from indexer.statements.page_words import PageWords

_LABEL = re.compile(r"[^\W\d]{3,9}\s+(?P<number>(?:[^\W\d]{1,3}[.-]?)?\s?\d[\w.-]*)?", re.IGNORECASE)
_ANNEX = re.compile(r"[^\W\d]{3,9}\s+[^\W\d]{1,3}[.-]?\s?\d|(?:annex|appendix|apéndice|phụ lục)", re.IGNORECASE)
"""How the title of a table in an annex begins: "Table A.3", "Annex 2"."""
_CONTINUED = re.compile(r"\b(?:suite|continued|cont|continuación|continuação|tiếp)\b", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:total|ensemble|all|tổng)\b", re.IGNORECASE)
_JOINED = re.compile(r"[^\W\d]\s+\d+[.,]\d+$")
"""A row's head with the first number of the row, so that all others are under a wrong head."""
_WHOLE = 100
_MOSTLY = 0.5
_NOTE = re.compile(r"\s*\d{1,3} [^\W\d_]")
"""A note begins with its mark."""
_WORD = re.compile(r"[^\W\d_]{3,}")


def select_figures(figures: Sequence[Figure], stated: Collection[str], words: PageWords) -> list[Figure]:
    """Return the figures that count something, and the dates that stand for themselves, in their order.

    `stated` are the ids of figures in statements: a date there says when something was decided or done. `words` are
    those of the document's pages.
    """
    heads = Counter((each.table, each.counted, each.column) for each in figures if each.column)
    counting = {_sentence(each) for each in figures if each.counted and not each.column}

    def is_meant(figure: Figure) -> bool:
        if figure.column:
            is_only = heads[figure.table, figure.counted, figure.column] == 1 and not _JOINED.search(figure.counted)
            return is_only and _is_titled(figure.table) and not _is_whole(figure)
        if figure.kind != "date" or figure.id in stated:
            return True
        is_alone = _sentence(figure) not in counting
        return (is_alone or follows_month(figure.sentence[: figure.start])) and not _NOTE.match(figure.sentence)

    meant = [each for each in figures if is_meant(each)]
    tables = _tables_in_text([each for each in meant if each.column], sum(not each.column for each in meant), words)
    return [each for each in meant if not each.column or each.table in tables]


def _tables_in_text(cells: Sequence[Figure], room: int, words: PageWords) -> set[str]:
    """Return the tables, by title, whose numbers the register holds beside `room` numbers of sentences.

    The tables with most text on their pages come first. While there is room, a table is taken whole if it has room or
    if most of its pages is text.
    """
    sizes = Counter(each.table for each in cells)
    pages: dict[str, set[int]] = {table: set() for table in sizes}
    for cell in cells:
        pages[cell.table].update(span.page for span in cell.spans)
    shares = {table: words.text_share(pages[table]) for table in sizes}
    taken = set()
    for table in sorted(sizes, key=lambda each: -shares[each]):
        if sizes[table] <= room or (room >= 0 and shares[table] >= _MOSTLY):
            taken.add(table)
            room -= sizes[table]
    return taken


def _sentence(figure: Figure) -> str:
    """Return the part of a figure's id that stands for its sentence."""
    return figure.id.rpartition("-")[0]


def _is_titled(title: str) -> bool:
    """Return whether a table has a title in words, and is not one of an annex."""
    label = _LABEL.match(title)
    words = title[label.end() :] if label and label["number"] else title
    return not _ANNEX.match(title) and _WORD.search(_CONTINUED.sub("", words)) is not None


def _is_whole(figure: Figure) -> bool:
    """Return whether a cell is the 100 per cent of a row or column of shares."""
    return figure.value == _WHOLE and bool(_TOTAL.search(figure.column) or _TOTAL.search(figure.counted))
