"""A quotation's page: what became of its words, shown in their context."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.records.document import Document
from indexer.records.passage import Passage
from service.pages.passage_table import PassageTable, passage_blocks, split_snippet
from service.pages.related_content import RelatedContentView
from service.pages.result import heading
from service.quotations.address import QuotationAddress
from service.quotations.check import Place, QuotationCheck, QuotationStatus, RetiredQuotation
from service.schemas.citation import Citation, absolute, cite, label_words, page_words
from service.schemas.quote import Quote, quote_at
from service.search.protocol import IndexInfo, SearchRequest, Snippet, TextSpan
from service.web.text_fragments import fragment
from service.web.urls import Link, Urls

MAX_SEARCHED = 12
"""The number of words that are searched for where a quotation is no longer in the text."""


@dataclass(frozen=True, slots=True)
class ContextPassage:
    """A passage with the quoted words marked. `url` is that of its page."""

    heading: str
    url: str
    language: str
    blocks: tuple[Snippet | PassageTable, ...]


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """Words that are in the index, in their context. `page_url` is that of the document's page, at the words."""

    text: str
    language: str
    passages: tuple[ContextPassage, ...]
    quote: Quote
    citation: Citation
    cite_as: str
    document: Link
    pages: str
    page_url: str


@dataclass(frozen=True, slots=True)
class FormerPassage:
    """A passage of an earlier index with the quoted words marked, until when it was there, and on which pages."""

    title: str
    heading: str
    language: str
    blocks: tuple[Snippet, ...]
    pages: str
    until: datetime.date


@dataclass(frozen=True, slots=True)
class QuotationPage:
    """A quotation's page. `document` leads to the document of the address, `search` to a search for its words.

    `pages` are those that the address names; `has_other_document` is true where the words moved to another document.
    """

    status: QuotationStatus
    identical: bool
    text: str
    language: str
    address: QuotationAddress
    permalink: str
    json_url: str
    document: Link | None
    pages: str
    successors: tuple[Link, ...]
    place: QuotedPlace | None
    former: FormerPassage | None
    has_other_document: bool
    search: str
    built: datetime.date
    related_content: RelatedContentView


def quotation_page_view(
    check: QuotationCheck, info: IndexInfo, related_content: RelatedContentView, urls: Urls, origin: str
) -> QuotationPage:
    """Return the page of a quotation that was checked. `origin` is the scheme and host of the service."""
    address, place = check.address, check.place
    permalink = absolute(urls.quotation(address), origin)
    words = check.text.split()[:MAX_SEARCHED]
    return QuotationPage(
        status=check.status,
        identical=check.identical,
        text=check.text,
        language=_language(check),
        address=address,
        permalink=permalink,
        json_url=urls.quotation_json(address),
        document=_document_link(address.document, check, info, urls),
        pages=_old_pages(check),
        successors=tuple(Link(each.source.title, urls.document(each.id)) for each in check.successors),
        place=_quoted_place(place, urls, origin) if place else None,
        former=_former(check.retired) if check.retired and check.status == "gone" else None,
        has_other_document=place is not None and place.document.id != address.document,
        search=urls.search(SearchRequest(text=" ".join(words))) if words else urls.search(),
        built=datetime.date.fromisoformat(check.built[:10]),
        related_content=related_content,
    )


def _language(check: QuotationCheck) -> str:
    if check.retired and check.status == "gone":
        return check.retired.passage.language
    return check.place.passage.language if check.place else ""


def _document_link(document: str, check: QuotationCheck, info: IndexInfo, urls: Urls) -> Link | None:
    """Return a link to the document of the address, if it has a page."""
    source = next((source for source in info.sources if source.id == document), None)
    if check.document or source:
        title = check.document.source.title if check.document else source.title if source else ""
        return Link(title, urls.document(document))
    return None


def _old_pages(check: QuotationCheck) -> str:
    """Return in words the pages that the address names, by the labels they had."""
    if check.retired:
        return label_words(dict.fromkeys(check.retired.passage.labels))
    document = check.document
    if document is None or check.address.pages[-1] > len(document.page_labels):
        return ""
    return page_words(check.address, document)


def _quoted_place(place: Place, urls: Urls, origin: str) -> QuotedPlace:
    citation = cite(place.passage, place.document, urls.quotation(place.address), place)
    return QuotedPlace(
        text=place.text,
        language=place.passage.language,
        passages=tuple(
            _context(part.passage, place.document, _marked(part.passage.text, part.start, part.end), urls)
            for part in place.parts
        ),
        quote=quote_at(place.address, place.text, place.document, urls),
        citation=citation,
        cite_as=citation.text(absolute(citation.permalink, origin)),
        document=Link(place.document.source.title, urls.document(place.document.id)),
        pages=page_words(place, place.document),
        page_url=urls.page(place.document, place.spans[0].page, passage_id=place.passage.id) + fragment(place.text),
    )


def _context(passage: Passage, document: Document, marked: Snippet, urls: Urls) -> ContextPassage:
    return ContextPassage(
        heading=heading(passage, document),
        url=urls.passage(passage.id),
        language=passage.language,
        blocks=tuple(passage_blocks(passage, marked)),
    )


def _former(retired: RetiredQuotation) -> FormerPassage:
    passage = retired.passage
    return FormerPassage(
        title=passage.title,
        heading=passage.section[-1] if passage.section else "",
        language=passage.language,
        blocks=tuple(_lines(_marked(passage.text, retired.start, retired.end))),
        pages=label_words(dict.fromkeys(passage.labels)) if len(passage.spans) else "",
        until=datetime.date.fromisoformat(passage.until[:10]),
    )


def _marked(text: str, start: int, end: int) -> Snippet:
    """Return a text with characters `start` to `end` marked."""
    spans = TextSpan(text[:start], False), TextSpan(text[start:end], True), TextSpan(text[end:], False)
    return tuple(span for span in spans if span.text)


def _lines(marked: Snippet) -> Sequence[Snippet]:
    return [line for line in split_snippet(marked, "\n") if line]
