"""From a typed view to an HTML response.

Templates see `view`, the addresses, `root` (what stands before an address where it must be absolute; may be empty)
and nothing else of the service.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from service.registers.store import RegisterType
from service.web.external_origin import external_origin
from service.web.static_files import Asset
from service.web.urls import Urls

_PACKAGED = Path(__file__).resolve().parents[1] / "_templates"

TEMPLATES = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).resolve().parents[2] / "templates"
"""The templates: a wheel carries them inside the package, a checkout beside it."""

STATIC = TEMPLATES / "static"


def template_environment(folders: Iterable[Path] = ()) -> Environment:
    """Templates in which every value is escaped and an unknown name is an error."""
    environment = Environment(
        loader=FileSystemLoader([TEMPLATES, *folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["number"] = lambda number: f"{number:,}"
    return environment


class Renderer:
    """Renders pages of one site."""

    def __init__(self, urls: Urls, assets: dict[str, Asset], registers: Sequence[RegisterType[Any]] = ()) -> None:
        self._addresses = urls
        self._environment = template_environment(filter(None, (each.template_folder for each in registers)))
        self._environment.globals["urls"] = urls
        self._environment.globals["registers"] = registers
        self._environment.globals["asset"] = lambda name: urls.asset(assets[name].version, name)

    def page(self, request: Request, template: str, view: object, media_type: str = "text/html") -> Response:
        """A page that browsers may keep, but ask for again; one that they have already is not sent twice."""
        text = self._text(request, template, view)
        tag = f'W/"{sha256(text.encode()).hexdigest()[:20]}"'
        headers = {"Cache-Control": "no-cache", "ETag": tag}
        if tag in request.headers.get("If-None-Match", ""):
            return Response(status_code=304, headers=headers)
        return Response(text, media_type=f"{media_type}; charset=utf-8", headers=headers)

    def error(self, request: Request, view: object, status: int, template: str = "error.html") -> Response:
        """The page of an error, which nobody keeps."""
        text = self._text(request, template, view)
        return HTMLResponse(text, status_code=status, headers={"Cache-Control": "no-store"})

    def _text(self, request: Request, template: str, view: object) -> str:
        root = external_origin(request, self._addresses.base_url)
        return self._environment.get_template(template).render(view=view, root=root)
