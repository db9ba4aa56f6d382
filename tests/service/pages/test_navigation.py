"""Facets, chips and the pager."""

import pytest

from indexer.records.taxonomy import Facet, FacetValue, Taxonomy
from service.pages.navigation import MAX_OPEN, Pager, chips, facet_options, search_pager
from service.search.protocol import FacetCount, SearchRequest
from service.web.facet_labels import FacetLabels
from service.web.urls import Urls
from tests.conftest import FACETS

TOPICS = Facet("topic", {"en": "Topic"}, tuple(FacetValue(f"t{each}", {"en": f"Topic {each}"}) for each in range(12)))
COUNTRIES = Facet("country", {"en": "Country"}, (FacetValue("NAM", {"en": "Namibia"}),))
NAMES = FacetLabels(Taxonomy({"topic": TOPICS, "country": COUNTRIES}), {}, ("en",))


def topics(*selected: int) -> tuple[FacetCount, ...]:
    return tuple(FacetCount(f"t{number}", 20 - number, number in selected) for number in range(12))


def test_order() -> None:
    """Facets are in display order; one without values is left out."""
    facets = {"topic": topics(), "country": (FacetCount("NAM", 3, selected=False),), "sector": ()}
    assert [(facet.name, facet.label) for facet in facet_options(facets, NAMES, FACETS)] == [
        ("country", "Country"),
        ("topic", "Topic"),
    ]


def test_folding() -> None:
    """The first values are shown; the rest are folded, unless one of them is chosen."""
    (facet,) = facet_options({"topic": topics(0)}, NAMES, FACETS)
    assert [option.label for option in facet.options] == [f"Topic {number}" for number in range(MAX_OPEN)]
    assert len(facet.more) == 12 - MAX_OPEN
    assert not facet.unfolded
    (facet,) = facet_options({"topic": topics(11)}, NAMES, FACETS)
    assert facet.unfolded


def test_chips() -> None:
    """Each chosen value is a chip that leads to the first page of the search without it."""
    request = SearchRequest("x", {"topic": ("t1", "t2"), "country": ("NAM",)}, page=3)
    assert [(chip.facet, chip.label, chip.without) for chip in chips(request, NAMES, FACETS, Urls().search)] == [
        ("Country", "Namibia", "/search?q=x&topic=t1&topic=t2"),
        ("Topic", "Topic 1", "/search?q=x&country=NAM&topic=t2"),
        ("Topic", "Topic 2", "/search?q=x&country=NAM&topic=t1"),
    ]


def pager(page: int, found: int, page_size: int = 10) -> Pager:
    return search_pager(SearchRequest("x", page=page, page_size=page_size), found, Urls())


def shown(view: Pager) -> str:
    """The row as text: gaps as dots, the page being read in brackets."""
    return " ".join(
        ("… " if link.gap else "") + (str(link.number) if link.url else f"[{link.number}]") for link in view.links
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
    assert view.limit == last * page_size
    assert pager(1, 900, page_size).limit == 0
