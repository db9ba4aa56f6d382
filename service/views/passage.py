"""A passage's page: its words, its place in the document, and what the document is."""

from dataclasses import dataclass

from indexer.records.document import Document
from indexer.records.passage import TAGGED, Passage
from service.addresses import Addresses
from service.engine.protocol import Fragment, PassageView, SearchRequest, Snippet
from service.names import Names
from service.views.citation import CitationView, cite
from service.views.documents import DocumentFactsView, document_facts

SHOWN_LENGTH = 140


@dataclass(frozen=True, slots=True)
class NeighbourView:
    """The passage before or after: where it is, and how it begins."""

    address: str
    heading: str
    beginning: str
    language: str


@dataclass(frozen=True, slots=True)
class TagView:
    """A value with which the passage is tagged, and the search for all that have it."""

    facet: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class PassagePageView:
    """One passage by itself. `blocks` are its paragraphs and items, the words of the query `text` marked."""

    text: str
    heading: str
    language: str
    blocks: tuple[Snippet, ...]
    citation: CitationView
    document: DocumentFactsView
    tags: tuple[TagView, ...]
    before: NeighbourView | None
    after: NeighbourView | None
    search: str


def passage_page_view(found: PassageView, text: str, names: Names, addresses: Addresses) -> PassagePageView:
    """The page of a passage that was reached by the query `text`, or directly."""
    passage, document = found.passage, found.document
    return PassagePageView(
        text=text,
        heading=passage.section[-1] if passage.section else document.source.title,
        language=passage.language,
        blocks=blocks(found.marked),
        citation=cite(passage, document, addresses),
        document=document_facts(document, names, addresses),
        tags=_tags(passage, names, addresses),
        before=_neighbour(found.before, document, text, addresses),
        after=_neighbour(found.after, document, text, addresses),
        search=addresses.search(SearchRequest(text=text)),
    )


def blocks(marked: Snippet) -> tuple[Snippet, ...]:
    """A marked text divided at its line breaks, the marks kept."""
    divided: list[list[Fragment]] = [[]]
    for fragment in marked:
        first, *later = fragment.text.split("\n")
        divided[-1].append(Fragment(first, fragment.match))
        divided += [[Fragment(text, fragment.match)] for text in later]
    kept = (tuple(fragment for fragment in block if fragment.text) for block in divided)
    return tuple(block for block in kept if block)


def _tags(passage: Passage, names: Names, addresses: Addresses) -> tuple[TagView, ...]:
    return tuple(
        TagView(
            names.facet(facet),
            names.value(facet, value),
            addresses.search(SearchRequest(filters={facet: (value,)})),
        )
        for facet in TAGGED
        for value in getattr(passage.tags, facet)
    )


def _neighbour(passage: Passage | None, document: Document, text: str, addresses: Addresses) -> NeighbourView | None:
    if passage is None:
        return None
    beginning = " ".join(passage.text.split())
    if len(beginning) > SHOWN_LENGTH:
        beginning = beginning[:SHOWN_LENGTH].rsplit(" ", 1)[0] + " …"
    heading = passage.section[-1] if passage.section else document.source.title
    return NeighbourView(addresses.passage(passage.id, text), heading, beginning, passage.language)
