"""The outer edge: the one place where an error that nobody foresaw ends."""

import logging

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.errors import error_response, unexpected

failures = logging.getLogger("verbatim.failures")


class ServerErrorMiddleware:
    """Isolates one request: whatever it raises is logged under its id and answered in the shape of all errors."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def send_noting_start(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, send_noting_start)
        except Exception:  # the outer edge: one request must not take the others with it
            request_id = scope["state"]["request_id"]
            failures.exception("A request failed unexpectedly (id %s)", request_id)
            if started:
                raise
            await error_response(Request(scope), unexpected(request_id))(scope, receive, send)
