"""The thesaurus of a corpus: synonyms, abbreviations and translations."""

from collections.abc import Mapping

from msgspec import Struct


class Concept(Struct, frozen=True, omit_defaults=True):
    """A concept with its names.

    `names` holds them by language (ISO 639-1 code), the preferred one first. `related` are names of related
    concepts; `not_in` longer names in which one of its names means something else; `as_written` abbreviations that are
    recognized in queries in this spelling only and are never searched for.
    """

    names: Mapping[str, tuple[str, ...]]
    related: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    as_written: tuple[str, ...] = ()


class Thesaurus(Struct, frozen=True, omit_defaults=True):
    """All concepts of a corpus."""

    concepts: tuple[Concept, ...] = ()
