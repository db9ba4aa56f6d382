"""A figure's own page: the sentence that gives it, what is stated there, and what other documents give for it."""

from dataclasses import dataclass

from service.pages.commitment import FactView
from service.pages.figures import FigureView, figure_view
from service.pages.link_views import LinkView
from service.pages.record_location import absolute
from service.registers.register_labels import RegisterLabels
from service.registers.request import RegisterRequest
from service.registers.store import RegisterStore
from service.web.urls import Urls


@dataclass(frozen=True, slots=True)
class FigurePageView:
    """The page. `beside` are figures of the same thing in other documents."""

    figure: FigureView
    official: bool
    facts: tuple[FactView, ...]
    beside: tuple[FigureView, ...]
    stated: tuple[LinkView, ...]
    cite_as: str


def figure_page_view(
    figure_id: str, store: RegisterStore, names: RegisterLabels, urls: Urls, root: str
) -> FigurePageView:
    """The page of one figure; `root` stands before its address where that must be whole. Raises NotFound."""
    placed = store.figures[store.figure_place(figure_id)]
    view = figure_view(placed, store, names, urls)
    citation = view.place.citation
    return FigurePageView(
        figure=view,
        official=citation.official,
        facts=tuple(fact for fact in _facts(placed.passage.tags.country, view, names, urls) if fact.values),
        beside=tuple(figure_view(each, store, names, urls) for each in store.conflicts_with(figure_id)),
        stated=tuple(
            LinkView(names.value("status", each.status), urls.commitment(each.id)) for each in placed.statements
        ),
        cite_as=citation.text(absolute(citation.permalink, root)),
    )


def _facts(countries: tuple[str, ...], view: FigureView, names: RegisterLabels, urls: Urls) -> tuple[FactView, ...]:
    def words(*texts: str) -> tuple[LinkView, ...]:
        return tuple(LinkView(text, "") for text in texts if text)

    def listed(country: str) -> LinkView:
        request = RegisterRequest(filters={"country": (country,)})
        return LinkView(names.value("country", country), urls.figures(request))

    return (
        FactView("What it counts", words(view.counts), quoted=True),
        FactView("Bounded by", words(view.qualifier), quoted=True),
        FactView("Kind", words(view.kind)),
        FactView("Country", tuple(listed(country) for country in countries)),
        FactView("Sector", words(*view.sectors)),
    )
