"""The API for programs, version 1: what the pages show, as JSON."""

from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi import Path as PathParameter

from indexer.errors import BadParameter
from service.answers.answer import PASSAGES
from service.api import openapi
from service.schemas.answer import AnswerShape
from service.schemas.documents import DocumentsShape
from service.schemas.passage import PassageShape
from service.schemas.search import SearchShape
from service.state import site_of
from service.web.errors import ProblemShape
from service.web.facet_labels import Names
from service.web.parameters import read_page_size, read_search, read_text
from service.web.run_inline import at_once

NO_INDEX: dict[int | str, dict[str, Any]] = {
    503: {"model": ProblemShape, "description": "There is no index, or the search took too long."}
}

REFUSED: dict[int | str, dict[str, Any]] = {
    413: {"model": ProblemShape, "description": "The query has more than 2,000 characters."},
    422: {"model": ProblemShape, "description": "A parameter has a value that does not exist."},
}

PassageId = Annotated[str, PathParameter(description="A passage's permanent id, as search results give it.")]

router = APIRouter(prefix="/api/v1", tags=["search"])


@router.get(
    "/search",
    summary="Search the passages",
    responses=NO_INDEX | REFUSED,
    openapi_extra={"parameters": openapi.SEARCH_PARAMETERS},
)
@at_once
def search(request: Request) -> SearchShape:
    """Passages with all words come first, then those with some of them; facets are counted over all matches."""
    site = site_of(request)
    names = Names.of(site.engine.stats())
    pairs = request.query_params.multi_items()
    wanted = read_search(pairs, names, read_page_size(pairs, site.settings.page_size))
    found = site.engine.search(wanted)
    return SearchShape.of(found, site.suggestions(found), names, site.addresses)


@router.get(
    "/answer",
    summary="Answer a question",
    responses={
        **NO_INDEX,
        413: {"model": ProblemShape, "description": "The question has more than 2,000 characters."},
        422: {
            "model": ProblemShape,
            "description": "There is no question, or a parameter has a value that does not exist.",
        },
    },
    openapi_extra={"parameters": openapi.ANSWER_PARAMETERS},
)
@at_once
def answer(request: Request) -> AnswerShape:
    """A sentence of the documents, word for word, or that they do not answer."""
    site = site_of(request)
    wanted = read_search(request.query_params.multi_items(), Names.of(site.engine.stats()), PASSAGES)
    if not wanted.text:
        raise BadParameter("The parameter q is missing: ask a question, such as q=Who inspects the boats?")
    return AnswerShape.of(site.answerer.ask(wanted), site.addresses)


@router.get(
    "/passages/{passage_id}",
    summary="One passage",
    responses={**NO_INDEX, **REFUSED, 404: {"model": ProblemShape, "description": "No passage has this id."}},
    openapi_extra={"parameters": openapi.PASSAGE_PARAMETERS},
)
def passage(request: Request, passage_id: PassageId) -> PassageShape:
    """A passage's whole text, where it stands, and the passages around it."""
    site = site_of(request)
    text = read_text(request.query_params.multi_items())
    return PassageShape.of(site.engine.passage(passage_id, text), site.addresses)


@router.get("/documents", summary="All documents", responses=NO_INDEX)
def documents(request: Request) -> DocumentsShape:
    """What is in the index."""
    return DocumentsShape.of(site_of(request).engine.stats())
