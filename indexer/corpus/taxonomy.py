"""The controlled vocabulary: from the corpus's taxonomy.toml, and as the copy that each generation keeps."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from indexer.corpus.toml_table import TomlTable, read_toml
from indexer.errors import CorpusError
from indexer.records.taxonomy import LABEL_LANGUAGES, Facet, FacetValue, Taxonomy, normalize_name

TAXONOMY_FACETS = ("country", "sector", "chain", "topic", "audience", "kind")
"""The facets that a taxonomy must have, in their order of display."""

_VALUE_KEYS = frozenset({"slug", "labels", "aliases", "evidence", "not_evidence"})
_CHAIN_KEYS = _VALUE_KEYS | {"country", "sector"}
_ALPHA3 = re.compile(r"[A-Z]{3}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def load_taxonomy(path: Path) -> Taxonomy:
    """Reads and checks a taxonomy file; its form is explained at the top of corpus/taxonomy.toml.

    Raises CorpusError, naming file, facet, value and remedy, if anything in it is missing, unknown or ambiguous.
    """
    file = read_toml(path)
    file.refuse_keys_beyond(TAXONOMY_FACETS)
    facets = {name: _facet(file.table(name), name) for name in TAXONOMY_FACETS}
    _check_chains(facets, path.name)
    return Taxonomy(facets)


def _facet(table: TomlTable, name: str) -> Facet:
    table.refuse_keys_beyond({"labels", "value"})
    entries = [entry.named("slug") for entry in table.tables("value")]
    if not entries:
        raise table.error(f"has no values; add blocks that start with [[{name}.value]]")
    values = tuple(_value(entry, name) for entry in entries)
    _check_names(entries, values)
    return Facet(name, _labels(table), values)


def _value(entry: TomlTable, facet: str) -> FacetValue:
    entry.refuse_keys_beyond(_CHAIN_KEYS if facet == "chain" else _VALUE_KEYS)
    slug = entry.text("slug")
    if facet == "country" and not _ALPHA3.fullmatch(slug):
        raise entry.error("the slug must be an ISO 3166-1 alpha-3 code in capitals, such as COL")
    if facet != "country" and not _SLUG.fullmatch(slug):
        raise entry.error("the slug must be lower-case words joined by hyphens, such as rubber-gloves")
    labels, aliases = _labels(entry), entry.texts("aliases")
    evidence = _evidence(entry, (*labels.values(), *aliases))
    if facet != "chain":
        return FacetValue(slug, labels, aliases, evidence=evidence)
    return FacetValue(slug, labels, aliases, entry.text("country"), entry.text("sector"), evidence)


def _labels(table: TomlTable) -> dict[str, str]:
    labels = table.table("labels")
    labels.refuse_keys_beyond(LABEL_LANGUAGES)
    return {language: labels.text(language) for language in LABEL_LANGUAGES}


def _evidence(entry: TomlTable, names: Sequence[str]) -> tuple[str, ...]:
    """The value's names, save those that it declares ambiguous, and its further evidence; one spelling of each."""
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
    """Raises CorpusError if a slug, label or alias could mean two values of the facet."""
    owners: dict[str, tuple[int, str]] = {}
    for place, (entry, value) in enumerate(zip(entries, values, strict=True)):
        for name in (value.slug, *value.names):
            owner, slug = owners.setdefault(normalize_name(name), (place, value.slug))
            if owner != place:
                raise entry.error(f"the name {name!r} also means {slug!r}; keep it in one of the two")


def _check_chains(facets: Mapping[str, Facet], file: str) -> None:
    """Raises CorpusError if a supply chain is made up of a country or sector that the taxonomy does not have."""
    slugs = {name: [value.slug for value in facets[name].values] for name in ("country", "sector")}
    for chain in facets["chain"].values:
        for name, slug in (("country", chain.country), ("sector", chain.sector)):
            if slug not in slugs[name]:
                raise CorpusError(
                    f"{file}, chain, value {chain.slug!r}: there is no {name} {slug!r}; "
                    f"add it to [[{name}.value]] or write one of {', '.join(slugs[name])}"
                )


def taxonomy_to_json(taxonomy: Taxonomy) -> dict[str, Any]:
    """The taxonomy as objects and lists that JSON can hold; facets and values keep their order."""
    return {
        name: {"labels": facet.labels, "values": [_value_to_json(value) for value in facet.values]}
        for name, facet in taxonomy.facets.items()
    }


def taxonomy_from_json(content: Mapping[str, Any]) -> Taxonomy:
    """The inverse of `taxonomy_to_json`. Raises CorpusError if the content is not of its making."""
    try:
        return Taxonomy({name: _facet_from_json(name, facet) for name, facet in content.items()})
    except (AttributeError, KeyError, TypeError) as error:
        raise CorpusError(f"the index's copy of the taxonomy is damaged ({error!r}); build the index again") from error


def _value_to_json(value: FacetValue) -> dict[str, Any]:
    return {**asdict(value), "aliases": [*value.aliases], "evidence": [*value.evidence]}


def _facet_from_json(name: str, facet: Mapping[str, Any]) -> Facet:
    return Facet(name, dict(facet["labels"]), tuple(_value_from_json(**value) for value in facet["values"]))


def _value_from_json(*, aliases: Iterable[str], evidence: Iterable[str], **others: Any) -> FacetValue:
    return FacetValue(aliases=tuple(aliases), evidence=tuple(evidence), **others)
