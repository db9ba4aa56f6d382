"""The first corpus's thesaurus: it is sound, and merges nothing that must stay apart."""

import pytest

from indexer.corpus.thesaurus import load_thesaurus
from indexer.settings import ROOT
from service.query.expansion import Expander
from service.query.grammar import parse

THESAURUS = load_thesaurus(ROOT / "corpus" / "thesaurus.toml")
EXPANDER = Expander(THESAURUS, ("en", "es", "fr", "vi"))


def names(query: str) -> set[str]:
    """Return the synonyms with which a query is expanded."""
    return {expansion.text.casefold() for expansion in EXPANDER.expand(parse(query)).expansions}


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("OSH", "occupational safety and health"),
        ("occupational health and safety on vessels", "OSH"),
        ("trabajo forzoso", "forced labour"),
        ("travail forcé", "forced labour"),
        ("lao động cưỡng bức", "forced labour"),
        ("workers' organisations", "trade union"),
        ("CSDDD", "Corporate Sustainability Due Diligence"),
        ("roadmap", "road map"),
        ("Malasia", "Malaysia"),
    ],
)
def test_other_names(query: str, name: str) -> None:
    """Short forms, synonyms and translations lead to each other."""
    assert name.casefold() in names(query)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("unfair recruitment", "fair recruitment"),
        ("fair recruitment", "unfair recruitment"),
        ("Malaysian Trades Union Congress", "trade union"),
        ("Trade Union Congress", "sindicato"),
        ("trade union", "MTUC"),
        ("the wind on deck", "Work Improvement in Neighbourhood Development"),
        ("a bit of rest", "ILO"),
    ],
)
def test_what_stays_apart(query: str, name: str) -> None:
    """Opposites, longer names and ordinary words that look like short forms."""
    assert name.casefold() not in names(query)


def test_every_concept_has_a_vietnamese_name() -> None:
    """A question in Vietnamese is not translated by words of another language."""
    assert not [concept.names["en"][0] for concept in THESAURUS.concepts if not concept.names.get("vi")]


def test_every_concept_has_a_use() -> None:
    """A concept has several names, the same in several languages, or one that shields a shorter name within it."""
    every = {name for concept in THESAURUS.concepts for listed in concept.names.values() for name in listed}
    for concept in THESAURUS.concepts:
        named = [name for listed in concept.names.values() for name in listed]
        shielded = [name for name in every if name != named[0] and name.casefold() in named[0].casefold()]
        assert len([*named, *concept.related, *concept.as_written]) > 1 or shielded, named
