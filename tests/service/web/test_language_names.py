"""Languages by their names and codes."""

import pytest

from service.web.language_names import language_code, language_name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("es", "es"),
        ("ES", "es"),
        ("es-CO", "es"),
        ("Español", "es"),
        ("espanol", "es"),
        ("Spanish", "es"),
        ("tiếng việt", "vi"),
        ("Klingon", None),
        ("", None),
        ("-", None),
    ],
)
def test_code(name: str, code: str | None) -> None:
    """Codes with or without a region and both names of a language are understood."""
    assert language_code(name) == code


def test_name() -> None:
    """A language is called what its speakers call it; one that we do not know by its code."""
    assert language_name("fr") == "Français"
    assert language_name("tlh") == "tlh"
