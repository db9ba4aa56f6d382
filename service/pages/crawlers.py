"""What crawlers and other programs read of a site: robots.txt, the sitemap and llms.txt (llmstxt.org)."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from indexer.records.site import translation
from service.schemas.citation import absolute
from service.state import AppState, app_state
from service.web.rendering import external_origin, required_origin
from service.web.urls import Link

MAX_SITEMAP_URLS = 50_000
"""The most that a sitemap may have (sitemaps.org)."""

NOT_CRAWLED = ("/search", "/embed", "/compare", "/matrix", "/collection", "/suggest", "/api/")
"""Paths with more addresses than a crawler could visit."""


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """What llms.txt says: the collection's name and introduction, its documents, and absolute URLs."""

    name: str
    introduction: str
    origin: str
    documents: tuple[Link, ...]


def robots(request: Request) -> Response:
    """Return which pages crawlers should leave alone, and where the sitemap is."""
    state = app_state(request)
    origin = external_origin(request, state.settings.base_url)
    lines = ["User-agent: *", *(f"Disallow: {state.urls.prefix}{path}" for path in NOT_CRAWLED)]
    if origin:
        lines += ["", f"Sitemap: {origin}{state.urls.prefix}/sitemap.xml"]
    return PlainTextResponse("\n".join([*lines, ""]))


def sitemap(request: Request) -> Response:
    """Return the pages of the site but those of single passages and searches."""
    state = app_state(request)
    origin = required_origin(request, state.settings.base_url)
    urls = [absolute(url, origin) for url in _pages(state)][:MAX_SITEMAP_URLS]
    return state.renderer.page(request, "sitemap.xml", urls, media_type="application/xml")


def _pages(state: AppState) -> Iterator[str]:
    urls = state.urls
    yield from (urls.home(), urls.about(), urls.documents())
    yield from (urls.register(each.name) for each in state.registers.types)
    yield from (urls.document(document.id) for document in state.engine.info().documents)


def llms(request: Request) -> Response:
    """Return what a language model needs to know to quote this site, as Markdown."""
    state = app_state(request)
    origin = required_origin(request, state.settings.base_url)
    info = state.engine.info()
    summary = SiteSummary(
        name=translation(info.site.name) or "Verbatim",
        introduction=" ".join(translation(info.site.introduction or "").split()),
        origin=f"{origin}{state.urls.prefix}",
        documents=tuple(
            Link(each.source.title, absolute(state.urls.document(each.id), origin)) for each in info.documents
        ),
    )
    return state.renderer.page(request, "llms.txt", summary, media_type="text/markdown")


ROUTES = [Route("/robots.txt", robots), Route("/sitemap.xml", sitemap), Route("/llms.txt", llms)]
