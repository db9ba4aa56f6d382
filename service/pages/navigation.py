"""The controls of a list: facets with their options, chips of selected values, sort options, a pager."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.records.taxonomy import YEAR
from service.search.protocol import FacetCount, SearchRequest
from service.web.facet_labels import Labels
from service.web.parameters import MAX_RESULT_WINDOW
from service.web.urls import AnyRequest, Link, Urls, without_value

MAX_OPEN = 8
"""The number of values of a facet that are visible at first; the rest can be unfolded."""

AROUND = 2
"""The number of pages linked on either side of the current one."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet: a checkbox. `language` is that of its label, empty for the interface's."""

    value: str
    label: str
    count: int
    selected: bool
    language: str = ""


@dataclass(frozen=True, slots=True)
class FacetOptions:
    """One facet with its values, the most frequent or the latest year first; `more` fold unless one is selected."""

    name: str
    label: str
    options: tuple[Option, ...]
    more: tuple[Option, ...]

    @property
    def unfolded(self) -> bool:
        return any(option.selected for option in self.more)


@dataclass(frozen=True, slots=True)
class Chip:
    """A selected value and the URL of the same list without it. `language` is as for options."""

    facet: str
    label: str
    without: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class FacetTags:
    """The tags of one facet, each linked to its search."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SortOption:
    """An order or grouping of a list."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page by number. `url` is None for the current one; `gap` is true if pages before it are left out."""

    number: int
    url: str | None
    gap: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """Links to the other pages. `last` is the last page that can be shown.

    `limit` is the number of results on these pages if there are more results, else 0.
    """

    page: int
    last: int
    previous: str | None
    next: str | None
    links: tuple[PageLink, ...]
    limit: int = 0

    @property
    def beyond(self) -> bool:
        """Whether the current page is after the last one."""
        return self.page > self.last


def facet_options(
    facets: Mapping[str, tuple[FacetCount, ...]], labels: Labels, order: Iterable[str]
) -> tuple[FacetOptions, ...]:
    """Return the facets that have values, in display order."""
    return tuple(_facet_options(name, facets[name], labels) for name in order if facets.get(name))


def _facet_options(name: str, counts: tuple[FacetCount, ...], labels: Labels) -> FacetOptions:
    if name == YEAR:
        counts = tuple(sorted(counts, reverse=True))
    options = tuple(
        Option(value, labels.value(name, value), count, selected, labels.language(name, value))
        for value, count, selected in counts
    )
    return FacetOptions(name, labels.facet(name), options[:MAX_OPEN], options[MAX_OPEN:])


def tag_links(tags: Mapping[str, tuple[str, ...]], labels: Labels, urls: Urls) -> tuple[FacetTags, ...]:
    """Return the tags of a passage or document, facet by facet, each linked to its search."""
    return tuple(
        FacetTags(
            labels.facet(facet),
            tuple(
                Link(labels.value(facet, value), urls.search(SearchRequest(filters={facet: (value,)})))
                for value in values
            ),
        )
        for facet, values in tags.items()
        if values
    )


def chips(
    request: AnyRequest, labels: Labels, order: Sequence[str], url: Callable[[AnyRequest], str]
) -> tuple[Chip, ...]:
    """Return the selected values, facet by facet."""
    return tuple(
        Chip(
            labels.facet(facet),
            labels.value(facet, value),
            url(without_value(request, facet, value)),
            labels.language(facet, value),
        )
        for facet in order
        for value in request.filters.get(facet, ())
    )


def search_pager(request: SearchRequest, found: int, urls: Urls) -> Pager:
    """Return the pager of a search that found this many passages."""
    reachable = min(found, MAX_RESULT_WINDOW - MAX_RESULT_WINDOW % request.page_size)
    pager = page_links(
        request.page, request.page_size, reachable, lambda number: urls.search(replace(request, page=number))
    )
    return replace(pager, limit=reachable if found > reachable else 0)


def page_links(page: int, page_size: int, rows: int, url: Callable[[int], str]) -> Pager:
    """Return the pager of this many rows."""
    last = max(1, -(-rows // page_size))
    linked = sorted({1, last} | set(range(max(1, page - AROUND), min(last, page + AROUND) + 1)))
    links = tuple(
        PageLink(number, None if number == page else url(number), gap=number - before > 1)
        for before, number in zip([0, *linked], linked, strict=False)
    )
    return Pager(
        page=page,
        last=last,
        previous=url(min(page - 1, last)) if page > 1 else None,
        next=url(page + 1) if page < last else None,
        links=links,
    )
