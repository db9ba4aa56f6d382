"""The pages for people. All state is in the address, and every form is a GET form."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.errors import BadParameter, NotFound
from service.pages.about import about_view
from service.pages.document import document_page_view
from service.pages.documents import document_facts, documents_view
from service.pages.home import home_view
from service.pages.passage import Reached, passage_page_view
from service.pages.relations import all_sources
from service.pages.search import SearchView, Surroundings, search_view
from service.search.protocol import SearchRequest
from service.state import Site, site_of
from service.web.errors import EMBED
from service.web.external_origin import public_root
from service.web.facet_labels import Names
from service.web.parameters import read_listing, read_search, read_way_back
from service.web.urls import Addresses, FramedAddresses


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
    return site.renderer.page(request, "search.html", _results(request, site, site.addresses))


def embed(request: Request) -> Response:
    """The same without the rest of the site, for a frame in somebody else's page."""
    site = site_of(request)
    view = _results(request, site, FramedAddresses(site.addresses.base_url))
    return site.renderer.page(request, "embed.html", view)


def _results(request: Request, site: Site, addresses: Addresses) -> SearchView:
    stats = site.engine.stats()
    names = Names.of(stats)
    wanted = read_search(request.query_params.multi_items(), names, site.settings.page_size)
    found = site.engine.search(wanted)
    around = Surroundings(names, stats.passages, site.suggestions(found), site.unheard(found), site.answer(found))
    return search_view(found, around, addresses)


def passage(request: Request) -> Response:
    """One passage by its id among its neighbours, the words of the search that led there marked."""
    site = site_of(request)
    stats = site.engine.stats()
    names = Names.of(stats)
    wanted = read_way_back(request.query_params.multi_items(), names, site.settings.page_size)
    found = site.engine.passage(request.path_params["passage_id"], wanted.text)
    around = site.engine.document(found.document.id)
    facts = document_facts(found.document, stats, names, site.addresses)
    reached = Reached(wanted, public_root(request, site.settings.base_url))
    view = passage_page_view(found, around, facts, reached, names=names, addresses=site.addresses)
    return site.renderer.page(request, "passage.html", view)


def documents(request: Request) -> Response:
    """Everything that the corpus knows of, or some of it."""
    site = site_of(request)
    stats = site.engine.stats()
    names = Names.of(stats)
    listing = read_listing(request.query_params.multi_items(), names)
    return site.renderer.page(request, "documents.html", documents_view(stats, listing, names, site.addresses))


def document(request: Request) -> Response:
    """One document, whether its text is here or not."""
    site = site_of(request)
    stats = site.engine.stats()
    names = Names.of(stats)
    identity = request.path_params["document_id"]
    source = all_sources(stats).get(identity)
    if source is None:
        raise NotFound(f"The corpus knows of no document “{identity[:60]}”. The list of documents names them all.")
    found = site.engine.document(identity) if identity in names.documents else None
    view = document_page_view(source, found, stats, names, site.addresses)
    return site.renderer.page(request, "document.html", view)


def about(request: Request) -> Response:
    """What is searched, how, and what is never done."""
    site = site_of(request)
    stats = site.engine.stats()

    def count(text: str) -> int:
        return site.engine.search(SearchRequest(text=text, page_size=1)).total

    view = about_view(stats, count, Names.of(stats), site.addresses)
    return site.renderer.page(request, "about.html", view)


def browser_search(request: Request) -> Response:
    """What a browser reads to add the search to its own: it works with absolute addresses alone."""
    site = site_of(request)
    if not public_root(request, site.settings.base_url):
        raise BadParameter("The Host header is not the name of a host.")
    return site.renderer.page(request, "opensearch.xml", None, media_type="application/opensearchdescription+xml")


ROUTES = [
    Route("/", home),
    Route("/search", search),
    Route("/passages/{passage_id}", passage),
    Route("/documents", documents),
    Route("/documents/{document_id}", document),
    Route("/about", about),
    Route(EMBED, embed),
    Route("/opensearch.xml", browser_search),
]
