"""Content related to a passage: the same subject, mentions and translations."""

import pytest

from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest
from tests.conftest import build_index

REPORT = """# Lamps of the old northern harbour

## Lighthouse

The lighthouse keepers polish the Fresnel lens with chamois leather, and refill the paraffin reservoir before dusk.

## Meals

The cooks of the harbour serve soup at noon, and the visitors pay for it with small coins that they bring along.
"""
TOOLKIT = """# Toolkit for tenders of lamps

## Daily care

Polish a Fresnel lens with chamois leather alone. Check that the paraffin reservoir is full, and that the wick is dry.

## Reading

Lamps of the old northern harbour describes how the keepers work; see also HB/7/2031.
"""
OTHER = """# Roads of the southern plain

## Surfaces

The surfaces of the roads of the plain are repaired each spring by the people of the villages beside them, for a fee.
"""
SPANISH = """# Lámparas del puerto del norte

## Faro

Los guardianes del faro limpian la lente con una gamuza antes de que anochezca, y llenan el depósito de parafina.
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> LocalEngine:
    folder = tmp_path_factory.mktemp("related")
    for name, text in {
        "lamps-en.md": REPORT,
        "toolkit.md": TOOLKIT,
        "roads.md": OTHER,
        "lamps-es.md": SPANISH,
        **{f"plain{number}.md": OTHER.replace("southern", f"number {number}") for number in range(4)},
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return LocalEngine(build_index(folder / "data", *sorted(folder.glob("*.md")), briefing="never"), encoder="none")


def passage(engine: LocalEngine, words: str) -> str:
    """The id of the passage with these words."""
    return engine.search(SearchRequest(f'"{words}"')).hits[0].passage.id


def test_the_same_subject_both_ways(engine: LocalEngine) -> None:
    """A passage leads to one of another document with the same rare words, and that one back."""
    report, toolkit = passage(engine, "lighthouse keepers"), passage(engine, "chamois leather alone")
    for one, other in ((report, toolkit), (toolkit, report)):
        (found,) = engine.related_content(one).related
        assert found.passage.id == other
        assert {"Fresnel", "chamois"} <= set(found.words)
        assert all(word in found.passage.text for word in found.words)


def test_nothing_on_the_subject(engine: LocalEngine) -> None:
    """Where no other document shares several rare words, there is nothing; nor is there for an unknown passage."""
    assert engine.related_content(passage(engine, "serve soup")).related == ()
    assert engine.related_content("nothing").related == ()


def test_mentions(engine: LocalEngine) -> None:
    """A document is mentioned where another has its title in its text, and not by itself."""
    (mention,) = engine.mentions("lamps-en")
    assert (mention.document.id, mention.by) == ("toolkit", "title")
    assert mention.passage is not None
    assert "Lamps of the old northern harbour describes" in mention.passage.text
    assert engine.mentions("roads") == ()
    assert engine.mentions("nothing") == ()


def test_translations(engine: LocalEngine) -> None:
    """Files that are named alike but for the language are translations of each other, and say so."""
    (spanish,) = engine.translations("lamps-en")
    assert (spanish.document.id, spanish.language, spanish.evidence) == ("lamps-es", "es", "file")
    assert [each.document.id for each in engine.translations("lamps-es")] == ["lamps-en"]
    assert engine.translations("toolkit") == ()
    assert engine.translations("nothing") == ()
    assert [
        each.document.id for each in engine.related_content(passage(engine, "lighthouse keepers")).translations
    ] == ["lamps-es"]
