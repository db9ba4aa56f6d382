"""The names of countries, to find those that a text has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

Terms = frozenset[str]


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """The names of countries by one of their terms, so that a text is compared only with names that it may have."""

    names: Mapping[str, Sequence[tuple[str, Terms]]]
    terms: Terms
    """The terms of all names."""
    excluded: frozenset[str] = frozenset()
    """The slugs of the countries that are left out."""

    @classmethod
    def of(cls, places: Mapping[str, Sequence[Terms]]) -> Self:
        """Return an index of the names of countries, given by slug."""
        names: dict[str, list[tuple[str, Terms]]] = {}
        for slug, each in places.items():
            for name in each:
                names.setdefault(min(name), []).append((slug, name))
        return cls(names, Terms(names).union(*(name for each in places.values() for name in each)))

    def slugs_in(self, terms: Terms) -> frozenset[str]:
        """Return the slugs of the countries of which a text with these terms has a name."""
        return frozenset(
            slug
            for term in terms & self.names.keys()
            for slug, name in self.names[term]
            if slug not in self.excluded and name <= terms
        )

    def without(self, slugs: frozenset[str]) -> Self:
        """Return the index of the names of all countries but these."""
        return replace(self, excluded=self.excluded | slugs)
