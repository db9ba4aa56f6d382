"""Terms: what the index holds and what a query looks for meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.terms import STEMMED, exact_terms, index_terms, placed_terms, query_units, stem, variants


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
    assert index_terms("Convention No. 188", "en") == ["convent", "c188", "188"]


@pytest.mark.parametrize("word", ["c188", "1.6", "2nd", "%"])
def test_what_is_no_word_is_not_stemmed(word: str) -> None:
    """Codes and numbers stay as they are in every language."""
    assert all(stem(word, language) == word for language in STEMMED)


@pytest.mark.parametrize("language", ["vi", "ms", "mg"])
def test_languages_without_a_stemmer(language: str) -> None:
    """Words of a language without a stemmer stay whole."""
    assert stem("pemeriksaan", language) == "pemeriksaan"


def test_query_units() -> None:
    """Stop words of a query count only where it has nothing else."""
    assert [unit.text for unit in query_units("the right of workers", "en")] == ["right", "workers"]
    assert [unit.text for unit in query_units("to be or not to be", "en")] == ["to", "be", "or", "not", "to", "be"]


def test_variants() -> None:
    """A word is looked up as each language of the corpus stems it, and as it is, without repetition."""
    assert variants("trabajadores", ("en", "es")) == (
        stem("trabajadores", "en"),
        stem("trabajadores", "es"),
        "trabajadores",
    )
    assert variants("188", ("en", "es", "fr")) == ("188",)


@given(st.text(), st.sampled_from(("en", "es", "fr", "pt", "vi", "ms")))
def test_marked_words_are_indexed_words(text: str, language: str) -> None:
    """The index holds a text's terms in the order of their places, with stop words left out."""
    placed = iter(placed_terms(text, language))
    for term in index_terms(text, language):
        assert any(each.text == term for each in placed)


@given(st.text(), st.sampled_from(("en", "vi")))
def test_terms_have_places(text: str, language: str) -> None:
    """Every term stands for characters of the text."""
    assert all(0 <= term.start < term.end <= len(text) for term in placed_terms(text, language))
