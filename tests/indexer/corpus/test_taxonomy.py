from pathlib import Path

import pytest

from indexer.corpus.taxonomy import load_taxonomy
from indexer.errors import CorpusError, IndexUnavailable
from indexer.index.record_file import read_json, write_json
from indexer.records.taxonomy import LABEL_LANGUAGES, Taxonomy, normalize_name
from tests.conftest import FACETS, TAGGED

CORPUS = Path(__file__).resolve().parents[3] / "corpus"

SMALL = """
[country]
labels = { en = "Country", es = "País", fr = "Pays", vi = "Quốc gia" }
[[country.value]]
slug = "PER"
labels = { en = "Peru", es = "Perú", fr = "Pérou", vi = "Peru" }
aliases = ["Peruvian", "Peru's"]
not_evidence = ["Peru's"]
evidence = ["Lima", "LIMA", "Callao"]
[[country.value]]
slug = "CHL"
labels = { en = "Chile", es = "Chile", fr = "Chili", vi = "Chile" }
[sector]
labels = { en = "Sector", es = "Sector", fr = "Secteur", vi = "Ngành" }
[[sector.value]]
slug = "mining"
labels = { en = "Mining", es = "Minería", fr = "Mines", vi = "Khai khoáng" }
[chain]
labels = { en = "Supply chain", es = "Cadena", fr = "Chaîne", vi = "Chuỗi cung ứng" }
[[chain.value]]
slug = "mining-peru"
country = "PER"
sector = "mining"
labels = { en = "Mining in Peru", es = "Minería en el Perú", fr = "Mines au Pérou", vi = "Khai khoáng ở Peru" }
[topic]
labels = { en = "Topic", es = "Tema", fr = "Thème", vi = "Chủ đề" }
[[topic.value]]
slug = "wages"
labels = { en = "Wages", es = "Salarios", fr = "Salaires", vi = "Tiền lương" }
[audience]
labels = { en = "For whom", es = "Para quién", fr = "Pour qui", vi = "Dành cho ai" }
[[audience.value]]
slug = "workers"
labels = { en = "Workers", es = "Trabajadores", fr = "Travailleurs", vi = "Người lao động" }
[kind]
labels = { en = "Kind", es = "Tipo", fr = "Type", vi = "Loại" }
[[kind.value]]
slug = "report"
labels = { en = "Report", es = "Informe", fr = "Rapport", vi = "Báo cáo" }
"""


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy(CORPUS / "taxonomy.toml")


def load(folder: Path, text: str) -> Taxonomy:
    path = folder / "taxonomy.toml"
    path.write_text(text, encoding="utf-8")
    return load_taxonomy(path)


def test_the_corpus_has_the_facets_of_passages_and_the_kind(taxonomy: Taxonomy) -> None:
    """Every facet that passages are tagged with is there in its order of display, then those of documents."""
    assert taxonomy.names == FACETS
    assert taxonomy.passage_facets == TAGGED


def test_every_facet_and_value_has_a_label_in_every_language(taxonomy: Taxonomy) -> None:
    """No page has to show a slug or fall back on English."""
    for facet in taxonomy.facets.values():
        for labels in (facet.labels, *(value.labels for value in facet.values)):
            assert tuple(labels) == LABEL_LANGUAGES
            assert all(label.strip() for label in labels.values())


def test_every_slug_label_and_alias_finds_its_value(taxonomy: Taxonomy) -> None:
    """Whatever name a person types for a value, in whatever case, is understood."""
    for facet in taxonomy.facets.values():
        for value in facet.values:
            for name in (value.slug, *value.names):
                assert facet.find(name) is value, name
                assert facet.find(name.upper()) is value, name


@pytest.mark.parametrize(
    ("facet", "name", "slug"),
    [
        ("country", "Vietnam", "VNM"),
        ("country", "Việt Nam", "VNM"),
        ("country", "malgache", "MDG"),
        ("country", "Malasia", "MYS"),
        ("country", "columbia", "COL"),
        ("country", "Pays-Bas", "NLD"),
        ("sector", "garment", "textiles"),
        ("sector", "guantes", "rubber-gloves"),
        ("sector", "thuy san", "fisheries"),
        ("chain", "café de Colombia", "coffee-colombia"),
        ("topic", "OSH", "safety-and-health"),
        ("topic", "SST", "safety-and-health"),
        ("topic", "forced labor", "forced-labour"),
        ("topic", "liberté syndicale", "freedom-of-association"),
        ("audience", "công đoàn", "workers"),
        ("kind", "press release", "news"),
    ],
)
def test_names_in_use_are_known(taxonomy: Taxonomy, facet: str, name: str, slug: str) -> None:
    """Demonyms, acronyms, spellings and four languages lead to the value that people mean."""
    found = taxonomy.find(facet, name)
    assert found is not None
    assert found.slug == slug


def test_evidence_of_a_country_or_sector_speaks_for_one_value(taxonomy: Taxonomy) -> None:
    """No word tags a passage with two countries or two sectors."""
    for facet in ("country", "sector"):
        phrases = [normalize_name(each) for value in taxonomy.facets[facet].values for each in value.evidence]
        assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize("word", ["NA", "MY", "CO", "BE", "nam", "bi", "MEF", "gloves", "workers", "điện tử"])
def test_ambiguous_words_are_no_evidence(taxonomy: Taxonomy, word: str) -> None:
    """Codes and words that mean something else in other texts tag nothing."""
    evidence = {
        normalize_name(each)
        for facet in set(FACETS) - {"kind"}
        for value in taxonomy.facets[facet].values
        for each in value.evidence
    }
    assert normalize_name(word) not in evidence


def test_evidence_is_names_and_further_phrases_without_the_ambiguous(tmp_path: Path) -> None:
    """Labels and aliases double as evidence unless `not_evidence` lists them; each spelling is listed once."""
    peru = load(tmp_path, SMALL).facets["country"].values[0]
    assert peru.evidence == ("Peru", "Pérou", "Peruvian", "Lima", "Callao")


def test_a_chain_names_its_country_and_sector(tmp_path: Path) -> None:
    """A supply chain carries the two values that it is made up of; other values carry none."""
    taxonomy = load(tmp_path, SMALL)
    chain, sector = taxonomy.facets["chain"].values[0], taxonomy.facets["sector"].values[0]
    assert chain.parts == {"country": "PER", "sector": "mining"}
    assert sector.parts == {}


def test_a_generation_keeps_the_same_taxonomy(taxonomy: Taxonomy, tmp_path: Path) -> None:
    """The copy that a generation keeps is the taxonomy itself; a damaged one leads to a rebuild."""
    write_json(tmp_path / "taxonomy.json", taxonomy)
    assert read_json(tmp_path / "taxonomy.json", Taxonomy) == taxonomy
    (tmp_path / "taxonomy.json").write_text('{"facets": {"country": {"labels": {}, "values": [{}]}}}')
    with pytest.raises(IndexUnavailable, match="python -m indexer build"):
        read_json(tmp_path / "taxonomy.json", Taxonomy)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('fr = "Pérou", vi = "Peru"', 'fr = "Pérou"', "country, value 'PER', labels: 'vi' is missing; add"),
        ('fr = "Pérou"', 'fr = " "', "'PER', labels: 'fr' must be a text"),
        ('fr = "Pérou"', 'fr = "Pérou", de = "Peru"', "'PER', labels: unknown key 'de'"),
        ('slug = "PER"', 'slug = "Per"', "'Per': the slug must be an ISO 3166-1 alpha-3 code in capitals"),
        ('slug = "mining"', 'slug = "Mining"', "'Mining': the slug must be lower-case words"),
        ('slug = "PER"', 'slug = "CHL"', "value 'CHL': the name 'CHL' also means 'CHL'"),
        ('slug = "wages"', "", "topic, value 1: 'slug' is missing"),
        ('aliases = ["Peruvian"', 'aliases = ["chilé"', "'CHL': the name 'Chile' also means 'PER'; keep it in one"),
        ('aliases = ["Peruvian"', 'aliases = ["…"', "'…' has no letters or digits"),
        ('not_evidence = ["Peru\'s"]', 'not_evidence = ["Lima"]', "not_evidence names 'Lima', which is no label"),
        (
            'evidence = ["Lima"',
            'weak_evidence = ["Quito"]\nevidence = ["Lima"',
            "weak_evidence names 'Quito', which is no",
        ),
        ('evidence = ["Lima"', 'evidence = ["!"', "'!' has no letters or digits"),
        ('country = "PER"', 'country = "XYZ"', "chain, value 'mining-peru': there is no country 'XYZ'; add it to"),
        ('sector = "mining"', 'sector = "fish"', "chain, value 'mining-peru': there is no sector 'fish'"),
        ('sector = "mining"', "", "'mining-peru': 'sector' is missing"),
        ('slug = "wages"', 'slug = "wages"\ncountry = "PER"', "'wages': unknown key 'country'"),
        (
            "[country]",
            "[place]\n[country]",
            "taxonomy.toml, place: 'labels' is missing; add it",
        ),
        ('[[topic.value]]\nslug = "wages"', "[topic.unused]", "topic: unknown key 'unused'"),
    ],
)
def test_a_mistake_in_the_file_is_an_error_that_names_it(tmp_path: Path, old: str, new: str, message: str) -> None:
    """Missing, unknown or ambiguous entries are refused with the place, the value and the remedy."""
    assert old in SMALL
    with pytest.raises(CorpusError) as caught:
        load(tmp_path, SMALL.replace(old, new, 1))
    assert str(caught.value).startswith("taxonomy.toml")
    assert message in str(caught.value)


def test_a_facet_without_values_or_missing_is_refused(tmp_path: Path) -> None:
    """All six facets must be there, each with a value."""
    head, kind = SMALL.split("[kind]")
    with pytest.raises(CorpusError, match="the table 'kind' is missing"):
        load(tmp_path, head)
    with pytest.raises(CorpusError, match=r"kind: has no values; add blocks that start with \[\[kind\.value\]\]"):
        load(tmp_path, f"{head}[kind]{kind.split('[[')[0]}")
