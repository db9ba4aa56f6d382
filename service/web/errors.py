"""Errors as responses: one table from class to status, one JSON form and one HTML page."""

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI
from pydantic import ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from indexer.errors import (
    BadParameter,
    DamagedIndex,
    Gone,
    IndexUnavailable,
    IndexVersionMismatch,
    NoIndex,
    NoPicture,
    NotFound,
    PageChanged,
    QueryTimeout,
    QueryTooLong,
    ServiceBusy,
    VerbatimError,
)
from service.schemas.examples import PROBLEM_EXAMPLE
from service.schemas.parts import Schema
from service.state import app_state
from service.translations.messages import N_, gettext

BUILD = N_("Run `python -m indexer build` (or `make run`) on the machine that serves this page, then load it again.")

JSON_PATHS = ("/api/", "/healthz", "/readyz")
"""Paths below which errors are JSON."""

EMBED = "/embed"
"""The path whose errors are shown in a frame."""


@dataclass(frozen=True, slots=True)
class ErrorSpec:
    """The response to a class of errors: `title` is the heading of the page, `remedy` says what to do."""

    status: int
    code: str
    title: str
    remedy: str | None = None


ERROR_SPECS: dict[type[VerbatimError], ErrorSpec] = {
    QueryTooLong: ErrorSpec(413, "query_too_long", N_("The query is too long")),
    BadParameter: ErrorSpec(422, "bad_parameter", N_("We don't recognise part of this search")),
    Gone: ErrorSpec(410, "gone", N_("No longer in the text")),
    NotFound: ErrorSpec(404, "not_found", N_("Page not found")),
    PageChanged: ErrorSpec(503, "page_changed", N_("We can't show this passage"), BUILD),
    QueryTimeout: ErrorSpec(
        503, "query_timeout", N_("The search took too long"), N_("Search for fewer or rarer words.")
    ),
    ServiceBusy: ErrorSpec(503, "busy", N_("The service is busy")),
    NoPicture: ErrorSpec(503, "no_picture", N_("This page cannot be shown as a picture")),
    NoIndex: ErrorSpec(503, "no_index", N_("There is no index yet"), BUILD),
    DamagedIndex: ErrorSpec(503, "damaged_index", N_("The index is damaged"), BUILD),
    IndexVersionMismatch: ErrorSpec(503, "foreign_index", N_("The index was built by another version"), BUILD),
    IndexUnavailable: ErrorSpec(503, "index_unavailable", N_("We can't search the index"), BUILD),
    VerbatimError: ErrorSpec(500, "internal_error", N_("Something went wrong")),
}
"""The response to an error is that of its class, or of its nearest base class."""

HTTP_TITLES = {404: N_("Page not found"), 405: N_("Method not allowed")}

HTTP_MESSAGES = {
    404: N_("There is no page at this address."),
    405: N_("Only GET requests are allowed at this address."),
}


class ErrorSchema(Schema):
    """What went wrong, and what to do about it."""

    status: int = Field(description="The HTTP status.")
    code: str = Field(description="The kind of error, for programs.")
    message: str
    remedy: str | None = Field(default=None, description="What to do; omitted if there is nothing to do.")
    request_id: str | None = Field(
        default=None, description="The id of the request in the log, if the error was unexpected."
    )


class ProblemSchema(Schema):
    """The form of every error."""

    model_config = ConfigDict(json_schema_extra={"examples": [PROBLEM_EXAMPLE]})

    error: ErrorSchema


@dataclass(frozen=True, slots=True)
class ErrorView:
    """The page of an error."""

    title: str
    error: ErrorSchema


def error_spec(error: VerbatimError) -> ErrorSpec:
    """Return the row of the table for an error."""
    return next(ERROR_SPECS[kind] for kind in type(error).__mro__ if kind in ERROR_SPECS)


def error_view(error: Exception) -> ErrorView:
    """Return the view of an error of ours or of the router. Raise TypeError for any other."""
    if isinstance(error, VerbatimError):
        spec = error_spec(error)
        schema = ErrorSchema(
            status=spec.status,
            code=spec.code,
            message=error.message_in(gettext),
            remedy=gettext(spec.remedy) if spec.remedy else None,
        )
        return ErrorView(gettext(spec.title), schema)
    if isinstance(error, HTTPException):
        status = HTTPStatus(error.status_code)
        code = status.phrase.lower().replace(" ", "_")
        schema = ErrorSchema(status=status, code=code, message=gettext(HTTP_MESSAGES.get(status, error.detail)))
        return ErrorView(gettext(HTTP_TITLES.get(status, status.phrase)), schema)
    raise TypeError(f"There is no response to {type(error).__name__}.") from error


def unexpected_error_view(request_id: str) -> ErrorView:
    """Return the view of an unexpected error; the log has its traceback under the request's id."""
    spec = ERROR_SPECS[VerbatimError]
    message = gettext(
        "Something went wrong on our side. The administrator can find it in the log by the id of this request."
    )
    schema = ErrorSchema(status=spec.status, code=spec.code, message=message, request_id=request_id)
    return ErrorView(gettext(spec.title), schema)


def error_response(request: Request, view: ErrorView) -> Response:
    """Return an error as JSON or as a page, depending on the path."""
    if request.url.path.startswith(JSON_PATHS):
        body = ProblemSchema(error=view.error).model_dump(exclude_none=True)
        return JSONResponse(body, status_code=view.error.status, headers={"Cache-Control": "no-store"})
    template = "embed_error.html" if request.url.path == EMBED else "error.html"
    return app_state(request).renderer.error(request, view, view.error.status, template)


async def handle_error(request: Request, error: Exception) -> Response:
    """Handle an error that `error_view` knows."""
    response = error_response(request, error_view(error))
    response.headers.update(getattr(error, "headers", None) or {})
    return response


def add_exception_handlers(app: FastAPI) -> None:
    """Register the handler of the errors that `error_view` knows."""
    for kind in (VerbatimError, HTTPException):
        app.add_exception_handler(kind, handle_error)
