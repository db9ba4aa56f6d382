"""What reading a file left out or could not do, in the reader's language.

An index holds these notes in English, as the reader program wrote them. They are matched with the messages below; what
matches none stays as it is.
"""

import re
from collections.abc import Iterator
from functools import cache

from service.translations.formats import format_number
from service.translations.messages import N_, gettext

NUMBER = re.compile(r"\d{1,3}(,\d{3})*")
"""A number as notes write it."""

NOTES = (
    N_(
        "%(count)s of %(total)s pages are pictures without text (the first is page %(page)s) and need OCR: run"
        " `ocrmypdf --redo-ocr IN.pdf OUT.pdf` and add OUT.pdf"
    ),
    N_(
        "the text of %(count)s of %(total)s pages is no language (the first is page %(page)s): its fonts give wrong"
        " codes; run `ocrmypdf --force-ocr IN.pdf OUT.pdf` and add OUT.pdf"
    ),
    N_("%(count)s attached files were not read (%(names)s): save them from a PDF program and add them"),
    N_("its outline, title and page labels could not be read"),
    N_("it is damaged: its text was read without its layout, and some of it may be missing"),
    N_("it is damaged and was rebuilt: pages may be missing from its end; fetch it again if you can"),
    N_("it is cut off: it ends after %(size)s bytes, and pages may be missing; fetch it again"),
    N_("this system could not keep the reader from the network; Python alone did"),
    N_("%(count)s slides hold no text (the first is slide %(page)s)"),
    N_("%(count)s hidden %(things)s left out: %(names)s"),
    N_("%(count)s %(things)s left out"),
    N_("has no text layer: its pages may be pictures"),
    N_("holds no text; fetch or save it again"),
    N_("is damaged or cut off; get it again, or save a new copy in the program that made it"),
    N_("is not a text file; add it under its own type, or save it as UTF-8 text"),
    N_("cannot be read (%(error)s); it may be damaged: save a new copy in another program"),
)

THINGS = (
    N_("page"), N_("slide"), N_("sheet"), N_("chapter"), N_("struck-out word"), N_("hidden word"), N_("comment"),
    N_("drawing with words"), N_("embedded page"), N_("embedded object"), N_("unreadable drawing"),
    N_("sign of a symbol font"),
)  # fmt: skip
"""What is counted, in the singular."""


def reading_note(note: str) -> str:
    """Return a note in the language of the request."""
    for message, pattern in _patterns():
        if found := pattern.fullmatch(note):
            values = {name: _in_language(value) for name, value in found.groupdict().items()}
            if "things" in values:
                values["things"] = _things(values["things"])
            return gettext(message) % values if values else gettext(message)
    return note


def _in_language(value: str) -> str:
    return format_number(int(value.replace(",", ""))) if NUMBER.fullmatch(value) else value


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_compiled())


def _compiled() -> Iterator[tuple[str, re.Pattern[str]]]:
    for message in NOTES:
        literal = re.escape(message)
        yield message, re.compile(re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+?)", literal), re.DOTALL)


def _things(name: str) -> str:
    singular = name if name in THINGS else name.removesuffix("s")
    return gettext(singular) if singular in THINGS and gettext(singular) != singular else name
