"""Requests to a register and their results, as plain types, and the parsing of URL parameters."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from service.search.protocol import FacetCount
from service.web.facet_labels import Labels
from service.web.parameters import Pairs, choice, filters, first, grouped, number

PAGE_SIZE = 50

PRINT_PAGE_SIZE = 2_000
"""Rows of the print view: browsers become slow with more."""

MAX_API_PAGE_SIZE = 500
MAX_PAGE = 100_000
SHOW_ALL = "all"

NO_VALUE = ""
"""The group of the records without a value of the facet that groups."""


@dataclass(frozen=True, slots=True)
class RegisterFields:
    """The facets of a register in display order, its sort orders, and the facets by which it can be grouped.

    The first order is the default.
    """

    facets: tuple[str, ...]
    orders: tuple[str, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterRequest:
    """A selection of records, its parameters checked and canonical.

    `text` is a query in the search grammar; a record must contain all of its words. Values within a facet are
    alternatives, facets combine. `order` and `group` are names of the register's schema; empty means the first
    order and for no grouping. `page` counts from 1; `page_size` 0 returns all records on one page.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = ""
    group: str = ""
    page: int = 1
    page_size: int = PAGE_SIZE


@dataclass(frozen=True, slots=True)
class PageRow:
    """A record by its row id in the register, and the group in which it is listed."""

    row_id: int
    group: str = NO_VALUE


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of a selection of records.

    `total` counts records and `listed` rows: a record with two values of the grouping facet is listed twice.
    `groups` are all groups with their sizes, in row order. `facets` are counted without the facet's own selection.
    `ignored` are the ignored parts of the query, as (words, reason).
    """

    request: RegisterRequest
    total: int
    listed: int
    rows: tuple[PageRow, ...]
    groups: tuple[FacetCount, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    ignored: tuple[tuple[str, str], ...] = ()


def parse_register_request(pairs: Pairs, labels: Labels, fields: RegisterFields) -> RegisterRequest:
    """Return the selection that a page's parameters describe. Raise BadParameter."""
    given = grouped(pairs)
    order = choice(given, "sort", fields.orders) or ""
    show_all = choice(given, "show", (SHOW_ALL,)) is not None
    return RegisterRequest(
        text=first(given, "q"),
        filters=filters(given, labels, fields.facets),
        order="" if order == fields.orders[0] else order,
        group=choice(given, "by", fields.groups) or "",
        page=number(given, "page", default=1, highest=MAX_PAGE),
        page_size=PRINT_PAGE_SIZE if show_all else PAGE_SIZE,
    )


def parse_api_request(pairs: Pairs, labels: Labels, fields: RegisterFields) -> RegisterRequest:
    """Return the selection that the API's parameters describe, which include the page size. Raise BadParameter."""
    given = tuple(pairs)
    request = parse_register_request([pair for pair in given if pair[0] not in ("show", "by")], labels, fields)
    size = number(grouped(given), "page_size", default=PAGE_SIZE, highest=MAX_API_PAGE_SIZE)
    return replace(request, page_size=size)
