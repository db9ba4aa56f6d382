"""From a search to its address: the way back of `parameters`, and the steps from one search to the next.

An address is canonical: the same search has the same address whatever the order in which it was put together.
Every step but that to another page goes back to the first one.
"""

from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import quote, urlencode, urlsplit

from service.registers.request import PRINT_PAGE_SIZE, RegisterRequest
from service.search.protocol import Mode, SearchRequest
from service.web.document_filter import DocumentFilter

Asked = TypeVar("Asked", SearchRequest, RegisterRequest)
"""What filters, pages and words are asked of: the passages, or a register."""


def with_value(request: Asked, facet: str, value: str) -> Asked:
    """The search narrowed to this value too, as an alternative to the others of its facet."""
    values = {*request.filters.get(facet, ()), value}
    return replace(request, filters={**request.filters, facet: tuple(sorted(values))}, page=1)


def with_only(request: Asked, facet: str, value: str) -> Asked:
    """The search narrowed to this one value of a facet, whatever others of it were chosen."""
    others = {name: kept for name, kept in request.filters.items() if name != facet}
    return replace(request, filters={**others, facet: (value,)}, page=1)


def without_value(request: Asked, facet: str, value: str) -> Asked:
    """The search with one value of a facet let go."""
    values = tuple(kept for kept in request.filters.get(facet, ()) if kept != value)
    others = {name: kept for name, kept in request.filters.items() if name != facet}
    return replace(request, filters={**others, facet: values} if values else others, page=1)


def without_filters(request: Asked) -> Asked:
    """The same words over everything."""
    return replace(request, filters={}, page=1)


def with_text(request: SearchRequest, text: str) -> SearchRequest:
    """Other words within the same filters."""
    return replace(request, text=text, page=1, as_typed=False)


def without_name(request: SearchRequest, name: str) -> SearchRequest:
    """The same search without one of the names that the thesaurus adds."""
    return replace(request, without=tuple(sorted({*request.without, name})), page=1)


def as_typed(request: SearchRequest) -> SearchRequest:
    """The same search, its words not put right."""
    return replace(request, as_typed=True, page=1)


def with_match(request: SearchRequest, match: Mode | None) -> SearchRequest:
    """The same words, all of them or any."""
    return replace(request, match=match, page=1)


def on_page(request: Asked, page: int) -> Asked:
    """Another page of the same search."""
    return replace(request, page=page)


def query_string(request: SearchRequest) -> str:
    """The parameters of a search, without those that have their default."""
    pairs = [("q", request.text)] if request.text else []
    for facet in sorted(request.filters):
        pairs += [(facet, value) for value in sorted(set(request.filters[facet]))]
    if request.match:
        pairs.append(("match", request.match))
    pairs += [("without", name) for name in sorted(set(request.without))]
    if request.as_typed:
        pairs.append(("as_typed", "yes"))
    if request.sort != "relevance":
        pairs.append(("sort", request.sort))
    if request.page > 1:
        pairs.append(("page", str(request.page)))
    return urlencode(pairs)


def register_string(request: RegisterRequest) -> str:
    """The parameters of a choice of records, without those that have their default."""
    pairs = [("q", request.text)] if request.text else []
    for facet in sorted(request.filters):
        pairs += [(facet, value) for value in sorted(set(request.filters[facet]))]
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
    """Where the pages are. `base_url` is the address that readers use, if the service was told it.

    Links within the service are paths below the base's own path; permalinks are absolute where there is a base.
    """

    base_url: str = ""

    @property
    def prefix(self) -> str:
        return urlsplit(self.base_url).path

    def home(self) -> str:
        return f"{self.prefix}/"

    def search(self, request: SearchRequest | None = None) -> str:
        return self._with("/search", request)

    def embed(self, request: SearchRequest | None = None) -> str:
        """The compact page of a search, for frames."""
        return self._with("/embed", request)

    def passage(self, passage_id: str, request: SearchRequest | None = None) -> str:
        """A passage's page, at the passage itself. It marks the words of the search that led there, and leads back."""
        return self._with(f"/passages/{quote(passage_id, safe='')}", request) + "#passage"

    def permalink(self, passage_id: str) -> str:
        """The address of a passage to be kept and quoted."""
        return f"{self.base_url}/passages/{quote(passage_id, safe='')}"

    def documents(self, document_filter: DocumentFilter | None = None) -> str:
        """The list of documents, all of them or some."""
        chosen = {"state": document_filter.state, "country": document_filter.country} if document_filter else {}
        parameters = urlencode({name: value for name, value in chosen.items() if value})
        return f"{self.prefix}/documents?{parameters}" if parameters else f"{self.prefix}/documents"

    def document(self, document_id: str) -> str:
        """A document's own page."""
        return f"{self.prefix}/documents/{quote(document_id, safe='')}"

    def passages_of(self, document_id: str) -> str:
        """The passages of one document in their own order."""
        return self.search(SearchRequest(filters={"document": (document_id,)}, sort="document"))

    def register(self, name: str, request: RegisterRequest | None = None, ending: str = "") -> str:
        """Return the URL of a register, or of a selection of it; an ending such as `.csv` gives it as a file."""
        parameters = register_string(request) if request else ""
        path = f"{self.prefix}/{name}{ending}"
        return f"{path}?{parameters}" if parameters else path

    def record(self, name: str, record_id: str) -> str:
        """Return the URL of a record's own page."""
        return f"{self.prefix}/{name}/{quote(record_id, safe='')}"

    def register_of(self, name: str, document_id: str) -> str:
        """Return the URL of one document's records."""
        return self.register(name, RegisterRequest(filters={"document": (document_id,)}))

    def permanent(self, url: str) -> str:
        """Return a URL of this service as it is quoted: absolute if there is a base."""
        return self.base_url + url.removeprefix(self.prefix)

    def about(self) -> str:
        return f"{self.prefix}/about"

    def browser_search(self) -> str:
        """What a browser reads to add the search to its own."""
        return f"{self.prefix}/opensearch.xml"

    def description(self) -> str:
        """The description of the API for programs."""
        return f"{self.prefix}/api/v1/openapi.json"

    def asset(self, version: str, name: str) -> str:
        return f"{self.prefix}/static/{version}/{name}"

    def _with(self, path: str, request: SearchRequest | None) -> str:
        parameters = query_string(request) if request else ""
        return f"{self.prefix}{path}?{parameters}" if parameters else f"{self.prefix}{path}"


@dataclass(frozen=True, slots=True)
class FramedUrls(Urls):
    """The addresses as the compact page knows them: steps from search to search stay in the frame."""

    def search(self, request: SearchRequest | None = None) -> str:
        return self.embed(request)
