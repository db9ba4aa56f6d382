"""Large numbers and amounts of money as one token, however they are written.

- Numbers: `1.6 million`, `1,6 millones` and `1,600,000` are one number; so are `180 000` and `180,000`.
- Money: `$100`, `US$100`, `USD 100`, `100 US dollars`, `100 dólares`; `€5 million`, `EUR 5m`, `5 millones de euros`;
  `RM 1,500`, `1,500 ringgit`.

An amount is found as itself, by its number alone (`5 million`, `5000000`) and by its plain words. Where nothing says
which country's dollar or peso it is, none is guessed: a query for `$100` finds `US$100` and `N$100` too. A query for
`US$100` finds `$100`, because that is how most documents write it; a query for `N$100` finds Namibia dollars alone.

`12 345` may be two numbers: it is one, and both of its parts, unless zeros, a third group or a currency say that it is
one alone. `5m` is a number only beside a currency, and `pounds` are money only with their sign or as `pounds sterling`.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from indexer.analysis.language_registry import active_languages, language_cache
from indexer.analysis.tokenizer import NormalizedToken, TokenizedText, fold

CODES = {"usd", "nad", "aud", "cad", "nzd", "hkd", "sgd", "eur", "gbp", "jpy", "myr", "mga", "vnd", "cop", "mxn", "php",
         "zar", "xof", "xaf", "chf", "cny", "inr", "idr", "thb"}  # fmt: skip
"""Codes of ISO 4217 that are read as such, in capitals or not."""

_OTHER_CODES = {"rm": "myr", "fcfa": "xof", "cfa": "xof"}
ABBREVIATIONS = {"Ar": "mga", "AR": "mga"}
"""Read only as written: `ar` is another word."""

SIGNS = {"$": "dollar", "€": "eur", "£": "gbp", "¥": "jpy", "₫": "vnd", "₱": "php"}
BEFORE_DOLLAR_SIGN = {
    "us": "usd", "usd": "usd", "n": "nad", "nad": "nad", "a": "aud", "au": "aud", "c": "cad", "ca": "cad", "nz": "nzd",
    "hk": "hkd", "s": "sgd", "cop": "cop", "col": "cop", "mex": "mxn", "mx": "mxn",
}  # fmt: skip
"""The letters before a dollar sign, with the currency that they make of it: `US$`, `N$`, `COP $`."""

WITHOUT_COUNTRY = {
    **dict.fromkeys(("usd", "nad", "aud", "cad", "nzd", "hkd", "sgd"), "dollar"),
    **dict.fromkeys(("cop", "mxn", "php"), "peso"),
}
"""Currencies without their countries."""

DEFAULT_COUNTRY = {"dollar": "usd"}
"""The currency that a dollar without a country is taken for, so that `US$100` finds `$100`."""

SCALE_LETTERS = {"k": 3, "m": 6, "mn": 6, "mio": 6, "bn": 9, "md": 9, "mds": 9, "mrd": 9,
                 "tsd": 3}  # fmt: skip
"""Read as numbers only where a currency is named: `5m` may be five metres."""

BEFORE_NUMBERS = frozenset((*CODES, *_OTHER_CODES, *BEFORE_DOLLAR_SIGN, *map(str.lower, ABBREVIATIONS)))
"""Folded words with which an amount may start."""

_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,9})?", re.ASCII)
_FIRST_GROUP = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_GROUP = re.compile(r"(\d{3})(?:\.\d{1,9})?", re.ASCII)
_WITH_LETTERS = re.compile(r"(\d{1,9})([a-z]{1,3})", re.ASCII)
_BETWEEN = frozenset(" \u00a0\u2009\u202f")


class _Vocabulary(NamedTuple):
    """The words of amounts in all languages.

    `names` gives the code of each currency by its names and codes as folded words, none of more than `longest` words.
    `links` may come between a large number and its currency: `5 millones de euros`. `scales` are words for large
    numbers with their number of zeros, folded but where accents part words.
    """

    names: Mapping[tuple[str, ...], str]
    longest: int
    links: frozenset[str]
    scales: Mapping[str, int]


@language_cache()
def _vocabulary() -> _Vocabulary:
    """Return the words of amounts in the languages in use."""
    every = [each.numbers for each in active_languages().values()]
    plurals = {word: plural for each in every for word, plural in each.plurals.items()}
    names = {
        tuple(form.split()): code
        for each in every
        for code, listed in each.currencies.items()
        for name in listed
        for form in _plurals(fold(name), plurals)
    }
    names.update(((word,), code) for word, code in ({code: code for code in CODES} | _OTHER_CODES).items())
    return _Vocabulary(
        names=names,
        longest=max(map(len, names)),
        links=frozenset(fold(word) for each in every for word in each.currency_links),
        scales={word: zeros for each in every for word, zeros in each.scales.items()},
    )


def _plurals(name: str, plurals: Mapping[str, str]) -> list[str]:
    """Return the forms of a name with each of its words in the singular or in the plural."""
    forms = [""]
    for word in name.split():
        forms = [f"{before} {form}".strip() for before in forms for form in (word, plurals.get(word, f"{word}s"))]
    return forms


class _Number(NamedTuple):
    """A number from word `first` to `last`. `sure` is false where it is one only beside a currency."""

    value: Decimal
    first: int
    last: int
    sign: str
    sure: bool


def amount_at(tokens: TokenizedText, position: int) -> tuple[NormalizedToken, int] | None:
    """Return the large number or amount of money that starts with this word, and its length in words."""
    before, first = _before(tokens, position)
    number = _number(tokens, first, money=bool(before))
    if number is None:
        return None
    if number.sign and not before:
        before = SIGNS[number.sign]
    code, last = (before, number.last) if before else _after(tokens, number.last)
    if not code:
        return _large(tokens, number)
    also = [*_without_country(tokens, code, number.value, position, last), *tokens.separate(position, last)]
    also.append(tokens.merge(_digits(number.value), number.first, number.last))
    return tokens.merge(f"{code}{_digits(number.value)}", position, last, also), last - position + 1


def may_be_several(token: NormalizedToken) -> bool:
    """Return whether a number of two groups may as well be two numbers: `12 345`."""
    parts = [variant.text for variant in token.variants]
    return len(parts) == 2 and parts[1] != "000" and token.text == "".join(parts) and token.text.isdigit()  # noqa: PLR2004


def _large(tokens: TokenizedText, number: _Number) -> tuple[NormalizedToken, int] | None:
    """Return a number without a currency and its length in words; None where it is a single word."""
    if not number.sure or number.first == number.last:
        return None
    plain = tokens.separate(number.first, number.last)
    token = tokens.merge(_digits(number.value), number.first, number.last, plain)
    return token, number.last - number.first + 1


def _without_country(tokens: TokenizedText, code: str, value: Decimal, first: int, last: int) -> list[NormalizedToken]:
    """Return the amount in its currency without a country (`$`), or in the one that this is taken for."""
    other = WITHOUT_COUNTRY.get(code) or DEFAULT_COUNTRY.get(code)
    return [tokens.merge(f"{other}{_digits(value)}", first, last)] if other else []


def _before(tokens: TokenizedText, position: int) -> tuple[str, int]:
    """Return the currency that this word names before a number, or "", and the position of the number."""
    form, number = tokens.text_at(position), tokens.surface_at(position + 1)
    gap, written = tokens.gap_before(position + 1), tokens.surface_at(position)
    if number[:1] == "$" and form in BEFORE_DOLLAR_SIGN and (not gap or (gap in _BETWEEN and written.isupper())):
        return BEFORE_DOLLAR_SIGN[form], position + 1
    code = ABBREVIATIONS.get(written) or (
        _vocabulary().names.get((form,), "") if form not in WITHOUT_COUNTRY.values() else ""
    )
    if code and number[:1].isdigit() and not form[:1].isdigit() and gap in ("", *_BETWEEN):
        return code, position + 1
    return "", position


def _number(tokens: TokenizedText, position: int, *, money: bool) -> _Number | None:
    """Return the number that starts with this word, with its groups and its words for large numbers.

    `money` is true where a currency precedes it.
    """
    form = tokens.text_at(position)
    if letters := _WITH_LETTERS.fullmatch(form):
        zeros = SCALE_LETTERS.get(letters[2])
        return _Number(Decimal(letters[1]).scaleb(zeros), position, position, "", sure=False) if zeros else None
    if not _NUMBER.fullmatch(form):
        return None
    digits, last = _grouped(tokens, position)
    value, sign = Decimal(digits), _sign(tokens.surface_at(position)) or _sign(tokens.surface_at(last))
    while zeros := _scale(tokens, last + 1) or _letters(tokens, last + 1, money=money or bool(sign)):
        value, last = value.scaleb(zeros), last + 1
        sign = sign or _sign(tokens.surface_at(last))
    return _Number(value, position, last, sign, sure=True)


def _grouped(tokens: TokenizedText, position: int) -> tuple[str, int]:
    """Return the digits of a number whose groups may be parted by spaces, and the position of its last word."""
    digits, last = tokens.text_at(position), position
    if _FIRST_GROUP.fullmatch(digits):
        while "." not in digits and tokens.gap_before(last + 1) in _BETWEEN:
            if not (group := _GROUP.fullmatch(tokens.text_at(last + 1))):
                break
            digits, last = digits + group[0], last + 1
    return digits, last


def _after(tokens: TokenizedText, last: int) -> tuple[str, int]:
    """Return the currency named after a number, or "", and the position of its last word."""
    vocabulary = _vocabulary()
    position = last + 1
    if tokens.text_at(position) in vocabulary.links and tokens.gap_before(position).strip() == "":
        position += 1
    gap = tokens.gap_before(position)
    if gap.startswith(".") and tokens.text_at(position - 1) in SCALE_LETTERS:
        gap = gap[1:]  # 3,5 Mio. EUR
    if "\n" in gap or gap.strip() not in ("", "-"):
        return "", last
    for length in range(vocabulary.longest, 0, -1):
        name = tuple(tokens.text_at(position + at) for at in range(length))
        if (code := vocabulary.names.get(name)) and all(
            tokens.gap_before(position + at).strip() in ("", "-") for at in range(1, length)
        ):
            return code, position + length - 1
    if code := ABBREVIATIONS.get(tokens.surface_at(position)):
        return code, position
    return "", last


def _scale(tokens: TokenizedText, position: int) -> int:
    """Return the zeros that a word for a large number adds to the number before it, or 0."""
    if tokens.gap_before(position) not in ("", "-", *_BETWEEN):
        return 0
    written = tokens.surface_at(position).casefold().rstrip(" \u00a0\u202f$€£")
    scales = _vocabulary().scales
    return scales.get(written) or scales.get(tokens.text_at(position), 0)


def _letters(tokens: TokenizedText, position: int, *, money: bool) -> int:
    """Return the zeros that letters for a large number add to an amount of money before them, or 0."""
    zeros = SCALE_LETTERS.get(tokens.text_at(position), 0)
    if not zeros or tokens.gap_before(position) not in ("", *_BETWEEN):
        return 0
    return zeros if money or _sign(tokens.surface_at(position)) or _after(tokens, position)[0] else 0


def _sign(written: str) -> str:
    """Return the sign of a currency with which a number is written, or ""."""
    return next((mark for mark in (written[:1], written[-1:]) if mark and mark in SIGNS), "")


def _digits(value: Decimal) -> str:
    """Return a number without an exponent or trailing zeros: `1600000`, `1.6`."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
