"""Other names and corrections on the result page."""

from dataclasses import replace

from service.pages.expansion import CorrectionView, NameView, correction_view, name_views
from service.search.protocol import ResultPage, SearchRequest, Synonym
from service.web.urls import Urls

PAGE = ResultPage(SearchRequest(text="OHS", without=("SST",), page=2), "all", 1, 0, (), {}, (), "g")


def test_names_lead_to_the_search_without_them() -> None:
    """Each name once, with the first page of the same search without it and without those taken out before."""
    names = (
        Synonym("health, safety", "en", "OHS", related=False),
        Synonym("Health, safety", "fr", "x", related=True),
    )
    assert name_views(replace(PAGE, expansions=names), Urls()) == (
        NameView(
            "health, safety", "en", "OHS", related=False, without="/search?q=OHS&without=SST&without=health%2C+safety"
        ),
    )


def test_corrections() -> None:
    """A correction leads to the search as it was typed; where there is none, nothing is said."""
    assert correction_view(PAGE, Urls()) is None
    assert correction_view(replace(PAGE, corrected="OSH"), Urls()) == CorrectionView(
        "OSH", "OHS", "/search?q=OHS&without=SST&as_typed=yes"
    )
