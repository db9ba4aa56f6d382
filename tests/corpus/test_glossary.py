"""The first corpus's glossary: it is sound, and everyday questions are translated by it."""

from collections import Counter

import pytest

from indexer.analysis.terms import index_terms
from indexer.corpus.glossary import COLUMNS, glossary_files, load_glossary
from indexer.records.thesaurus import Thesaurus
from indexer.settings import ROOT
from service.query.expansion import Expander
from service.query.grammar import parse

GLOSSARY = load_glossary(glossary_files(ROOT / "corpus" / "glossary"))
EXPANDER = Expander(Thesaurus(glossary=GLOSSARY), ("en", "es", "fr", "vi"))


def translations(query: str) -> set[tuple[str, ...]]:
    """Return the English translations with which a query is expanded, by their stems."""
    return {stems(each.text) for each in EXPANDER.expand(parse(query)).expansions if each.language == "en"}


def own_terms(query: str) -> set[tuple[str, ...]]:
    """Return the query's own terms: a word with the same stem in English is found without a translation."""
    return {(term,) for term in index_terms(query, parse(query).language)}


def stems(text: str) -> tuple[str, ...]:
    return tuple(index_terms(text, "en"))


def test_its_size() -> None:
    """It has thousands of words in each language."""
    assert all(len({name for entry in GLOSSARY for name in entry[code]}) > 3_000 for code in COLUMNS)


def test_nothing_stands_twice() -> None:
    """No entry repeats a name, and no two have the same names first."""
    assert all(len(set(names)) == len(names) for entry in GLOSSARY for names in entry.values())
    firsts = Counter(tuple(entry[code][0] for code in ("en", "es", "fr")) for entry in GLOSSARY)
    assert [first for first, count in firsts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("¿Cuántas cooperativas recibieron créditos?", {"cooperative", "receive", "credit"}),
        ("¿Qué empresas firmaron los acuerdos?", {"enterprise", "sign", "agreement"}),
        ("las fábricas que contrataron mujeres", {"factory", "employ", "woman"}),
        ("Combien d'usines ont embauché des femmes ?", {"factory", "hiring", "woman"}),
        ("les accidents qui ont été déclarés par les ouvriers", {"accident", "declare", "worker"}),
        ("Quelles mesures ont été adoptées par le gouvernement ?", {"measure", "adopt", "government"}),
        ("Có bao nhiêu nhà máy đã tuyển dụng phụ nữ?", {"factory", "employ", "woman"}),
        ("chính phủ đã thông qua những biện pháp nào", {"government", "adopt", "measure"}),
        ("tai nan lao dong trong nha may", {"occupational accident", "factory"}),
    ],
)
def test_questions_are_translated(query: str, expected: set[str]) -> None:
    """Inflected forms are recognized, and Vietnamese by its syllables, with their accents or without any."""
    assert set(map(stems, expected)) <= translations(query) | own_terms(query)


@pytest.mark.parametrize("query", ["How many factories hired women?", "women factory accident", "a plan for the sea"])
def test_english_is_not_translated(query: str) -> None:
    """A query in the language of most documents stays as it is."""
    assert EXPANDER.expand(parse(query)) == parse(query)
