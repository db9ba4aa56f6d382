"""Which language a text is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.language_detection import detect_language, query_language
from indexer.analysis.language_registry import stopword_languages
from indexer.analysis.scripts import LANGUAGES


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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Qui dirige les ports de la région ?", "fr"),
        ("Qu’améliore l’usage des bateaux ?", "fr"),
        ("Où se situe Walvis Bay ?", "fr"),
        ("Quels sont les quais de Luderitz?", "fr"),
        ("¿Qué hizo Bank of Namibia in Windhoek?", "es"),
        ("que hacen los pescadores", "es"),
        ("TTLĐ là gì?", "vi"),
        ("Thế nào là thuyền?", "vi"),
        ("tiền lương", "vi"),
        ("Straße 12 là gì?", "vi"),
        ("cocoa child labour in Côte d'Ivoire", "en"),
        ("inspectors don't come", "en"),
        ("workers' rights", "en"),
        ("EU due diligence", "en"),
        ("QUI DIRIGE LE PORT", "fr"),
        ("São Tomé in the report", "en"),
        ("C188", "en"),
        ("", "en"),
    ],
)
def test_languages_of_queries(text: str, language: str) -> None:
    """A few words are enough: those of one language say more than those of several; names say little."""
    assert query_language(text) == language


def test_a_name_with_french_letters_is_not_vietnamese() -> None:
    """Some letters of Vietnamese are French, too."""
    assert detect_language("Côte d'Ivoire") != "vi"
    assert query_language("Côte d'Ivoire") == "fr"


def test_otherwise() -> None:
    """A document's own language is believed where its words say nothing."""
    assert detect_language("Antananarivo 2022", otherwise="fr") == "fr"


def test_among() -> None:
    """Only the languages that are asked about are found."""
    assert detect_language("inspección del trabajo", among=("en", "fr")) == "en"


@given(st.text())
def test_any_text_has_a_language(text: str) -> None:
    """No text is refused."""
    known = {*stopword_languages(), *(code for languages in LANGUAGES.values() for code in languages)}
    assert detect_language(text) in known
    assert query_language(text) in known


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("खेत में बच्चों का काम मना है।", "hi"),
        ("বন্দরে শিশুশ্রম নিষিদ্ধ।", "bn"),
        ("துறைமுகத்தில் குழந்தைத் தொழில்", "ta"),
        ("កំពង់ផែហាមឃាត់ពលកម្មកុមារ", "km"),
        ("ท่าเรือห้ามใช้แรงงานเด็ก", "th"),
        ("港口禁止童工。", "zh"),
        ("港では児童労働を禁止している。", "ja"),
        ("항구에서는 아동노동을 금지한다.", "ko"),
        ("يحظر الميناء عمل الأطفال.", "ar"),
        ("بندر کار کودکان را ممنوع می‌کند و گزارش می‌دهد.", "fa"),
        ("بندرگاہ بچوں سے مزدوری کو روکتی ہے۔", "ur"),
        ("הנמל אוסר עבודת ילדים", "he"),
        ("Порт запрещает детский труд.", "ru"),
        ("Порт забороняє дитячу працю і її наслідки.", "uk"),
        ("Το λιμάνι απαγορεύει την παιδική εργασία", "el"),
        ("ILO 与 OECD 的港口合作", "zh"),
        ("The port of Yangon (ရန်ကုန်) is new.", "en"),
    ],
)
def test_a_script_tells_its_language(text: str, language: str) -> None:
    """Text in another script is never taken for English, nor English that quotes a word of it for that."""
    assert detect_language(text) == language
    assert query_language(text) == language


def test_a_claim_is_believed_among_the_languages_of_a_script() -> None:
    """Marathi is written like Hindi; Portuguese is not."""
    assert detect_language("बंदरात बालकामगार", otherwise="mr") == "mr"
    assert detect_language("बंदरात बालकामगार", otherwise="pt") == "hi"
