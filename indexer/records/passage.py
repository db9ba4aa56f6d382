"""Passages, the unit of search and of quotation, and the tags that facets count."""

from collections.abc import Mapping

from msgspec import Struct

CELL_BREAK = " | "
"""What is between the cells of a table's row in a text."""

Tags = Mapping[str, tuple[str, ...]]
"""What a passage is about: for each facet of passages its values, codes or slugs of the taxonomy, in their order."""


class Span(Struct, frozen=True, array_like=True):
    """Characters `start` to `end` (Unicode code points, end excluded) of one page's stored text."""

    page: int
    start: int
    end: int


def slice_spans(spans: tuple[Span, ...], start: int, end: int) -> list[Span]:
    """Return characters `start` to `end` of the text that the spans make up, as spans."""
    found = []
    offset = 0
    for span in spans:
        size = span.end - span.start
        low, high = max(start - offset, 0), min(end - offset, size)
        if low < high:
            found.append(Span(span.page, span.start + low, span.start + high))
        offset += size
    return found


def join_spans(spans: list[Span]) -> tuple[Span, ...]:
    """Merge spans that follow each other on a page."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].page == span.page and joined[-1].end == span.start:
            joined[-1] = Span(span.page, joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


class Passage(Struct, frozen=True, array_like=True):
    """Up to 220 words of one section of one document.

    `ordinal` is its place in the generation, from 0; `id` is permanent: it depends on the document and the
    passage's own words alone. The text is that of its spans in the pages' stored text, put together as they
    are, so that a quotation can be checked byte for byte. A `demoted` one holds nothing but lines of contents, an
    index or a list of references, or a few words that are no sentence: it is found, but never ahead of the text that it
    names.

    `table` says what the lines of a text that holds rows of a table are, one character for each: t for the title, h
    for heads of columns, g for the name of a group, r for a row, - for other text. Capitals are for lines at the
    beginning that an earlier passage has too, and that are repeated for the rows after them. `first_row` is the number
    of its first row in the table, from 1; 0 without rows.
    """

    id: str
    ordinal: int
    document: str
    language: str
    section: tuple[str, ...]
    text: str
    spans: tuple[Span, ...]
    tags: Tags
    demoted: bool = False
    table: str = ""
    first_row: int = 0

    @property
    def repeated(self) -> int:
        """The number of characters at the beginning that are repeated from an earlier passage."""
        count = sum(kind.isupper() for kind in self.table)
        return sum(len(line) + 1 for line in self.text.split("\n")[:count])

    def __hash__(self) -> int:
        return hash(self.id)
