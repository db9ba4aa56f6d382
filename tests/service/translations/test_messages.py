"""Messages follow the language of the request."""

import pytest

from service.translations.messages import (
    SOURCE,
    Interface,
    catalogue,
    gettext,
    interface,
    languages,
    ngettext,
    npgettext,
    pgettext,
    use,
)


def test_english_is_as_written() -> None:
    """Outside of a request, messages are the code's own."""
    assert interface() == Interface()
    assert gettext("Search") == "Search"
    assert ngettext("%(count)s document", "%(count)s documents", 1) == "%(count)s document"


def test_messages_in_another_language() -> None:
    """Within a context, messages are translated; afterwards they are English again."""
    with use(Interface("vi")):
        assert gettext("Search") == "Tìm kiếm"
        with use(Interface("es")):
            assert gettext("Search") == "Buscar"
        assert gettext("Search") == "Tìm kiếm"
    assert gettext("Search") == "Search"


def test_unknown_messages_stay() -> None:
    """What the catalogue does not have is shown as it is, and an empty text stays empty."""
    with use(Interface("fr")):
        assert gettext("zqx") == pgettext("zqx", "zqx") == npgettext("zqx", "zqx", "other", 1) == "zqx"
        assert gettext("") == ""


@pytest.mark.parametrize(
    ("language", "number", "form"),
    [
        ("es", 0, "%(count)s documentos"),
        ("es", 1, "%(count)s documento"),
        ("fr", 0, "%(count)s document"),
        ("fr", 2, "%(count)s documents"),
        ("vi", 1, "%(count)s tài liệu"),
        ("vi", 2, "%(count)s tài liệu"),
    ],
)
def test_plurals(language: str, number: int, form: str) -> None:
    """Each language has its own rule for numbers: French says 0 in the singular, Vietnamese has one form."""
    with use(Interface(language)):
        assert ngettext("%(count)s document", "%(count)s documents", number) == form


def test_every_language_has_a_catalogue() -> None:
    """Each listed language compiles."""
    for language in languages():
        assert (catalogue(language).gettext("Filters") == "Filters") is (language == SOURCE)
