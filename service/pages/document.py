"""A document's page: its metadata, the state of its text, its outline, and related documents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from indexer.records.document import Document
from indexer.records.reading import Link as TextLink
from indexer.records.source import Source
from service.pages.documents import DocumentFacts, all_sources, source_facts
from service.pages.navigation import FacetTags, tag_links
from service.pages.related_content import OnwardLink, mention_links, translation_links
from service.schemas.citation import absolute, page_words, scan_words, web_url
from service.schemas.linked_data import document_data
from service.schemas.reference import CiteView, cite_view, reference_of, today
from service.search.protocol import DocumentView, IndexInfo
from service.search.related import normalize_url
from service.search.related_content import RelatedContent
from service.translations.reading_notes import reading_note
from service.web.facet_labels import FacetLabels
from service.web.urls import Link, Urls

NOTHING_ON = RelatedContent()


def _by_url(sources: Iterable[Source], documents: Mapping[str, Document]) -> dict[str, list[Source]]:
    """Return the official sources by their normalized URLs: that of the page, and those that gave the file."""
    found: dict[str, list[Source]] = {}
    for source in sources:
        urls = documents[source.id].urls if source.id in documents else (source.url,)
        keys = dict.fromkeys(normalize_url(url) for each in urls if source.official and (url := web_url(each)))
        for key in keys:
            found.setdefault(key, []).append(source)
    return found


def _targets(links: Iterable[TextLink], sources_at: Mapping[str, list[Source]]) -> list[Source]:
    return [source for link in links if web_url(link.url) for source in sources_at.get(normalize_url(link.url), ())]


def _elsewhere(links: Iterable[TextLink], sources_at: Mapping[str, list[Source]]) -> tuple[Link, ...]:
    """Return the links to web pages that are no source, each URL once."""
    texts = {link.url: link.anchor_text.strip() or link.url for link in reversed([*links]) if web_url(link.url)}
    return tuple(Link(text, url) for url, text in reversed(texts.items()) if normalize_url(url) not in sources_at)


@dataclass(frozen=True, slots=True)
class HeadingLink:
    """A heading of a document, its level from 1, and the first page of its text."""

    level: int
    title: str
    pages: str
    url: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document's page. `opening` is the URL of its first passage, `passages` that of all of them, `pages` that
    of its first page, and `file` that of its PDF file where readers may open it.

    `linked_from` and `links_to` are sources; `elsewhere` are links to web pages that are none. `briefings` are the
    briefings about it, `stands_in_for` the sources that it is a briefing about. `warnings` say what reading its file
    left out or could not do; `scan` says that most of it was read from pictures. `mentions` are passages that name it,
    `translations` are it in other languages. `linked_data` says what it is to search engines.
    """

    facts: DocumentFacts
    tags: tuple[FacetTags, ...]
    outline: tuple[HeadingLink, ...]
    opening: str | None
    passages: str
    linked_from: tuple[DocumentFacts, ...]
    links_to: tuple[DocumentFacts, ...]
    elsewhere: tuple[Link, ...]
    briefings: tuple[DocumentFacts, ...]
    stands_in_for: tuple[DocumentFacts, ...]
    warnings: tuple[str, ...]
    scan: str
    cite: CiteView
    mentions: tuple[OnwardLink, ...]
    translations: tuple[OnwardLink, ...]
    pages: str | None = None
    file: str | None = None
    linked_data: Mapping[str, Any] | None = None


def document_page_view(
    source: Source,
    found: DocumentView | None,
    info: IndexInfo,
    labels: FacetLabels,
    urls: Urls,
    origin: str = "",
    related_content: RelatedContent = NOTHING_ON,
    *,
    is_served: bool = False,
) -> DocumentPage:
    """Return the page of a source; `found` is None if its text is not in the index."""
    sources = all_sources(info)
    sources_at = _by_url(sources.values(), {document.id: document for document in info.documents})
    links = {document.id: document.links for document in info.documents}
    targets = {document: _targets(found_links, sources_at) for document, found_links in links.items()}
    linking = {document for document, linked in targets.items() if source in linked}
    listed = {each.id for each in sources.values() if source.id in each.linked_from}

    def facts(ids: Iterable[str]) -> tuple[DocumentFacts, ...]:
        chosen = {*ids}
        return tuple(source_facts(each, info, labels, urls) for each in sources.values() if each.id in chosen)

    return DocumentPage(
        facts=source_facts(source, info, labels, urls),
        tags=tag_links({"country": source.countries, "sector": source.sectors}, labels, urls),
        outline=tuple(_headings(found, urls)) if found else (),
        opening=urls.passage(found.opening.id) if found and found.opening else None,
        passages=urls.passages_of(source.id),
        linked_from=facts({*source.linked_from, *linking} - {source.id}),
        links_to=facts({*listed, *(each.id for each in targets.get(source.id, ()))} - {source.id}),
        elsewhere=_elsewhere(links.get(source.id, ()), sources_at),
        briefings=facts(each.id for each in sources.values() if source.id in each.stands_in_for),
        stands_in_for=facts(source.stands_in_for),
        warnings=tuple(map(reading_note, found.document.warnings)) if found else (),
        mentions=mention_links([each for each in related_content.mentions if each.by != "link"], labels, urls),
        translations=translation_links(related_content.translations, labels, urls),
        scan=scan_words(found.document) if found else "",
        cite=cite_view(reference_of(source, urls, origin, today()), urls),
        pages=urls.page(found.document, 1) if found and found.document.page_labels else None,
        file=urls.file(source.id) if is_served else None,
        linked_data=document_data(source, absolute(urls.document(source.id), origin)) if origin else None,
    )


def _headings(found: DocumentView, urls: Urls) -> list[HeadingLink]:
    """Return the outline; a document of one page has no page numbers."""
    return [
        HeadingLink(entry.level, entry.title, page_words(passage, found.document, first=True), urls.passage(passage.id))
        for entry, passage in found.outline
    ]
