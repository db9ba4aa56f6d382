"""A quotation as it is copied into a text: the words in quotation marks, the source in brackets, the permanent link."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.analysis.sentence_splitter import quotable_spans
from indexer.records.document import Document
from indexer.records.passage import Passage
from service.quotations.address import QuotationAddress, quotation_digest
from service.schemas.citation import LocatedText, page_labels
from service.translations.messages import gettext, ngettext
from service.web.facet_labels import DISCLAIMER
from service.web.urls import Urls

MIN_LETTERS = 2
"""The fewest letters of a sentence that is quoted by itself."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a quotation, its source as “Publisher 2023, p. 11”, its permanent URL, its key in a collection."""

    text: str
    source: str
    url: str
    key: str


def quote(passage: Passage, document: Document, urls: Urls, start: int = 0, end: int | None = None) -> Quote:
    """Return characters `start` to `end` of a passage as a quotation."""
    return quote_at(QuotationAddress.of(passage, start, end), passage.text[start:end], document, urls)


def quote_record(record: LocatedText, sentence: str, document: Document, urls: Urls) -> Quote:
    """Return the sentence of a record as a quotation."""
    address = QuotationAddress(document.id, tuple(record.spans), quotation_digest(sentence))
    return quote_at(address, sentence, document, urls)


def quote_at(address: QuotationAddress, text: str, document: Document, urls: Urls) -> Quote:
    """Return the text at an address as a quotation."""
    return Quote(text.strip(), source_words(address, document), urls.quotation(address), address.key)


def sentence_quotes(passage: Passage, document: Document, urls: Urls) -> Iterator[Quote]:
    """Yield the sentences of a passage as quotations, but not the lines that are repeated from an earlier one."""
    for start, end in quotable_spans(passage.text):
        if start >= passage.repeated and sum(map(str.isalpha, passage.text[start:end])) >= MIN_LETTERS:
            yield quote(passage, document, urls, start, end)


def source_words(located: LocatedText, document: Document) -> str:
    """Return a short reference: publisher or title, year, pages, and that a text is not the official one."""
    source = document.source
    author = " ".join(filter(None, (source.publisher or source.title, str(source.year or ""))))
    labels, count = page_labels(located, document)
    pages = ngettext("p. %(labels)s", "pp. %(labels)s", count) % {"labels": labels} if labels else ""
    return ", ".join(filter(None, (author, pages, "" if source.official else gettext(DISCLAIMER))))
