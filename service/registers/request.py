"""What is asked of a register and what it answers, in plain types."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.search.protocol import FacetCount

PAGE_SIZE = 50

WHOLE_PAGE = 2_000
"""How many rows a page may have for those who want all on one, to print: no browser likes more."""

NO_VALUE = ""
"""The group of the records that have no value of the facet by which they are grouped."""


@dataclass(frozen=True, slots=True)
class RegisterRequest:
    """A choice of records, its parameters checked and canonical.

    `text` is a query in the service's grammar; all of its words must stand in a record. Values within a facet are
    alternatives, facets combine. `order` and `group` are names that the register knows: no order is
    the register's first, no group does not group. `page` counts from 1; `page_size` 0 puts everything on one page.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = ""
    group: str = ""
    page: int = 1
    page_size: int = PAGE_SIZE


@dataclass(frozen=True, slots=True)
class PageRow:
    """A record by its place in the register, and the group in which it is listed."""

    place: int
    group: str = NO_VALUE


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of a choice of records.

    `total` counts records and `listed` rows: a record with two values of the facet by which it is grouped stands
    in both groups. `groups` are all groups with their sizes, in the order of the rows. `facets` are counted
    without the facet's own selection. `ignored` holds what was left out of the query, each as (words, reason).
    """

    request: RegisterRequest
    total: int
    listed: int
    rows: tuple[PageRow, ...]
    groups: tuple[FacetCount, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    ignored: tuple[tuple[str, str], ...] = ()
