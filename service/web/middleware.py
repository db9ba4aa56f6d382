"""The middleware of the service: CORS for the API, security headers, and responses to unexpected errors."""

import logging
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indexer.errors import IndexUnavailable
from service.state import app_state
from service.web.errors import error_response, error_view, unexpected_error_view

API = "/api/v1/"

CONTENT_POLICY: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'",),
    "connect-src": ("'self'",),
    "form-action": ("'self'",),
    "base-uri": ("'none'",),
    "frame-ancestors": ("'none'",),
}
"""The content security policy: what a page may load and which sites may frame it."""

UNUSED_FEATURES = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")

failures = logging.getLogger("verbatim.failures")


def content_policy(directives: Mapping[str, tuple[str, ...]]) -> str:
    """Return directives as the value of a Content-Security-Policy header."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


HEADERS = {
    "Content-Security-Policy": content_policy(CONTENT_POLICY),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def frame_headers(origins: tuple[str, ...]) -> Mapping[str, str]:
    """Return the headers of a page that these origins may frame; those of every page where there are none."""
    if not origins:
        return HEADERS
    return HEADERS | {
        "Content-Security-Policy": content_policy({**CONTENT_POLICY, "frame-ancestors": origins}),
        "Cross-Origin-Resource-Policy": "cross-origin",
    }


def _encode(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


_HEADERS = _encode(HEADERS)


class ApiCORSMiddleware(CORSMiddleware):
    """Allow the scripts of these origins to read the API, and nothing else; without cookies, which it does not use."""

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]) -> None:
        super().__init__(app, allow_origins=origins, allow_methods=("GET", "HEAD"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_api = scope["type"] == "http" and scope["path"].startswith(API)
        await (super().__call__ if is_api else self.app)(scope, receive, send)


class SecurityHeadersMiddleware:
    """Add the headers to every response that does not set them itself. Only the page at `framed_path` may be framed."""

    def __init__(self, app: ASGIApp, framed_path: str, origins: tuple[str, ...]) -> None:
        self.app = app
        self.framed_path = framed_path
        self.frame_headers = _encode(frame_headers(origins))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = self.frame_headers if scope["path"] == self.framed_path else _HEADERS

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(each for each in headers if each[0] not in present)]
            await send(message)

        await self.app(scope, receive, send_with_headers)


class UnexpectedErrorMiddleware:
    """Log an unexpected error under the request's id, and respond in the form of all errors."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        response_started = False

        async def send_and_note_start(message: Message) -> None:
            nonlocal response_started
            response_started = response_started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, send_and_note_start)
        except Exception as error:  # the outer edge: one request must not affect others
            request_id = scope["state"]["request_id"]
            if response_started:
                failures.exception("A request failed unexpectedly (id %s)", request_id)
                raise
            damage = await run_in_threadpool(_find_damage, scope)
            if damage:
                failures.error("A request failed (id %s, %s): %s", request_id, type(error).__name__, damage)
            else:
                failures.exception("A request failed unexpectedly (id %s)", request_id)
            view = error_view(damage) if damage else unexpected_error_view(request_id)
            await error_response(Request(scope), view)(scope, receive, send)


def _find_damage(scope: Scope) -> IndexUnavailable | None:
    """Return the error of an index that was damaged while it was searched, which explains any other error."""
    try:
        app_state(Request(scope)).engine.check()
    except IndexUnavailable as error:
        return error
    return None
