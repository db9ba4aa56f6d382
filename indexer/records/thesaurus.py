"""What a corpus calls the same thing by."""

from collections.abc import Mapping

from msgspec import Struct


class Concept(Struct, frozen=True, omit_defaults=True):
    """The names of one thing.

    `names` holds them by language (ISO 639-1 code), the preferred one first. `related` are names of something near
    it; `not_in` longer names in which one of its names is part of something else; `as_written` short forms that are
    recognized in capitals alone and never looked for.
    """

    names: Mapping[str, tuple[str, ...]]
    related: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    as_written: tuple[str, ...] = ()


class Thesaurus(Struct, frozen=True, omit_defaults=True):
    """All concepts of a corpus."""

    concepts: tuple[Concept, ...] = ()
