"""A document's own page: what it is, where its text is, how it is divided, and what it is linked with."""

from dataclasses import dataclass

from indexer.records.document import Document
from indexer.records.passage import Passage
from indexer.records.source import Source
from service.pages.citation import page_words
from service.pages.documents import DocumentFactsView, source_facts
from service.pages.link_views import LinkView
from service.pages.relations import Related, related
from service.search.protocol import DocumentView, SearchRequest, Stats
from service.web.facet_labels import FacetLabels
from service.web.urls import Urls


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A heading of a document, its level from 1, and the page on which its text begins."""

    level: int
    title: str
    pages: str
    address: str


@dataclass(frozen=True, slots=True)
class OutsideLinkView:
    """A link of the document to a page of the web that the corpus does not know."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class DocumentPageView:
    """Everything that a document's page says. `opening` is its beginning, `passages` all of it in order."""

    facts: DocumentFactsView
    tags: tuple[tuple[str, tuple[LinkView, ...]], ...]
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


def _tags(source: Source, labels: FacetLabels, urls: Urls) -> tuple[tuple[str, tuple[LinkView, ...]], ...]:
    """The countries and sectors that the manifest gives the source, each with the search for them."""
    given = (("country", source.countries), ("sector", source.sectors))
    return tuple(
        (
            labels.facet(facet),
            tuple(
                LinkView(labels.value(facet, value), urls.search(SearchRequest(filters={facet: (value,)})))
                for value in values
            ),
        )
        for facet, values in given
        if values
    )
