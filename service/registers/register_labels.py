"""What the values of a register's facets are called, in both directions."""

from dataclasses import dataclass

from indexer.records.taxonomy import normalize_name
from service.registers.actor_labels import actor_key
from service.registers.register import Register
from service.registers.request import NO_VALUE
from service.registers.store import RegisterStore
from service.registers.vocabulary import FACET_LABELS, VOCABULARIES, word_named
from service.web.facet_labels import MAX_EXAMPLES, FacetLabels

AS_WRITTEN = ("year", "unit", "instrument")
"""The facets whose values are their own names."""

UNITS = {"percent": "per cent"}

UNNAMED = {
    "actor": "No actor named",
    "actor_group": "No actor named",
    "country": "No country",
    "sector": "No sector",
    "unit": "Plain numbers",
}
"""What the records without a value are called."""


@dataclass(frozen=True, slots=True)
class RegisterLabels:
    """The names of one register: the corpus's, the fixed vocabularies', and those of the actors found."""

    names: FacetLabels
    store: RegisterStore
    register: Register

    def facet(self, facet: str) -> str:
        """The label of a facet."""
        return FACET_LABELS.get(facet) or self.names.facet(facet)

    def value(self, facet: str, value: str) -> str:
        """The label of a facet's value, or the value itself where nothing has that name."""
        if value == NO_VALUE:
            return UNNAMED.get(facet, "None")
        if facet in VOCABULARIES:
            return VOCABULARIES[facet].get(value, value)
        if facet == "actor":
            return self.store.actors.get(value, value)
        if facet in AS_WRITTEN:
            return UNITS.get(value, value)
        return self.names.value(facet, value)

    def find(self, facet: str, name: str) -> str | None:
        """The value that goes by this code, slug, label or name; None where there is none."""
        if facet in VOCABULARIES:
            return word_named(facet, name)
        if facet == "actor":
            key = actor_key(name)
            return key if key in self.store.actors else None
        if facet in AS_WRITTEN:
            wanted = normalize_name(name)
            known = ((value, self.value(facet, value)) for value in self.register.values(facet))
            return next((value for value, label in known if wanted in map(normalize_name, (value, label))), None)
        return self.names.find(facet, name)

    def accepted(self, facet: str) -> str:
        """A few of the values that `find` knows, for a message."""
        if facet in VOCABULARIES:
            known = list(VOCABULARIES[facet])
        elif facet == "actor" or facet in AS_WRITTEN:
            known = list(self.register.values(facet))
        else:
            return self.names.accepted(facet)
        more = ["…"] if len(known) > MAX_EXAMPLES else []
        return ", ".join(known[:MAX_EXAMPLES] + more) or "nothing"
