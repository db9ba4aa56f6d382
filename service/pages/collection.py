"""The page of a collection: quotations that a reader picked, each checked against the index, and as files.

Its address is all that there is of it: whoever has that sees the same quotations. A browser with scripts keeps the
address of its reader's own.
"""

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from service.api.collection import checked_collection
from service.pages.quotation_files import FILES, QuotationList, quotation_file
from service.quotations.check import QuotationCheck
from service.schemas.citation import absolute
from service.schemas.cited_quote import CitedQuote, quote_of_check
from service.state import app_state
from service.translations.messages import gettext
from service.web.collected import PICKED, parse_collected
from service.web.rendering import external_origin
from service.web.text_fragments import fragment
from service.web.urls import Link, Urls

UP, DOWN, REMOVE, ALL = "up", "down", "remove", "all"


@dataclass(frozen=True, slots=True)
class CollectedView:
    """A quotation of a collection. `page_url` is that of its page of the document, `proof` that of its check."""

    cited: CitedQuote
    page_url: str | None
    proof: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CollectionView:
    """A collection, its permanent URL, and the kinds of files: (label, URL without its quotations)."""

    quotes: tuple[CollectedView, ...]
    permalink: str
    files: tuple[Link, ...]
    documents: int


def collection(request: Request) -> Response:
    """Return the quotations that an address names, or lead to the address of the collection as it is changed."""
    state = app_state(request)
    values = request.query_params.getlist(PICKED)
    keys = parse_collected(values)
    changed, at = _changed(keys, request)
    if list(changed) != values or at is not None:
        place = f"#quotation-{at + 1}" if at is not None and changed else ""
        return RedirectResponse(state.urls.collection(changed) + place, status_code=303)
    origin = external_origin(request, state.settings.base_url)
    checks = checked_collection(request)
    quotes = tuple(_view(check, state.urls, origin) for check in checks)
    view = CollectionView(
        quotes=quotes,
        permalink=absolute(state.urls.permanent(state.urls.collection(keys)), origin),
        files=tuple(Link(each.label, state.urls.collection(ending=f".{ending}")) for ending, each in FILES.items()),
        documents=len({each.cited.title for each in quotes}),
    )
    return state.renderer.page(request, "collection.html", view)


def _changed(keys: tuple[str, ...], request: Request) -> tuple[tuple[str, ...], int | None]:
    """Return the collection with the change that the request asks for, and the place to show then, from 0.

    A change of what is not there changes nothing.
    """
    given = {name: request.query_params.get(name, "") for name in (UP, DOWN, REMOVE)}
    name = next((name for name, value in given.items() if value), None)
    if name is None:
        return keys, None
    if given[name] == ALL:
        return (), 0
    at = int(given[name]) - 1 if given[name].isascii() and given[name].isdigit() else -1
    if not 0 <= at < len(keys):
        return keys, 0
    rest = [*keys[:at], *keys[at + 1 :]]
    if name == REMOVE:
        return tuple(rest), min(at, max(len(rest) - 1, 0))
    to = min(max(at + (1 if name == DOWN else -1), 0), len(rest))
    rest.insert(to, keys[at])
    return tuple(rest), to


def _view(check: QuotationCheck, urls: Urls, origin: str) -> CollectedView:
    cited = quote_of_check(check, urls, origin)
    place = check.place if cited.reference else None
    page_url = None
    if place:
        page_url = urls.page(place.document, place.spans[0].page, passage_id=place.passage.id) + fragment(place.text)
    blocks = tuple(filter(None, cited.quote.text.split("\n")))
    return CollectedView(cited, page_url, urls.quotation_page(check.address), blocks)


def collection_file(request: Request, ending: str) -> Response:
    """Return a collection as a file."""
    state = app_state(request)
    keys = parse_collected(request.query_params.getlist(PICKED))
    origin = external_origin(request, state.settings.base_url)
    checks = checked_collection(request)
    listed = QuotationList(
        name="collection",
        title=gettext("Collection"),
        url=absolute(state.urls.permanent(state.urls.collection(keys)), origin),
        generation=state.engine.info().generation,
        total=len(checks),
        quotes=tuple(quote_of_check(check, state.urls, origin) for check in checks),
    )
    return quotation_file(listed, ending)


ROUTES = [
    Route("/collection", collection),
    *(Route(f"/collection.{ending}", partial(collection_file, ending=ending)) for ending in FILES),
]
