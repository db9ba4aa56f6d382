"""A document's own page: its metadata, the state of its text, its outline, and what it is linked with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from indexer.records.document import Document
from indexer.records.passage import Passage
from indexer.records.reading import Link as TextLink
from indexer.records.source import Source
from service.pages.documents import DocumentFacts, all_sources, source_facts
from service.pages.navigation import FacetTags, tag_links
from service.schemas.citation import page_words, web_url
from service.search.protocol import DocumentView, IndexInfo
from service.web.facet_labels import FacetLabels
from service.web.urls import Urls


@dataclass(frozen=True, slots=True)
class Related:
    """The sources that link to a source, those it links to, and the briefings about it or that it is about."""

    linked_from: tuple[Source, ...]
    links_to: tuple[Source, ...]
    elsewhere: tuple[TextLink, ...]
    stood_in_by: tuple[Source, ...]
    stands_in_for: tuple[Source, ...]


def related(source: Source, info: IndexInfo) -> Related:
    """Return the relations of one source."""
    sources = all_sources(info)
    sources_at = _by_url(sources.values())
    links = {document.id: document.links for document in info.documents}
    linking = {identity for identity, found in links.items() if source in _targets(found, sources_at)}
    named = {each.id for each in sources.values() if source.id in each.linked_from}
    targets = {each.id for each in _targets(links.get(source.id, ()), sources_at)}
    return Related(
        linked_from=_with_ids(sources, {*source.linked_from, *linking} - {source.id}),
        links_to=_with_ids(sources, {*named, *targets} - {source.id}),
        elsewhere=_elsewhere(links.get(source.id, ()), sources_at),
        stood_in_by=_with_ids(sources, {each.id for each in sources.values() if source.id in each.stands_in_for}),
        stands_in_for=_with_ids(sources, set(source.stands_in_for)),
    )


def _with_ids(sources: Mapping[str, Source], ids: set[str]) -> tuple[Source, ...]:
    return tuple(source for identity, source in sources.items() if identity in ids)


def _normalize(url: str) -> str:
    """Return a URL without what does not distinguish pages: scheme, `www.`, a trailing slash, a fragment."""
    parts = urlsplit(url)
    return (
        parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    )


def _by_url(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """Return the official sources by their normalized URL."""
    found: dict[str, list[Source]] = {}
    for source in sources:
        if source.official and (url := web_url(source.page)):
            found.setdefault(_normalize(url), []).append(source)
    return found


def _targets(links: Iterable[TextLink], sources_at: Mapping[str, list[Source]]) -> list[Source]:
    return [source for link in links if web_url(link.url) for source in sources_at.get(_normalize(link.url), ())]


def _elsewhere(links: Iterable[TextLink], sources_at: Mapping[str, list[Source]]) -> tuple[TextLink, ...]:
    """Return the links to web pages that are no source, each URL once."""
    found = {link.url: link for link in reversed([*links]) if web_url(link.url)}
    return tuple(link for url, link in reversed(found.items()) if _normalize(url) not in sources_at)


@dataclass(frozen=True, slots=True)
class HeadingLink:
    """A heading of a document, its level from 1, and the first page of its text."""

    level: int
    title: str
    pages: str
    url: str


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """A link from the document to a web page that is not in the corpus."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document's page. `opening` is the URL of its first passage, `passages` that of all of them in order."""

    facts: DocumentFacts
    tags: tuple[FacetTags, ...]
    outline: tuple[HeadingLink, ...]
    opening: str | None
    passages: str
    linked_from: tuple[DocumentFacts, ...]
    links_to: tuple[DocumentFacts, ...]
    elsewhere: tuple[ExternalLink, ...]
    stood_in_by: tuple[DocumentFacts, ...]
    stands_in_for: tuple[DocumentFacts, ...]


def document_page_view(
    source: Source, found: DocumentView | None, info: IndexInfo, labels: FacetLabels, urls: Urls
) -> DocumentPage:
    """Return the page of a source; `found` is None if its text is not in the index."""
    links: Related = related(source, info)

    def all_facts(sources: tuple[Source, ...]) -> tuple[DocumentFacts, ...]:
        return tuple(source_facts(each, info, labels, urls) for each in sources)

    return DocumentPage(
        facts=source_facts(source, info, labels, urls),
        tags=tag_links({"country": source.countries, "sector": source.sectors}, labels, urls),
        outline=tuple(_headings(found, urls)) if found else (),
        opening=urls.passage(found.opening.id) if found and found.opening else None,
        passages=urls.passages_of(source.id),
        linked_from=all_facts(links.linked_from),
        links_to=all_facts(links.links_to),
        elsewhere=tuple(ExternalLink(link.anchor_text.strip() or link.url, link.url) for link in links.elsewhere),
        stood_in_by=all_facts(links.stood_in_by),
        stands_in_for=all_facts(links.stands_in_for),
    )


def _headings(found: DocumentView, urls: Urls) -> list[HeadingLink]:
    return [
        HeadingLink(entry.level, entry.title, _begins(passage, found.document), urls.passage(passage.id))
        for entry, passage in found.outline
    ]


def _begins(passage: Passage, document: Document) -> str:
    """Return the first page of a passage in words; empty for a document of one page."""
    return page_words(passage, document, first=True)
