"""The home page: what is inside, and ways in."""

from dataclasses import dataclass

from indexer.records.site import KeyFigure, translation
from indexer.records.statement import STATUSES
from service.pages.link_views import CountedLinkView, LinkView
from service.registers.request import RegisterRequest
from service.search.protocol import ResultPage, SearchRequest, Stats
from service.web.facet_labels import FacetLabels
from service.web.urls import Urls

LISTED = {"country": 8, "sector": 8, "topic": 8}
"""The facets by which the home page leads into the index, and how many values of each it names."""

MOST_CHAINS = 12
MOST_EXAMPLES = 4


@dataclass(frozen=True, slots=True)
class EntranceView:
    """One facet as a list of links, those with most passages first."""

    label: str
    links: tuple[CountedLinkView, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure of the corpus, what it counts, and the search that shows where it stands."""

    value: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class ChainView:
    """The card of a supply chain."""

    link: CountedLinkView
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class StatedView:
    """A status that passages state, and the register of the statements that do."""

    status: str
    link: LinkView


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the corpus says of itself, how much there is, and the ways in.

    `cards` are the supply chains with figures, and `more_chains` the others; without any figures all are cards.
    `stated` are ways into the register of commitments.
    """

    name: str
    tagline: str
    introduction: str
    documents: int
    passages: int
    briefing_only: bool
    questions: tuple[LinkView, ...]
    topics: tuple[LinkView, ...]
    cards: tuple[ChainView, ...]
    more_chains: tuple[CountedLinkView, ...]
    stated: tuple[StatedView, ...]
    entrances: tuple[EntranceView, ...]


def home_view(stats: Stats, everything: ResultPage, labels: FacetLabels, urls: Urls) -> HomeView:
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
            LinkView(translation(question.words), urls.search(SearchRequest(text=question.search)))
            for question in site.questions
        ),
        topics=_topics(entrances["topic"], urls),
        cards=with_figures or chains,
        more_chains=tuple(chain.link for chain in chains if with_figures and not chain.figures),
        stated=_stated(everything, labels, urls),
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
            CountedLinkView(
                labels.value("chain", slug), urls.search(SearchRequest(filters={"chain": (slug,)})), counts[slug]
            ),
            tuple(_figure(figure, slug, urls) for figure in site.figures(slug)),
        )
        for slug in slugs
    )


def _figure(figure: KeyFigure, chain: str, urls: Urls) -> FigureView:
    request = SearchRequest(text=figure.search, filters={"chain": (chain,)})
    return FigureView(figure.value, translation(figure.words), urls.search(request))


def _stated(everything: ResultPage, labels: FacetLabels, urls: Urls) -> tuple[StatedView, ...]:
    """The statuses that some passage states, in their order of display."""
    found = {count.value for count in everything.facets.get("statement", ()) if count.count}
    return tuple(
        StatedView(
            status,
            LinkView(
                labels.value("statement", status), urls.commitments(RegisterRequest(filters={"status": (status,)}))
            ),
        )
        for status in STATUSES
        if status in found
    )


def _links(facet: str, everything: ResultPage, labels: FacetLabels, urls: Urls) -> tuple[CountedLinkView, ...]:
    return tuple(
        CountedLinkView(
            labels.value(facet, count.value),
            urls.search(SearchRequest(filters={facet: (count.value,)})),
            count.count,
        )
        for count in everything.facets.get(facet, ())
        if count.count
    )


def _topics(topics: EntranceView, urls: Urls) -> tuple[LinkView, ...]:
    """The subjects that the index says most about, as queries."""
    return tuple(
        LinkView(link.label, urls.search(SearchRequest(text=link.label))) for link in topics.links[:MOST_EXAMPLES]
    )
