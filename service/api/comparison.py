"""Comparisons and records of searches as JSON."""

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request

from indexer.errors import BadParameter
from service.api import openapi
from service.api.search import NO_INDEX, REFUSED
from service.schemas.comparison import CompareResponse, MatrixResponse, SentenceSchema
from service.schemas.search_record import SearchRecordResponse
from service.search.comparison import compare, cross, sentence_of
from service.search.protocol import SearchRequest
from service.search.word_counts import count_words
from service.state import app_state
from service.web.parameters import parse_compared_facets, parse_search

NEAREST = 3
"""How many results are quoted in a record, the first ones."""

DEADLINES = 3
"""How many times as long as one search a comparison, which makes up to a hundred, may take."""

router = APIRouter(prefix="/api/v1", tags=["search"])


@dataclass(frozen=True, slots=True)
class Compared:
    """The search of a request, the facets by which it is compared, and the comparison."""

    search: SearchRequest
    by: str
    response: CompareResponse


@dataclass(frozen=True, slots=True)
class Crossed:
    """The search of a request, the facets of the rows and columns, and the matrix."""

    search: SearchRequest
    rows: str
    columns: str
    response: MatrixResponse


def compared(request: Request) -> Compared:
    """Return the comparison that a request asks for. Raise BadParameter, QueryTooLong or QueryTimeout."""
    state = app_state(request)
    labels = state.labels(state.engine.info())
    pairs = request.query_params.multi_items()
    search = parse_search(pairs, labels, state.settings.page_size)
    (by,) = parse_compared_facets(pairs, labels, ("by",))
    comparison = compare(state.engine, search, by, DEADLINES * state.settings.query_seconds)
    return Compared(search, by, CompareResponse.of(comparison, labels, state.urls))


def crossed(request: Request) -> Crossed:
    """Return the matrix that a request asks for. Raise BadParameter, QueryTooLong or QueryTimeout."""
    state = app_state(request)
    labels = state.labels(state.engine.info())
    pairs = request.query_params.multi_items()
    search = parse_search(pairs, labels, state.settings.page_size)
    columns, rows = parse_compared_facets(pairs, labels, ("columns", "rows"))
    matrix = cross(state.engine, search, (rows, columns), DEADLINES * state.settings.query_seconds)
    return Crossed(search, rows, columns, MatrixResponse.of(matrix, labels, state.urls))


def recorded(request: Request) -> SearchRecordResponse:
    """Return the record of the search that a request asks for. Raise BadParameter, QueryTooLong or QueryTimeout."""
    state = app_state(request)
    info = state.engine.info()
    search = parse_search(request.query_params.multi_items(), state.labels(info), NEAREST)
    if not search.text:
        raise BadParameter("There is nothing to record: the search has no words. Add q, such as q=labour inspection.")
    search = replace(search, match="all", page=1, group=None, sort="relevance")
    page = state.engine.search(search)
    text = page.corrected or search.text
    nearest = [
        SentenceSchema.of(hit, sentence, state.urls)
        for hit in page.hits[:NEAREST]
        if (sentence := sentence_of(state.engine, hit, text))
    ]
    counts = count_words(state.engine, replace(search, text=text), DEADLINES * state.settings.query_seconds)
    return SearchRecordResponse.of(page, counts, state.engine.suggest(search.text), nearest, info)


@router.get(
    "/search/record",
    summary="The record of a search",
    responses=NO_INDEX | REFUSED,
    openapi_extra={"parameters": openapi.COMPARED_PARAMETERS},
)
def search_record(request: Request) -> SearchRecordResponse:
    """Return what a search looked for and where, what it tried, and what it found or did not."""
    return recorded(request)


@router.get(
    "/compare",
    summary="Compare a search by a facet",
    responses=NO_INDEX | REFUSED,
    openapi_extra={"parameters": openapi.COMPARE_PARAMETERS},
)
def compare_search(request: Request) -> CompareResponse:
    """Return a search narrowed to each value of a facet: how many passages it finds, and the best sentence."""
    return compared(request).response


@router.get(
    "/matrix",
    summary="Compare a search by two facets",
    responses=NO_INDEX | REFUSED,
    openapi_extra={"parameters": openapi.MATRIX_PARAMETERS},
)
def cross_search(request: Request) -> MatrixResponse:
    """Return a search narrowed to each pair of values of two facets, those of each with the most passages."""
    return crossed(request).response
