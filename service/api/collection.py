"""Collections of quotations as JSON."""

from fastapi import APIRouter, Request

from service.api import openapi
from service.api.search import NO_INDEX, REFUSED
from service.quotations.address import QuotationAddress
from service.quotations.check import QuotationCheck
from service.schemas.cited_quote import quote_of_check
from service.schemas.collection import CollectedSchema, CollectionResponse
from service.search.deadline import Deadline
from service.state import app_state
from service.web.collected import PICKED, parse_collected
from service.web.rendering import external_origin

DEADLINES = 5
"""How many times as long as one search the checks of a collection may take."""

router = APIRouter(prefix="/api/v1", tags=["search"])


def checked_collection(request: Request) -> tuple[QuotationCheck, ...]:
    """Return what became of each quotation that a request names. Raise BadParameter, PageChanged or QueryTimeout."""
    state = app_state(request)
    deadline = Deadline(DEADLINES * state.settings.query_seconds)
    checks = []
    for key in parse_collected(request.query_params.getlist(PICKED)):
        checks.append(state.engine.quotation(QuotationAddress.of_key(key)))
        deadline.check()
    return tuple(checks)


@router.get(
    "/collection",
    summary="A collection of quotations",
    responses=NO_INDEX | REFUSED,
    openapi_extra={"parameters": openapi.COLLECTION_PARAMETERS},
)
def collection(request: Request) -> CollectionResponse:
    """Return the quotations of a collection in their order, each checked, with its citation."""
    state = app_state(request)
    origin = external_origin(request, state.settings.base_url)
    return CollectionResponse(
        quotations=[
            CollectedSchema.of(check, quote_of_check(check, state.urls, origin), state.urls)
            for check in checked_collection(request)
        ],
        generation=state.engine.info().generation,
    )
