"""Tokens of a text: folded words with their offsets.

Accents are folded first, so that `événement` and `evenement` are the same word. A currency
sign is no word, but it belongs to its number's characters, so that `$100` is highlighted whole. Letters with full
stops between them are one word: `I.L.O.` is `ILO`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from indexer.analysis.language_registry import active_languages, any_of, language_cache
from indexer.analysis.scripts import CLUSTER, UNSPACED, is_plain, marks

_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ٱ": "ا", "ى": "ي", "ی": "ي", "ے": "ي",
     "ة": "ه", "ہ": "ه", "ە": "ه", "ک": "ك", "ـ": "", "\u0901": "\u0902"}
)  # fmt: skip
"""Letters that are searched as others: ligatures, forms of Arabic letters in other languages, a nasal sign of Hindi."""

_DROPPED = re.compile(
    "[\u00ad\u0300\u0302-\u0305\u0307\u0309-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u0591-\u05bd\u05bf-\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed\u08d3-\u08ff"
    "\u0711\u0730-\u074a\u093c\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
    "|(?<![\u0433\u043a])\u0301|(?<![\u0438\u0443])\u0306|(?<!\u0456)\u0308"
)
"""Accents and vowel signs, and what joins or selects forms of letters. Signs of scripts that are nothing without them
stay, as do those that make other letters of Cyrillic ones."""

_SIGN = r"[$€£¥₫₱]"
_SPACE = r"[ \u00a0\u2009\u202f]?"
_DIGITS = r"\d++(?:[.,\u00a0\u2009\u202f\u066b\u066c]\d++|['’]\d{3}(?!\d))*+"
_LARGE = r"(?:[kKmM]|[mM]n|[bB]n|[mM]io|[mM]rd|Mds?)"
_CODE = r"(?:RM|Ar|FCFA|USD|EUR|GBP|MYR|MGA|VND|NAD|COP)(?=\d)"
_SIGNED_NAME = r"(?<![\w.])(?:[a-zA-Z](?:#|\+\+)(?![^\W\d_]|[#+])|\.(?:NET|[Nn]et)\b)"
_SIGNS_BEHIND = r"(?<=[^\W\d_])\+{1,2}(?![\w+])"
_JOINERS = r"['’ʼ·\u05f3\u05f4]"


def _token_pattern(letter: str, alphanumeric: str, word: str, mark: str = "", first: str = "") -> re.Pattern[str]:
    """Return the expression of tokens, given those of a letter, of a letter or digit, of a run of them, and of a mark.

    Most words are tried first: nothing else can start with three letters before a space and another word.
    """
    amount = rf"{_SIGN}{_SPACE}{_DIGITS}(?={_LARGE}?(?!{alphanumeric}))|{_DIGITS}(?={_LARGE}{_SPACE}{_SIGN})"
    millions = rf"(?:{_LARGE}|[mM]illions?|[mM]illiards?|[mM]ill[oó]n(?:es)?){_SPACE}{_SIGN}(?!{_SPACE}\d)"
    number = rf"{_DIGITS}(?!{letter})(?:{_SPACE}{_SIGN}(?!{_SPACE}\d))?|\d++[.,]\d++(?={letter}{{1,3}}\b)"
    after = rf"(?!{alphanumeric}{mark and f'|{mark}'})"
    dotted = rf"(?<!{alphanumeric})(?:(?:[cdlnCDLN]|[qQ]u)['’ʼ])?{letter}(?:\.{letter})++\.?{after}"
    return re.compile(
        rf"{first}{letter}{{3,}}+(?=[,;:]? {alphanumeric})|(?=[\d$€£¥₫₱])(?:{amount}|{number})|[nN]\.º|{dotted}"
        rf"|{_SIGNED_NAME}|(?<!{alphanumeric})(?:{millions}|{_CODE})|{word}(?:{_JOINERS}{word})*['’ʼ]?|[%§]|{_SIGNS_BEHIND}"
    )


_PLAIN = _token_pattern(r"[^\W\d_]", r"[^\W_]", r"[^\W_]+")
"""The tokens of text in Latin, Greek and Cyrillic letters."""


@cache
def _any_script() -> re.Pattern[str]:
    """Return the expression of the tokens of any text.

    Words are those of Unicode Standard Annex 29: a letter keeps its marks. In scripts without spaces between words each
    letter with its marks is a token.
    """
    alphanumeric = rf"[^\W_{UNSPACED}]"
    mark = f"[{marks()}]"
    word = rf"{alphanumeric}+(?:{mark}+{alphanumeric}*)*"
    return _token_pattern(rf"[^\W\d_{UNSPACED}]", alphanumeric, word, mark, first=f"{CLUSTER}|")


def _pattern(text: str) -> re.Pattern[str]:
    return _PLAIN if is_plain(text) else _any_script()


_GROUPED = re.compile(
    r"(\d{1,3}(?:([.,'’\u00a0\u2009\u202f\u066c])\d{3})(?:\2\d{3})*|\d{1,2}(?:,\d{2})+,\d{3})(?:(?!\2)[.,\u066b](\d+))?"
)
"""Digits in groups of three, or as in India of two before the last three, with decimals."""
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
    """Return a word without case, accents, vowel signs and ligatures, and with European digits.

    `Événement` and `EVENEMENT` both give `evenement`, `أُقِرَّ` gives `اقر`.
    """
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word.casefold()).casefold())
    bare = _DROPPED.sub("", plain).translate(_LETTERS)
    if bare.isascii():
        return bare
    return unicodedata.normalize("NFC", "".join(map(_european_digit, bare)))


def _european_digit(char: str) -> str:
    """Return the digit 0 to 9 of the same value as a digit of any script, and any other character itself."""
    return char if char.isascii() or not char.isdecimal() else str(unicodedata.decimal(char))


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
        return _number(token if token.isascii() else "".join(map(_european_digit, token)))
    if token[0] == "." or token[-1] in "#+":
        return token.lower()  # .NET, C#
    folded = fold(token)
    folded = _elision().sub("", folded)
    return re.sub(r"['’ʼ.·\u05f3\u05f4]", "", _POSSESSIVE.sub("", folded))


def _number(token: str) -> str:
    """Return a number in one form: `180,000` gives `180000`, `1,6` gives `1.6`, `1,500.50` gives `1500.50`."""
    if grouped := _GROUPED.fullmatch(token):
        whole = re.sub(r"\D", "", grouped[1])
        return f"{whole}.{grouped[3]}" if grouped[3] else whole
    whole, *rest = re.split(r"[.,'’\u00a0\u2009\u202f\u066b\u066c]", fold(token))
    return ".".join((whole, *rest)) if len(rest) <= 1 else "".join((whole, *rest))


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of a text in order. The text is expected in NFC, as pages are stored and queries normalized."""
    for match in _pattern(text).finditer(text):
        form = _normalize(match.group())
        if form:
            yield Token(form, match.start(), match.end())


def token_texts(text: str) -> list[str]:
    """Return the folded words of a text in order, without offsets."""
    return [form for token in _pattern(text).findall(text) if (form := _normalize(token))]


@lru_cache(maxsize=MAX_CACHED_QUERIES)
def tokenize_query(text: str) -> tuple[Token, ...]:
    """Return the tokens of a query."""
    return tuple(tokenize(text))
