"""The controlled vocabulary, from the corpus's taxonomy.toml."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from indexer.corpus.toml_table import TomlTable, read_toml
from indexer.errors import CorpusError
from indexer.records.taxonomy import (
    DEFAULT_FACETS,
    LABEL_LANGUAGES,
    Facet,
    FacetSource,
    FacetValue,
    Taxonomy,
    normalize_name,
)

_SOURCES: tuple[FacetSource, ...] = get_args(FacetSource)
_FACET_KEYS = frozenset({"labels", "description", "source", "combines", "subject_weight", "value"})
_VALUE_KEYS = frozenset({"slug", "labels", "aliases", "evidence", "not_evidence"})
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_ALPHA3 = re.compile(r"[A-Z]{3}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = frozenset({"q", "match", "sort", "without", "as_typed", "page", "page_size", "by", "show", "state"})
"""The service's other parameters."""

_CUSTOMARY: Mapping[str, Mapping[str, Any]] = {
    "country": {"subject_weight": 1.0, "description": "A country: alpha-3 code, label or alias."},
    "sector": {"subject_weight": 0.6},
    "chain": {"source": "combination", "combines": ["country", "sector"]},
    "kind": {"source": "document"},
    **{name: {"source": facet.source, "description": facet.description} for name, facet in DEFAULT_FACETS.items()},
}
"""What the facets that most corpora have declare, unless a taxonomy says otherwise."""


def load_taxonomy(path: Path) -> Taxonomy:
    """Return the checked taxonomy of a file; its form is explained at the top of corpus/taxonomy.toml.

    Raise CorpusError, naming file, facet, value and remedy, if anything in it is missing, unknown or ambiguous.
    """
    file = read_toml(path)
    facets = {name: _facet(file.table(name), name) for name in file.content}
    if "kind" not in facets:
        raise file.error("the table 'kind' is missing: the kinds of document that the manifest names; add it")
    for name, facet in facets.items():
        _check_combination(facet, facets, f"{path.name}, {name}")
    return Taxonomy(facets)


def _facet(table: TomlTable, name: str) -> Facet:
    if not _NAME.fullmatch(name) or name in _RESERVED:
        raise table.error(f"{name!r} cannot be a parameter of the search; name the facet by another word such as ward")
    table.refuse_keys_beyond(_FACET_KEYS)
    declared = TomlTable(table.where, {**_CUSTOMARY.get(name, {}), **table.content})
    source = declared.optional_text("source") or "names"
    if source not in _SOURCES:
        raise table.error(f"source is {source!r}; write one of {', '.join(_SOURCES)}")
    combines = declared.texts("combines") if source == "combination" else ()
    entries = [entry.named("slug") for entry in table.tables("value")]
    if not entries and name not in DEFAULT_FACETS:
        raise table.error(f"has no values; add blocks that start with [[{name}.value]]")
    if entries and name in DEFAULT_FACETS:
        raise table.error("its values are known without a vocabulary; remove the blocks of values")
    values = tuple(_value(entry, name, combines) for entry in entries)
    _check_names(entries, values)
    labels = _labels(table)
    return Facet(
        name=name,
        labels=labels,
        values=values,
        source=source,
        combines=combines,
        subject_weight=_weight(declared),
        description=declared.optional_text("description") or f"{labels['en']}: slug, label or alias.",
    )


def _weight(table: TomlTable) -> float:
    weight = table.content.get("subject_weight", 0.0)
    if isinstance(weight, bool) or not isinstance(weight, int | float) or weight < 0:
        raise table.error("'subject_weight' must be a number of 0 or more without quotation marks, such as 0.6")
    return float(weight)


def _value(entry: TomlTable, facet: str, combines: Sequence[str]) -> FacetValue:
    entry.refuse_keys_beyond(_VALUE_KEYS | {*combines})
    slug = entry.text("slug")
    if facet == "country" and not _ALPHA3.fullmatch(slug):
        raise entry.error("the slug must be an ISO 3166-1 alpha-3 code in capitals, such as COL")
    if facet != "country" and not _SLUG.fullmatch(slug):
        raise entry.error("the slug must be lower-case words joined by hyphens, such as rubber-gloves")
    labels, aliases = _labels(entry), entry.texts("aliases")
    return FacetValue(
        slug=slug,
        labels=labels,
        aliases=aliases,
        parts={name: entry.text(name) for name in combines},
        evidence=_evidence(entry, (*labels.values(), *aliases)),
    )


def _labels(table: TomlTable) -> dict[str, str]:
    labels = table.table("labels")
    labels.refuse_keys_beyond(LABEL_LANGUAGES)
    return {language: labels.text(language) for language in LABEL_LANGUAGES}


def _evidence(entry: TomlTable, names: Sequence[str]) -> tuple[str, ...]:
    """Return the value's unambiguous names and its further evidence, one spelling of each."""
    ambiguous = {normalize_name(name): name for name in entry.texts("not_evidence")}
    evidence: dict[str, str] = {}
    for phrase in (*names, *entry.texts("evidence")):
        key = normalize_name(phrase)
        if not key:
            raise entry.error(f"{phrase!r} has no letters or digits; remove it")
        if key not in ambiguous:
            evidence.setdefault(key, phrase)
    for key in ambiguous.keys() - {normalize_name(name) for name in names}:
        raise entry.error(f"not_evidence names {ambiguous[key]!r}, which is no label or alias here; remove it")
    return tuple(evidence.values())


def _check_names(entries: Iterable[TomlTable], values: Iterable[FacetValue]) -> None:
    """Raise CorpusError if a slug, label or alias could mean two values of the facet."""
    owners: dict[str, tuple[int, str]] = {}
    for place, (entry, value) in enumerate(zip(entries, values, strict=True)):
        for name in (value.slug, *value.names):
            owner, slug = owners.setdefault(normalize_name(name), (place, value.slug))
            if owner != place:
                raise entry.error(f"the name {name!r} also means {slug!r}; keep it in one of the two")


def _check_combination(facet: Facet, facets: Mapping[str, Facet], where: str) -> None:
    """Raise CorpusError if a facet combines facets or values that the taxonomy does not have."""
    if facet.source == "combination" and not facet.combines:
        raise CorpusError(f'{where}: a combination needs the facets that it combines; add combines = ["…", "…"]')
    for name in facet.combines:
        if name not in facets or facets[name].source != "names":
            raise CorpusError(f"{where}: combines names {name!r}, which is no facet found by names; correct it")
    slugs = {name: [value.slug for value in facets[name].values] for name in facet.combines}
    for value in facet.values:
        for name, slug in value.parts.items():
            if slug not in slugs[name]:
                raise CorpusError(
                    f"{where}, value {value.slug!r}: there is no {name} {slug!r}; "
                    f"add it to [[{name}.value]] or write one of {', '.join(slugs[name])}"
                )
