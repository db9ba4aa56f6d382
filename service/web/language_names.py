"""The names of languages: what their speakers call them, and what English does."""

from indexer.records.taxonomy import normalize_name

NAMES = {
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

_CODES = {normalize_name(name): code for code, names in NAMES.items() for name in (code, *names)}


def language_name(code: str) -> str:
    """The language's own name for itself, or the code where the table does not have it."""
    return NAMES[code][0] if code in NAMES else code


def language_code(name: str) -> str | None:
    """The code of a language given by code, with or without a region (`es-CO`), or by either of its names."""
    return _CODES.get(normalize_name(name)) or _CODES.get(normalize_name(name.partition("-")[0]))
