"""The pager."""

import pytest

from service.pages.pager import PagerView, pager_view
from service.search.protocol import SearchRequest
from service.web.urls import Urls


def pager(page: int, found: int, page_size: int = 10) -> PagerView:
    return pager_view(SearchRequest("x", page=page, page_size=page_size), found, Urls())


def shown(view: PagerView) -> str:
    """The row as text: gaps as dots, the page being read in brackets."""
    return " ".join(
        ("… " if link.gap else "") + (str(link.number) if link.address else f"[{link.number}]") for link in view.links
    )


@pytest.mark.parametrize(
    ("page", "found", "row"),
    [
        (1, 0, "[1]"),
        (1, 10, "[1]"),
        (1, 11, "[1] 2"),
        (1, 95, "[1] 2 3 … 10"),
        (5, 95, "1 … 3 4 [5] 6 7 … 10"),
        (10, 95, "1 … 8 9 [10]"),
        (4, 95, "1 2 3 [4] 5 6 … 10"),
    ],
)
def test_row(page: int, found: int, row: str) -> None:
    """The first, the last and the pages around this one are named."""
    assert shown(pager(page, found)) == row


def test_steps() -> None:
    """There is a step back from all pages but the first, and a step on from all but the last."""
    assert (pager(1, 30).previous, pager(1, 30).next) == (None, "/search?q=x&page=2")
    assert (pager(2, 30).previous, pager(2, 30).next) == ("/search?q=x", "/search?q=x&page=3")
    assert (pager(3, 30).previous, pager(3, 30).next) == ("/search?q=x&page=2", None)


def test_beyond() -> None:
    """From behind the last page the step back leads to it."""
    view = pager(9, 30)
    assert view.beyond
    assert (view.previous, view.next) == ("/search?q=x&page=3", None)


@pytest.mark.parametrize(("page_size", "last"), [(10, 100), (50, 20), (30, 33)])
def test_depth(page_size: int, last: int) -> None:
    """The last page named is one that can be asked for, and the view says that there are more."""
    view = pager(1, 5_000, page_size)
    assert view.last == last
    assert view.cut
    assert not pager(1, 900, page_size).cut
