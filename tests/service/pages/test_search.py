"""The result page's view."""

from dataclasses import replace
from typing import Literal

from indexer.records.document import Document
from indexer.records.passage import Passage
from indexer.records.source import Source
from indexer.records.taxonomy import Taxonomy
from service.pages.search import (
    SearchContext,
    SearchView,
    SynonymLink,
    search_view,
    synonym_links,
)
from service.search.protocol import Hit, Mode, ResultPage, SearchRequest, Synonym
from service.web.facet_labels import FacetLabels
from service.web.urls import Urls

DOCUMENT = Document(Source("r", "A report", "report"), "r.pdf", "", (), (), (), 0, 9)


def hit(ordinal: int, matched: Literal["all", "some"]) -> Hit:
    return Hit(Passage(f"p{ordinal}", ordinal, "r", "en", (), "text", (), {}), DOCUMENT, 1.0, matched, ())


def view(request: SearchRequest, mode: Mode, matched: str, *suggestions: str) -> SearchView:
    """The view of hits that match all (a) or some (s)."""
    hits = tuple(hit(ordinal, "all" if letter == "a" else "some") for ordinal, letter in enumerate(matched))
    total = matched.count("a") if mode == "all" else len(matched)
    page = ResultPage(request, mode, total, len(matched) - total, hits, {}, (), "g")
    return search_view(page, SearchContext(FacetLabels(Taxonomy({}), {}, ()), 9, suggestions), Urls())


def test_groups() -> None:
    """Results that match alike are grouped, and numbered across pages."""
    groups = view(SearchRequest("a b", page=3), "all", "aass").groups
    assert [(group.matched, group.start, len(group.results)) for group in groups] == [("all", 21, 2), ("some", 23, 2)]


def test_one_group_in_mode_any() -> None:
    """Where partial matches are included, there is one list."""
    groups = view(SearchRequest("a b", match="any"), "any", "asas").groups
    assert [(group.matched, group.start, len(group.results)) for group in groups] == [("all", 1, 4)]


def test_nothing() -> None:
    """A page has no results only where no passage has any of the words."""
    assert view(SearchRequest("a"), "all", "").nothing
    assert not view(SearchRequest("a b"), "any", "s").nothing


def test_suggestions() -> None:
    """Another spelling keeps the filters; the query itself is none."""
    request = SearchRequest("inspecton", {"country": ("NAM",)}, page=2)
    found = view(request, "all", "", "inspection", "inspecton").suggestions
    assert [(link.label, link.url) for link in found] == [("inspection", "/search?q=inspection&country=NAM")]


def test_several() -> None:
    """One word alone cannot be held in part."""
    assert view(SearchRequest("a b"), "all", "a").several
    assert not view(SearchRequest("a"), "all", "a").several


PAGE = ResultPage(SearchRequest(text="OHS", without=("SST",), page=2), "all", 1, 0, (), {}, (), "g")


def test_names_lead_to_the_search_without_them() -> None:
    """Each name once, with the first page of the same search without it and without those taken out before."""
    names = (
        Synonym("health, safety", "en", "OHS", related=False),
        Synonym("Health, safety", "fr", "x", related=True),
    )
    assert synonym_links(replace(PAGE, expansions=names), Urls()) == (
        SynonymLink(names[0], "/search?q=OHS&without=SST&without=health%2C+safety"),
    )


def test_corrections() -> None:
    """A correction is shown with the URL of the search as it was typed."""
    context = SearchContext(FacetLabels(Taxonomy({}), {}, ()), 9)
    view = search_view(replace(PAGE, corrected="OSH"), context, Urls())
    assert (view.query.corrected, view.query.q) == ("OSH", "OHS")
    assert view.as_typed == "/search?q=OHS&without=SST&as_typed=yes"
