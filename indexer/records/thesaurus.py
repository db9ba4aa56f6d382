"""The thesaurus of a corpus: synonyms, abbreviations and translations."""

from collections.abc import Mapping

from msgspec import Struct

Names = Mapping[str, tuple[str, ...]]
"""Names of one thing by language (ISO 639-1 code), the preferred one first."""


class Concept(Struct, frozen=True, omit_defaults=True):
    """A concept with its names.

    `related` are names of related concepts; `not_in` longer names in which one of its names means something else;
    `as_written` abbreviations that are recognized in queries in this spelling only and are never searched for.
    """

    names: Names
    related: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    as_written: tuple[str, ...] = ()


class Thesaurus(Struct, frozen=True, omit_defaults=True):
    """All concepts of a corpus, and its glossary: everyday words with their translations."""

    concepts: tuple[Concept, ...] = ()
    glossary: tuple[Names, ...] = ()
