"""A quotation with everything that a list or a file of quotations says of it."""

from dataclasses import dataclass, replace

from indexer.records.document import Document
from indexer.records.passage import Passage
from service.quotations.address import QuotationAddress
from service.quotations.check import QuotationCheck, QuotationStatus
from service.schemas.citation import LocatedText, absolute, cite, label_words, page_labels
from service.schemas.quote import Quote, quote_at
from service.schemas.reference import Reference, reference_of, today
from service.search.protocol import Hit
from service.translations.messages import N_, gettext
from service.web.urls import Urls

STATUS_LABELS: dict[QuotationStatus, str] = {
    "verbatim": N_("Word for word"),
    "moved": N_("Moved"),
    "gone": N_("No longer in the text"),
    "unknown": N_("Not confirmed"),
}


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """A quotation, its citation in one line, and what its document says of itself; all URLs are absolute.

    `reference` is None where its document, or the place of its words, is not in the index. `key` names it in a
    collection: that of the address that was checked, which may not be where the words are now.
    """

    key: str
    status: QuotationStatus
    quote: Quote
    citation: str
    title: str
    section: tuple[str, ...]
    pages: str
    language: str
    official: bool
    reference: Reference | None

    @property
    def label(self) -> str:
        """What became of it, in words."""
        return gettext(STATUS_LABELS[self.status])


def quote_of_hit(hit: Hit, urls: Urls, origin: str) -> CitedQuote:
    """Return the passage of a result as a quotation; it was compared with its page when it was found."""
    address = QuotationAddress.of(hit.passage)
    return _cited(hit.passage, hit.document, address, hit.passage.text, urls=urls, origin=origin)


def quote_of_check(check: QuotationCheck, urls: Urls, origin: str) -> CitedQuote:
    """Return a quotation that was checked, where its words are now, else as an earlier index had it."""
    place, retired = check.place, check.retired
    if place and check.status in ("verbatim", "moved"):
        found = _cited(
            place.passage, place.document, place.address, place.text, located=place, urls=urls, origin=origin
        )
        return replace(found, key=check.address.key, status=check.status)
    url = absolute(urls.quotation(check.address), origin)
    passage = retired.passage if retired else None
    labels = list(dict.fromkeys(passage.labels)) if passage and len(passage.labels) > 1 else []
    pages = ", ".join(labels)
    title = passage.title if passage else check.document.source.title if check.document else check.address.document
    return CitedQuote(
        key=check.address.key,
        status=check.status,
        quote=Quote(check.text if retired else "", title, url, check.address.key),
        citation=", ".join(filter(None, (title, label_words(labels) if labels else ""))) + f". {url}",
        title=title,
        section=tuple(passage.section) if passage else (),
        pages=pages,
        language=passage.language if passage else "",
        official=check.document.source.official if check.document else True,
        reference=None,
    )


def _cited(
    passage: Passage,
    document: Document,
    address: QuotationAddress,
    text: str,
    *,
    urls: Urls,
    origin: str,
    located: LocatedText | None = None,
) -> CitedQuote:
    quote = quote_at(address, text, document, urls)
    quote = replace(quote, url=absolute(quote.url, origin))
    pages, _ = page_labels(located or passage, document)
    reference = reference_of(document.source, urls, origin, today(), pages, quote.url)
    return CitedQuote(
        key=address.key,
        status="verbatim",
        quote=quote,
        citation=cite(passage, document, quote.url, located).text(quote.url),
        title=document.source.title,
        section=passage.section,
        pages=pages,
        language=passage.language,
        official=document.source.official,
        reference=replace(reference, quotation=" ".join(quote.text.split())),
    )
