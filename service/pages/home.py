"""The home page: what is inside, and ways in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from indexer.records.site import KeyFigure, translation
from service.registers.request import RegisterRequest
from service.registers.store import RegisterType
from service.registers.vocabulary import VOCABULARIES
from service.search.protocol import ResultPage, SearchRequest, Stats
from service.web.facet_labels import FacetLabels
from service.web.urls import CountedLink, Link, Urls

LISTED = {"country": 8, "sector": 8, "topic": 8}
"""The facets by which the home page leads into the index, and how many values of each it names."""

MOST_CHAINS = 12
MOST_EXAMPLES = 4


@dataclass(frozen=True, slots=True)
class EntranceView:
    """One facet as a list of links, those with most passages first."""

    label: str
    links: tuple[CountedLink, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure of the corpus, what it counts, and the search that shows where it stands."""

    value: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class ChainView:
    """The card of a supply chain."""

    link: CountedLink
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class EntranceLink:
    """A value of a register's facet, and the records that have it."""

    value: str
    link: Link


@dataclass(frozen=True, slots=True)
class RegisterCard:
    """The card of a register, with links to its records by the values of one facet."""

    name: str
    title: str
    summary: str
    links: tuple[EntranceLink, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the corpus says of itself, how much there is, and the ways in.

    `cards` are the supply chains with figures, and `more_chains` the others; without any figures all are cards.
    `registers` are the cards of the registers.
    """

    name: str
    tagline: str
    introduction: str
    documents: int
    passages: int
    briefing_only: bool
    questions: tuple[Link, ...]
    topics: tuple[Link, ...]
    cards: tuple[ChainView, ...]
    more_chains: tuple[CountedLink, ...]
    registers: tuple[RegisterCard, ...]
    entrances: tuple[EntranceView, ...]


def home_view(
    stats: Stats, everything: ResultPage, types: Iterable[RegisterType[Any]], labels: FacetLabels, urls: Urls
) -> HomeView:
    """The home page over an index whose every passage is in `everything`."""
    site = stats.site
    entrances = {
        facet: EntranceView(labels.facet(facet), _links(facet, everything, labels, urls)[:most])
        for facet, most in LISTED.items()
    }
    chains = _chains(stats, everything, labels, urls)
    with_figures = tuple(chain for chain in chains if chain.figures)
    return HomeView(
        name=site.name,
        tagline=translation(site.tagline or {}),
        introduction=translation(site.introduction or {}),
        documents=len(stats.documents),
        passages=stats.passages,
        briefing_only=stats.briefing_only,
        questions=tuple(
            Link(translation(question.words), urls.search(SearchRequest(text=question.search)))
            for question in site.questions
        ),
        topics=_topics(entrances["topic"], urls),
        cards=with_figures or chains,
        more_chains=tuple(chain.link for chain in chains if with_figures and not chain.figures),
        registers=tuple(_register_cards(types, everything, labels, urls)),
        entrances=tuple(entrance for entrance in entrances.values() if entrance.links),
    )


def _chains(stats: Stats, everything: ResultPage, labels: FacetLabels, urls: Urls) -> tuple[ChainView, ...]:
    """The cards: first those with figures, in the corpus's order, then the others by their passages."""
    site = stats.site
    counts = {count.value: count.count for count in everything.facets.get("chain", ()) if count.count}
    order = [entry.chain for entry in site.chains if entry.chain in counts]
    slugs = [*order, *(slug for slug in counts if slug not in order)][:MOST_CHAINS]
    return tuple(
        ChainView(
            CountedLink(
                labels.value("chain", slug), urls.search(SearchRequest(filters={"chain": (slug,)})), counts[slug]
            ),
            tuple(_figure(figure, slug, urls) for figure in site.figures(slug)),
        )
        for slug in slugs
    )


def _figure(figure: KeyFigure, chain: str, urls: Urls) -> FigureView:
    request = SearchRequest(text=figure.search, filters={"chain": (chain,)})
    return FigureView(figure.value, translation(figure.words), urls.search(request))


def _register_cards(
    types: Iterable[RegisterType[Any]], everything: ResultPage, labels: FacetLabels, urls: Urls
) -> Iterator[RegisterCard]:
    """Yield a card for each register that has records, as far as the search's facets can tell."""
    for each in types:
        links: tuple[EntranceLink, ...] = ()
        if each.entrance:
            facet, own_facet = each.entrance
            found = {count.value for count in everything.facets.get(facet, ()) if count.count}
            order = [value for value in VOCABULARIES.get(facet, found) if value in found]
            links = tuple(
                EntranceLink(
                    value,
                    Link(
                        labels.value(facet, value),
                        urls.register(each.name, RegisterRequest(filters={own_facet: (value,)})),
                    ),
                )
                for value in order
            )
        if links or not each.entrance:
            yield RegisterCard(each.name, each.title, each.summary, links)


def _links(facet: str, everything: ResultPage, labels: FacetLabels, urls: Urls) -> tuple[CountedLink, ...]:
    return tuple(
        CountedLink(
            labels.value(facet, count.value),
            urls.search(SearchRequest(filters={facet: (count.value,)})),
            count.count,
        )
        for count in everything.facets.get(facet, ())
        if count.count
    )


def _topics(topics: EntranceView, urls: Urls) -> tuple[Link, ...]:
    """The subjects that the index says most about, as queries."""
    return tuple(Link(link.label, urls.search(SearchRequest(text=link.label))) for link in topics.links[:MOST_EXAMPLES])
