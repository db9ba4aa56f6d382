"""The headers that keep a page to itself: nothing runs, loads or frames that we did not say."""

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'",),
    "form-action": ("'self'",),
    "base-uri": ("'none'",),
    "frame-ancestors": ("'none'",),
}
"""What a page may load and be loaded by. It starts from nothing."""

UNUSED_FEATURES = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")


def content_policy(directives: Mapping[str, tuple[str, ...]]) -> str:
    """Directives as the value of a Content-Security-Policy header."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


HEADERS = {
    "Content-Security-Policy": content_policy(CONTENT_POLICY),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def framed_headers(origins: tuple[str, ...]) -> Mapping[str, str]:
    """The headers of a page that these origins may frame; those of every page where there are none."""
    if not origins:
        return HEADERS
    return HEADERS | {
        "Content-Security-Policy": content_policy({**CONTENT_POLICY, "frame-ancestors": origins}),
        "Cross-Origin-Resource-Policy": "cross-origin",
    }


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers as ASGI has them."""
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


_ENCODED = _encoded(HEADERS)


class SecurityHeadersMiddleware:
    """Adds the headers to every answer that does not set its own. Only the page at `framed` may be framed."""

    def __init__(self, app: ASGIApp, framed: str, origins: tuple[str, ...]) -> None:
        self.app = app
        self.framed = framed
        self.framed_headers = _encoded(framed_headers(origins))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        chosen = self.framed_headers if scope["path"] == self.framed else _ENCODED

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(each for each in chosen if each[0] not in own)]
            await send(message)

        await self.app(scope, receive, send_with_headers)
