"""The labels of a register's facets and their values, in both directions."""

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.records.taxonomy import normalize_name
from service.registers.register import Register
from service.registers.request import NO_VALUE
from service.registers.value_labels import VALUE_LABELS, actor_key, find_value
from service.translations.messages import N_, gettext
from service.web.facet_labels import FacetLabels, list_some

UNITS = {"percent": N_("per cent"), "points": N_("percentage points")}

NO_VALUE_LABELS = {
    "actor": N_("No actor named"),
    "actor_group": N_("No actor named"),
    "country": N_("No country"),
    "sector": N_("No sector"),
    "unit": N_("Plain numbers"),
}
"""The labels of the groups of records without a value."""

NO_LABEL = N_("None")


@dataclass(frozen=True, slots=True)
class RegisterLabels:
    """The labels of one register: the corpus's, those of the fixed vocabularies, and those of its declaration.

    `own` are the labels of the facets that are not the corpus's; `values` are the value labels found in the records,
    by facet and value. Other values of own facets are their own labels.
    """

    corpus: FacetLabels
    own: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    register: Register

    def facet(self, facet: str) -> str:
        """Return the label of a facet."""
        return gettext(self.own.get(facet, "")) or self.corpus.facet(facet)

    def value(self, facet: str, value: str) -> str:
        """Return the label of a facet's value, or the value itself."""
        if value == NO_VALUE:
            return gettext(NO_VALUE_LABELS.get(facet, NO_LABEL))
        if facet in VALUE_LABELS:
            return gettext(VALUE_LABELS[facet].get(value, value))
        if facet in self.values:
            return self.values[facet].get(value, value)
        if facet in self.own:
            return gettext(UNITS.get(value, value))
        return self.corpus.value(facet, value)

    def language(self, facet: str, value: str) -> str:
        """Return the language of a value's label; empty for the interface's, or where it is not known."""
        return self.corpus.language(facet, value)

    def find(self, facet: str, name: str) -> str | None:
        """Return the value with this code, slug, label or name, or None."""
        if facet in VALUE_LABELS:
            return find_value(facet, name)
        if facet == "actor":
            key = actor_key(name)
            return key if key in self.values[facet] else None
        if facet in self.own:
            key = normalize_name(name)
            known = ((value, self.value(facet, value)) for value in self.register.values(facet))
            return next(
                (value for value, label in known if key in (normalize_name(value), normalize_name(label))), None
            )
        return self.corpus.find(facet, name)

    def accepted(self, facet: str) -> str:
        """Return a few of the values that `find` knows, for a message."""
        if facet in VALUE_LABELS:
            return list_some([*VALUE_LABELS[facet]])
        return list_some(self.register.values(facet)) if facet in self.own else self.corpus.accepted(facet)
