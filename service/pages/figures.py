"""The register of figures as a page shows it, with differing figures for the same thing side by side."""

from dataclasses import dataclass, replace

from indexer.records.figure import FIGURE_KINDS
from service.pages.link_views import CountedLinkView
from service.pages.record_location import PlaceView, place_view
from service.pages.register import RegisterFrame, register_frame
from service.pages.result import StatementSignView
from service.registers.conflicting_figures import ConflictingFigures
from service.registers.records import PlacedFigure
from service.registers.register_labels import RegisterLabels
from service.registers.request import NO_VALUE, RegisterPage
from service.registers.store import RegisterStore
from service.search.highlighting import highlight_text
from service.search.protocol import Snippet
from service.web.urls import Urls, with_only

MOST_NAMED = 3
MOST_SETS = 20
"""How many sets of differing figures a page shows."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure: as written with the word that bounds it, what it counts, and its sentence with the figure marked.

    `differs` is how many other figures there are for the same thing.
    """

    id: str
    written: str
    qualifier: str
    counts: str
    kind: str
    sentence: Snippet
    language: str
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    statements: tuple[StatementSignView, ...]
    differs: int
    place: PlaceView


@dataclass(frozen=True, slots=True)
class FigureGroupView:
    """Figures that stand together, with the size of the group over all pages. Ungrouped ones have no label."""

    label: str
    count: int
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class DifferingView:
    """What several documents give different figures for."""

    counts: str
    language: str
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The page of the register. `kinds` lead to the figures of one kind; `chosen_kind` is the address that holds."""

    frame: RegisterFrame
    kinds: tuple[CountedLinkView, ...]
    chosen_kind: str
    differing: tuple[DifferingView, ...]
    more_differing: int
    groups: tuple[FigureGroupView, ...]


def figures_view(found: RegisterPage, store: RegisterStore, names: RegisterLabels, urls: Urls) -> FiguresView:
    """The page of a choice of figures."""
    figures = store.figures
    chosen = names.register.places(found.request)
    sets = [each for each in store.conflicting_figures if not chosen.isdisjoint(each.places)]
    groups = {group.value: group.count for group in found.groups} or {NO_VALUE: found.total}
    request = replace(found.request, page=1)
    kinds = found.request.filters.get("figure_kind", ())
    return FiguresView(
        frame=register_frame(found, len(figures), names, urls.figures),
        kinds=_kinds(found, names, urls),
        chosen_kind=urls.figures(request) if len(kinds) <= 1 else "",
        differing=tuple(_differing(each, store, names, urls) for each in sets[:MOST_SETS]),
        more_differing=max(0, len(sets) - MOST_SETS),
        groups=tuple(
            FigureGroupView(
                names.value(request.group, value) if request.group else "",
                count,
                tuple(figure_view(figures[row.place], store, names, urls) for row in found.rows if row.group == value),
            )
            for value, count in groups.items()
            if any(row.group == value for row in found.rows)
        ),
    )


def figure_view(placed: PlacedFigure, store: RegisterStore, names: RegisterLabels, urls: Urls) -> FigureView:
    """One figure."""
    figure, tags = placed.figure, placed.passage.tags
    return FigureView(
        id=figure.id,
        written=figure.written,
        qualifier=figure.qualifier,
        counts=figure.counts,
        kind=names.value("figure_kind", figure.kind),
        sentence=highlight_text(figure.sentence, [(figure.start, figure.end)]),
        language=figure.language,
        countries=_named("country", tags.country, names),
        sectors=_named("sector", tags.sector, names),
        statements=tuple(
            StatementSignView(statement.status, names.value("status", statement.status))
            for statement in placed.statements
        ),
        differs=len(store.conflicts_with(figure.id)),
        place=place_view(figure, placed.passage, placed.document, urls.figure(figure.id), urls),
    )


def _named(facet: str, values: tuple[str, ...], names: RegisterLabels) -> tuple[str, ...]:
    return tuple(names.value(facet, value) for value in values) if len(values) <= MOST_NAMED else ()


def _differing(each: ConflictingFigures, store: RegisterStore, names: RegisterLabels, urls: Urls) -> DifferingView:
    figures = tuple(figure_view(store.figures[place], store, names, urls) for place in each.places)
    return DifferingView(each.counts, figures[0].language, figures)


def _kinds(found: RegisterPage, names: RegisterLabels, urls: Urls) -> tuple[CountedLinkView, ...]:
    """The kinds of numbers that there are, in their order, and all of them together."""
    counts = {each.value: each.count for each in found.facets["figure_kind"]}
    request = replace(found.request, page=1)
    others = {name: values for name, values in request.filters.items() if name != "figure_kind"}
    everything = replace(request, filters=others)
    return (
        CountedLinkView("All", urls.figures(everything), sum(counts.values())),
        *(
            CountedLinkView(
                names.value("figure_kind", kind),
                urls.figures(with_only(request, "figure_kind", kind)),
                counts[kind],
            )
            for kind in FIGURE_KINDS
            if counts.get(kind)
        ),
    )
