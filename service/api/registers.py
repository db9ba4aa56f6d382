"""The registers for programs: what their pages show, as JSON."""

from fastapi import APIRouter, Request

from service.api import openapi
from service.api.search import NO_INDEX
from service.registers.commitments import COMMITMENTS
from service.registers.context import register_context
from service.registers.figures import FIGURES
from service.registers.parameters import read_register_for_programs
from service.schemas.commitments import CommitmentsResponse
from service.schemas.figures import FiguresResponse
from service.web.errors import ProblemSchema

router = APIRouter(prefix="/api/v1", tags=["registers"])

REFUSED = {
    **NO_INDEX,
    413: {"model": ProblemSchema, "description": "The query has more than 2,000 characters."},
    422: {"model": ProblemSchema, "description": "A parameter has a value that does not exist."},
}


@router.get(
    "/commitments",
    summary="The register of statements",
    responses=REFUSED,
    openapi_extra={"parameters": openapi.register_parameters(COMMITMENTS)},
)
def commitments(request: Request) -> CommitmentsResponse:
    """Sentences in which somebody decided, plans, undertakes, expects, recommends or achieved something."""
    desk = register_context(request)
    wanted = read_register_for_programs(request.query_params.multi_items(), desk.commitments, COMMITMENTS)
    found = desk.store.commitment_register.find(wanted)
    return CommitmentsResponse.of(found, desk.store, desk.commitments, desk.state.urls, desk.root)


@router.get(
    "/figures",
    summary="The register of figures",
    responses=REFUSED,
    openapi_extra={"parameters": openapi.register_parameters(FIGURES)},
)
def figures(request: Request) -> FiguresResponse:
    """Every number of the documents with its unit, what it counts and its sentence."""
    desk = register_context(request)
    wanted = read_register_for_programs(request.query_params.multi_items(), desk.figures, FIGURES)
    found = desk.store.figure_register.find(wanted)
    return FiguresResponse.of(found, desk.store, desk.figures, desk.state.urls, desk.root)
