"""The catalogues have every message of the code and the templates, translated, with the same places for values."""

import re

import pytest
from babel.messages.catalog import Catalog, Message

from docs.catalogues import collect, is_translated, read, text_of, updated
from indexer.records.taxonomy import LABEL_LANGUAGES
from service.translations.messages import FOLDER, SOURCE, languages

TRANSLATED = [language for language in languages() if language != SOURCE]

PLACE = re.compile(r"%\((\w+)\)s|<[^>]*>")

each_language = pytest.mark.parametrize("language", TRANSLATED)


@pytest.fixture(scope="module")
def messages() -> Catalog:
    """Every message of the code and the templates."""
    return collect()


def forms(message: Message) -> list[str]:
    """The translations of a message."""
    return [*message.string] if isinstance(message.string, (list, tuple)) else [str(message.string)]


def own_words(message: Message) -> tuple[str, ...]:
    """The English forms of a message."""
    return tuple(message.id) if isinstance(message.id, (list, tuple)) else (str(message.id),)


def places(text: str) -> set[str]:
    """The places for values and the elements in a text."""
    return {place[0] for place in PLACE.finditer(text)}


def test_the_languages_of_the_interface() -> None:
    """The interface speaks the languages that every corpus labels its facets in."""
    assert languages() == LABEL_LANGUAGES


@each_language
def test_every_message_is_translated(messages: Catalog, language: str) -> None:
    """A catalogue has the messages in use, no others, all translated: `make translations` brings it up to date."""
    catalogue = updated(read(language), messages)
    assert [message.id for message in catalogue if message.id and not is_translated(message)] == []
    assert (FOLDER / f"{language}.po").read_bytes() == text_of(catalogue), "run make translations"


@each_language
def test_translations_keep_places_and_markup(language: str) -> None:
    """A translation has the values and the elements of its message, in any order, and no others."""
    for message in read(language):
        if message.id:
            *_, expected = (places(words) for words in own_words(message))
            *others, last = (places(form) for form in forms(message))
            assert last == expected, message.id
            assert all(each <= expected for each in others), message.id


@each_language
def test_translations_keep_spaces_and_final_marks(language: str) -> None:
    """A translation begins and ends as its message does, so that the words beside it fit."""
    for message in read(language):
        if message.id:
            source = own_words(message)[0]
            for form in forms(message):
                assert (form[:1].isspace(), form[-1:].isspace()) == (source[:1].isspace(), source[-1:].isspace()), form
                assert form.endswith((".", "…", "?")) == source.endswith((".", "…", "?")), form


def test_french_spaces() -> None:
    """French has a no-break space before a colon and within quotation marks, and a narrow one before the others."""
    for message in read("fr"):
        for form in forms(message):
            text = re.sub(PLACE, "", form) if message.id else ""
            assert not re.search(r"[^\u202f][;!?]|[^\u00a0]:(?!\d)|«[^\u00a0]|[^\u00a0]»", text), form


def test_vietnamese_has_its_accents() -> None:
    """Vietnamese translations of more than three words have letters with accents."""
    for message in read("vi"):
        for form in forms(message):
            if message.id and len(re.sub(PLACE, "", form).split()) > 3:
                assert not form.isascii(), form
