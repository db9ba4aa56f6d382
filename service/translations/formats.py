"""Numbers, dates and the names of languages, as people write them in the language of the request.

English is written as in the code; other languages follow the Unicode CLDR, by Babel, which is loaded for them only.
"""

import datetime
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from service.translations.messages import SOURCE, gettext, interface

if TYPE_CHECKING:
    from babel import Locale

LANGUAGE_NAMES = {
    "ar": ("العربية", "Arabic"),
    "de": ("Deutsch", "German"),
    "en": ("English", "English"),
    "es": ("Español", "Spanish"),
    "fr": ("Français", "French"),
    "id": ("Bahasa Indonesia", "Indonesian"),
    "it": ("Italiano", "Italian"),
    "mg": ("Malagasy", "Malagasy"),
    "ms": ("Bahasa Melayu", "Malay"),
    "nl": ("Nederlands", "Dutch"),
    "pt": ("Português", "Portuguese"),
    "ru": ("Русский", "Russian"),
    "vi": ("Tiếng Việt", "Vietnamese"),
    "zh": ("中文", "Chinese"),
}
"""By ISO 639-1 code: the name in the language itself, then in English."""


@cache
def _locale(language: str) -> "Locale":
    from babel import Locale  # noqa: PLC0415 - English needs none of it

    return Locale.parse(language)


@cache
def _group_separator(language: str) -> str:
    return str(_locale(language).number_symbols["latn"]["group"])


def format_number(number: int) -> str:
    """Return a whole number with its thousands separated."""
    plain = f"{number:,}"
    language = interface().language
    return plain if language == SOURCE else plain.replace(",", _group_separator(language))


def format_date(date: datetime.date) -> str:
    """Return a date in words; in English as in ISO 8601."""
    language = interface().language
    if language == SOURCE:
        return date.isoformat()
    from babel.dates import format_date as in_words  # noqa: PLC0415

    return in_words(date, "long", locale=_locale(language))


def join_names(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: “a, b and c”."""
    *first, last = names
    if not first:
        return last
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}


def language_name(code: str) -> str:
    """Return a language's name as a label, or its code if it is not known.

    English pages name each language in itself, as its readers do; pages in other languages name it in theirs.
    """
    if interface().language == SOURCE:
        return own_language_name(code)
    name = str(_locale(interface().language).languages.get(code, code))
    return name[:1].upper() + name[1:]


def own_language_name(code: str) -> str:
    """Return a language's own name for itself, or its code if it is not in the table."""
    return LANGUAGE_NAMES[code][0] if code in LANGUAGE_NAMES else code


def in_languages(codes: Sequence[str]) -> str:
    """Return in words that something is in these languages: “in English and French”."""
    if interface().language == SOURCE:
        names = [LANGUAGE_NAMES[code][1] if code in LANGUAGE_NAMES else code for code in codes]
    else:
        known = _locale(interface().language).languages
        names = [_within_sentence(str(known.get(code, code))) for code in codes]
    return gettext("in %(language)s") % {"language": join_names(names)}


def _within_sentence(name: str) -> str:
    """Return a name as it is written within a sentence: CLDR begins names of several words (“Tiếng Anh”) as labels."""
    return name[:1].lower() + name[1:] if " " in name else name
