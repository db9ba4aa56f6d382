"""Rendering of typed views as HTML responses.

Templates get `view`, `urls`, `registers`, `asset`, `root` (the origin before a path that must be absolute; may be
empty), `interface` with the language, `collected` with the collection that the address carries, and the functions of
gettext, and nothing else of the service.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from indexer.errors import BadParameter
from service.registers.store import RegisterType
from service.schemas.linked_data import site_data
from service.translations import formats, messages
from service.web.collected import collected
from service.web.urls import Urls

_PACKAGED = Path(__file__).resolve().parents[1] / "_templates"

TEMPLATES = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).resolve().parents[2] / "templates"
"""The templates: a wheel carries them inside the package, a checkout beside it."""

STATIC = TEMPLATES / "static"

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?|\[[0-9a-f:.]+\](:\d{1,5})?", re.IGNORECASE)


def external_origin(request: Request, base_url: str) -> str:
    """Return the origin at which readers reach the service: `https://search.example.org`.

    Without a base URL it comes from the request's Host header, which any client can set: it is empty unless that
    is a plain name or IP address, with or without a port.
    """
    if base_url:
        scheme, _, rest = base_url.partition("://")
        return f"{scheme}://{rest.partition('/')[0]}"
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}" if _HOST.fullmatch(host) else ""


def prefers_json(accept: str) -> bool:
    """Return whether an Accept header names JSON and, at the same or a higher quality, no HTML."""
    qualities = {}
    for each in accept.split(","):
        name, *parameters = (part.strip() for part in each.lower().split(";"))
        given = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        qualities[name] = float(given) if re.fullmatch(r"[01](\.\d{0,3})?", given) else 0.0
    return qualities.get("application/json", 0.0) > qualities.get("text/html", 0.0)


def template_environment(folders: Iterable[Path] = ()) -> Environment:
    """Return an environment in which every value is escaped and an undefined name is an error."""
    environment = Environment(
        loader=FileSystemLoader([TEMPLATES, *folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # a method that the extension adds
        messages.gettext, messages.ngettext, newstyle=True, pgettext=messages.pgettext, npgettext=messages.npgettext
    )
    environment.filters["number"] = formats.format_number
    environment.filters["date"] = formats.format_date
    environment.globals["language_name"] = formats.language_name
    environment.globals["in_languages"] = formats.in_languages
    environment.filters["xml_text"] = lambda text: _NOT_IN_XML.sub(" ", text)
    environment.filters["ucfirst"] = lambda text: text[:1].upper() + text[1:]
    environment.globals["interface"] = messages.interface
    environment.globals["collected"] = collected
    environment.globals["languages"] = lambda: [
        (code, formats.own_language_name(code)) for code in messages.languages()
    ]
    return environment


_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML cannot hold."""


def required_origin(request: Request, base_url: str) -> str:
    """Return the origin for addresses that must be absolute. Raise BadParameter where the request names no host."""
    origin = external_origin(request, base_url)
    if not origin:
        raise BadParameter("The Host header is not the name of a host.")
    return origin


class Renderer:
    """Render pages; `versions` are those of the static files by name."""

    def __init__(
        self,
        urls: Urls,
        versions: Mapping[str, str],
        registers: Sequence[RegisterType[Any]] = (),
        embed_integrity: str = "",
    ) -> None:
        self._urls = urls
        self._environment = template_environment(filter(None, (each.template_folder for each in registers)))
        self._environment.globals["urls"] = urls
        self._environment.globals["registers"] = registers
        self._environment.globals["site_data"] = site_data
        self._environment.globals["embed_integrity"] = embed_integrity
        self._environment.globals["asset"] = lambda name: urls.asset(versions[name], name)

    def page(self, request: Request, template: str, view: object, media_type: str = "text/html") -> Response:
        """Return a page with an ETag, or 304 if the browser has it already."""
        text = self._text(request, template, view)
        tag = f'W/"{sha256(text.encode()).hexdigest()[:20]}"'
        headers = {"Cache-Control": "no-cache", "ETag": tag, **_content_language()}
        if tag in request.headers.get("If-None-Match", ""):
            return Response(status_code=304, headers=headers)
        return Response(text, media_type=f"{media_type}; charset=utf-8", headers=headers)

    def error(self, request: Request, view: object, status: int, template: str = "error.html") -> Response:
        """Return the page of an error, which is not cached."""
        text = self._text(request, template, view)
        return HTMLResponse(text, status_code=status, headers={"Cache-Control": "no-store", **_content_language()})

    def negotiated(self, request: Request, status: int, template: str, view: object, body: str) -> Response:
        """Return a page, or its JSON `body` if the request prefers JSON: one URL for people and programs."""
        headers = {"Cache-Control": "no-cache" if status == HTTPStatus.OK else "no-store", "Vary": "Accept"}
        if prefers_json(request.headers.get("accept", "")):
            return Response(body, status, headers | _content_language(), media_type="application/json")
        text = self._text(request, template, view)
        return HTMLResponse(text, status_code=status, headers=headers | _content_language())

    def _text(self, request: Request, template: str, view: object) -> str:
        root = external_origin(request, self._urls.base_url)
        return self._environment.get_template(template).render(view=view, root=root)


def _content_language() -> dict[str, str]:
    return {"Content-Language": messages.interface().language}
