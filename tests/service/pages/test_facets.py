"""Facets and chips."""

from indexer.records.taxonomy import Facet, FacetValue, Taxonomy
from service.pages.facets import SHOWN_AT_ONCE, chip_views, facet_views
from service.search.protocol import FacetCount, SearchRequest
from service.web.facet_labels import FacetLabels
from service.web.urls import Urls

TOPICS = Facet("topic", {"en": "Topic"}, tuple(FacetValue(f"t{each}", {"en": f"Topic {each}"}) for each in range(12)))
COUNTRIES = Facet("country", {"en": "Country"}, (FacetValue("NAM", {"en": "Namibia"}),))
NAMES = FacetLabels(Taxonomy({"topic": TOPICS, "country": COUNTRIES}), {}, ("en",))


def topics(*selected: int) -> tuple[FacetCount, ...]:
    return tuple(FacetCount(f"t{number}", 20 - number, number in selected) for number in range(12))


def test_order() -> None:
    """Facets stand in their order of display; one without values is left out."""
    facets = {"topic": topics(), "country": (FacetCount("NAM", 3, selected=False),), "sector": ()}
    assert [(facet.name, facet.label) for facet in facet_views(facets, NAMES)] == [
        ("country", "Country"),
        ("topic", "Topic"),
    ]


def test_folding() -> None:
    """The first values stand in the open, and the rest is unfolded where one of them is chosen."""
    (facet,) = facet_views({"topic": topics(0)}, NAMES)
    assert [option.label for option in facet.options] == [f"Topic {number}" for number in range(SHOWN_AT_ONCE)]
    assert len(facet.more) == 12 - SHOWN_AT_ONCE
    assert not facet.unfolded
    (facet,) = facet_views({"topic": topics(11)}, NAMES)
    assert facet.unfolded


def test_chips() -> None:
    """Each chosen value is a chip that leads to the first page of the search without it."""
    request = SearchRequest("x", {"topic": ("t1", "t2"), "country": ("NAM",)}, page=3)
    assert [(chip.facet, chip.label, chip.without) for chip in chip_views(request, NAMES, Urls())] == [
        ("Country", "Namibia", "/search?q=x&topic=t1&topic=t2"),
        ("Topic", "Topic 1", "/search?q=x&country=NAM&topic=t2"),
        ("Topic", "Topic 2", "/search?q=x&country=NAM&topic=t1"),
    ]
