"""Scripts: which letters are of which, which have words without spaces between them, and what belongs to a letter.

One search for a character of another kind recognizes Latin, Greek and Cyrillic text, so that it costs nothing.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

_IDEOGRAPHS = r"\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_KANA = r"\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d"
_BASES = (
    rf"{_IDEOGRAPHS}{_KANA}\u3105-\u312f"
    r"\u0e01-\u0e30\u0e32\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0ebd-\u0ec6\u0edc-\u0edf"  # Thai, Lao
    r"\u1780-\u17b3\u17d7\u17dc"  # Khmer
    r"\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e"  # Burmese
    r"\uaa60-\uaa76\uaa7a\uaa7e\uaa7f"
)
_PREPOSED = r"\u0e40-\u0e44\u0ec0-\u0ec4"
"""Vowels of Thai and Lao that are written before their consonant."""

_CLUSTER_MARKS = (
    r"\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb3-\u0ebc\u0ec8-\u0ece\u17b4-\u17d1\u17d3\u17dd\u102b-\u1038\u103a-\u103e"
    r"\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\uaa7b-\uaa7d"
    r"\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\U000e0100-\U000e01ef\u200c\u200d"
)
_STACKERS = r"\u17d2\u1039"
"""Signs of Khmer and Burmese that put the next consonant below."""

UNSPACED = (
    rf"{_BASES}{_STACKERS}\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb3-\u0ebc\u0ec8-\u0ece\u17b4-\u17d1\u17d3\u17dd"
)
"""The letters, as ranges of an expression, of scripts that are written without spaces between words."""

CLUSTER = rf"[{_PREPOSED}]?[{_BASES}](?:[{_CLUSTER_MARKS}]|[{_STACKERS}][{_BASES}]?)*+"
"""The expression of a letter of these scripts with everything that is written around it."""

_UNSPACED = re.compile(f"[{UNSPACED}]")
_NOT_PLAIN = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0590-\u1cff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\u2de0-\u2dff\u3005-\ud7ff"
    "\uf900-\ufaff\ufb1d-\ufdff\ufe00-\ufe2f\ufe70-\ufefe\uff10-\uff19\uff66-\uff9f\U00010000-\U000fffff]"
)
_LAST_WITH_MARKS = 0x20000
"""No character from here on is a mark, apart from the selectors of variants."""


def is_plain(text: str) -> bool:
    """Return whether a text has only letters that need no marks, and spaces between words: Latin, Greek, Cyrillic."""
    return text.isascii() or _NOT_PLAIN.search(text) is None


def has_unspaced(text: str) -> bool:
    """Return whether any letter of a text is of a script without spaces between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


@cache
def marks() -> str:
    """Return what belongs to the letter before it, as ranges of an expression: marks, joiners and soft hyphens."""
    found = [code for code in range(0x300, _LAST_WITH_MARKS) if unicodedata.category(chr(code))[0] == "M"]
    ranges: list[list[int]] = []
    for code in found:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return r"\u00ad\u200c\u200d\U000e0100-\U000e01ef" + "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_SCRIPTS = {
    "Greek": r"\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": r"\u0400-\u052f",
    "Armenian": r"\u0531-\u0587",
    "Hebrew": r"\u0590-\u05ff\ufb1d-\ufb4f",
    "Arabic": r"\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "Devanagari": r"\u0900-\u097f",
    "Bengali": r"\u0980-\u09ff",
    "Gurmukhi": r"\u0a00-\u0a7f",
    "Gujarati": r"\u0a80-\u0aff",
    "Oriya": r"\u0b00-\u0b7f",
    "Tamil": r"\u0b80-\u0bff",
    "Telugu": r"\u0c00-\u0c7f",
    "Kannada": r"\u0c80-\u0cff",
    "Malayalam": r"\u0d00-\u0d7f",
    "Sinhala": r"\u0d80-\u0dff",
    "Thai": r"\u0e00-\u0e7f",
    "Lao": r"\u0e80-\u0eff",
    "Tibetan": r"\u0f00-\u0fff",
    "Myanmar": r"\u1000-\u109f\uaa60-\uaa7f",
    "Georgian": r"\u10a0-\u10ff\u1c90-\u1cbf",
    "Hangul": r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff",
    "Ethiopic": r"\u1200-\u139f",
    "Khmer": r"\u1780-\u17ff",
    "Mongolian": r"\u1800-\u18af",
    "Kana": _KANA,
    "Han": _IDEOGRAPHS,
}
SCRIPTS = tuple(_SCRIPTS)
"""The names of the scripts that are distinguished. Latin is what is none of them."""

LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "Greek": ("el",),
    "Cyrillic": ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg", "tt"),
    "Armenian": ("hy",),
    "Hebrew": ("he", "yi"),
    "Arabic": ("ar", "fa", "ur", "ps", "ku", "ug", "sd"),
    "Devanagari": ("hi", "mr", "ne", "sa"),
    "Bengali": ("bn", "as"),
    "Gurmukhi": ("pa",),
    "Gujarati": ("gu",),
    "Oriya": ("or",),
    "Tamil": ("ta",),
    "Telugu": ("te",),
    "Kannada": ("kn",),
    "Malayalam": ("ml",),
    "Sinhala": ("si",),
    "Thai": ("th",),
    "Lao": ("lo",),
    "Tibetan": ("bo", "dz"),
    "Myanmar": ("my",),
    "Georgian": ("ka",),
    "Hangul": ("ko",),
    "Ethiopic": ("am", "ti"),
    "Khmer": ("km",),
    "Mongolian": ("mn",),
    "Kana": ("ja",),
    "Han": ("zh", "ja"),
}
"""The languages (ISO 639-1 codes) of each script; the first is that of a text of which nothing else is known."""

_BY_SCRIPT = re.compile("|".join(f"(?P<{name}>[{letters}]+)" for name, letters in _SCRIPTS.items()))
_LETTERS = re.compile(r"[^\W\d_]")
_BEYOND_LATIN = re.compile("[\u0370-\u1cff\u1f00-\u1fff\u2d80-\u2dff\u3005-\ud7ff\uf900-\ufffc\U00020000-\U0003ffff]")

_WORD_LIKE = {"Han": 3, "Kana": 3, "Hangul": 2}
"""For how many letters of other scripts one of these counts."""

_MIN_KANA = 0.1
"""Kana in Chinese are rare names; in Japanese they are half of the text."""

MIN_SHARE = 0.5
"""The share of a text's letters from which they make its script."""


def script_of(text: str) -> str:
    """Return the script of most letters of a text, a name of SCRIPTS; empty for Latin and for none."""
    if text.isascii() or not _BEYOND_LATIN.search(text):
        return ""
    counts = dict.fromkeys(SCRIPTS, 0)
    for match in _BY_SCRIPT.finditer(text):
        script = match.lastgroup or ""
        counts[script] += len(match.group()) * _WORD_LIKE.get(script, 1)
    if counts["Kana"] > _MIN_KANA * counts["Han"]:
        counts["Kana"] += counts.pop("Han")  # Japanese is written with both
    most = max(counts, key=counts.__getitem__)
    total = len(_LETTERS.findall(_BY_SCRIPT.sub("", text))) + sum(counts.values())
    return most if counts[most] and counts[most] >= MIN_SHARE * total else ""
