"""The documents of the index: what each one is, and where to get it."""

from dataclasses import dataclass

from indexer.records.document import Document
from service.addresses import Addresses
from service.engine.protocol import Stats
from service.languages import language_name
from service.names import Names
from service.views.citation import web_address


@dataclass(frozen=True, slots=True)
class DocumentFactsView:
    """What is known of a document. `page` is the publisher's own address, a link only if it is one of the web."""

    title: str
    publisher: str
    year: int | None
    kind: str
    languages: tuple[str, ...]
    licence: str
    page: str | None
    passages: int
    pages: int
    official: bool
    address: str


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """All documents by title, in groups of one kind each, as (kind, documents)."""

    kinds: tuple[tuple[str, tuple[DocumentFactsView, ...]], ...]
    documents: int
    passages: int
    briefing_only: bool


def documents_view(stats: Stats, names: Names, addresses: Addresses) -> DocumentsView:
    """The list of documents; the kinds stand in the taxonomy's order, official documents before our own."""
    facts = [document_facts(document, names, addresses) for document in stats.documents]
    facts.sort(key=lambda document: (not document.official, document.title.casefold()))
    known = names.taxonomy.facets["kind"].values if "kind" in names.taxonomy.facets else ()
    order = dict.fromkeys([*(value.label() for value in known), *(document.kind for document in facts)])
    grouped = ((kind, tuple(document for document in facts if document.kind == kind)) for kind in order)
    return DocumentsView(
        kinds=tuple((kind, documents) for kind, documents in grouped if documents),
        documents=len(facts),
        passages=stats.passages,
        briefing_only=stats.briefing_only,
    )


def document_facts(document: Document, names: Names, addresses: Addresses) -> DocumentFactsView:
    """The facts of a document, in words."""
    source = document.source
    return DocumentFactsView(
        title=source.title,
        publisher=source.publisher,
        year=source.year,
        kind=names.value("kind", source.kind),
        languages=tuple(language_name(code) for code in source.languages),
        licence=source.licence,
        page=web_address(source.page),
        passages=document.count,
        pages=len(document.pages),
        official=source.official,
        address=addresses.document(document.id),
    )
