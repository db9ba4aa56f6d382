"""Addresses are canonical and lead back to the search that they were made from."""

from random import Random
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.records.document import Document
from indexer.records.source import Source
from indexer.records.taxonomy import Facet, FacetValue, Taxonomy
from service.search.protocol import SearchRequest
from service.web.facet_labels import FacetLabels
from service.web.parameters import DocumentFilter, clean, parse_search
from service.web.urls import (
    FramedUrls,
    Urls,
    query_string,
    with_only,
    without_value,
)

COUNTRIES = ("COL", "MDG", "NAM")
TOPICS = ("safety, and health", "skills&training=")
"""Slugs that need care in an address."""


def facet(name: str, slugs: tuple[str, ...]) -> Facet:
    return Facet(name, {"en": name}, tuple(FacetValue(slug, {"en": slug}) for slug in slugs))


def document(identity: str) -> Document:
    return Document(Source(identity, identity, "report", languages=("en", "vi")), "", "", (), (), (), 0, 0)


NAMES = FacetLabels(
    Taxonomy({"country": facet("country", COUNTRIES), "topic": facet("topic", TOPICS)}),
    {"a/b?c": document("a/b?c"), "report": document("report")},
    ("en", "vi"),
)


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(values), min_size=1).map(lambda chosen: tuple(sorted(chosen)))


filters = st.fixed_dictionaries(
    {},
    optional={
        "country": some(*COUNTRIES),
        "topic": some(*TOPICS),
        "language": some("en", "vi"),
        "document": some("a/b?c", "report"),
    },
)
searches = st.builds(
    SearchRequest,
    text=st.text(max_size=60).map(clean),
    filters=filters,
    match=st.sampled_from([None, "all", "any"]),
    sort=st.sampled_from(["relevance", "newest", "document"]),
    page=st.integers(1, 100),
)


@given(searches)
def test_round_trip(request: SearchRequest) -> None:
    """The URL of any search request is parsed to the same request."""
    pairs = parse_qsl(query_string(request), keep_blank_values=True)
    assert parse_search(pairs, NAMES, request.page_size) == request


@given(searches, st.randoms(use_true_random=False))
def test_canonical(request: SearchRequest, random: Random) -> None:
    """The address does not depend on the order in which parameters came."""
    pairs = parse_qsl(query_string(request))
    random.shuffle(pairs)
    assert query_string(parse_search(pairs, NAMES, request.page_size)) == query_string(request)


@given(searches, st.sampled_from(COUNTRIES))
def test_adding_and_removing(request: SearchRequest, country: str) -> None:
    """A value that was added can be removed again, and both lead to the first page."""
    added = with_only(request, "country", country)
    assert added.filters["country"] == (country,)
    removed = without_value(added, "country", country)
    assert country not in removed.filters.get("country", ())
    assert (added.page, removed.page) == (1, 1)
    assert without_value(removed, "country", country) == removed


def test_defaults_are_left_out() -> None:
    """An address says only what differs from the default."""
    assert query_string(SearchRequest()) == ""
    assert Urls().search(SearchRequest()) == "/search"
    request = SearchRequest("labour inspection", {"topic": ("x",), "country": ("VNM", "COL")}, "any", "newest", 2)
    assert query_string(request) == "q=labour+inspection&country=COL&country=VNM&topic=x&match=any&sort=newest&page=2"


@pytest.mark.parametrize(
    ("base_url", "path", "permalink"),
    [
        ("", "/passages/a%2Fb?q=caf%C3%A9#passage", "/passages/a%2Fb"),
        ("https://x.org", "/passages/a%2Fb?q=caf%C3%A9#passage", "https://x.org/passages/a%2Fb"),
        ("https://x.org/docs", "/docs/passages/a%2Fb?q=caf%C3%A9#passage", "https://x.org/docs/passages/a%2Fb"),
    ],
)
def test_base(base_url: str, path: str, permalink: str) -> None:
    """Permalinks are absolute where the service knows its address, and links stay below the address's path."""
    urls = Urls(base_url)
    assert urls.passage("a/b", SearchRequest("café")) == path
    assert urls.permalink("a/b") == permalink


def test_every_page_is_below_the_base() -> None:
    """No link forgets the path at which a proxy serves the service."""
    urls = Urls("https://x.org/docs")
    made = [
        urls.home(),
        urls.search(),
        urls.documents(),
        urls.documents(DocumentFilter("searched", "NAM")),
        urls.document("report"),
        urls.passages_of("report"),
        urls.passage("p1"),
        urls.embed(SearchRequest("x")),
        urls.about(),
        urls.browser_search(),
        urls.description(),
        urls.asset("1", "verbatim.css"),
    ]
    assert all(address.startswith("/docs/") for address in made)


def test_within_a_frame() -> None:
    """In a frame steps from search to search stay there; passages and documents do not."""
    request = SearchRequest("coffee", page=2)
    framed = FramedUrls("https://x.org/docs")
    assert framed.search(request) == "/docs/embed?q=coffee&page=2"
    assert framed.passage("p1") == Urls("https://x.org/docs").passage("p1")


def test_listing() -> None:
    """The list of documents says in its address what it is narrowed to."""
    assert Urls().documents(DocumentFilter()) == Urls().documents() == "/documents"
    assert Urls().documents(DocumentFilter("waiting", "NAM")) == "/documents?state=waiting&country=NAM"
