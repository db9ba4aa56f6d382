"""The pages for people. All state is in the address, and every form is a GET form."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.engine.protocol import SearchRequest
from service.names import Names
from service.parameters import read_search, read_text
from service.site import site_of
from service.views.documents import documents_view
from service.views.home import home_view
from service.views.passage import passage_page_view
from service.views.search import Surroundings, search_view


def home(request: Request) -> Response:
    """What is inside, and ways in."""
    site = site_of(request)
    stats = site.engine.stats()
    everything = site.engine.search(SearchRequest(page_size=1))
    view = home_view(stats, everything, Names.of(stats), site.addresses)
    return site.renderer.page(request, "home.html", view)


def search(request: Request) -> Response:
    """The passages that answer a search."""
    site = site_of(request)
    stats = site.engine.stats()
    names = Names.of(stats)
    wanted = read_search(request.query_params.multi_items(), names, site.settings.page_size)
    found = site.engine.search(wanted)
    around = Surroundings(names, stats.passages, site.suggestions(found))
    return site.renderer.page(request, "search.html", search_view(found, around, site.addresses))


def passage(request: Request) -> Response:
    """One passage by its id, the words of `q` marked."""
    site = site_of(request)
    text = read_text(request.query_params.multi_items())
    found = site.engine.passage(request.path_params["passage_id"], text)
    view = passage_page_view(found, text, Names.of(site.engine.stats()), site.addresses)
    return site.renderer.page(request, "passage.html", view)


def documents(request: Request) -> Response:
    """All documents of the index."""
    site = site_of(request)
    stats = site.engine.stats()
    view = documents_view(stats, Names.of(stats), site.addresses)
    return site.renderer.page(request, "documents.html", view)


ROUTES = [
    Route("/", home),
    Route("/search", search),
    Route("/passages/{passage_id}", passage),
    Route("/documents", documents),
]
