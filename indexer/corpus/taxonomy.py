"""The controlled vocabulary, from the corpus's taxonomy.toml."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import asdict

from indexer.corpus.countries import with_all_countries
from indexer.corpus.toml_file import block_name, decode, raise_first, read_toml
from indexer.errors import CorpusError
from indexer.records.taxonomy import COUNTRY, DEFAULT_FACETS, Facet, FacetSource, FacetValue, Taxonomy, normalize_name

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_MAX_EXAMPLES = 20
_ALPHA3 = re.compile(r"[A-Z]{3}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = frozenset(
    {
        "q",
        "match",
        "sort",
        "without",
        "as_typed",
        "words_only",
        "page",
        "page_size",
        "by",
        "show",
        "state",
        "lang",
        "group",
    }
)
"""The service's other URL parameters, which a facet's would shadow."""

_DEFAULT_TABLES: Mapping[str, Mapping[str, Any]] = {
    COUNTRY: {"subject_weight": 1.0, "description": "A country: alpha-3 code, label or alias."},
    "sector": {"subject_weight": 0.6},
    "chain": {"source": "combination", "combines": ["country", "sector"]},
    "kind": {"source": "document"},
    **{name: {"source": facet.source, "description": facet.description} for name, facet in DEFAULT_FACETS.items()},
}
"""What the facets that most corpora have declare, unless a taxonomy says otherwise."""


class _Labels(Struct, frozen=True, forbid_unknown_fields=True):
    """A label in each of LABEL_LANGUAGES."""

    en: str
    es: str
    fr: str
    vi: str


class _FacetTable(Struct, frozen=True, forbid_unknown_fields=True):
    labels: _Labels
    description: str = ""
    source: FacetSource = "names"
    combines: tuple[str, ...] = ()
    subject_weight: Annotated[float, Meta(ge=0)] = 0.0
    about_nothing: tuple[str, ...] = ()
    value: tuple[dict[str, Any], ...] = ()


class _ValueEntry(Struct, frozen=True, forbid_unknown_fields=True):
    slug: str
    labels: _Labels
    aliases: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    not_evidence: tuple[str, ...] = ()
    weak_evidence: tuple[str, ...] = ()


def load_taxonomy(path: Path) -> Taxonomy:
    """Return the checked taxonomy of a file; its form is explained at the top of corpus/taxonomy.toml.

    Raise CorpusError, naming file, facet, value and remedy, if anything in it is missing, unknown or ambiguous.
    """
    facets = {
        name: _facet(content, name, f"{path.name}, {name}")
        for name, content in read_toml(path, dict[str, dict[str, Any]]).items()
    }
    if "kind" not in facets:
        raise CorpusError(
            f"{path.name}: the table 'kind' is missing: the kinds of document that the manifest names; add it"
        )
    for name, facet in facets.items():
        _check_combination(facet, facets, f"{path.name}, {name}")
    return Taxonomy(facets)


def _facet(content: dict[str, Any], name: str, where: str) -> Facet:
    if not _NAME.fullmatch(name) or name in _RESERVED:
        raise CorpusError(
            f"{where}: {name!r} cannot be a parameter of the search; name the facet by another word such as ward"
        )
    table = decode({**_DEFAULT_TABLES.get(name, {}), **content}, _FacetTable, where)
    if not table.value and name not in DEFAULT_FACETS and name != COUNTRY:
        raise CorpusError(f"{where}: has no values; add blocks that start with [[{name}.value]]")
    if table.value and name in DEFAULT_FACETS:
        raise CorpusError(f"{where}: its values are known without a vocabulary; remove the blocks of values")
    combines = table.combines if table.source == "combination" else ()
    owners: dict[str, FacetValue] = {}
    values = []
    for number, entry in enumerate(table.value, start=1):
        at = f"{where}, value {block_name(entry, number)}"
        values.append(_value(entry, combines, at))
        raise_first(_name_problems(values[-1], name, owners), at)
    labels = asdict(table.labels)
    facet = Facet(
        name=name,
        labels=labels,
        values=tuple(values),
        source=table.source,
        combines=combines,
        subject_weight=table.subject_weight,
        description=table.description or f"{labels['en']}: slug, label or alias.",
        about_nothing=table.about_nothing,
    )
    return with_all_countries(facet) if name == COUNTRY else facet


def _value(content: dict[str, Any], combines: Sequence[str], where: str) -> FacetValue:
    entry = decode({key: given for key, given in content.items() if key not in combines}, _ValueEntry, where)
    parts = {name: content[name] for name in combines if name in content}
    if missing := [name for name in combines if name not in parts]:
        raise CorpusError(f"{where}: {missing[0]!r} is missing; add it")
    labels = asdict(entry.labels)
    names = (*labels.values(), *entry.aliases)
    raise_first(_evidence_problems(entry, names), where)
    ambiguous = {normalize_name(name) for name in entry.not_evidence}
    evidence: dict[str, str] = {}
    for phrase in (*names, *entry.evidence):
        evidence.setdefault(normalize_name(phrase), phrase)
    return FacetValue(
        slug=entry.slug,
        labels=labels,
        aliases=entry.aliases,
        parts=parts,
        evidence=tuple(phrase for key, phrase in evidence.items() if key not in ambiguous),
        weak=tuple(evidence[normalize_name(name)] for name in entry.weak_evidence),
    )


def _evidence_problems(entry: _ValueEntry, names: Sequence[str]) -> Iterator[str]:
    """Check that all evidence has letters or digits, and that what takes it back or weakens it names some of it."""
    for phrase in (*names, *entry.evidence):
        if not normalize_name(phrase):
            yield f"{phrase!r} has no letters or digits; remove it"
    known = {normalize_name(name) for name in names}
    for name in entry.not_evidence:
        if normalize_name(name) not in known:
            yield f"not_evidence names {name!r}, which is no label or alias here; remove it"
    known.update(map(normalize_name, entry.evidence))
    for name in entry.weak_evidence:
        if normalize_name(name) not in known:
            yield f"weak_evidence names {name!r}, which is no evidence here; add it to the evidence"


def _name_problems(value: FacetValue, facet: str, owners: dict[str, FacetValue]) -> Iterator[str]:
    """Check the slug, and that no other value has one of the names; `owners` are the values by name so far."""
    if facet == COUNTRY and not _ALPHA3.fullmatch(value.slug):
        yield "the slug must be an ISO 3166-1 alpha-3 code in capitals, such as COL"
    if facet != COUNTRY and not _SLUG.fullmatch(value.slug):
        yield "the slug must be lower-case words joined by hyphens, such as rubber-gloves"
    for name in (value.slug, *value.names):
        owner = owners.setdefault(normalize_name(name), value)
        if owner is not value:
            yield f"the name {name!r} also means {owner.slug!r}; keep it in one of the two"


def _check_combination(facet: Facet, facets: Mapping[str, Facet], where: str) -> None:
    """Raise CorpusError if a facet combines facets or values that the taxonomy does not have."""
    if facet.source == "combination" and not facet.combines:
        raise CorpusError(f'{where}: a combination needs the facets that it combines; add combines = ["…", "…"]')
    for name in facet.combines:
        if name not in facets or facets[name].source != "names":
            raise CorpusError(f"{where}: combines names {name!r}, which is no facet found by names; correct it")
    for value in facet.values:
        for name, slug in value.parts.items():
            if all(slug != each.slug for each in facets[name].values):
                raise CorpusError(
                    f"{where}, value {value.slug!r}: there is no {name} {slug!r}; "
                    f"add it to [[{name}.value]] or write one of {some_slugs(facets[name].values)}"
                )


def some_slugs(values: Sequence[FacetValue]) -> str:
    """Return the first slugs of a facet, for a message."""
    more = ["…"] if len(values) > _MAX_EXAMPLES else []
    return ", ".join([*(value.slug for value in values[:_MAX_EXAMPLES]), *more])
