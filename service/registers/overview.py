"""The table of statements by country and status, with a bar for each country."""

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.records.statement import STATUSES
from service.registers.context import RegisterContext
from service.registers.request import NO_VALUE, RegisterPage, RegisterRequest
from service.web.urls import with_only

MAX_COUNTRIES = 12
"""The maximum number of countries in the table; those with fewer statements are counted below it."""

BAR_LENGTH = 100


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of a bar: where it starts and how wide it is, of BAR_LENGTH."""

    status: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class StatusCount:
    """The number of statements of one status, and the URL of their list."""

    status: str
    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class CountryRow:
    """One row of the table. The row without a country has no link, and no bar beside those of countries."""

    label: str
    url: str
    total: int
    bar: tuple[BarPart, ...]
    cells: tuple[StatusCount, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The table. `statuses` are the totals; `more` countries are left out."""

    statuses: tuple[StatusCount, ...]
    countries: tuple[CountryRow, ...]
    more: int


def country_overview(page: RegisterPage, context: RegisterContext) -> Overview:
    """Return the table of the selected statements: the countries with most of them first, no country last."""
    request, labels = page.request, context.labels
    counts: dict[str, dict[str, int]] = {}
    for (country, status), count in context.register.crosstab(request, "country", "status").items():
        counts.setdefault(country, {})[status] = count
    named = sorted(
        (country for country in counts if country != NO_VALUE and _passes(request, "country", country)),
        key=lambda country: (-sum(counts[country].values()), labels.value("country", country)),
    )
    shown = named[:MAX_COUNTRIES] + [country for country in counts if country == NO_VALUE]
    drawn = named or shown
    longest = max((sum(counts[country].values()) for country in drawn), default=1)
    totals = {each.value: each.count for each in page.facets["status"] if _passes(request, "status", each.value)}
    return Overview(
        statuses=_cells(request, totals, context),
        countries=tuple(
            CountryRow(
                label=labels.value("country", country),
                url=context.url(with_only(request, "country", country)) if country else "",
                total=sum(counts[country].values()),
                bar=_bar(counts[country], longest) if country in drawn else (),
                cells=_cells(with_only(request, "country", country) if country else None, counts[country], context),
            )
            for country in shown
        ),
        more=len(named) - len(named[:MAX_COUNTRIES]),
    )


def _passes(request: RegisterRequest, facet: str, value: str) -> bool:
    selected = request.filters.get(facet, ())
    return not selected or value in selected


def _bar(counts: Mapping[str, int], longest: int) -> tuple[BarPart, ...]:
    """Return one part for each status that occurs, in display order."""
    parts, before = [], 0
    for status in STATUSES:
        if count := counts.get(status, 0):
            start, width = BAR_LENGTH * before / longest, BAR_LENGTH * count / longest
            parts.append(BarPart(status, round(start, 2), round(width, 2)))
            before += count
    return tuple(parts)


def _cells(
    request: RegisterRequest | None, counts: Mapping[str, int], context: RegisterContext
) -> tuple[StatusCount, ...]:
    """Return the counts by status, each with the URL of its list if there is a request to narrow."""
    return tuple(
        StatusCount(
            status,
            context.labels.value("status", status),
            counts.get(status, 0),
            context.url(with_only(request, "status", status)) if request else "",
        )
        for status in STATUSES
    )
