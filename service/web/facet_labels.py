"""The names of facets and of their values, in both directions: what people write, and what they are shown."""

from dataclasses import dataclass

from indexer.records.document import Document
from indexer.records.taxonomy import Taxonomy, normalize_name
from service.registers.vocabulary import VOCABULARIES, word_named
from service.search.protocol import Stats
from service.web.language_names import language_code, language_name

MAX_EXAMPLES = 12


@dataclass(frozen=True, slots=True)
class FacetLabels:
    """What the values of every facet are called in one generation."""

    taxonomy: Taxonomy
    documents: dict[str, Document]
    languages: tuple[str, ...]

    @classmethod
    def of(cls, stats: Stats) -> "FacetLabels":
        """Return the labels of a generation; `AppState.labels` keeps them."""
        documents = {document.id: document for document in stats.documents}
        languages = {code for document in stats.documents for code in document.source.languages}
        return cls(stats.taxonomy, documents, tuple(sorted(languages)))

    def facet(self, facet: str) -> str:
        """Return the label of a facet, or its bare name where the corpus does not name it."""
        known = self.taxonomy.facets.get(facet)
        return known.label if known else facet

    def value(self, facet: str, value: str) -> str:
        """The label of a facet's value, or the value itself where nothing has that name."""
        if facet == "language":
            return language_name(value)
        if facet == "document":
            return self.documents[value].source.title if value in self.documents else value
        if facet == "statement":
            return VOCABULARIES[facet].get(value, value)
        return self.taxonomy.label(facet, value)

    def find(self, facet: str, name: str) -> str | None:
        """The value that goes by this code, slug, label, alias or id; None where there is none."""
        if facet == "language":
            return name if name in self.languages else language_code(name)
        if facet == "document":
            return name if name in self.documents else None
        if facet == "statement":
            return word_named(facet, name)
        found = self.taxonomy.find(facet, name)
        return found.slug if found and normalize_name(name) else None

    def accepted(self, facet: str) -> str:
        """A few of the values that `find` knows, for a message."""
        if facet == "language":
            known = [f"{code} ({language_name(code)})" for code in self.languages]
        elif facet == "document":
            known = list(self.documents)
        elif facet == "statement":
            known = list(VOCABULARIES[facet])
        else:
            values = self.taxonomy.facets[facet].values if facet in self.taxonomy.facets else ()
            known = [f"{value.slug} ({value.label()})" for value in values]
        more = ["…"] if len(known) > MAX_EXAMPLES else []
        return ", ".join(known[:MAX_EXAMPLES] + more) or "nothing"
