"""Collect the interface's messages from code and templates into the catalogues in service/translations.

`python docs/catalogues.py [LANGUAGE …]` adds new messages, drops unused ones and prints what is not translated; a
language without a catalogue gets one. docs/translating.md says how to go on.
"""

import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from indexer.settings import ROOT
from service.translations.messages import FOLDER, SOURCE, languages

FORMS = {
    "NN_": (1, 2),
    **dict.fromkeys(
        (
            "BadParameter", "NotFound", "Gone", "QueryTooLong", "PageChanged", "QueryTimeout", "NoIndex", "NoPicture",
            "ServiceBusy",
            "DamagedIndex", "IndexVersionMismatch", "IndexUnavailable", "ExportColumn", "labelled", "_note_column",
        )
    ),
}  # fmt: skip
"""The calls that hold messages, besides those of gettext, and which arguments are the forms; the first if none."""

TEMPLATE_OPTIONS = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}


def collect() -> Catalog:
    """Return every message of the code and the templates."""
    messages = Catalog(charset="utf-8", fuzzy=False)
    for folder, method, options in (
        ("service", "python", {}),
        ("indexer", "python", {}),
        ("templates", "jinja2", TEMPLATE_OPTIONS),
    ):
        pattern = "**.py" if method == "python" else "**.*ml"
        found = extract_from_dir(
            ROOT / folder,
            method_map=[(pattern, method)],
            options_map={pattern: options},
            keywords={**DEFAULT_KEYWORDS, **FORMS},
        )
        for _, _, message, _, context in found:
            messages.add(message, context=context)
    return messages


def read(language: str) -> Catalog:
    """Return the catalogue of a language, empty if there is none yet."""
    path = FOLDER / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(catalogue: Catalog, messages: Catalog) -> Catalog:
    """Return a catalogue with these messages and no others, translated as far as it was."""
    fresh = Catalog(locale=catalogue.locale, fuzzy=False)
    for message in messages:
        if message.id:
            old = catalogue.get(message.id, message.context)
            same = old is not None and old.id == message.id
            fresh.add(message.id, old.string if same and old else "", context=message.context)
    return fresh


def missing(catalogue: Catalog) -> Iterator[str]:
    """Yield the messages of a catalogue that are not translated."""
    for message in catalogue:
        if message.id and not is_translated(message):
            yield str(message.id)


def is_translated(message: Message) -> bool:
    """Return whether every form of a message has a translation."""
    forms = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return bool(forms) and all(forms)


def text_of(catalogue: Catalog) -> bytes:
    """Return a catalogue as it is kept: sorted, one line each, without places and dates, so that changes merge."""
    content = BytesIO()
    write_po(content, catalogue, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalogue.locale}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return header.encode() + content.getvalue().rstrip(b"\n") + b"\n"


def main(added: Iterable[str]) -> None:
    """Update every catalogue, and say what is missing."""
    messages = collect()
    for language in sorted({*languages(), *added} - {SOURCE}):
        catalogue = updated(read(language), messages)
        Path(FOLDER / f"{language}.po").write_bytes(text_of(catalogue))
        for each in missing(catalogue):
            sys.stdout.write(f"{language}: not translated: {each}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
