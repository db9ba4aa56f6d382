"""The home page: what is inside, and ways in."""

from dataclasses import dataclass

from service.addresses import Addresses
from service.engine.protocol import ResultPage, SearchRequest, Stats
from service.names import Names
from service.views.links import CountedLinkView, LinkView

LISTED = {"chain": 8, "country": 8, "sector": 8, "topic": 8}
"""The facets by which the home page leads into the index, and how many values of each it names."""

MOST_EXAMPLES = 4


@dataclass(frozen=True, slots=True)
class EntranceView:
    """One facet as a list of links, those with most passages first."""

    label: str
    links: tuple[CountedLinkView, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """How much there is, the ways in by facet, and searches to try."""

    documents: int
    passages: int
    briefing_only: bool
    entrances: dict[str, EntranceView]
    examples: tuple[LinkView, ...]


def home_view(stats: Stats, everything: ResultPage, names: Names, addresses: Addresses) -> HomeView:
    """The home page over an index whose every passage is in `everything`."""
    entrances = {
        facet: EntranceView(names.facet(facet), _links(facet, everything, names, addresses)[:most])
        for facet, most in LISTED.items()
    }
    return HomeView(
        documents=len(stats.documents),
        passages=stats.passages,
        briefing_only=stats.briefing_only,
        entrances={facet: entrance for facet, entrance in entrances.items() if entrance.links},
        examples=_examples(entrances["topic"], addresses),
    )


def _links(facet: str, everything: ResultPage, names: Names, addresses: Addresses) -> tuple[CountedLinkView, ...]:
    return tuple(
        CountedLinkView(
            names.value(facet, count.value),
            addresses.search(SearchRequest(filters={facet: (count.value,)})),
            count.count,
        )
        for count in everything.facets.get(facet, ())
        if count.count
    )


def _examples(topics: EntranceView, addresses: Addresses) -> tuple[LinkView, ...]:
    """The subjects that the index says most about, as queries."""
    return tuple(
        LinkView(link.label, addresses.search(SearchRequest(text=link.label))) for link in topics.links[:MOST_EXAMPLES]
    )
