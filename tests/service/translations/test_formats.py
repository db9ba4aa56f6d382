"""Numbers, dates and names of languages are written as the readers of each language write them."""

import datetime

import pytest

from service.translations.formats import (
    format_date,
    format_number,
    in_languages,
    join_names,
    language_name,
    own_language_name,
)
from service.translations.messages import Interface, use


@pytest.mark.parametrize(
    ("language", "number", "date", "english", "languages"),
    [
        ("en", "1,234,567", "2024-03-05", "English", "in English, French and Vietnamese"),
        ("es", "1.234.567", "5 de marzo de 2024", "Inglés", "en inglés, francés y vietnamita"),
        ("fr", "1\u202f234\u202f567", "5 mars 2024", "Anglais", "en anglais, français et vietnamien"),
        ("vi", "1.234.567", "5 tháng 3, 2024", "Tiếng Anh", "bằng tiếng Anh, tiếng Pháp và tiếng Việt"),
    ],
)
def test_each_language(language: str, number: str, date: str, english: str, languages: str) -> None:
    """A number, a date, a language and several languages."""
    with use(Interface(language)):
        assert format_number(1_234_567) == number
        assert format_number(12) == "12"
        assert format_date(datetime.date(2024, 3, 5)) == date
        assert language_name("en") == english
        assert in_languages(["en", "fr", "vi"]) == languages


def test_unknown_languages() -> None:
    """A language without a name is shown by its code."""
    assert own_language_name("tlh") == language_name("tlh") == "tlh"
    with use(Interface("es")):
        assert language_name("qqx") == "Qqx"


def test_one_name_is_no_list() -> None:
    """A single name is joined to nothing."""
    assert join_names(["English"]) == "English"
