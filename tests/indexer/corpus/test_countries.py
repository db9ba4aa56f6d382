"""The countries of the world, behind those of a corpus."""

from pathlib import Path

import pytest

from indexer.corpus.countries import all_countries, with_all_countries
from indexer.documents.mentions import MentionFinder
from indexer.records.taxonomy import COUNTRY, LABEL_LANGUAGES, Facet, FacetValue, normalize_name

ALL = with_all_countries(Facet(COUNTRY, {"en": "Country"}))
FINDER = MentionFinder(ALL)


def test_every_country_has_a_code_labels_and_a_domain() -> None:
    """All 249 entries of ISO 3166-1 are there, once, each with a label in every language."""
    countries, _ = all_countries()
    assert len({country.slug for country in countries}) == len(countries) == 249
    assert len({country.domain for country in countries}) == 249
    for country in countries:
        assert tuple(country.labels) == LABEL_LANGUAGES


def test_no_name_is_that_of_two_countries() -> None:
    """Codes, labels and aliases each find one country."""
    owners: dict[str, str] = {}
    for country in ALL.values:
        for name in (country.slug, *country.names):
            assert owners.setdefault(normalize_name(name), country.slug) == country.slug, name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A turkey, some china and a chilli; Turkey exports them.", {"TUR": 1}),
        ("From New Mexico to Mexico.", {"MEX": 1}),
        ("Northern Ireland and Ireland", {"GBR": 1, "IRL": 1}),
        ("South Korea, or the Republic of Korea", {"KOR": 2}),
        ("Guinea-Bissau, Equatorial Guinea, Papua New Guinea; a guinea pig", {"GNB": 1, "GNQ": 1, "PNG": 1}),
        ("the Dominican Republic is not Dominica", {"DOM": 1, "DMA": 1}),
        ("DR Congo borders the Republic of the Congo", {"COD": 1, "COG": 1}),
        ("Michael Jordan never worked in Jordan", {"JOR": 1}),
        ("Atlanta is in Georgia", {}),
        ("NATIONAL STATISTICS OFFICE OF GEORGIA", {"GEO": 1}),
        ("Lake Chad is shared by Chad", {"TCD": 1}),
        ("les nigériens et les nigérians", {"NER": 1, "NGA": 1}),
        ("los trabajadores salvadoreños", {"SLV": 1}),
        ("Usa la telefonía; the USA", {"USA": 1}),
        ("It costs US$ 5 in the US", {"USA": 1}),
        ("Hàn Quốc và anh ấy", {"KOR": 1}),
        ("Original: English. Traduit du français.", {}),
    ],
)
def test_names_that_mean_other_things_are_told_apart(text: str, found: dict[str, int]) -> None:
    """Capitals, the longest name and the words around it decide which country is meant, if any."""
    assert dict(FINDER.count([text])) == found


def test_a_corpus_describes_its_own_countries() -> None:
    """A country of the taxonomy keeps its names and gets its domain; a name that it claims is no other's."""
    own = FacetValue(
        "MMR", dict.fromkeys(LABEL_LANGUAGES, "Siam"), aliases=("Thailand",), evidence=("Siam", "Thailand")
    )
    facet = with_all_countries(Facet(COUNTRY, {"en": "Country"}, (own,)))
    assert facet.values[0].aliases == ("Thailand",)
    assert facet.values[0].domain == "mm"
    assert [value.slug for value in facet.values].count("MMR") == 1
    assert dict(MentionFinder(facet).count(["Thailand"])) == {"MMR": 1}


def test_the_data_is_beside_the_code() -> None:
    """The wheel ships the file with the package."""
    assert (Path(__file__).parents[3] / "indexer" / "corpus" / "countries.toml").is_file()
