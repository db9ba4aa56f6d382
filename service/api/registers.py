"""The registers for programs: what their pages show, as JSON."""

from fastapi import APIRouter, Request

from service.api import openapi
from service.api.search import NO_INDEX
from service.registers.commitments import COMMITMENTS
from service.registers.context import desk_of
from service.registers.figures import FIGURES
from service.registers.parameters import read_register_for_programs
from service.schemas.commitments import CommitmentsShape
from service.schemas.figures import FiguresShape
from service.web.errors import ProblemShape

router = APIRouter(prefix="/api/v1", tags=["registers"])

REFUSED = {
    **NO_INDEX,
    413: {"model": ProblemShape, "description": "The query has more than 2,000 characters."},
    422: {"model": ProblemShape, "description": "A parameter has a value that does not exist."},
}


@router.get(
    "/commitments",
    summary="The register of statements",
    responses=REFUSED,
    openapi_extra={"parameters": openapi.register_parameters(COMMITMENTS)},
)
def commitments(request: Request) -> CommitmentsShape:
    """Sentences in which somebody decided, plans, undertakes, expects, recommends or achieved something."""
    desk = desk_of(request)
    wanted = read_register_for_programs(request.query_params.multi_items(), desk.commitments, COMMITMENTS)
    found = desk.ledger.commitment_register.find(wanted)
    return CommitmentsShape.of(found, desk.ledger, desk.commitments, desk.state.urls, desk.root)


@router.get(
    "/figures",
    summary="The register of figures",
    responses=REFUSED,
    openapi_extra={"parameters": openapi.register_parameters(FIGURES)},
)
def figures(request: Request) -> FiguresShape:
    """Every number of the documents with its unit, what it counts and its sentence."""
    desk = desk_of(request)
    wanted = read_register_for_programs(request.query_params.multi_items(), desk.figures, FIGURES)
    found = desk.ledger.figure_register.find(wanted)
    return FiguresShape.of(found, desk.ledger, desk.figures, desk.state.urls, desk.root)
