"""The labels of facets, of their values and of languages, in both directions: from value to label and back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from indexer.records.document import Document
from indexer.records.taxonomy import YEAR, Taxonomy, normalize_name
from service.registers.value_labels import VALUE_LABELS, find_value
from service.search.protocol import IndexInfo
from service.translations.formats import LANGUAGE_NAMES, language_name
from service.translations.messages import N_, gettext, interface

MAX_EXAMPLES = 12

_LANGUAGE_CODES = {normalize_name(name): code for code, names in LANGUAGE_NAMES.items() for name in (code, *names)}

DISCLAIMER = N_("Verbatim's briefing, not the official text")
"""The badge of every text that was written for this service."""


class Labels(Protocol):
    """The interface of labels: of facets, and of their values in both directions."""

    def facet(self, facet: str) -> str: ...
    def value(self, facet: str, value: str) -> str: ...
    def language(self, facet: str, value: str) -> str: ...
    def find(self, facet: str, name: str) -> str | None: ...
    def accepted(self, facet: str) -> str: ...


def list_some(values: Sequence[str]) -> str:
    """Return the first few of these values, for a message."""
    more = ["…"] if len(values) > MAX_EXAMPLES else []
    return ", ".join([*values[:MAX_EXAMPLES], *more]) or gettext("nothing")


@dataclass(frozen=True, slots=True)
class FacetLabels:
    """The labels of every facet's values in one generation."""

    taxonomy: Taxonomy
    documents: dict[str, Document]
    languages: tuple[str, ...]
    years: tuple[str, ...] = ()
    """Those of the documents, the latest first."""

    @classmethod
    def of(cls, info: IndexInfo) -> "FacetLabels":
        """Return the labels of a generation; `AppState.labels` keeps them."""
        documents = {document.id: document for document in info.documents}
        languages = {code for document in info.documents for code in document.source.languages}
        years = {year for document in info.documents for year in document.source.values(YEAR)}
        return cls(info.taxonomy, documents, tuple(sorted(languages)), tuple(sorted(years, reverse=True)))

    def facet(self, facet: str) -> str:
        """Return the label of a facet, or its bare name where the corpus has no label for it."""
        known = self.taxonomy.facets.get(facet)
        return known.labels.get(interface().language, known.label) if known else facet

    def value(self, facet: str, value: str) -> str:
        """Return the label of a facet's value, or the value itself where it has none."""
        if facet == "language":
            return language_name(value)
        if facet == "document":
            return self.documents[value].source.title if value in self.documents else value
        if facet == "statement":
            return gettext(VALUE_LABELS[facet].get(value, value))
        return self.taxonomy.label(facet, value, interface().language)

    def language(self, facet: str, value: str) -> str:
        """Return the language of a value's label: that of a document's title; empty for the interface's."""
        languages = self.documents[value].source.languages if facet == "document" and value in self.documents else ()
        return next(iter(languages), "")

    def find(self, facet: str, name: str) -> str | None:
        """Return the value with this code, slug, label, alias or id; None where there is none."""
        if facet == "language":
            return name if name in self.languages else language_code(name)
        if facet == "document":
            return name if name in self.documents else None
        if facet == YEAR:
            return name if name in self.years else None
        if facet == "statement":
            return find_value(facet, name)
        found = self.taxonomy.find(facet, name)
        return found.slug if found and normalize_name(name) else None

    def accepted(self, facet: str) -> str:
        """Return some of the values that `find` knows, for a message."""
        if facet == "language":
            return list_some([f"{code} ({language_name(code)})" for code in self.languages])
        if facet == "document":
            return list_some([*self.documents])
        if facet == YEAR:
            return list_some(self.years)
        if facet == "statement":
            return list_some([*VALUE_LABELS[facet]])
        values = self.taxonomy.facets[facet].values if facet in self.taxonomy.facets else ()
        return list_some([f"{value.slug} ({value.label(interface().language)})" for value in values])


def language_code(name: str) -> str | None:
    """Return the code of a language given by code, with or without a region (`es-CO`), or by either of its names."""
    return _LANGUAGE_CODES.get(normalize_name(name)) or _LANGUAGE_CODES.get(normalize_name(name.partition("-")[0]))
