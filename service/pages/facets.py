"""Facets as the pages show them: what can be chosen, and what is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from indexer.records.passage import FACETS
from service.search.protocol import FacetCount, SearchRequest
from service.web.urls import Urls, without_value

SHOWN_AT_ONCE = 8
"""How many values of a facet stand in the open; the rest can be unfolded."""


class Labels(Protocol):
    """What facets and their values are called."""

    def facet(self, facet: str) -> str: ...
    def value(self, facet: str, value: str) -> str: ...


@dataclass(frozen=True, slots=True)
class OptionView:
    """One value of a facet: a box to tick."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet with its values, those with most passages first. `unfolded` where one of `more` is chosen."""

    name: str
    label: str
    options: tuple[OptionView, ...]
    more: tuple[OptionView, ...]

    @property
    def unfolded(self) -> bool:
        return any(option.selected for option in self.more)


@dataclass(frozen=True, slots=True)
class ChipView:
    """A chosen value and the address of the same search without it."""

    facet: str
    label: str
    without: str


def facet_views(
    facets: Mapping[str, tuple[FacetCount, ...]], labels: Labels, order: Sequence[str] = FACETS
) -> tuple[FacetView, ...]:
    """The facets that have values here, in their order of display."""
    return tuple(_facet_view(name, facets[name], labels) for name in order if facets.get(name))


def _facet_view(name: str, counts: tuple[FacetCount, ...], labels: Labels) -> FacetView:
    options = tuple(
        OptionView(count.value, labels.value(name, count.value), count.count, count.selected) for count in counts
    )
    return FacetView(name, labels.facet(name), options[:SHOWN_AT_ONCE], options[SHOWN_AT_ONCE:])


def chip_views(request: SearchRequest, labels: Labels, urls: Urls) -> tuple[ChipView, ...]:
    """What is chosen, facet by facet."""
    return tuple(
        ChipView(labels.facet(facet), labels.value(facet, value), urls.search(without_value(request, facet, value)))
        for facet in FACETS
        for value in request.filters.get(facet, ())
    )
