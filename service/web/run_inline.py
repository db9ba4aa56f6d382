"""Endpoints that answer on the event loop where that takes them no time to speak of, and in a thread otherwise."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from service.state import app_state

Shown = TypeVar("Shown")


def run_inline(endpoint: Callable[[Request], Shown]) -> Callable[[Request], Awaitable[Shown]]:
    """An endpoint of the engine's that needs no thread while the engine is quick.

    Handing a request of a millisecond over to a thread and back costs half of what the request does, and threads that
    all want Python's lock wait for each other longer than for that.
    """

    @wraps(endpoint)
    async def answer(request: Request) -> Shown:
        if app_state(request).engine.is_quick:
            return endpoint(request)
        return await run_in_threadpool(endpoint, request)

    return answer
