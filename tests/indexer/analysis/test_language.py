"""Which language a text is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.language import detect_language, question_language
from indexer.analysis.stopwords import STOPPED


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How many inspectors were trained in the harbour?", "en"),
        ("¿Cuántas personas recibieron formación en la finca?", "es"),
        ("inspección del trabajo", "es"),
        ("Combien de couturières travaillent dans l'atelier ?", "fr"),
        ("Quais são as condições de trabalho nas fábricas e nos portos?", "pt"),
        ("quyền của người lao động", "vi"),
        ("Công ước số 188 về lao động trên tàu cá", "vi"),
        ("Walvis Bay 2022", "en"),
        ("", "en"),
        ("1.6 %", "en"),
    ],
)
def test_languages(text: str, language: str) -> None:
    """Stop words or Vietnamese letters decide; where there are too few, the text counts as English."""
    assert detect_language(text) == language


def test_otherwise() -> None:
    """A document's own language is believed where its words say nothing."""
    assert detect_language("Antananarivo 2022", otherwise="fr") == "fr"


def test_among() -> None:
    """Only the languages that are asked about are found."""
    assert detect_language("inspección del trabajo", among=("en", "fr")) == "en"


@given(st.text())
def test_any_text_has_a_language(text: str) -> None:
    """No text is refused."""
    assert detect_language(text) in STOPPED


def test_a_question_is_read_like_any_text() -> None:
    """What is remembered of a question is the language that its words have."""
    for text in ("How many boats are there?", "¿Cuántos barcos hay en el puerto?", "Bến tàu mở cửa khi nào?"):
        assert question_language(text) == detect_language(text)
