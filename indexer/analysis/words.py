"""Words of a text: folded forms with the place of each in the text.

Accents are folded before anything else is done with a word, or `événement` and `evenement` would never meet.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})

_NUMBER = r"\d++(?:[.,\u00a0\u202f]\d++)*+(?![^\W\d_])"
_WORD = r"[^\W_]+(?:['’ʼ][^\W_]+)*['’ʼ]?"
_ORDINAL_MARK = r"[nN]\.º"
_TOKEN = re.compile(rf"{_NUMBER}|{_ORDINAL_MARK}|{_WORD}|%")

_GROUPED = re.compile(r"\d{1,3}(?:([.,\u00a0\u202f])\d{3})(?:\1\d{3})*")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ](?=[aeiouyh])")
_POSSESSIVE = re.compile(r"['’ʼ]s?$")


class Word(NamedTuple):
    """A folded word and its characters `start` to `end` (end excluded) in the text."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word without case, accents and ligatures: `Événement` and `EVENEMENT` both give `evenement`."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word.casefold()).casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).translate(_LIGATURES)


@lru_cache(maxsize=65_536)
def _form(token: str) -> str:
    """The searchable form of a token: numbers without grouping marks, words without elision or possessive."""
    if token[0].isdigit():
        return _number(token)
    folded = fold(token)
    folded = _ELISION.sub("", folded)
    return re.sub(r"['’ʼ.]", "", _POSSESSIVE.sub("", folded))


def _number(token: str) -> str:
    """`180,000`, `180.000` and `180 000` give `180000`; `1,6` and `1.6` give `1.6`."""
    if _GROUPED.fullmatch(token):
        return re.sub(r"\D", "", token)
    whole, *rest = re.split(r"[.,\u00a0\u202f]", fold(token))
    return ".".join((whole, *rest)) if len(rest) <= 1 else "".join((whole, *rest))


def words(text: str) -> Iterator[Word]:
    """The words of a text in order. The text is expected in NFC, as pages are stored and queries normalized."""
    for match in _TOKEN.finditer(text):
        form = _form(match.group())
        if form:
            yield Word(form, *match.span())


def word_forms(text: str) -> list[str]:
    """The folded words of a text in order, for those who need not know where they stand."""
    return [form for token in _TOKEN.findall(text) if (form := _form(token))]
