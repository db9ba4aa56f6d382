"""Atom feeds (RFC 4287) of searches and of registers: what came into the index last is first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.settings import MAX_PAGE_SIZE
from service.registers.context import RegisterContext, register_context
from service.registers.request import parse_register_request
from service.registers.store import Located, RegisterType
from service.schemas.citation import absolute, page_words
from service.search.protocol import Hit, SearchRequest
from service.state import AppState, app_state
from service.translations.messages import gettext
from service.web.parameters import parse_search
from service.web.rendering import required_origin

MAX_ENTRIES = 50
"""The entries of a feed."""

FEED_PAGES = 4
"""How many pages of results, the best ones, a feed chooses its entries from."""

ATOM = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A quotation in a feed: `url` is permanent, `added` when it came into the index (ISO 8601)."""

    url: str
    title: str
    text: str
    language: str
    publisher: str
    added: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its URL and that of the page that it follows; all URLs are absolute."""

    title: str
    url: str
    page_url: str
    updated: str
    entries: tuple[FeedEntry, ...]


def search_feed(request: Request) -> Response:
    """Return the best results of a search as a feed, those that came into the index last first."""
    state = app_state(request)
    origin = required_origin(request, state.settings.base_url)
    info = state.engine.info()
    search = parse_search(request.query_params.multi_items(), state.labels(info), MAX_PAGE_SIZE)
    search = replace(search, page=1, group=None)
    hits = _best(state, search)
    added = state.engine.added([hit.passage.id for hit in hits])
    newest = sorted(zip(hits, added, strict=True), key=lambda each: each[1], reverse=True)[:MAX_ENTRIES]
    title = gettext("Search: %(query)s") % {"query": search.text} if search.text else gettext("All passages")
    return _feed(
        request,
        state,
        title=title,
        page_url=absolute(state.urls.permanent(state.urls.search(search)), origin),
        built=info.built,
        entries=[
            FeedEntry(
                url=absolute(state.urls.permalink(hit.passage.id), origin),
                title=_title(hit),
                text=hit.passage.text,
                language=hit.passage.language,
                publisher=hit.document.source.publisher,
                added=when,
            )
            for hit, when in newest
        ],
    )


def _best(state: AppState, search: SearchRequest) -> list[Hit]:
    """Return the best results of a search whose words are those of their pages."""
    hits: list[Hit] = []
    for number in range(1, FEED_PAGES + 1):
        found = state.engine.search(replace(search, page=number))
        hits += [hit for hit in found.hits if not hit.withheld]
        if number * search.page_size >= found.total + found.others:
            break
    return hits


def _title(located: Hit | Located[Any]) -> str:
    text = located.passage if isinstance(located, Hit) else located.record
    return ", ".join(filter(None, (located.document.source.title, page_words(text, located.document))))


def register_feed(request: Request, register: RegisterType[Any]) -> Response:
    """Return the records that a list page shows as a feed, those that came into the index last first."""
    state = app_state(request)
    required_origin(request, state.settings.base_url)
    context = register_context(request, register)
    selection = parse_register_request(request.query_params.multi_items(), context.labels, register.fields)
    opened = register.views.opened(selection) if register.views else selection
    rows = context.register.find(replace(opened, group="", page=1, page_size=0)).rows
    return _feed(
        request,
        state,
        title=gettext(register.title),
        page_url=absolute(state.urls.permanent(context.url(selection)), context.origin),
        built=state.engine.info().built,
        entries=list(_records([context.records[row.row_id] for row in rows], context)),
    )


def _records(records: Sequence[Located[Any]], context: RegisterContext) -> Iterable[FeedEntry]:
    kind, added = context.type.kind, context.store.generation.added
    newest = sorted(records, key=lambda located: added.time(kind, located.id), reverse=True)[:MAX_ENTRIES]
    for located in newest:
        yield FeedEntry(
            url=absolute(context.urls.record_permalink(context.type.name, located.id), context.origin),
            title=_title(located),
            text=located.record.sentence,
            language=located.record.language,
            publisher=located.document.source.publisher,
            added=added.time(kind, located.id),
        )


def _feed(
    request: Request, state: AppState, *, title: str, page_url: str, built: str, entries: Sequence[FeedEntry]
) -> Response:
    path = request.url.path
    query = f"?{request.url.query}" if request.url.query else ""
    feed = Feed(
        title=f"{title} – Verbatim",
        url=absolute(f"{state.urls.prefix}{path}{query}", required_origin(request, state.settings.base_url)),
        page_url=page_url,
        updated=max((entry.added for entry in entries), default=built),
        entries=tuple(entries),
    )
    return state.renderer.page(request, "feed.xml", feed, media_type=ATOM)


def feed_routes(types: Iterable[RegisterType[Any]]) -> list[Route]:
    """Return the routes of the feeds of searches and of these registers."""
    return [
        Route("/search.atom", search_feed),
        *(Route(f"/{each.name}.atom", partial(register_feed, register=each)) for each in types),
    ]
