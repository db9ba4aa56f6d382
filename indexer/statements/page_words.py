"""Count the words of a document's pages in its text and in its tables."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from indexer.records.passage import Passage, slice_spans
from indexer.statements.table_cells import BAR, is_row

_WORD = re.compile(r"\w*[^\W\d_]\w*")
_TEXT = "-"
"""What Passage.table has for a line that is in no table."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """The number of words on each page, by its number in the file: in tables, and in all other lines."""

    text: Counter[int] = field(default_factory=Counter)
    tables: Counter[int] = field(default_factory=Counter)

    def text_share(self, pages: Iterable[int]) -> float:
        """Return the share of the pages' words that are in no table; 0 without words."""
        pages = set(pages)
        text = sum(self.text[page] for page in pages)
        return text / (text + sum(self.tables[page] for page in pages) or 1)


def count_page_words(passages: Iterable[Passage]) -> PageWords:
    """Return the words of the pages that passages are from. A number in a cell is one word, however long."""
    words = PageWords()
    for passage in passages:
        for line, kind, page in _lines(passage):
            if is_row(line):
                words.tables[page] += sum(max(1, len(_WORD.findall(cell))) for cell in line.split(BAR))
            else:
                counter = words.text if kind == _TEXT else words.tables
                counter[page] += len(_WORD.findall(line))
    return words


def _lines(passage: Passage) -> Iterator[tuple[str, str, int]]:
    """Yield the lines that no earlier passage has, what each is in its table, and the page where it begins."""
    offset, repeated = 0, passage.repeated
    kinds = passage.table or _TEXT * (passage.text.count("\n") + 1)
    for line, kind in zip(passage.text.split("\n"), kinds, strict=True):
        if line and offset >= repeated:
            spans = passage.spans if len(passage.spans) == 1 else slice_spans(passage.spans, offset, offset + len(line))
            yield line, kind, spans[0].page
        offset += len(line) + 1
