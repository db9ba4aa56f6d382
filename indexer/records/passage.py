"""Passages, the unit of search and of quotation, and the tags that facets count."""

from msgspec import Struct

FACETS = ("country", "sector", "chain", "topic", "audience", "statement", "kind", "language", "document")
"""The facets in the order in which pages and answers show them."""

TAGGED = ("country", "sector", "chain", "topic", "audience", "statement")
"""The facets whose values belong to the passage; the others come from its document."""


class Span(Struct, frozen=True, array_like=True):
    """Characters `start` to `end` (Unicode code points, end excluded) of one page's stored text."""

    page: int
    start: int
    end: int


class Tags(Struct, frozen=True, array_like=True):
    """What a passage is about: alpha-3 codes for countries, slugs of the taxonomy for the rest.

    `statement` holds the statuses of the statements in it (indexer.records.statement).
    """

    country: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    statement: tuple[str, ...] = ()


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
