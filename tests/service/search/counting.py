"""Filtering and counting facets the slow and certain way, passage by passage."""

from indexer.index.facet_file import Values
from indexer.index.generation import Generation
from service.search.protocol import Filters


def values_of(generation: Generation, ordinal: int) -> Values:
    """A passage's values of every facet."""
    combined = generation.combinations[generation.combination_ids[ordinal]]
    return {**combined, "document": (generation.passage(ordinal).document,)}


def passes(values: Values, filters: Filters) -> bool:
    """Whether a passage with these values passes: any value within a facet, every facet."""
    return all(any(value in values[name] for value in wanted) for name, wanted in filters.items())


def counted_one_by_one(passages: list[Values], filters: Filters, facet: str) -> dict[str, int]:
    """A facet's counts without its own selection, by looking at every passage."""
    others = {name: wanted for name, wanted in filters.items() if name != facet}
    counts: dict[str, int] = dict.fromkeys(filters.get(facet, ()), 0)
    for values in passages:
        if passes(values, others):
            for value in values[facet]:
                counts[value] = counts.get(value, 0) + 1
    return counts
