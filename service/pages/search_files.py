"""The results of a search as files: each passage as a quotation, with its citation and its permanent link."""

from dataclasses import replace
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.settings import MAX_PAGE_SIZE
from service.pages.quotation_files import FILES, QuotationList, quotation_file
from service.schemas.citation import absolute
from service.schemas.cited_quote import CitedQuote, quote_of_hit
from service.search.deadline import Deadline
from service.search.protocol import SearchRequest
from service.state import AppState, app_state
from service.translations.messages import gettext
from service.web.parameters import MAX_RESULT_WINDOW, parse_search
from service.web.rendering import external_origin

DEADLINES = 3
"""How many times as long as one search a file, which takes up to twenty, may take."""


def search_file(request: Request, ending: str) -> Response:
    """Return the results of a search, as many as can be paged through, as a file."""
    state = app_state(request)
    info = state.engine.info()
    search = parse_search(request.query_params.multi_items(), state.labels(info), state.settings.page_size)
    search = replace(search, page=1, page_size=MAX_PAGE_SIZE, group="none")
    origin = external_origin(request, state.settings.base_url)
    quotes, total = _found(state, search, origin)
    listed = QuotationList(
        name="search",
        title=gettext("Search: %(query)s") % {"query": search.text} if search.text else gettext("All passages"),
        url=absolute(state.urls.permanent(state.urls.search(replace(search, group=None))), origin),
        generation=info.generation,
        total=total,
        quotes=quotes,
    )
    return quotation_file(listed, ending)


def _found(state: AppState, search: SearchRequest, origin: str) -> tuple[tuple[CitedQuote, ...], int]:
    """Return the first results of a search, and how many there are. Raise QueryTimeout."""
    deadline = Deadline(DEADLINES * state.settings.query_seconds)
    quotes: list[CitedQuote] = []
    withheld = 0
    for number in range(1, MAX_RESULT_WINDOW // MAX_PAGE_SIZE + 1):
        page = state.engine.search(replace(search, page=number))
        shown = [hit for hit in page.hits if not hit.withheld]
        withheld += len(page.hits) - len(shown)
        quotes += [quote_of_hit(hit, state.urls, origin) for hit in shown]
        total = page.total + page.others
        if number * MAX_PAGE_SIZE >= total:
            break
        deadline.check()
    return tuple(quotes), total - withheld


ROUTES = [Route(f"/search.{ending}", partial(search_file, ending=ending)) for ending in FILES]
