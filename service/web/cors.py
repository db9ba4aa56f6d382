"""Who else's scripts may read the API: the origins that the settings name, and nobody where they name none."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

READ = "/api/v1/"
"""The addresses that may be read from elsewhere."""

METHODS = "GET, HEAD"
SECONDS_KEPT = "600"


class CrossOrigin:
    """Tells browsers which origins' scripts may read an answer. No cookies are involved, so none are allowed."""

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]) -> None:
        self.app = app
        self.origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self.origins or not scope["path"].startswith(READ):
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        origin = asked.get("origin", "")
        allowed = {"Access-Control-Allow-Origin": origin} if origin in self.origins else {}
        if scope["method"] == "OPTIONS" and "access-control-request-method" in asked:
            preflight = {"Access-Control-Allow-Methods": METHODS, "Access-Control-Max-Age": SECONDS_KEPT}
            headers = {"Vary": "Origin", **(allowed and {**allowed, **preflight})}
            await Response(status_code=204 if allowed else 403, headers=headers)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.add_vary_header("Origin")
                headers.update(allowed)
            await send(message)

        await self.app(scope, receive, send_with_headers)
