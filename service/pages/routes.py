"""The handlers of the pages. A page's whole state is in its URL, and every form is a GET form."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from indexer.errors import IndexUnavailable, NotFound
from indexer.records.site import translation
from service.pages.about import about_view
from service.pages.document import document_page_view
from service.pages.documents import all_sources, document_facts, documents_view
from service.pages.home import HomeContext, home_view
from service.pages.page_routes import served_file
from service.pages.passage import Referrer, passage_page_view
from service.pages.quotation import quotation_page_view
from service.pages.related_content import related_content_view
from service.pages.search import SearchContext, SearchView, default_group, search_view
from service.quotations.address import DIGEST, QuotationAddress
from service.schemas.quotation import STATUS_CODES, CheckedQuotationSchema
from service.schemas.reference import FORMATS, reference_of, today
from service.schemas.suggestions import completions
from service.search.protocol import Group, SearchRequest
from service.search.related_content import RelatedContent
from service.state import AppState, app_state
from service.translations.messages import interface
from service.web.errors import EMBED
from service.web.parameters import (
    SUGGESTIONS,
    parse_document_filter,
    parse_referring_search,
    parse_search,
    parse_text,
)
from service.web.rendering import external_origin, required_origin
from service.web.urls import FramedUrls, Urls


def home(request: Request) -> Response:
    """Return the home page."""
    state = app_state(request)
    info = state.engine.info()
    everything = state.engine.search(SearchRequest(page_size=1))
    context = HomeContext(state.labels(info), state.registers.types, state.answered_questions(info))
    view = home_view(info, everything, context, state.urls)
    return state.renderer.page(request, "home.html", view)


def search(request: Request) -> Response:
    """Return the results of a search."""
    state = app_state(request)
    return state.renderer.page(request, "search.html", _results(request, state, state.urls, default_group))


def embed(request: Request) -> Response:
    """Return the results of a search for a frame in another site's page."""
    state = app_state(request)
    view = _results(request, state, FramedUrls(state.urls.base_url), _ungrouped)
    return state.renderer.page(request, "embed.html", view)


def _ungrouped(_: SearchRequest) -> Group:
    return "none"


def _results(
    request: Request, state: AppState, urls: Urls, default_group: Callable[[SearchRequest], Group]
) -> SearchView:
    info = state.engine.info()
    labels = state.labels(info)
    search_request = parse_search(request.query_params.multi_items(), labels, state.settings.page_size)
    group = search_request.group or default_group(search_request)
    found, answer = state.answerer.search(replace(search_request, group=group))
    found = replace(found, request=search_request)
    answer = replace(answer, request=search_request) if answer else None
    context = SearchContext(labels, info.passages, state.suggestions(found), state.unmatched_terms(found), answer)
    return search_view(found, context, urls)


def passage(request: Request) -> Response:
    """Return a passage between its neighbours, the words of the referring search highlighted."""
    state = app_state(request)
    info = state.engine.info()
    labels = state.labels(info)
    search_request = parse_referring_search(request.query_params.multi_items(), labels, state.settings.page_size)
    passage_id = request.path_params["passage_id"]
    try:
        found = state.engine.passage(passage_id, search_request.text)
    except NotFound:
        address = state.engine.retired(passage_id)
        if address is None:
            raise
        return RedirectResponse(state.urls.quotation_page(address), 302)
    around = state.engine.document(found.document.id)
    facts = document_facts(found.document, info, labels, state.urls)
    referrer = Referrer(search_request, external_origin(request, state.settings.base_url))
    related_content = state.engine.related_content(found.passage.id)
    view = passage_page_view(found, around, facts, referrer, related_content, labels=labels, urls=state.urls)
    return state.renderer.page(request, "passage.html", view)


def quotation(request: Request) -> Response:
    """Return what became of a quotation; as JSON if the request prefers it."""
    state = app_state(request)
    info = state.engine.info()
    given = request.path_params
    address = QuotationAddress.parse(given["document_id"], given["place"], request.query_params.get(DIGEST, ""))
    check = state.engine.quotation(address)
    is_there = check.place is not None and check.status in ("verbatim", "moved")
    related_content = (
        state.engine.related_content(check.place.passage.id) if check.place and is_there else RelatedContent()
    )
    onward = related_content_view(related_content, state.labels(info), state.urls)
    view = quotation_page_view(check, info, onward, state.urls, external_origin(request, state.settings.base_url))
    body = CheckedQuotationSchema.of(check, state.urls).model_dump_json()
    return state.renderer.negotiated(request, STATUS_CODES[check.status], "quotation.html", view, body)


def documents(request: Request) -> Response:
    """Return the list of documents, or some of them."""
    state = app_state(request)
    info = state.engine.info()
    labels = state.labels(info)
    document_filter = parse_document_filter(request.query_params.multi_items(), labels)
    return state.renderer.page(request, "documents.html", documents_view(info, document_filter, labels, state.urls))


def document(request: Request) -> Response:
    """Return one document's page, whether its text is indexed or not."""
    state = app_state(request)
    info = state.engine.info()
    labels = state.labels(info)
    document_id = request.path_params["document_id"]
    source = all_sources(info).get(document_id)
    if source is None:
        raise NotFound("There is no document “%(id)s” here. See the list of documents.", id=document_id[:60])
    found = state.engine.document(document_id) if document_id in labels.documents else None
    is_served = found is not None and served_file(state, found.document) is not None
    origin = external_origin(request, state.settings.base_url)
    related_content = RelatedContent(
        mentions=state.engine.mentions(document_id) if found else (),
        translations=state.engine.translations(document_id) if found else (),
    )
    view = document_page_view(source, found, info, labels, state.urls, origin, related_content, is_served=is_served)
    return state.renderer.page(request, "document.html", view)


def reference(request: Request) -> Response:
    """Return the reference to a document as a file for a reference manager."""
    state = app_state(request)
    identity, ending = request.path_params["document_id"], request.path_params["ending"]
    source = all_sources(state.engine.info()).get(identity)
    if source is None or ending not in FORMATS:
        raise NotFound("There is no document “%(id)s” here. See the list of documents.", id=identity[:60])
    found = reference_of(
        source,
        state.urls,
        external_origin(request, state.settings.base_url),
        today(),
        request.query_params.get("pages", ""),
    )
    named = FORMATS[ending]
    headers = {
        "Content-Disposition": f'attachment; filename="{identity if identity.isascii() else "reference"}.{ending}"',
        "Cache-Control": "no-store",
    }
    return Response(named.write(found), media_type=f"{named.media_type}; charset=utf-8", headers=headers)


def about(request: Request) -> Response:
    """Return the page about the service."""
    state = app_state(request)
    info = state.engine.info()

    def count(text: str) -> int:
        return state.engine.search(SearchRequest(text=text, page_size=1)).total

    view = about_view(info, count, state.labels(info), state.urls)
    return state.renderer.page(request, "about.html", view)


def browser_search(request: Request) -> Response:
    """Return the OpenSearch description, by which browsers add the search; it needs absolute URLs."""
    state = app_state(request)
    required_origin(request, state.settings.base_url)
    name = ""
    with suppress(IndexUnavailable):
        name = translation(state.engine.info().site.name, interface().language)
    return state.renderer.page(request, "opensearch.xml", name, media_type="application/opensearchdescription+xml")


def suggest(request: Request) -> Response:
    """Return suggestions while a query is typed, in the form that browsers ask for (OpenSearch Suggestions)."""
    state = app_state(request)
    text = parse_text(request.query_params.multi_items())
    root = external_origin(request, state.settings.base_url)
    found = completions(text, state.engine.complete(text, SUGGESTIONS), state.urls, root)
    return JSONResponse(found, media_type="application/x-suggestions+json")


ROUTES = [
    Route("/", home),
    Route("/search", search),
    Route("/passages/{passage_id}", passage),
    Route("/q/{document_id}/{place:path}", quotation),
    Route("/documents", documents),
    Route("/documents/{document_id}", document),
    Route("/documents/{document_id}/cite.{ending}", reference),
    Route("/about", about),
    Route(EMBED, embed),
    Route("/opensearch.xml", browser_search),
    Route("/suggest", suggest),
]
