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

JOINED = N_("%(first)s; %(then)s")

_JOIN = re.compile("; ")

NOTES = (
    N_("%(count)s of %(total)s pages are pictures without text (the first is page %(page)s)"),
    N_(
        "the text of %(count)s of %(total)s pages is no language (the first is page %(page)s): its fonts give"
        " wrong codes"
    ),
    N_("%(count)s attached files were not read (%(names)s): save them from a PDF program and add them"),
    N_("its outline, title and page labels could not be read"),
    N_("it is damaged: its text was read without its layout, and some of it may be missing"),
    N_("it is damaged and was rebuilt: pages may be missing from its end; fetch it again if you can"),
    N_("it is cut off: it ends after %(size)s of %(total)s bytes, and pages may be missing; fetch it again"),
    N_("it is cut off: it ends after %(size)s bytes, and pages may be missing; fetch it again"),
    N_("this system could not keep the reader from the network; Python alone did"),
    N_("%(count)s slides hold no text (the first is slide %(page)s)"),
    N_("has no text layer: its pages may be pictures"),
    N_("holds no text; fetch or save it again"),
    N_("is damaged or cut off; get it again, or save a new copy in the program that made it"),
    N_("is not a text file; add it under its own type, or save it as UTF-8 text"),
    N_("OCR is switched off: set VERBATIM_OCR=on, and build again"),
    N_(
        "OCR needs Tesseract: install tesseract-ocr and the pack of its language, such as tesseract-ocr-spa, and"
        " build again"
    ),
    N_("OCR needs Tesseract: install %(names)s, and build again"),
    N_(
        "OCR lacks a language: some pages are pictures without text that it can read; install %(names)s, and"
        " build again"
    ),
    N_(
        "OCR took too long: %(count)s pages are pictures without text (the first is page %(page)s); set"
        " VERBATIM_OCR_SECONDS to more, and build again"
    ),
    N_("OCR failed: the file %(error)s"),
    N_("has no text that OCR can read; look at it, and scan it again if it has some"),
    N_("holds text that is no language: its fonts give wrong codes"),
    N_("holds nothing but page numbers and running titles"),
    N_("is encrypted and needs a password; save a copy without one and add that"),
    N_("is protected in a way that cannot be read; save an unprotected copy and add that"),
    N_("is damaged or cut off; fetch it again, or open it in a PDF program, save a new copy and add that"),
    N_(
        "is a dynamic form (XFA), whose pages are made only when it is opened; open it in Adobe Reader, print it"
        " to a PDF and add that"
    ),
    N_("is not a PDF but a web page; fetch the PDF itself, or give the file its right ending"),
    N_("is not a PDF but an office document or archive; fetch the PDF itself, or give the file its right ending"),
    N_("is not a PDF but an old office document; fetch the PDF itself, or give the file its right ending"),
    N_("is not a PDF but something else; fetch the PDF itself, or give the file its right ending"),
    N_("has a type that cannot be read; add it as one of %(names)s"),
    N_("is an e-mail: save its text as a PDF, and add its attachments as files"),
    N_("is a Word file before 2007: save it as .docx"),
    N_("is a Word file before 2007; save it as .docx"),
    N_("is a PowerPoint file before 2007: save it as .pptx"),
    N_("is an Excel file before 2007: save it as .xlsx"),
    N_("is an OpenDocument spreadsheet: save it as .xlsx"),
    N_("is an OpenDocument presentation: save it as .pptx or PDF"),
    N_("is not a file; give the path of a file that exists"),
    N_("is empty; fetch or save it again"),
    N_("cannot be opened (%(error)s); check its permissions"),
    N_("has more than the %(most)s pages allowed; split it and add the parts"),
    N_("has %(count)s %(things)s, over the %(most)s allowed; split it and add the parts"),
    N_("holds more than %(count)s characters; split it and add the parts"),
    N_("holds more text than one file may have; split it and add the parts"),
    N_("has no text that can be indexed; look at the file and replace it"),
    N_(
        "took too long to read (over %(count)s s of processor time or %(total)s s in all); split it, or save a"
        " simpler copy, and add that"
    ),
    N_(
        "made the reading program stop (%(error)s): it needs more than the %(size)s MiB of memory allowed, or is"
        " damaged; open it in the program that made it, save a new copy and add that"
    ),
    N_("made the reading program stop without a response; save a new copy in another program and add that"),
    N_("needs more than the %(size)s allowed; split it and add the parts"),
    N_("cannot be read: the reader returned an invalid response; save a new copy and add that"),
    N_("hit an internal error (%(error)s); please report it with the file"),
    N_("is a PDF under another name; give its name the ending .pdf"),
    N_("is a web page under another name; download the document itself"),
    N_("holds no text: it may be put together by scripts; open it in a browser and save it as a PDF"),
    N_("has %(count)s elements inside one another, as no real page has; save its text by itself"),
    N_("has elements inside one another as no real book has; save its text by itself"),
    N_("is no RTF file; add it under its own type"),
    N_("is no table that can be read; save it again as CSV, in UTF-8"),
    N_("holds no text; if it holds pictures of slides, save it as a PDF, which OCR can read"),
    N_("holds no text; if it holds pictures of pages, save it as a PDF, which OCR can read"),
    N_("is an archive, but not of the kind that its name says; unpack it, or rename it"),
    N_("is locked with a password or in the format before 2007; save it again without a password"),
    N_("is locked with a password; save it without one"),
    N_("holds %(count)s files, over the %(most)s allowed; save a simpler copy"),
    N_("is packed in a way that office documents are not; save it again in an office program"),
    N_("unpacks to %(size)s MiB of text and layout, over the %(most)s MiB allowed; split it, or save it as a PDF"),
    N_("declares entities, as no office program does; it may be malicious: leave it out"),
    N_("is locked by digital rights management; get a copy without it"),
    N_("%(count)s hidden %(things)s left out: %(names)s"),
    N_("%(count)s %(things)s left out"),
    N_("cannot be read (%(error)s); it may be damaged: save a new copy in another program"),
)

THINGS = (
    N_("page"), N_("slide"), N_("sheet"), N_("chapter"), N_("struck-out word"), N_("hidden word"), N_("comment"),
    N_("drawing with words"), N_("embedded page"), N_("embedded object"), N_("unreadable drawing"),
    N_("sign of a symbol font"),
)  # fmt: skip
"""What is counted, in the singular."""


def reading_note(note: str) -> str:
    """Return a note in the language of the request; of several, joined by semicolons, each that is known."""
    if (whole := _translated(note)) is not None:
        return whole
    for end in [found.start() for found in _JOIN.finditer(note)][::-1]:
        if (first := _translated(note[:end])) is not None:
            return gettext(JOINED) % {"first": first, "then": reading_note(note[end:].removeprefix("; "))}
    return note


def _translated(note: str) -> str | None:
    """Return a note in the language of the request; None where it matches no message."""
    for message, pattern in _patterns():
        if found := pattern.fullmatch(note):
            values = {name: _value(name, value) for name, value in found.groupdict().items()}
            return gettext(message) % values if values else gettext(message)
    return None


def _value(name: str, value: str) -> str:
    """Return what a note names, in the language of the request: a number, things, or why reading failed."""
    if name == "things":
        return _things(value)
    return reading_note(value) if name == "error" else _in_language(value)


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
