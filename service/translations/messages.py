"""The interface's messages in the language of the request, by the functions of Python's `gettext`.

Messages are English in the code and in the templates; `<language>.po` beside this module translates them. A catalogue
is compiled when its language is first asked for. docs/translating.md says how to add a language.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

SOURCE = "en"
"""The language of the messages in the code."""

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Interface:
    """The language in which a request is answered, whether its address names it, and that address.

    `query` is as it was sent, without the language.
    """

    language: str = SOURCE
    in_address: bool = False
    path: str = "/"
    query: str = ""


_ENGLISH = Interface()

_interface: ContextVar[Interface] = ContextVar("interface")


def interface() -> Interface:
    """Return the interface of the current request; English outside of a request."""
    return _interface.get(_ENGLISH)


@contextmanager
def use(chosen: Interface) -> Iterator[None]:
    """Answer in another language within the context."""
    token = _interface.set(chosen)
    try:
        yield
    finally:
        _interface.reset(token)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a catalogue, English among them, in order."""
    return tuple(sorted({SOURCE, *(path.stem for path in FOLDER.glob("*.po"))}))


@cache
def catalogue(language: str) -> NullTranslations:
    """Return the messages of a language, compiled from its catalogue."""
    if language == SOURCE:
        return NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - English needs none of it
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with (FOLDER / f"{language}.po").open("rb") as file:
        compiled = BytesIO()
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def gettext(message: str) -> str:
    """Return a message in the language of the request, or as it is where the catalogue does not have it."""
    return catalogue(interface().language).gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a message that goes with a number."""
    return catalogue(interface().language).ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """Return a message whose translation depends on where it is shown."""
    return catalogue(interface().language).pgettext(context, message)


def npgettext(context: str, singular: str, plural: str, number: int) -> str:
    """Return the form of such a message that goes with a number."""
    return catalogue(interface().language).npgettext(context, singular, plural, number)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a message for the catalogues that is translated where it is shown."""
    return message


def NN_(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802
    """Mark the two forms of a message for the catalogues."""
    return singular, plural
