"""Terms: what the index holds and what a query looks for meet."""

import pytest

from indexer.analysis.language_registry import active_languages, stopword_languages
from indexer.analysis.terms import (
    accented_form,
    index_terms,
    is_stopword,
    query_terms,
    respell,
    stem,
    stopwords,
)
from indexer.analysis.tokenizer import token_texts


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
        ("hi", "लड़का", "लड़के"),
        ("ru", "портовый", "портового"),
        ("el", "λιμάνι", "λιμάνια"),
    ],
)
def test_forms_of_a_word_have_one_term(language: str, one: str, other: str) -> None:
    """A word is found in all its forms, with or without accents."""
    assert index_terms(one, language) == index_terms(other, language)


def test_index_terms_leave_out_stop_words() -> None:
    """The stemmed terms hold no stop word, the exact ones hold every word."""
    text = "the right to freedom of association"
    assert index_terms(text, "en") == ["right", "freedom", "associ"]
    assert token_texts(text) == ["the", "right", "to", "freedom", "of", "association"]


def test_conventions_have_both_forms() -> None:
    """A convention is indexed by its code and by its bare number."""
    assert index_terms("Convention No. 188", "en") == ["c188", "convent", "188"]


@pytest.mark.parametrize("word", ["c188", "1.6", "2nd", "%"])
def test_what_is_no_word_is_not_stemmed(word: str) -> None:
    """Codes and numbers stay as they are in every language."""
    assert all(stem(word, language) == word for language in active_languages())


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [("foa", "fr", "foa"), ("rue", "fr", "rue"), ("rues", "fr", "rue"), ("ans", "fr", "an"), ("going", "en", "go")],
)
def test_short_words_stay_whole(word: str, language: str, expected: str) -> None:
    """A word of three letters loses none but its plural's, so that abbreviations find no other words."""
    assert stem(word, language) == expected


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


@pytest.mark.parametrize("language", stopword_languages())
def test_stop_words_are_folded(language: str) -> None:
    """Stop words have the form in which words of a text are compared."""
    assert stopwords(language)
    assert all(word == word.casefold() and word.isascii() for word in stopwords(language))


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "the"), ("en", "how"), ("es", "que"), ("es", "cuantos"), ("fr", "combien"), ("fr", "est"), ("vi", "nhung")],
)
def test_stopped(language: str, word: str) -> None:
    """Articles, auxiliaries and words that only ask are stopped."""
    assert word in stopwords(language)


@pytest.mark.parametrize(("language", "word"), [("en", "work"), ("en", "own"), ("es", "trabajo"), ("es", "empleo")])
def test_not_stopped(language: str, word: str) -> None:
    """Words that people search for are no stop words, even if common lists have them."""
    assert word not in stopwords(language)


def test_other_languages_have_none() -> None:
    """Text in a language without a list keeps every word."""
    assert stopwords("ms") == frozenset()


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Lao", ""), ("LÁO", "láo"), ("đăng", "đăng"), ("C188", ""), ("Việt Nam", ""), ("œuvre", "œuvre")],
)
def test_accented(word: str, expected: str) -> None:
    """A word in small letters where folding would change it, and nothing where it would not."""
    assert accented_form(word) == expected


def test_vietnamese_is_indexed_both_ways() -> None:
    """A syllable is found as it is typed with accents and without; French is found folded alone."""
    assert index_terms("đăng ký", "vi") == ["dang", "đăng", "ky", "ký"]
    assert index_terms("économie", "fr") == ["econom"]


@pytest.mark.parametrize(("written", "stopped"), [("từ", True), ("tư", False), ("Đã", True), ("đa", False)])
def test_accents_make_stop_words(written: str, stopped: bool) -> None:  # noqa: FBT001 - a column of a table
    """Two words that fold alike need not both be stop words."""
    assert is_stopword("", written, "vi") is stopped


PAIRS = [
    ("labour", "labor"),
    ("labourers", "laborers"),
    ("neighbouring", "neighboring"),
    ("organisation", "organization"),
    ("organised", "organized"),
    ("recognising", "recognizing"),
    ("analysed", "analyzed"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("centre", "center"),
    ("licence", "license"),
    ("defence", "defense"),
    ("travelled", "traveled"),
    ("labelling", "labeling"),
    ("modelling", "modeling"),
    ("dialogue", "dialog"),
    ("ageing", "aging"),
    ("enrolment", "enrollment"),
    ("fuelled", "fueled"),
    ("paralysed", "paralyzed"),
    ("paediatric", "pediatric"),
    ("anaemia", "anemia"),
    ("haemorrhage", "hemorrhage"),
    ("archaeologist", "archeologist"),
    ("foetus", "fetus"),
    ("sulphur", "sulfur"),
    ("enquiries", "inquiries"),
    ("judgement", "judgment"),
    ("manoeuvre", "maneuver"),
    ("jewellery", "jewelry"),
]


@pytest.mark.parametrize(("british", "american"), PAIRS)
def test_spellings_meet(british: str, american: str) -> None:
    """Both spellings of a word have one form."""
    assert respell(british, "en") == respell(american, "en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("labour", "labourers"),
        ("travel", "travelling"),
        ("compel", "compelled"),
        ("enterprise", "enterprises"),
        ("control", "controlled"),
        ("skill", "skilled"),
        ("organize", "organised"),
        ("exercise", "exercised"),
    ],
)
def test_forms_of_a_word_still_meet(one: str, other: str) -> None:
    """Normalizing the spelling keeps the forms of a word on one stem."""
    stems = {stem(one, "en"), stem(other, "en")}
    assert len(stems) == 1 or stems == {"labor"}


@pytest.mark.parametrize("word", ["four", "hour", "rise", "wise", "tall", "contour", "seller", "our"])
def test_other_words_stay(word: str) -> None:
    """Words that only look so keep their spelling."""
    assert respell(word, "en") == word


@pytest.mark.parametrize(
    ("language", "one", "other"), [("es", "organización", "organizar"), ("en", "organizations", "organize")]
)
def test_nouns_and_verbs_meet(language: str, one: str, other: str) -> None:
    """Spanish nouns in -ción have the stem of their verbs, though accents are folded; so do English ones."""
    assert index_terms(one, language) == index_terms(other, language)


def test_organizations_are_no_organs() -> None:
    """Words of other meanings keep apart."""
    assert stem("organization", "en") != stem("organ", "en")
