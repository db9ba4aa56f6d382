"""Terms: what the index holds and what a query looks for meet."""

import pytest

from indexer.analysis.terms import STEMMED, exact_terms, index_terms, query_terms, stem


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "inspection", "inspections"),
        ("en", "inspected", "inspecting"),
        ("en", "labour", "labor"),
        ("en", "certified", "certification"),
        ("en", "ratify", "ratification"),
        ("es", "inspección", "inspecciones"),
        ("es", "trabajador", "trabajadores"),
        ("fr", "événement", "événements"),
        ("fr", "l'atelier", "ateliers"),
        ("fr", "femme", "femmes"),
        ("fr", "l'œuvre", "oeuvres"),
        ("fr", "l’O.I.T.", "OIT"),
        ("en", "U.S.", "US"),
        ("en", "I.L.O.", "ILO"),
        ("en", "workers'", "worker’s"),
        ("en", "ﬁshing", "fishing"),
        ("en", "Cæsar", "Caesar"),
        ("de", "Straße", "STRASSE"),
        ("es", "EE. UU.", "EEUU"),
        ("es", "EE.UU.", "EEUU"),
        ("pt", "trabalhador", "trabalhadores"),
    ],
)
def test_forms_of_a_word_have_one_term(language: str, one: str, other: str) -> None:
    """A word is found in all its forms, with or without accents."""
    assert index_terms(one, language) == index_terms(other, language)


def test_index_terms_leave_out_stop_words() -> None:
    """The stemmed terms hold no stop word, the exact ones hold every word."""
    text = "the right to freedom of association"
    assert index_terms(text, "en") == ["right", "freedom", "associ"]
    assert exact_terms(text) == ["the", "right", "to", "freedom", "of", "association"]


def test_conventions_have_both_forms() -> None:
    """A convention is indexed by its code and by its bare number."""
    assert index_terms("Convention No. 188", "en") == ["c188", "convent", "188"]


@pytest.mark.parametrize("word", ["c188", "1.6", "2nd", "%"])
def test_what_is_no_word_is_not_stemmed(word: str) -> None:
    """Codes and numbers stay as they are in every language."""
    assert all(stem(word, language) == word for language in STEMMED)


@pytest.mark.parametrize("language", ["vi", "ms", "mg"])
def test_languages_without_a_stemmer(language: str) -> None:
    """Words of a language without a stemmer stay whole."""
    assert stem("pemeriksaan", language) == "pemeriksaan"


def test_variants() -> None:
    """A word is looked up as each language of the corpus stems it, and as it is, without repetition."""
    assert query_terms("trabajadores", ("en", "es")) == (
        stem("trabajadores", "en"),
        stem("trabajadores", "es"),
        "trabajadores",
    )
    assert query_terms("188", ("en", "es", "fr")) == ("188",)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("12 de junio de 2020", "es", ["2020-06-12", "06-12", "12", "2020-06", "juni", "2020"]),
        ("5 millions d'euros", "fr", ["eur5000000", "5000000", "5", "million", "euros"]),
        ("tháng 6", "vi", ["thang", "tháng", "6"]),
    ],
)
def test_parts_of_a_unit_are_terms_of_their_language(text: str, language: str, expected: list[str]) -> None:
    """The plain words of a date or an amount are stemmed and stopped as any others."""
    assert sorted(index_terms(text, language)) == sorted(expected)
