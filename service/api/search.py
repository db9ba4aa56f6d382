"""The API, version 1: what the pages show, as JSON."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Request, Response
from fastapi import Path as PathParameter
from starlette.concurrency import run_in_threadpool

from indexer.errors import BadParameter, Gone, NotFound
from indexer.settings import MAX_PAGE_SIZE
from service.answers.answer import MAX_PASSAGES
from service.api import openapi
from service.quotations.address import DIGEST, QuotationAddress
from service.schemas.answer import AnswerResponse
from service.schemas.documents import DocumentsResponse, PassageSchema
from service.schemas.quotation import STATUS_CODES, CheckedQuotationSchema
from service.schemas.related_content import RelatedContentResponse
from service.schemas.search import GroupedSearchResponse, SearchResponse
from service.schemas.suggestions import SuggestResponse
from service.search.protocol import SearchRequest
from service.state import app_state
from service.web.errors import ProblemSchema
from service.web.parameters import (
    MAX_RESULT_WINDOW,
    MAX_SUGGESTIONS,
    SUGGESTIONS,
    first,
    grouped,
    number,
    parse_document_page,
    parse_page_size,
    parse_search,
    parse_text,
)

NO_INDEX: dict[int | str, dict[str, Any]] = {
    503: {"model": ProblemSchema, "description": "There is no index, or the search took too long."}
}

REFUSED: dict[int | str, dict[str, Any]] = {
    413: {"model": ProblemSchema, "description": "The query has more than 2,000 characters."},
    422: {"model": ProblemSchema, "description": "A parameter has a value that does not exist."},
}

PassageId = Annotated[str, PathParameter(description="A passage's permanent id, from the results of a search.")]

DocumentId = Annotated[str, PathParameter(description="A document's id.")]

QuotedSpans = Annotated[
    str, PathParameter(description="Page, start and end as in the permalink: `11/120-240`, or `11/120-240/12/0-80`.")
]

Result = TypeVar("Result")

router = APIRouter(prefix="/api/v1", tags=["search"])


def run_inline(endpoint: Callable[[Request], Result]) -> Callable[[Request], Awaitable[Result]]:
    """Return an endpoint that runs on the event loop if its search is cheap, else in the thread pool.

    Handing a request of a millisecond to a thread and back costs half as much again, and threads that compete for the
    GIL wait for each other even longer.
    """

    @wraps(endpoint)
    async def run(request: Request) -> Result:
        if app_state(request).engine.is_cheap(_searched(request)):
            return endpoint(request)
        return await run_in_threadpool(endpoint, request)

    return run


def _searched(request: Request) -> SearchRequest:
    """Return what the cost of a request's search depends on; a malformed request costs nothing."""
    given = grouped(request.query_params.multi_items())
    try:
        return SearchRequest(
            text=first(given, "q"),
            words_only=first(given, "words_only") == "yes",
            page=number(given, "page", default=1, highest=MAX_RESULT_WINDOW),
            page_size=number(given, "page_size", default=app_state(request).settings.page_size, highest=MAX_PAGE_SIZE),
        )
    except BadParameter:
        return SearchRequest()


@router.get(
    "/search",
    summary="Search the passages",
    responses=NO_INDEX | REFUSED,
    openapi_extra={"parameters": openapi.SEARCH_PARAMETERS},
)
@run_inline
def search(request: Request) -> SearchResponse | GroupedSearchResponse:
    """Return the passages with all words, then those with some of them; facets are counted over all matches.

    With `group=document`, return the documents in the order of their best passages, each with its first three.
    """
    state = app_state(request)
    labels = state.labels(state.engine.info())
    pairs = request.query_params.multi_items()
    search_request = parse_search(pairs, labels, parse_page_size(pairs, state.settings.page_size))
    found = state.answerer.search(search_request).page
    response = SearchResponse if found.groups is None else GroupedSearchResponse
    return response.of(found, state.suggestions(found), labels, state.urls)


@router.get(
    "/answer",
    summary="Answer a question",
    responses={
        **NO_INDEX,
        413: {"model": ProblemSchema, "description": "The question has more than 2,000 characters."},
        422: {
            "model": ProblemSchema,
            "description": "There is no question, or a parameter has a value that does not exist.",
        },
    },
    openapi_extra={"parameters": openapi.ANSWER_PARAMETERS},
)
@run_inline
def answer(request: Request) -> AnswerResponse:
    """Return the sentences of the documents that answer, word for word, if there are any."""
    state = app_state(request)
    search_request = parse_search(request.query_params.multi_items(), state.labels(state.engine.info()), MAX_PASSAGES)
    if not search_request.text:
        raise BadParameter("The parameter q is missing: ask a question, such as q=Who inspects the boats?")
    return AnswerResponse.of(state.answerer.ask(search_request), state.urls)


@router.get(
    "/passages/{passage_id}",
    summary="One passage",
    responses={
        **NO_INDEX,
        **REFUSED,
        404: {"model": ProblemSchema, "description": "No passage has this id."},
        410: {"model": ProblemSchema, "description": "An earlier index had a passage with this id."},
    },
    openapi_extra={"parameters": openapi.PASSAGE_PARAMETERS},
)
def passage(request: Request, passage_id: PassageId) -> PassageSchema:
    """Return a passage's whole text, its location, and the passages around it."""
    state = app_state(request)
    text = parse_text(request.query_params.multi_items())
    try:
        return PassageSchema.of(state.engine.passage(passage_id, text), state.urls)
    except NotFound as error:
        address = state.engine.retired(passage_id)
        if address is None:
            raise
        raise Gone(
            "The passage %(id)s is no longer in the index. What became of its words: %(url)s",
            id=repr(passage_id),
            url=state.urls.quotation_json(address),
        ) from error


@router.get(
    "/passages/{passage_id}/related",
    summary="Content related to a passage",
    responses={**NO_INDEX, **REFUSED, 404: {"model": ProblemSchema, "description": "No passage has this id."}},
)
def related(request: Request, passage_id: PassageId) -> RelatedContentResponse:
    """Return passages of other documents on the same subject, and documents that name its own or translate it."""
    state = app_state(request)
    found = state.engine.passage(passage_id)
    return RelatedContentResponse.of(state.engine.related_content(passage_id), found.generation, state.urls)


@router.get(
    "/quotations/{document_id}/{place:path}",
    summary="Check a quotation",
    responses={
        **NO_INDEX,
        **REFUSED,
        404: {"model": CheckedQuotationSchema, "description": "No such words are known at this address."},
        410: {"model": CheckedQuotationSchema, "description": "The words are no longer in the text."},
    },
    openapi_extra={"parameters": openapi.QUOTATION_PARAMETERS},
)
def quotation(
    request: Request, response: Response, document_id: DocumentId, place: QuotedSpans
) -> CheckedQuotationSchema:
    """Return whether a quotation is at its address, where it moved to, or what was there."""
    state = app_state(request)
    check = state.engine.quotation(QuotationAddress.parse(document_id, place, request.query_params.get(DIGEST, "")))
    response.status_code = STATUS_CODES[check.status]
    return CheckedQuotationSchema.of(check, state.urls)


@router.get(
    "/suggest",
    summary="Suggestions while a query is typed",
    responses=NO_INDEX | REFUSED,
    openapi_extra={"parameters": openapi.SUGGEST_PARAMETERS},
)
def suggest(request: Request) -> SuggestResponse:
    """Return titles, terms, names and headings with words that begin with those typed, whatever their accents."""
    state = app_state(request)
    pairs = request.query_params.multi_items()
    text, limit = parse_text(pairs), number(grouped(pairs), "limit", default=SUGGESTIONS, highest=MAX_SUGGESTIONS)
    return SuggestResponse.of(text, state.engine.complete(text, limit), state.urls)


@router.get(
    "/documents",
    summary="All documents",
    responses=NO_INDEX | {422: REFUSED[422]},
    openapi_extra={"parameters": openapi.DOCUMENTS_PARAMETERS},
)
def documents(request: Request) -> DocumentsResponse:
    """Return the documents of the index, at most 500 at a time."""
    page, page_size = parse_document_page(request.query_params.multi_items())
    return DocumentsResponse.of(app_state(request).engine.info(), page, page_size)
