"""The language of a response: the one that the address names (`?lang=vi`), else the best that the browser accepts."""

from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.translations.messages import SOURCE, Interface, languages, use

LANGUAGE = "lang"
"""The parameter that names the language."""

MAX_RANGES = 32
"""Language ranges of a header that are read; browsers send a handful."""

NOT_TRANSLATED = "/static/"

_SAFE = "%!$&'()*+,;=:@/?~"
"""Characters of a query string that stay as they are (RFC 3986, 3.4)."""


def accepted_language(header: str) -> str:
    """Return the language that an Accept-Language header prefers, of those that have a catalogue; else English.

    A range matches by its first subtag (RFC 4647, lookup): `es-CO` is Spanish.
    """
    best, best_quality = SOURCE, 0.0
    for each in header.split(",")[:MAX_RANGES]:
        name, _, parameters = each.partition(";")
        quality = _quality(parameters)
        if quality > best_quality and (found := known_language(name)):
            best, best_quality = found, quality
    return best


def known_language(name: str) -> str | None:
    """Return the language that has a catalogue of a tag such as `vi` or `es-CO`, or None."""
    code = name.strip().partition("-")[0].partition("_")[0].casefold()
    return code if code in languages() else None


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


def read_interface(scope: Scope) -> Interface:
    """Return the interface that a request asks for."""
    pairs = [pair for pair in scope["query_string"].decode("latin-1").split("&") if pair]
    named = [pair.partition("=")[2] for pair in pairs if pair.partition("=")[0] == LANGUAGE]
    chosen = known_language(named[0]) if named else None
    others = "&".join(pair for pair in pairs if pair.partition("=")[0] != LANGUAGE)
    return Interface(
        language=chosen or accepted_language(Headers(scope=scope).get("accept-language", "")),
        in_address=chosen is not None,
        path="/" + quote(scope["path"].lstrip("/")),
        query=quote(others, safe=_SAFE),
    )


class LanguageMiddleware:
    """Answer each request in its language, and tell caches that responses depend on it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(NOT_TRANSLATED):
            await self.app(scope, receive, send)
            return

        async def send_with_vary(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).add_vary_header("Accept-Language")
            await send(message)

        with use(read_interface(scope)):
            await self.app(scope, receive, send_with_vary)
