"""Liveness and readiness, for monitoring."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from service.state import app_state
from service.web.errors import ProblemSchema

router = APIRouter(tags=["health"])

NO_STORE = {"Cache-Control": "no-store"}


@router.get("/healthz", summary="Whether the process lives")
def alive() -> Response:
    """Answer 200 while the process runs."""
    return JSONResponse({"status": "ok"}, headers=NO_STORE)


@router.get(
    "/readyz",
    summary="Whether searches can be answered",
    responses={503: {"model": ProblemSchema, "description": "There is no index that can be searched."}},
)
def ready(request: Request) -> Response:
    """Answer 200 with what is indexed, or 503 with what to do."""
    info = app_state(request).engine.info()
    body = {
        "status": "ready",
        "generation": info.generation,
        "documents": len(info.documents),
        "passages": info.passages,
    }
    return JSONResponse(body, headers=NO_STORE)
