"""Endpoints that answer on the event loop where that takes them no time to speak of, and in a thread otherwise."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from service.search.protocol import SearchRequest
from service.state import app_state

Shown = TypeVar("Shown")

MAX_DIGITS = 10
"""Longer numbers are refused anyway."""


def run_inline(endpoint: Callable[[Request], Shown]) -> Callable[[Request], Awaitable[Shown]]:
    """Run an endpoint that searches on the event loop where its search is cheap, else in a thread.

    Handing a request of a millisecond over to a thread and back costs half of what the request does, and threads that
    all want Python's lock wait for each other longer than for that.
    """

    @wraps(endpoint)
    async def answer(request: Request) -> Shown:
        if app_state(request).engine.is_cheap(_estimated(request)):
            return endpoint(request)
        return await run_in_threadpool(endpoint, request)

    return answer


def _estimated(request: Request) -> SearchRequest:
    """Return the search of a request as far as its cost depends on it; what is malformed costs nothing."""
    values = request.query_params
    page, size = values.get("page", "1"), values.get("page_size", "")
    return SearchRequest(
        text=values.get("q", ""),
        page=int(page) if page.isascii() and page.isdigit() and len(page) < MAX_DIGITS else 1,
        page_size=int(size) if size.isascii() and size.isdigit() and len(size) < MAX_DIGITS else 10,
    )
