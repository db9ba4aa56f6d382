"""The row of links to the other pages of a result."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from service.search.protocol import SearchRequest
from service.web.parameters import MAX_RESULT_WINDOW
from service.web.urls import Urls, on_page

AROUND = 2
"""How many pages are named on either side of this one."""


@dataclass(frozen=True, slots=True)
class PageLinkView:
    """A page by number. `address` is None for the page that is being read; `gap` where pages before it are left out."""

    number: int
    address: str | None
    gap: bool


@dataclass(frozen=True, slots=True)
class PagerView:
    """Where in the results this page is. `last` is the last page that can be shown; `cut` where there are more."""

    page: int
    last: int
    previous: str | None
    next: str | None
    links: tuple[PageLinkView, ...]
    cut: bool

    @property
    def beyond(self) -> bool:
        """Whether this page lies behind the last one."""
        return self.page > self.last


def pager_view(request: SearchRequest, found: int, urls: Urls) -> PagerView:
    """The pager of a search that found this many passages."""
    reachable = min(found, MAX_RESULT_WINDOW - MAX_RESULT_WINDOW % request.page_size)
    pager = pages_view(request.page, request.page_size, reachable, lambda number: urls.search(on_page(request, number)))
    return replace(pager, cut=found > reachable)


def pages_view(page: int, page_size: int, rows: int, address: Callable[[int], str]) -> PagerView:
    """The pager of this many rows, where a page has such an address."""
    last = max(1, -(-rows // page_size))
    named = sorted({1, last} | set(range(max(1, page - AROUND), min(last, page + AROUND) + 1)))
    links = tuple(
        PageLinkView(number, None if number == page else address(number), gap=number - before > 1)
        for before, number in zip([0, *named], named, strict=False)
    )
    return PagerView(
        page=page,
        last=last,
        previous=address(min(page - 1, last)) if page > 1 else None,
        next=address(page + 1) if page < last else None,
        links=links,
        cut=False,
    )
