"""Numbers written in words, in English, Spanish and French, without accents."""

import re

_UNITS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11,
    "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18,
    "diecinueve": 19, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70,
    "ochenta": 80, "noventa": 90,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12,
    "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "trente": 30, "quarante": 40,
    "cinquante": 50, "soixante": 60,
}  # fmt: skip
_ONES = {"one": 1, "uno": 1, "un": 1, "une": 1}

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "trillion": 1e12, "mil": 1e3,
    "millon": 1e6, "millones": 1e6, "mille": 1e3, "milliard": 1e9, "milliards": 1e9, "cent": 1e2, "cents": 1e2,
}  # fmt: skip
"""What a word after a number multiplies it by."""

NUMBER_WORDS = "|".join(sorted((*_UNITS, *_ONES), key=len, reverse=True))
"""The words of which a number in words is made, as an expression."""

_AMBIGUOUS = frozenset(_ONES) | {"once"}
"""Alone these are articles, or "one time" in English."""


def word_value(words: str) -> float | None:
    """The value of number words such as `thirty-one`, `treinta y uno`, `vingt et un`; None where they are none."""
    parts = [part for part in re.split(r"[\s-]+", words) if part not in ("and", "y", "et")]
    if len(parts) == 1 and parts[0] in _AMBIGUOUS:
        return None
    values = [_UNITS.get(part) or _ONES.get(part) for part in parts]
    if None in values or len(values) > 2 or (len(values) == 2 and (values[0] or 0) < 20):  # noqa: PLR2004 - tens and units
        return None
    return float(sum(value or 0 for value in values))
