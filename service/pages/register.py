"""What the pages of all registers share: what is found, how it is narrowed, ordered and grouped, and its files."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from service.pages.facets import ChipView, FacetView, facet_views
from service.pages.link_views import LinkView
from service.pages.pager import PagerView, pages_view
from service.pages.search import SortView
from service.registers.register_labels import RegisterLabels
from service.registers.request import PAGE_SIZE, WHOLE_PAGE, RegisterPage, RegisterRequest
from service.web.urls import on_page, without_filters, without_value

Address = Callable[[RegisterRequest, str], str]
"""Where a choice of records is; the second argument is the ending of a file, or empty for the page."""

MOST_OPTIONS = 60
"""How many values of a facet a page offers; who looks for another one searches for its words."""

FILES = ((".csv", "CSV"), (".xlsx", "Excel"), (".json", "JSON"))

ORDER_LABELS = {
    "document": "Order in the documents",
    "status": "Status, decided first",
    "strength": "Strength, the most binding first",
    "actor": "Actor",
    "country": "Country",
    "date": "Year named, the earliest first",
    "newest": "Newest document",
    "kind": "What is counted, then dates",
    "value": "Value, the highest first",
    "counts": "What is counted, by name",
}


@dataclass(frozen=True, slots=True)
class RegisterFrame:
    """All of a register's page but its records.

    `listed` are the rows over all pages, which are more than `total` where a record stands in two groups. `rows`
    are those of this page. `whole` is the address of everything on one page, where that makes a difference.
    """

    text: str
    ignored: tuple[tuple[str, str], ...]
    total: int
    listed: int
    rows: int
    records: int
    facets: tuple[FacetView, ...]
    chips: tuple[ChipView, ...]
    unfiltered: str
    everything: str
    action: str
    sorts: tuple[SortView, ...]
    groupings: tuple[SortView, ...]
    pager: PagerView
    whole: str
    files: tuple[LinkView, ...]

    @property
    def narrowed(self) -> bool:
        """Whether these are some of the records only."""
        return bool(self.text or self.chips)


def register_frame(found: RegisterPage, records: int, names: RegisterLabels, address: Address) -> RegisterFrame:
    """The frame around one page of a register that holds so many records."""
    request, shape = found.request, names.register.shape
    order = request.order or shape.orders[0]
    plain = replace(request, page=1)
    whole = replace(plain, group="", page_size=PAGE_SIZE)
    return RegisterFrame(
        text=request.text,
        ignored=found.ignored,
        total=found.total,
        listed=found.listed,
        rows=len(found.rows),
        records=records,
        facets=_facets(found, names),
        chips=_chips(request, names, address),
        unfiltered=address(without_filters(request), ""),
        everything=address(RegisterRequest(), ""),
        action=address(RegisterRequest(), ""),
        sorts=tuple(SortView(name, ORDER_LABELS[name], name == order) for name in shape.orders),
        groupings=(
            SortView("", "Nothing", not request.group),
            *(SortView(name, names.facet(name), name == request.group) for name in shape.groups),
        ),
        pager=pages_view(
            request.page, request.page_size, found.listed, lambda number: address(on_page(request, number), "")
        ),
        whole=address(replace(plain, page_size=WHOLE_PAGE), "") if PAGE_SIZE < found.listed <= WHOLE_PAGE else "",
        files=tuple(LinkView(label, address(whole, ending)) for ending, label in FILES),
    )


def _facets(found: RegisterPage, names: RegisterLabels) -> tuple[FacetView, ...]:
    """The facets with their most frequent values, and those chosen."""
    views = facet_views(found.facets, names, names.register.shape.facets)
    return tuple(
        replace(
            view,
            more=tuple(option for place, option in enumerate(view.more) if place < MOST_OPTIONS or option.selected),
        )
        for view in views
    )


def _chips(request: RegisterRequest, names: RegisterLabels, address: Address) -> tuple[ChipView, ...]:
    return tuple(
        ChipView(names.facet(facet), names.value(facet, value), address(without_value(request, facet, value), ""))
        for facet in names.register.shape.facets
        for value in request.filters.get(facet, ())
    )
