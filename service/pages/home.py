"""The home page: what is in the index, and links into it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.records.site import ExampleQuestion, KeyFigure, translation
from service.registers.request import RegisterRequest
from service.registers.store import RegisterType
from service.registers.value_labels import VALUE_LABELS
from service.search.protocol import IndexInfo, ResultPage, SearchRequest
from service.translations.foreign import ForeignLanguages, foreign_languages
from service.translations.messages import gettext, interface
from service.web.facet_labels import FacetLabels
from service.web.urls import CountedLink, Link, Urls

HOME_FACETS = {"country": 8, "sector": 8, "topic": 8}
"""The facets whose values the home page links to, and how many of each."""

MAX_CHAINS = 12
MAX_EXAMPLES = 4


@dataclass(frozen=True, slots=True)
class FacetLinks:
    """One facet as a list of links, the most frequent value first."""

    label: str
    links: tuple[CountedLink, ...]


@dataclass(frozen=True, slots=True)
class KeyFigureLink:
    """A key figure of the corpus, what it counts, and the search that finds it."""

    value: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class ChainCard:
    """The card of a supply chain."""

    link: CountedLink
    figures: tuple[KeyFigureLink, ...]


@dataclass(frozen=True, slots=True)
class RegisterCard:
    """The card of a register, with links to its records by the values of one facet, whose label is `facet`.

    `links` are pairs of value and link.
    """

    name: str
    title: str
    summary: str
    facet: str
    links: tuple[tuple[str, Link], ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The corpus's introduction, its size, and the links into it.

    `cards` are the supply chains with figures, and `more_chains` the others; without any figures all are cards.
    `registers` are the cards of the registers.
    """

    name: str
    tagline: str
    introduction: str
    documents: int
    passages: int
    briefing_only: bool
    foreign: ForeignLanguages
    questions: tuple[Link, ...]
    topics: tuple[Link, ...]
    cards: tuple[ChainCard, ...]
    more_chains: tuple[CountedLink, ...]
    registers: tuple[RegisterCard, ...]
    entrances: tuple[FacetLinks, ...]


@dataclass(frozen=True, slots=True)
class HomeContext:
    """What the home page shows beside the index: the registers, and the example questions that the index answers."""

    labels: FacetLabels
    types: Sequence[RegisterType[Any]]
    questions: tuple[ExampleQuestion, ...]


def home_view(info: IndexInfo, everything: ResultPage, context: HomeContext, urls: Urls) -> HomeView:
    """Return the home page of an index; `everything` are the results of the empty search."""
    site, labels = info.site, context.labels
    entrances = {
        facet: FacetLinks(labels.facet(facet), _links(facet, everything, labels, urls)[:most])
        for facet, most in HOME_FACETS.items()
    }
    chains = _chains(info, everything, labels, urls)
    with_figures = tuple(chain for chain in chains if chain.figures)
    return HomeView(
        name=translation(site.name, interface().language),
        tagline=translation(site.tagline or {}, interface().language),
        introduction=translation(site.introduction or {}, interface().language),
        documents=len(info.documents),
        passages=info.passages,
        briefing_only=info.briefing_only,
        foreign=foreign_languages(
            document.source.languages[0] for document in info.documents if document.source.languages
        ),
        questions=tuple(
            Link(translation(question.words, interface().language), urls.search(SearchRequest(text=question.search)))
            for question in context.questions
        ),
        topics=_topics(entrances["topic"], urls),
        cards=with_figures or chains,
        more_chains=tuple(chain.link for chain in chains if with_figures and not chain.figures),
        registers=tuple(_register_cards(context.types, everything, labels, urls)),
        entrances=tuple(entrance for entrance in entrances.values() if entrance.links),
    )


def _chains(info: IndexInfo, everything: ResultPage, labels: FacetLabels, urls: Urls) -> tuple[ChainCard, ...]:
    """Return the cards: those with figures first, in the corpus's order, then the others by their passages."""
    site = info.site
    counts = {count.value: count.count for count in everything.facets.get("chain", ()) if count.count}
    order = [entry.chain for entry in site.chains if entry.chain in counts]
    slugs = [*order, *(slug for slug in counts if slug not in order)][:MAX_CHAINS]
    return tuple(
        ChainCard(
            CountedLink(
                labels.value("chain", slug), urls.search(SearchRequest(filters={"chain": (slug,)})), counts[slug]
            ),
            tuple(_figure(figure, slug, urls) for figure in site.figures(slug)),
        )
        for slug in slugs
    )


def _figure(figure: KeyFigure, chain: str, urls: Urls) -> KeyFigureLink:
    request = SearchRequest(text=figure.search, filters={"chain": (chain,)})
    return KeyFigureLink(
        translation(figure.value, interface().language),
        translation(figure.words, interface().language),
        urls.search(request),
    )


def _register_cards(
    types: Iterable[RegisterType[Any]], everything: ResultPage, labels: FacetLabels, urls: Urls
) -> Iterator[RegisterCard]:
    """Yield a card for each register that has records, as far as the search's facets can tell."""
    for each in types:
        links: tuple[tuple[str, Link], ...] = ()
        label = ""
        if each.home_facet:
            facet, own_facet = each.home_facet
            label = gettext(each.facet_labels.get(own_facet, "")) or labels.facet(own_facet)
            found = {count.value for count in everything.facets.get(facet, ()) if count.count}
            order = [value for value in VALUE_LABELS.get(facet, found) if value in found]
            requests = {value: RegisterRequest(filters={own_facet: (value,)}) for value in order}
            links = tuple(
                (value, Link(labels.value(facet, value), urls.register(each.name, request)))
                for value, request in requests.items()
            )
        if links or not each.home_facet:
            yield RegisterCard(each.name, each.title, each.summary, label, links)


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


def _topics(topics: FacetLinks, urls: Urls) -> tuple[Link, ...]:
    """Return the most frequent topics as queries."""
    return tuple(Link(link.label, urls.search(SearchRequest(text=link.label))) for link in topics.links[:MAX_EXAMPLES])
