"""The sources of a manifest: their metadata, known before anything is read."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

TextState = Literal["shipped", "fetch", "unknown"]
"""Where a source's text is: in this repository, at its address, or nowhere known."""


class Source(Struct, frozen=True, forbid_unknown_fields=True, rename={"url": "page"}):
    """One publication, page or tool in the manifest.

    `languages` are BCP 47 codes, the main one first. `countries` are ISO 3166-1 alpha-3 codes; `kind` and
    `sectors` are slugs of the taxonomy. `official` is false for texts written for this service (the briefing).
    `stands_in_for` names the sources whose presence in an index replaces this one.
    `facets` holds its values of further facets by name. `symbol` is that of a document of the United Nations, such as
    A/79/940. `origins` says of values that were not taken from the manifest where they were read: by the name of the
    field, "cover", "metadata", "imprint", "running head", "text", "landing page" or "file name".
    """

    id: str
    title: str
    kind: str
    publisher: str = ""
    year: int | None = None
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    url: str | None = None
    licence: str = ""
    linked_from: tuple[str, ...] = ()
    text: TextState = "unknown"
    path: str | None = None
    official: bool = True
    stands_in_for: tuple[str, ...] = ()
    also_titled: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = {}
    subtitle: str = ""
    symbol: str = ""
    isbn: str = ""
    origins: Mapping[str, str] = {}

    def __hash__(self) -> int:
        return hash(self.id)

    def values(self, facet: str) -> tuple[str, ...]:
        """Return the values of a facet that the manifest gives the source."""
        match facet:
            case "kind":
                return (self.kind,)
            case "year":
                return (str(self.year),) if self.year else ()
            case "country":
                return self.countries
            case "sector":
                return self.sectors
        return self.facets.get(facet, ())
