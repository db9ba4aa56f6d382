"""Where a sentence of the registers stands, and how it is cited."""

from dataclasses import dataclass, replace

from indexer.records.document import Document
from indexer.records.passage import Passage
from service.pages.citation import CitationView, Placed, cite, page_words
from service.web.urls import Urls


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A sentence's place: its citation, whose permanent link is the record's own, its passage and its document."""

    citation: CitationView
    page: str
    passage: str
    document: str


def place_view(record: Placed, passage: Passage, document: Document, page: str, urls: Urls) -> PlaceView:
    """The place of a record that has a page of its own at `page`."""
    pages = page_words(record, document)
    return PlaceView(
        citation=replace(cite(passage, document, urls), pages=pages, permalink=urls.lasting(page)),
        page=page,
        passage=urls.passage(passage.id),
        document=urls.document(document.id),
    )


def absolute(address: str, root: str) -> str:
    """An address as it is quoted: whole, if what stands before it is known."""
    return address if "://" in address else root + address
