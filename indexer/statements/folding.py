"""Case and accent folding that keeps the length, so that offsets in the result are offsets in the original."""

import unicodedata
from functools import lru_cache

_PLAIN = {"’": "'", "ʼ": "'", "‘": "'", "`": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "‐": "-", "‑": "-", "đ": "d"}


_SPACED = str.maketrans({char: plain for char, plain in _PLAIN.items() if char != "đ"})


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    if plain := _PLAIN.get(char):
        return plain
    if char.isdigit():
        return char  # a raised figure is a power, or refers to a note: it is no part of the number before it
    base = [part for part in unicodedata.normalize("NFKD", char.lower()) if not unicodedata.combining(part)]
    return base[0] if len(base) == 1 else char


def lower_same_length(text: str) -> str:
    """Return the text in lower case, accents kept, with straight apostrophes and plain spaces."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.translate(_SPACED)


def fold_same_length(text: str) -> str:
    """Return the text in lower case without accents, with straight apostrophes and plain spaces."""
    lower = text.lower()
    if lower.isascii() and len(lower) == len(text):
        return lower.replace("\n", " ")
    return "".join(map(_fold, text))
