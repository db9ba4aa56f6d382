"""Every error as an answer: one table from class to status, one shape as JSON, one page as HTML."""

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from indexer.errors import (
    BadParameter,
    ForeignIndex,
    IndexUnavailable,
    NoIndex,
    NotFound,
    PageChanged,
    QueryTimeout,
    QueryTooLong,
    VerbatimError,
)
from service.schemas.examples import PROBLEM_EXAMPLE
from service.schemas.parts import Schema
from service.state import app_state

BUILD = "Run `python -m indexer build` (or `make run`) on the machine that serves this page, then load it again."

FOR_PROGRAMS = ("/api/", "/healthz", "/readyz")
"""Addresses below which errors are JSON."""

EMBED = "/embed"
"""The address whose errors stand in a frame."""


@dataclass(frozen=True, slots=True)
class ErrorSpec:
    """How a class of errors is answered. `title` heads the page; `remedy` is what to do, where that can be said."""

    status: int
    code: str
    title: str
    remedy: str | None = None


ERROR_SPECS: dict[type[VerbatimError], ErrorSpec] = {
    QueryTooLong: ErrorSpec(413, "query_too_long", "The query is too long"),
    BadParameter: ErrorSpec(422, "bad_parameter", "This search cannot be understood"),
    NotFound: ErrorSpec(404, "not_found", "There is nothing here"),
    PageChanged: ErrorSpec(503, "page_changed", "This passage cannot be shown", BUILD),
    QueryTimeout: ErrorSpec(503, "query_timeout", "The search took too long", "Search for fewer words, or rarer ones."),
    NoIndex: ErrorSpec(503, "no_index", "There is no index yet", BUILD),
    ForeignIndex: ErrorSpec(503, "foreign_index", "The index was built by another version", BUILD),
    IndexUnavailable: ErrorSpec(503, "index_unavailable", "The index cannot be searched", BUILD),
    VerbatimError: ErrorSpec(500, "internal_error", "Something went wrong"),
}
"""An error is answered by the row of its class or of the nearest class above it."""

HTTP_TITLES = {404: "There is nothing here", 405: "This cannot be done"}

HTTP_MESSAGES = {
    404: "There is nothing at this address.",
    405: "This address can be read, but not written to.",
}


class ErrorSchema(Schema):
    """What went wrong, and what to do about it."""

    status: int = Field(description="The HTTP status.")
    code: str = Field(description="The kind of error, for programs.")
    message: str
    remedy: str | None = Field(default=None, description="What to do; left out where there is nothing to say.")
    request_id: str | None = Field(default=None, description="With an error of ours: find it in the log by this.")


class ProblemSchema(Schema):
    """The one shape of every error."""

    model_config = ConfigDict(json_schema_extra={"examples": [PROBLEM_EXAMPLE]})

    error: ErrorSchema


@dataclass(frozen=True, slots=True)
class ErrorView:
    """The page of an error."""

    title: str
    error: ErrorSchema


def error_spec(error: VerbatimError) -> ErrorSpec:
    """The row of the table for an error."""
    return next(ERROR_SPECS[kind] for kind in type(error).__mro__ if kind in ERROR_SPECS)


def explain(error: Exception) -> ErrorView:
    """An error of ours, of the router or of the framework, in words."""
    if isinstance(error, VerbatimError):
        answer = error_spec(error)
        shape = ErrorSchema(status=answer.status, code=answer.code, message=str(error), remedy=answer.remedy)
        return ErrorView(answer.title, shape)
    if isinstance(error, HTTPException):
        status = HTTPStatus(error.status_code)
        code = status.phrase.lower().replace(" ", "_")
        shape = ErrorSchema(status=status, code=code, message=HTTP_MESSAGES.get(status, error.detail))
        return ErrorView(HTTP_TITLES.get(status, status.phrase), shape)
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        answer = ERROR_SPECS[BadParameter]
        return ErrorView(
            answer.title, ErrorSchema(status=answer.status, code=answer.code, message=f"{where}: {first['msg']}.")
        )
    raise TypeError(f"No answer is known to {type(error).__name__}.") from error


def unexpected(request_id: str) -> ErrorView:
    """An error that nobody foresaw; the log knows more under this id."""
    answer = ERROR_SPECS[VerbatimError]
    message = "Something went wrong on our side. The log has it under the number of this request."
    shape = ErrorSchema(status=answer.status, code=answer.code, message=message, request_id=request_id)
    return ErrorView(answer.title, shape)


def error_response(request: Request, view: ErrorView) -> Response:
    """An error in the form that the address calls for."""
    if request.url.path.startswith(FOR_PROGRAMS):
        body = ProblemSchema(error=view.error).model_dump(exclude_none=True)
        return JSONResponse(body, status_code=view.error.status, headers={"Cache-Control": "no-store"})
    template = "embed_error.html" if request.url.path == EMBED else "error.html"
    return app_state(request).renderer.error(request, view, view.error.status, template)


async def respond(request: Request, error: Exception) -> Response:
    """The framework's handler of the errors that `explain` knows."""
    response = error_response(request, explain(error))
    response.headers.update(getattr(error, "headers", None) or {})
    return response


def install(app: FastAPI) -> None:
    """Answers the errors that `explain` knows with the one shape."""
    for kind in (VerbatimError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, respond)
