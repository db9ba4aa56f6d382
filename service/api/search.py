"""The API, version 1: what the pages show, as JSON."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Request
from fastapi import Path as PathParameter
from starlette.concurrency import run_in_threadpool

from indexer.errors import BadParameter
from indexer.settings import MAX_PAGE_SIZE
from service.answers.answer import MAX_PASSAGES
from service.api import openapi
from service.schemas.answer import AnswerResponse
from service.schemas.documents import DocumentsResponse, PassageSchema
from service.schemas.search import GroupedSearchResponse, SearchResponse
from service.search.protocol import SearchRequest
from service.state import app_state
from service.web.errors import ProblemSchema
from service.web.parameters import MAX_RESULT_WINDOW, first, grouped, number, parse_page_size, parse_search, parse_text

NO_INDEX: dict[int | str, dict[str, Any]] = {
    503: {"model": ProblemSchema, "description": "There is no index, or the search took too long."}
}

REFUSED: dict[int | str, dict[str, Any]] = {
    413: {"model": ProblemSchema, "description": "The query has more than 2,000 characters."},
    422: {"model": ProblemSchema, "description": "A parameter has a value that does not exist."},
}

PassageId = Annotated[str, PathParameter(description="A passage's permanent id, from the results of a search.")]

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
    responses={**NO_INDEX, **REFUSED, 404: {"model": ProblemSchema, "description": "No passage has this id."}},
    openapi_extra={"parameters": openapi.PASSAGE_PARAMETERS},
)
def passage(request: Request, passage_id: PassageId) -> PassageSchema:
    """Return a passage's whole text, its location, and the passages around it."""
    state = app_state(request)
    text = parse_text(request.query_params.multi_items())
    return PassageSchema.of(state.engine.passage(passage_id, text), state.urls)


@router.get("/documents", summary="All documents", responses=NO_INDEX)
def documents(request: Request) -> DocumentsResponse:
    """Return the documents of the index."""
    return DocumentsResponse.of(app_state(request).engine.info())
