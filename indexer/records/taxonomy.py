"""The controlled vocabulary of a corpus: facets, their values, and the names by which people call them."""

import unicodedata
from dataclasses import dataclass, field

LABEL_LANGUAGES = ("en", "es", "fr", "vi")
"""The languages in which every value has a label."""


def normalize_name(name: str) -> str:
    """The form under which a label, alias, code or slug is looked up: no case, accents or punctuation."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("đ", "d"))
    kept = (char if char.isalnum() else " " for char in plain if not unicodedata.combining(char))
    return " ".join("".join(kept).split())


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet. `slug` stands in addresses and in the API (an alpha-3 code for a country).

    `labels` are by language code; `aliases` are further names in any language: demonyms, acronyms, spellings.
    A chain names its `country` and `sector`. `evidence` is complete: all words and phrases, in any language, that
    show a text to be about the value. The labels and aliases are among them, save the ambiguous ones; the slug is
    not (folded, NAM is a word of "Viet Nam").
    """

    slug: str
    labels: dict[str, str]
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    evidence: tuple[str, ...] = ()

    def label(self, language: str = "en") -> str:
        return self.labels.get(language) or self.labels["en"]

    @property
    def names(self) -> tuple[str, ...]:
        """Every label and alias, without repetition."""
        return tuple(dict.fromkeys((*self.labels.values(), *self.aliases)))


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values in their order of display and its own label by language code."""

    name: str
    labels: dict[str, str]
    values: tuple[FacetValue, ...]
    _by_name: dict[str, FacetValue] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for value in self.values:
            for name in (value.slug, *value.names):
                self._by_name.setdefault(normalize_name(name), value)

    def find(self, name: str) -> FacetValue | None:
        """The value that goes by this code, slug, label or alias in any language."""
        return self._by_name.get(normalize_name(name))


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The facets country, sector, chain, topic, audience and kind, by name."""

    facets: dict[str, Facet]

    def find(self, facet: str, name: str) -> FacetValue | None:
        return self.facets[facet].find(name) if facet in self.facets else None

    def label(self, facet: str, slug: str, language: str = "en") -> str:
        """The label of a value, or the slug itself where the taxonomy has no such value."""
        value = self.find(facet, slug)
        return value.label(language) if value else slug
