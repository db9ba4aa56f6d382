"""URLs of searches, the inverse of `parameters`, and the steps from one search to the next.

URLs are canonical: parameters are in one order, however a search was built. Every step other than that to another page
returns to the first page. A language that the address of the request names stays in the URLs of pages; permanent URLs
have none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import quote, urlencode, urlsplit

from indexer.pictures.cache import picture_digest
from indexer.records.document import Document
from service.quotations.address import PREFIX, QuotationAddress
from service.registers.request import PRINT_PAGE_SIZE, RegisterRequest
from service.search.protocol import SearchRequest
from service.translations.messages import interface
from service.web.language import LANGUAGE
from service.web.page_names import page_name
from service.web.parameters import DocumentFilter

AnyRequest = TypeVar("AnyRequest", SearchRequest, RegisterRequest)
"""A search of the passages or of a register."""


def with_only(request: AnyRequest, facet: str, value: str) -> AnyRequest:
    """Narrow the search to this one value of a facet, in place of others."""
    others = {name: kept for name, kept in request.filters.items() if name != facet}
    return replace(request, filters={**others, facet: (value,)}, page=1)


def without_value(request: AnyRequest, facet: str, value: str) -> AnyRequest:
    """Remove one value of a facet from the search."""
    values = tuple(kept for kept in request.filters.get(facet, ()) if kept != value)
    others = {name: kept for name, kept in request.filters.items() if name != facet}
    return replace(request, filters={**others, facet: values} if values else others, page=1)


def _filter_pairs(request: SearchRequest | RegisterRequest) -> list[tuple[str, str]]:
    """Return the parameters of the query and of the filters, in canonical order."""
    pairs = [("q", request.text)] if request.text else []
    return pairs + [
        (facet, value) for facet, values in sorted(request.filters.items()) for value in sorted(set(values))
    ]


def query_string(request: SearchRequest) -> str:
    """Return the parameters of a search, without those that have their default."""
    pairs = _filter_pairs(request)
    if request.match:
        pairs.append(("match", request.match))
    pairs += [("without", name) for name in sorted(set(request.without))]
    if request.as_typed:
        pairs.append(("as_typed", "yes"))
    if request.words_only:
        pairs.append(("words_only", "yes"))
    if request.sort != "relevance":
        pairs.append(("sort", request.sort))
    if request.group:
        pairs.append(("group", request.group))
    if request.page > 1:
        pairs.append(("page", str(request.page)))
    return urlencode(pairs)


def register_string(request: RegisterRequest) -> str:
    """Return the parameters of a register request, without those that have their default."""
    pairs = _filter_pairs(request)
    if request.order:
        pairs.append(("sort", request.order))
    if request.group:
        pairs.append(("by", request.group))
    if request.page_size == PRINT_PAGE_SIZE:
        pairs.append(("show", "all"))
    if request.page > 1:
        pairs.append(("page", str(request.page)))
    return urlencode(pairs)


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled link."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A labelled link with the number of results behind it."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Urls:
    """The URLs of the pages. `base_url` is the URL at which readers reach the service, if the settings have one.

    Links within the service are paths below the base's own path; permalinks are absolute where there is a base.
    """

    base_url: str = ""

    @property
    def prefix(self) -> str:
        return urlsplit(self.base_url).path

    def home(self) -> str:
        return self._page("/")

    def search(self, request: SearchRequest | None = None) -> str:
        return self._with("/search", request)

    def compare(self, request: SearchRequest, by: str = "", ending: str = "") -> str:
        """Return the URL of a search's comparison by a facet; an ending such as `.csv` gives it as a file."""
        return self._with_facets(f"/compare{ending}", request, {"by": by})

    def matrix(self, request: SearchRequest, rows: str = "", columns: str = "", ending: str = "") -> str:
        """Return the URL of a search's comparison by two facets."""
        return self._with_facets(f"/matrix{ending}", request, {"rows": rows, "columns": columns})

    def search_record(self, request: SearchRequest, digest: str = "") -> str:
        """Return the URL of the record of a search, with the digest that it had."""
        return self._with_facets("/search/record", request, {"digest": digest})

    def search_file(self, ending: str, request: SearchRequest) -> str:
        """Return the URL of the results of a search as a file with this ending."""
        return self._with(f"/search{ending}", replace(request, page=1, group=None))

    def feed(self, request: SearchRequest) -> str:
        """Return the URL of the Atom feed of a search."""
        return self._with("/search.atom", replace(request, page=1, group=None, sort="relevance"))

    def collection(self, keys: Sequence[str] = (), ending: str = "") -> str:
        """Return the URL of a collection of quotations, by their keys; an ending such as `.csv` gives it as a file."""
        return self._page(f"/collection{ending}", urlencode([("p", key) for key in keys], safe="/"))

    def embed(self, request: SearchRequest | None = None) -> str:
        """Return the URL of a search's compact page, for frames."""
        return self._with("/embed", request)

    def passage(self, passage_id: str, request: SearchRequest | None = None, fragment: str = "#passage") -> str:
        """Return the URL of a passage on its page, which highlights the words of the search and links back to it."""
        return self._with(f"/passages/{quote(passage_id, safe='')}", request) + fragment

    def permalink(self, passage_id: str) -> str:
        """Return the permanent URL of a passage, for quotation."""
        return f"{self.base_url}/passages/{quote(passage_id, safe='')}"

    def quotation(self, address: QuotationAddress) -> str:
        """Return the permanent URL of a quotation, which proves that its words are in the document."""
        return f"{self.base_url}{address.path}"

    def quotation_page(self, address: QuotationAddress) -> str:
        """Return the URL of the page that a quotation's permanent URL leads to."""
        path, _, parameters = address.path.partition("?")
        return self._page(path, parameters)

    def quotation_json(self, address: QuotationAddress) -> str:
        """Return the URL of a quotation for programs."""
        return f"{self.prefix}/api/v1/quotations/{address.path.removeprefix(PREFIX)}"

    def documents(self, document_filter: DocumentFilter | None = None) -> str:
        """Return the URL of the list of documents, all of them or some."""
        chosen: dict[str, str | int | None] = {}
        if document_filter:
            page = document_filter.page if document_filter.page > 1 else None
            chosen = {"state": document_filter.state, "country": document_filter.country, "page": page}
        return self._page("/documents", urlencode({name: value for name, value in chosen.items() if value}))

    def document(self, document_id: str) -> str:
        """Return the URL of a document's page."""
        return self._page(f"/documents/{quote(document_id, safe='')}")

    def page(self, document: Document, number: int, request: SearchRequest | None = None, passage_id: str = "") -> str:
        """Return the URL of a page of a document, by its number from 1.

        It highlights the words of the search, and frames the passage.
        """
        path = (
            f"/documents/{quote(document.id, safe='')}/pages/{quote(page_name(document.page_labels, number), safe='')}"
        )
        passage = urlencode({"passage": passage_id}) if passage_id else ""
        return self._page(path, "&".join(filter(None, (query_string(request) if request else "", passage))))

    def find_in(self, document_id: str) -> str:
        """Return the URL of the search in a document, which leads to the page of the first passage found."""
        return f"{self.prefix}/documents/{quote(document_id, safe='')}/pages"

    def picture(self, document: Document, number: int, name: str) -> str:
        """Return the URL of a picture of a page, which changes with the file."""
        digest = picture_digest(document.sha256)
        return f"{self.prefix}/documents/{quote(document.id, safe='')}/pictures/{digest}/{number}-{name}.webp"

    def file(self, document_id: str, page: int = 0) -> str:
        """Return the URL of a document's PDF file, opened at a page, by its number from 1."""
        return f"{self.prefix}/files/{quote(document_id, safe='')}" + (f"#page={page}" if page else "")

    def reference(self, document_id: str, ending: str, pages: str = "") -> str:
        """Return the URL of the reference to a document, or to pages of it, as a file with this ending."""
        parameters = f"?{urlencode({'pages': pages})}" if pages else ""
        return f"{self.prefix}/documents/{quote(document_id, safe='')}/cite.{ending}{parameters}"

    def passages_of(self, document_id: str) -> str:
        """Return the URL of one document's passages in their own order."""
        return self.search(SearchRequest(filters={"document": (document_id,)}, sort="document"))

    def register(self, name: str, request: RegisterRequest | None = None, ending: str = "") -> str:
        """Return the URL of a register, or of a selection of it; an ending such as `.csv` gives it as a file."""
        return self._page(f"/{name}{ending}", register_string(request) if request else "")

    def record(self, name: str, record_id: str) -> str:
        """Return the URL of a record's own page."""
        return self._page(f"/{name}/{quote(record_id, safe='')}")

    def record_permalink(self, name: str, record_id: str) -> str:
        """Return the permanent URL of a record, for quotation."""
        return f"{self.base_url}/{name}/{quote(record_id, safe='')}"

    def register_of(self, name: str, document_id: str) -> str:
        """Return the URL of one document's records."""
        return self.register(name, RegisterRequest(filters={"document": (document_id,)}))

    def permanent(self, url: str) -> str:
        """Return a URL of this service as it is quoted: absolute if there is a base."""
        return self.base_url + url.removeprefix(self.prefix)

    def about(self) -> str:
        return self._page("/about")

    def in_language(self, language: str) -> str:
        """Return the URL of the current request's page in a language."""
        current = interface()
        parameters = "&".join(filter(None, (current.query, urlencode({LANGUAGE: language}))))
        return f"{self.prefix}{current.path}?{parameters}"

    def browser_search(self) -> str:
        """Return the URL of the OpenSearch description, by which browsers add the search to their own."""
        return f"{self.prefix}/opensearch.xml"

    def suggestions(self) -> str:
        """Return the URL at which browsers ask for suggestions while a query is typed."""
        return f"{self.prefix}/suggest"

    def suggest(self) -> str:
        """Return the URL at which search boxes ask for suggestions."""
        return f"{self.prefix}/api/v1/suggest"

    def description(self) -> str:
        """Return the URL of the OpenAPI description."""
        return f"{self.prefix}/api/v1/openapi.json"

    def asset(self, version: str, name: str) -> str:
        return f"{self.prefix}/static/{version}/{name}"

    def _with_facets(self, path: str, request: SearchRequest, more: Mapping[str, str]) -> str:
        parameters = query_string(replace(request, page=1, sort="relevance", group=None))
        named = urlencode({name: value for name, value in more.items() if value})
        return self._page(path, "&".join(filter(None, (parameters, named))))

    def _with(self, path: str, request: SearchRequest | None) -> str:
        return self._page(path, query_string(request) if request else "")

    def _page(self, path: str, parameters: str = "") -> str:
        """Return the URL of a page, with the language if the address of the request names one."""
        current = interface()
        language = urlencode({LANGUAGE: current.language}) if current.in_address else ""
        every = "&".join(filter(None, (parameters, language)))
        return f"{self.prefix}{path}?{every}" if every else f"{self.prefix}{path}"


@dataclass(frozen=True, slots=True)
class FramedUrls(Urls):
    """The URLs of the compact page: steps from search to search stay in the frame."""

    def search(self, request: SearchRequest | None = None) -> str:
        return self.embed(request)
