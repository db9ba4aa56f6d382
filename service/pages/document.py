"""A document's own page: its metadata, the state of its text, its outline, and what it is linked with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from indexer.records.document import Document
from indexer.records.passage import Passage
from indexer.records.reading import Link as TextLink
from indexer.records.source import Source
from service.pages.documents import DocumentFactsView, all_sources, source_facts
from service.schemas.citation import page_words, web_url
from service.search.protocol import DocumentView, SearchRequest, Stats
from service.web.facet_labels import FacetLabels
from service.web.urls import Link, Urls


@dataclass(frozen=True, slots=True)
class Related:
    """What refers to a source, what it refers to, and which of our texts are about it, or it is about."""

    linked_from: tuple[Source, ...]
    links_to: tuple[Source, ...]
    elsewhere: tuple[TextLink, ...]
    stood_in_by: tuple[Source, ...]
    stands_in_for: tuple[Source, ...]


def related(source: Source, stats: Stats) -> Related:
    """The relations of one source."""
    sources = all_sources(stats)
    at = _by_address(sources.values())
    links = {document.id: document.links for document in stats.documents}
    linking = {identity for identity, found in links.items() if source in _targets(found, at)}
    named = {each.id for each in sources.values() if source.id in each.linked_from}
    targets = {each.id for each in _targets(links.get(source.id, ()), at)}
    return Related(
        linked_from=_chosen(sources, {*source.linked_from, *linking} - {source.id}),
        links_to=_chosen(sources, {*named, *targets} - {source.id}),
        elsewhere=_elsewhere(links.get(source.id, ()), at),
        stood_in_by=_chosen(sources, {each.id for each in sources.values() if source.id in each.stands_in_for}),
        stands_in_for=_chosen(sources, set(source.stands_in_for)),
    )


def _chosen(sources: Mapping[str, Source], ids: set[str]) -> tuple[Source, ...]:
    return tuple(source for identity, source in sources.items() if identity in ids)


def _key(address: str) -> str:
    """An address without what does not tell pages apart: scheme, `www.`, a slash at the end, a fragment."""
    parts = urlsplit(address)
    return (
        parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    )


def _by_address(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """The official sources that are at each address."""
    found: dict[str, list[Source]] = {}
    for source in sources:
        if source.official and (address := web_url(source.page)):
            found.setdefault(_key(address), []).append(source)
    return found


def _targets(links: Iterable[TextLink], at: Mapping[str, list[Source]]) -> list[Source]:
    return [source for link in links if web_url(link.address) for source in at.get(_key(link.address), ())]


def _elsewhere(links: Iterable[TextLink], at: Mapping[str, list[Source]]) -> tuple[TextLink, ...]:
    """The links to pages of the web that are no source, one of each."""
    found = {link.address: link for link in reversed([*links]) if web_url(link.address)}
    return tuple(link for address, link in reversed(found.items()) if _key(address) not in at)


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A heading of a document, its level from 1, and the page on which its text begins."""

    level: int
    title: str
    pages: str
    url: str


@dataclass(frozen=True, slots=True)
class OutsideLinkView:
    """A link of the document to a page of the web that the corpus does not know."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class DocumentPageView:
    """Everything that a document's page says. `opening` is its beginning, `passages` all of it in order."""

    facts: DocumentFactsView
    tags: tuple[tuple[str, tuple[Link, ...]], ...]
    outline: tuple[HeadingView, ...]
    opening: str | None
    passages: str
    linked_from: tuple[DocumentFactsView, ...]
    links_to: tuple[DocumentFactsView, ...]
    elsewhere: tuple[OutsideLinkView, ...]
    stood_in_by: tuple[DocumentFactsView, ...]
    stands_in_for: tuple[DocumentFactsView, ...]


def document_page_view(
    source: Source, found: DocumentView | None, stats: Stats, labels: FacetLabels, urls: Urls
) -> DocumentPageView:
    """The page of a source; `found` is None where its text is not in the index."""
    links: Related = related(source, stats)

    def all_facts(sources: tuple[Source, ...]) -> tuple[DocumentFactsView, ...]:
        return tuple(source_facts(each, stats, labels, urls) for each in sources)

    return DocumentPageView(
        facts=source_facts(source, stats, labels, urls),
        tags=_tags(source, labels, urls),
        outline=tuple(_headings(found, urls)) if found else (),
        opening=urls.passage(found.opening.id) if found and found.opening else None,
        passages=urls.passages_of(source.id),
        linked_from=all_facts(links.linked_from),
        links_to=all_facts(links.links_to),
        elsewhere=tuple(OutsideLinkView(link.anchor.strip() or link.address, link.address) for link in links.elsewhere),
        stood_in_by=all_facts(links.stood_in_by),
        stands_in_for=all_facts(links.stands_in_for),
    )


def _headings(found: DocumentView, urls: Urls) -> list[HeadingView]:
    return [
        HeadingView(entry.level, entry.title, _begins(passage, found.document), urls.passage(passage.id))
        for entry, passage in found.outline
    ]


def _begins(passage: Passage, document: Document) -> str:
    """The page on which a passage begins, in words; nothing where the document is one page long."""
    return page_words(passage, document, first=True)


def _tags(source: Source, labels: FacetLabels, urls: Urls) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """The countries and sectors that the manifest gives the source, each with the search for them."""
    given = (("country", source.countries), ("sector", source.sectors))
    return tuple(
        (
            labels.facet(facet),
            tuple(
                Link(labels.value(facet, value), urls.search(SearchRequest(filters={facet: (value,)})))
                for value in values
            ),
        )
        for facet, values in given
        if values
    )
