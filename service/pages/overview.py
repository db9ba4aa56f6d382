"""The picture of a choice of statements: for each country what was decided, is planned, is expected and so on."""

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.records.statement import STATUSES
from service.registers.register_labels import RegisterLabels
from service.registers.request import NO_VALUE, RegisterPage, RegisterRequest
from service.web.urls import Urls, with_only

MOST_COUNTRIES = 12
"""How many countries the picture shows; those with fewer statements are counted below it."""

FULL = 100
"""The length of the longest bar."""


@dataclass(frozen=True, slots=True)
class StretchView:
    """A part of a bar: where it starts and how wide it is."""

    status: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class CellView:
    """How many statements of one status there are, and where they are listed."""

    status: str
    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class CountryView:
    """One line of the picture. That of no country leads nowhere, and has no bar beside those of countries."""

    label: str
    address: str
    total: int
    bar: tuple[StretchView, ...]
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The picture. `statuses` are the totals; `more` countries are left out."""

    statuses: tuple[CellView, ...]
    countries: tuple[CountryView, ...]
    more: int


def overview_view(found: RegisterPage, labels: RegisterLabels, urls: Urls) -> OverviewView:
    """The picture of what was found: the countries with most statements first, no country last."""
    request = found.request
    counts: dict[str, dict[str, int]] = {}
    for (country, status), count in labels.register.crosstab(request, "country", "status").items():
        counts.setdefault(country, {})[status] = count
    named = sorted(
        (country for country in counts if country != NO_VALUE and _passes(request, "country", country)),
        key=lambda country: (-sum(counts[country].values()), labels.value("country", country)),
    )
    shown = named[:MOST_COUNTRIES] + [country for country in counts if country == NO_VALUE]
    drawn = named or shown
    longest = max((sum(counts[country].values()) for country in drawn), default=1)
    totals = {each.value: each.count for each in found.facets["status"] if _passes(request, "status", each.value)}
    return OverviewView(
        statuses=_cells(request, totals, labels, urls),
        countries=tuple(
            CountryView(
                label=labels.value("country", country),
                address=urls.commitments(with_only(request, "country", country)) if country else "",
                total=sum(counts[country].values()),
                bar=_bar(counts[country], longest) if country in drawn else (),
                cells=_cells(
                    with_only(request, "country", country) if country else None, counts[country], labels, urls
                ),
            )
            for country in shown
        ),
        more=len(named) - len(named[:MOST_COUNTRIES]),
    )


def _passes(request: RegisterRequest, facet: str, value: str) -> bool:
    chosen = request.filters.get(facet, ())
    return not chosen or value in chosen


def _bar(counts: Mapping[str, int], longest: int) -> tuple[StretchView, ...]:
    """One stretch for each status that there is, in their order of display."""
    stretches, before = [], 0
    for status in STATUSES:
        if count := counts.get(status, 0):
            stretches.append(StretchView(status, round(FULL * before / longest, 2), round(FULL * count / longest, 2)))
            before += count
    return tuple(stretches)


def _cells(
    request: RegisterRequest | None, counts: Mapping[str, int], labels: RegisterLabels, urls: Urls
) -> tuple[CellView, ...]:
    """The counts by status, each with the list of just these, where there is a request to narrow."""
    return tuple(
        CellView(
            status,
            labels.value("status", status),
            counts.get(status, 0),
            urls.commitments(with_only(request, "status", status)) if request else "",
        )
        for status in STATUSES
    )
