"""Tokens of a text: folded words with their offsets.

Accents are folded before anything else is done with a word, or `événement` and `evenement` would never meet. The sign
of a currency is no word, but it belongs to its number's characters, so that `$100` is marked whole. Letters with full
stops between them are one word: `I.L.O.` is `ILO`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from indexer.analysis.language_registry import active_languages, any_of, language_cache

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})

_SIGN = r"[$€£¥₫₱]"
_SPACE = r"[ \u00a0\u202f]?"
_DIGITS = r"\d++(?:[.,\u00a0\u202f]\d++)*+"
_LARGE = r"(?:[kKmM]|[mM]n|[bB]n|[mM]io|Mds?)"
_AMOUNT = rf"{_SIGN}{_SPACE}{_DIGITS}(?={_LARGE}?(?![^\W_]))|{_DIGITS}(?={_LARGE}{_SPACE}{_SIGN})"
_MILLIONS = rf"(?:{_LARGE}|[mM]illions?|[mM]illiards?|[mM]ill[oó]n(?:es)?){_SPACE}{_SIGN}(?!{_SPACE}\d)"
_CODE = r"(?:RM|Ar|FCFA|USD|EUR|GBP|MYR|MGA|VND|NAD|COP)(?=\d)"
_NUMBER = rf"{_DIGITS}(?![^\W\d_])(?:{_SPACE}{_SIGN}(?!{_SPACE}\d))?|\d++[.,]\d++(?=[^\W\d_]{{1,3}}\b)"
_DOTTED = r"(?<![^\W_])(?:(?:[cdlnCDLN]|[qQ]u)['’ʼ])?[^\W\d_](?:\.[^\W\d_])++\.?(?![^\W_])"
_WORD = r"[^\W_]+(?:['’ʼ][^\W_]+)*['’ʼ]?"
_ORDINAL_MARK = r"[nN]\.º"
_PLAIN = r"[^\W\d_]{3,}+(?=[,;:]? [^\W_])"
"""Most words: tried first, because nothing else can start with these letters."""

_TOKEN = re.compile(
    rf"{_PLAIN}|(?=[\d$€£¥₫₱])(?:{_AMOUNT}|{_NUMBER})|{_ORDINAL_MARK}|{_DOTTED}|(?<![^\W_])(?:{_MILLIONS}|{_CODE})|{_WORD}|%"
)

_GROUPED = re.compile(r"(\d{1,3}(?:([.,\u00a0\u202f])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?")
_AROUND = re.compile(rf"^{_SIGN}{_SPACE}|{_SPACE}{_SIGN}$")
_POSSESSIVE = re.compile(r"['’ʼ]s?$")


MAX_CACHED_QUERIES = 16
"""A query is analyzed for the search, and once more for its answer."""


class Token(NamedTuple):
    """A folded word and its characters `start` to `end` (end excluded) in the text."""

    text: str
    start: int
    end: int


class NormalizedToken(NamedTuple):
    """A word or group of words with one meaning, and its characters in the text.

    `variants` are further tokens, in the order of their starts, that are indexed, too: less exact readings and plain
    words. A query uses `text` alone.
    """

    text: str
    start: int
    end: int
    variants: tuple["NormalizedToken", ...] = ()

    @property
    def all_forms(self) -> tuple["NormalizedToken", ...]:
        """The token and its variants."""
        return (self, *self.variants)


@dataclass(frozen=True, slots=True)
class TokenizedText:
    """A text and its tokens. Positions count tokens from 0; beyond the last one there is only empty text."""

    text: str
    tokens: Sequence[Token]

    def text_at(self, position: int) -> str:
        """Return the folded word at a position."""
        return self.tokens[position].text if 0 <= position < len(self.tokens) else ""

    def surface_at(self, position: int) -> str:
        """Return the word at a position as the text writes it."""
        return self.text[self.tokens[position].start : self.tokens[position].end] if position < len(self.tokens) else ""

    def gap_before(self, position: int) -> str:
        """Return the characters between the word at a position and the one before it; a line break at either end."""
        if not 0 < position < len(self.tokens):
            return "\n"
        return self.text[self.tokens[position - 1].end : self.tokens[position].start]

    def merge(self, text: str, first: int, last: int, variants: Iterable[NormalizedToken] = ()) -> NormalizedToken:
        """Merge the words from `first` to `last` into one token with these variants, each once."""
        start, end = self.tokens[first].start, self.tokens[last].end
        others = {(other.text, other.start): other for other in variants if (other.text, other.start) != (text, start)}
        return NormalizedToken(text, start, end, tuple(sorted(others.values(), key=lambda other: other.start)))

    def separate(self, first: int, last: int) -> list[NormalizedToken]:
        """Return a token for each of the words from `first` to `last`."""
        return [NormalizedToken(word.text, word.start, word.end) for word in self.tokens[first : last + 1]]


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return a word without case, accents and ligatures: `Événement` and `EVENEMENT` both give `evenement`."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word.casefold()).casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).translate(_LIGATURES)


@language_cache()
def _elision() -> re.Pattern[str]:
    """Return the expression of words that are elided before a vowel, in all languages."""
    words = [fold(word) for each in active_languages().values() for word in each.elisions]
    return re.compile(rf"^(?:{any_of(words)})['’ʼ](?=[aeiouyh])")


@language_cache(maxsize=65_536)
def _normalize(token: str) -> str:
    """Return the searchable form of a token: numbers without grouping marks, words without elision or possessive."""
    token = _AROUND.sub("", token)
    if token[0].isdigit():
        return _number(token)
    folded = fold(token)
    folded = _elision().sub("", folded)
    return re.sub(r"['’ʼ.]", "", _POSSESSIVE.sub("", folded))


def _number(token: str) -> str:
    """Return a number's one form: `180,000` gives `180000`, `1,6` gives `1.6`, `1,500.50` gives `1500.50`."""
    if grouped := _GROUPED.fullmatch(token):
        whole = re.sub(r"\D", "", grouped[1])
        return f"{whole}.{grouped[3]}" if grouped[3] else whole
    whole, *rest = re.split(r"[.,\u00a0\u202f]", fold(token))
    return ".".join((whole, *rest)) if len(rest) <= 1 else "".join((whole, *rest))


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of a text in order. The text is expected in NFC, as pages are stored and queries normalized."""
    for match in _TOKEN.finditer(text):
        form = _normalize(match.group())
        if form:
            yield Token(form, match.start(), match.end())


def token_texts(text: str) -> list[str]:
    """Return the folded words of a text in order, without offsets."""
    return [form for token in _TOKEN.findall(text) if (form := _normalize(token))]


@lru_cache(maxsize=MAX_CACHED_QUERIES)
def tokenize_query(text: str) -> tuple[Token, ...]:
    """Return the tokens of a query."""
    return tuple(tokenize(text))
