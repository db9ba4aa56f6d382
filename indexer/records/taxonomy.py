"""The controlled vocabulary of a corpus: facets, their values, and the names of these."""

import unicodedata
from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import force_setattr

LABEL_LANGUAGES = ("en", "es", "fr", "vi")
"""The languages in which every value has a label."""

FacetSource = Literal["names", "combination", "statement", "document"]
"""Where a facet's values come from: the names of its values in a passage; the values of other facets that the passage
has; the statuses of the statements in it; or the facts of its document in the manifest."""


def normalize_name(name: str) -> str:
    """Return the form under which a label, alias, code or slug is looked up: no case, accents or punctuation."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("đ", "d"))
    kept = (char if char.isalnum() else " " for char in plain if not unicodedata.combining(char))
    return " ".join("".join(kept).split())


class ProperNames(Struct, frozen=True, omit_defaults=True):
    """How evidence counts that is made of proper names: a word with a capital counts only with one in the text.

    `ambiguous` names are also those of persons or other places: they do not count right after another word with a
    capital, nor in a text that has one of the words of `unless`.
    """

    ambiguous: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class FacetValue(Struct, frozen=True, omit_defaults=True):
    """One value of a facet. `slug` is its name in URLs and in the API (an alpha-3 code for a country).

    `labels` are by language code; `aliases` are further names in any language: demonyms, acronyms, spellings.
    `parts` names, for a value of a combination, the value of each facet that it combines.
    `evidence` is complete: all words and phrases, in any language, that show a text to be about the value. The labels
    and aliases are among them, except ambiguous ones; the slug is not (folded, NAM is a word of "Viet Nam"). `weak`
    is what of it shows little by itself: it counts in a heading, or several times in a passage. `proper` says how it
    counts where it is made of proper names; else letters' case makes no difference. A country has its internet
    `domain`, and the `languages` that most of its people speak and hardly anybody elsewhere.
    """

    slug: str
    labels: dict[str, str]
    aliases: tuple[str, ...] = ()
    parts: Mapping[str, str] = {}
    evidence: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    proper: ProperNames | None = None
    domain: str = ""
    languages: tuple[str, ...] = ()

    def label(self, language: str = "en") -> str:
        """Return the label in a language, else in English."""
        return self.labels.get(language) or self.labels["en"]

    @property
    def names(self) -> tuple[str, ...]:
        """Return every label and alias, without repetition."""
        return tuple(dict.fromkeys((*self.labels.values(), *self.aliases)))


class Facet(Struct, frozen=True, dict=True):
    """A facet with its values in their order of display and its own label by language code.

    `combines` names the facets that a combination is made of. Where `subject_weight` is above 0, passages that name no
    value may inherit that of the passages around them (indexer/documents/tagging.py); the weight is that of one
    mention. `description` is what the API's description says of the parameter. Phrases `about_nothing` hold a value's
    name and are not about it: "New Mexico".
    """

    name: str
    labels: dict[str, str]
    values: tuple[FacetValue, ...] = ()
    source: FacetSource = "names"
    combines: tuple[str, ...] = ()
    subject_weight: float = 0.0
    description: str = ""
    about_nothing: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Return the English label, or the bare name where the corpus gives none."""
        return self.labels.get("en", self.name)

    def find(self, name: str) -> FacetValue | None:
        """Return the value with this code, slug, label or alias in any language."""
        return self._by_name.get(normalize_name(name))

    @cached_property
    def _by_name(self) -> dict[str, FacetValue]:
        found: dict[str, FacetValue] = {}
        for value in self.values:
            for name in (value.slug, *value.names):
                found.setdefault(normalize_name(name), value)
        return found


STATEMENT, YEAR, LANGUAGE, DOCUMENT = "statement", "year", "language", "document"
"""The facets that every corpus has, since their values need no vocabulary; a taxonomy may label and place them."""

COUNTRY = "country"
"""The facet that, where a taxonomy declares it, has all countries of the world (indexer/corpus/countries.py)."""

_ALWAYS = (
    Facet(
        STATEMENT,
        {"en": "Statement", "es": "Declaración", "fr": "Déclaration", "vi": "Tuyên bố"},
        source="statement",
        description="What is stated in it: decided, planned, in_progress, expected, recommended or achieved.",
    ),
    Facet(
        YEAR,
        {"en": "Year", "es": "Año", "fr": "Année", "vi": "Năm"},
        source="document",
        description="A year: that of the document.",
    ),
    Facet(
        LANGUAGE,
        {"en": "Language", "es": "Idioma", "fr": "Langue", "vi": "Ngôn ngữ"},
        source="document",
        description="A language by its code.",
    ),
    Facet(
        DOCUMENT,
        {"en": "Document", "es": "Documento", "fr": "Document", "vi": "Tài liệu"},
        source="document",
        description="A document by its id.",
    ),
)
DEFAULT_FACETS: Mapping[str, Facet] = {facet.name: facet for facet in _ALWAYS}


class Taxonomy(Struct, frozen=True):
    """The facets by name, in their order of display.

    Those of `DEFAULT_FACETS` that are not given are added: the statements behind the other facets of passages, the
    year, the language and the document at the end.
    """

    facets: dict[str, Facet]

    def __post_init__(self) -> None:
        ordered = [facet for facet in self.facets.values() if facet.source != "document"]
        ordered += [DEFAULT_FACETS[STATEMENT]] * (STATEMENT not in self.facets)
        ordered += [facet for facet in self.facets.values() if facet.source == "document"]
        ordered += [DEFAULT_FACETS[name] for name in (YEAR, LANGUAGE, DOCUMENT) if name not in self.facets]
        force_setattr(self, "facets", {facet.name: facet for facet in ordered})

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all facets in their order of display."""
        return tuple(self.facets)

    @property
    def passage_facets(self) -> tuple[str, ...]:
        """Return the names of the facets whose values a passage itself has: its tags."""
        return tuple(name for name, facet in self.facets.items() if facet.source != "document")

    @property
    def subjects(self) -> tuple[str, ...]:
        """Return the names of the facets that say what a run of passages is about."""
        return tuple(name for name, facet in self.facets.items() if facet.subject_weight)

    def find(self, facet: str, name: str) -> FacetValue | None:
        """Return the value of a facet with this name; None where there is none."""
        return self.facets[facet].find(name) if facet in self.facets else None

    def label(self, facet: str, slug: str, language: str = "en") -> str:
        """Return the label of a value, or the slug itself where the taxonomy has no such value."""
        value = self.find(facet, slug)
        return value.label(language) if value else slug
