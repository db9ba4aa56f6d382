"""Passages, the unit of search and of quotation, and the tags that facets count."""

from collections.abc import Mapping

from msgspec import Struct

Tags = Mapping[str, tuple[str, ...]]
"""What a passage is about: for each facet of passages its values, codes or slugs of the taxonomy, in their order."""


class Span(Struct, frozen=True, array_like=True):
    """Characters `start` to `end` (Unicode code points, end excluded) of one page's stored text."""

    page: int
    start: int
    end: int


class Passage(Struct, frozen=True, array_like=True):
    """Up to 220 words of one section of one document.

    `ordinal` is its place in the generation, from 0; `id` is permanent: it depends on the document and the
    passage's own words alone. The text is that of its spans in the pages' stored text, put together as they
    are, so that a quotation can be checked byte for byte. A `demoted` one holds nothing but lines of contents, an
    index or a list of references: it is found, but never ahead of the text that it names.
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

    def __hash__(self) -> int:
        return hash(self.id)
