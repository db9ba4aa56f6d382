"""Filtering by facets and counting them.

Both work on combinations: the distinct sets of facet values that passages have, of which there are few. A facet is
counted without its own selection, so that its other values show what choosing them too would add.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from indexer.errors import BadParameter
from indexer.records.passage import FACETS
from indexer.store.facet_file import Values
from service.engine.protocol import FacetCount

Filters = Mapping[str, tuple[str, ...]]


class Selection:
    """The filters of one search over the combinations of one generation. Raises BadParameter for an unknown facet."""

    def __init__(self, filters: Filters, combinations: Sequence[Values]) -> None:
        for name in filters:
            if name not in FACETS:
                raise BadParameter(f"There is no facet {name!r}; the facets are {', '.join(FACETS)}.")
        self._wanted = {name: frozenset(values) for name, values in filters.items() if values}
        self._combinations = combinations
        self._refused_by = [self._refusing(values) for values in combinations]

    def _refusing(self, values: Values) -> frozenset[str]:
        """The facets by which a combination is filtered out: values are alternatives, facets combine."""
        return frozenset(name for name, wanted in self._wanted.items() if wanted.isdisjoint(values[name]))

    def allows(self, combination: int) -> bool:
        """Whether passages with this combination pass all filters."""
        return not self._refused_by[combination]

    def counts(self, found: Iterable[int]) -> dict[str, tuple[FacetCount, ...]]:
        """The counts of every facet over the combinations of passages found, filtered out or not.

        The most frequent values come first; a selected value is there even where no passage has it.
        """
        tallies: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
        for combination, count in Counter(found).items():
            refused = self._refused_by[combination]
            for name in FACETS:
                if refused <= {name}:
                    for value in self._combinations[combination][name]:
                        tallies[name][value] += count
        return {name: self._ordered(name, tally) for name, tally in tallies.items()}

    def _ordered(self, name: str, tally: Counter[str]) -> tuple[FacetCount, ...]:
        selected = self._wanted.get(name, frozenset())
        values = sorted({*tally, *selected}, key=lambda value: (-tally[value], value))
        return tuple(FacetCount(value, tally[value], value in selected) for value in values)
