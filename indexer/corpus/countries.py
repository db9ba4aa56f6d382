"""The countries of the world, from countries.toml, behind those that a corpus's taxonomy describes itself."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from indexer.corpus.toml_file import read_toml
from indexer.records.taxonomy import Facet, FacetValue, ProperNames, normalize_name

COUNTRIES = Path(__file__).with_name("countries.toml")


class _AboutNothing(Struct, frozen=True, forbid_unknown_fields=True):
    phrases: tuple[str, ...]


class _Country(Struct, frozen=True, forbid_unknown_fields=True):
    slug: str
    labels: dict[str, str]
    domain: str
    aliases: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    not_evidence: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


class _CountriesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The file, explained at its top."""

    about_nothing: _AboutNothing
    country: tuple[_Country, ...]


@cache
def all_countries() -> tuple[tuple[FacetValue, ...], tuple[str, ...]]:
    """Return the countries and territories of ISO 3166-1, and phrases that hold a country's name and are about none."""
    file = read_toml(COUNTRIES, _CountriesFile)
    return tuple(map(_value, file.country)), file.about_nothing.phrases


def with_all_countries(facet: Facet) -> Facet:
    """Return a facet of countries with all others behind its own.

    A country that the facet has keeps its names and gets what it does not say: its internet domain and languages. A
    name that the facet gives to one country is taken from any other.
    """
    known, phrases = all_countries()
    by_slug = {value.slug: value for value in known}
    own = tuple(
        replace(value, domain=by_slug[value.slug].domain, languages=by_slug[value.slug].languages)
        if value.slug in by_slug
        else value
        for value in facet.values
    )
    slugs = {value.slug for value in own}
    taken = {normalize_name(name) for value in own for name in (value.slug, *value.names, *value.evidence)}
    others = (_without(value, taken) for value in known if value.slug not in slugs)
    return replace(facet, values=(*own, *others), about_nothing=(*facet.about_nothing, *phrases))


def _value(country: _Country) -> FacetValue:
    silent = {normalize_name(name) for name in country.not_evidence}
    names = (*country.labels.values(), *country.aliases, *country.evidence)
    return FacetValue(
        slug=country.slug,
        labels=country.labels,
        aliases=country.aliases,
        evidence=_distinct([name for name in names if normalize_name(name) not in silent]),
        proper=ProperNames(country.ambiguous, country.unless),
        domain=country.domain,
        languages=country.languages,
    )


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Return one spelling of each name."""
    return tuple({normalize_name(name): name for name in reversed(names)}.values())


def _without(value: FacetValue, taken: set[str]) -> FacetValue:
    """Return a country without names that are another's; its labels stay, which the other's find first."""
    return replace(
        value,
        aliases=tuple(name for name in value.aliases if normalize_name(name) not in taken),
        evidence=tuple(name for name in value.evidence if normalize_name(name) not in taken),
    )
