"""Large numbers and amounts of money as one unit, however they are written.

- Numbers: `1.6 million`, `1,6 millones` and `1,600,000` are one number; so are `180 000` and `180,000`.
- Money: `$100`, `US$100`, `USD 100`, `100 US dollars`, `100 dólares`; `€5 million`, `EUR 5m`, `5 millones de euros`;
  `RM 1,500`, `1,500 ringgit`.

An amount is found as itself, by its number alone (`5 million`, `5000000`) and by its plain words. Where nothing says
whose dollar or peso it is, none is guessed: a query for `$100` finds `US$100` and `N$100` too. A query for `US$100`
finds `$100`, because that is how most documents write it; a query for `N$100` finds Namibia dollars alone.

What can be read in two ways is not read: `12 345` may be two numbers, unless noughts, a third group or a currency say
otherwise; `5m` is a number only beside a currency, and `pounds` are money only with their sign or as `pounds sterling`.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from indexer.analysis.currencies import (
    ABBREVIATIONS,
    BEFORE_DOLLAR_SIGN,
    GENERAL,
    LONGEST_NAME,
    NAMES,
    SCALE_LETTERS,
    SCALES,
    SIGNS,
    UNLESS_SAID,
)
from indexer.analysis.unit import Unit, Wording

_LINKS = frozenset({"de", "of"})
"""May stand between a large number and its currency: `5 millones de euros`."""

_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,9})?", re.ASCII)
_FIRST_GROUP = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_GROUP = re.compile(r"(\d{3})(?:\.\d{1,9})?", re.ASCII)
_WITH_LETTERS = re.compile(r"(\d{1,9})([a-z]{1,3})", re.ASCII)
_BEYOND_DOUBT = 3
"""So many groups in a row are one number."""

_BETWEEN = frozenset(" \u00a0\u202f")


class _Number(NamedTuple):
    """A number from word `first` to `last`. `sure` is false where it is one only beside a currency."""

    value: Decimal
    first: int
    last: int
    sign: str
    sure: bool


def amount_at(wording: Wording, place: int) -> tuple[Unit, int] | None:
    """The large number or amount of money that starts with this word, and the number of words it takes."""
    before, first = _before(wording, place)
    number = _number(wording, first, money=bool(before))
    if number is None:
        return None
    if number.sign and not before:
        before = SIGNS[number.sign]
    code, last = (before, number.last) if before else _after(wording, number.last)
    if not code:
        return _large(wording, number)
    also = [*_general(wording, code, number.value, place, last), *wording.plain(place, last)]
    also.append(wording.unit(_digits(number.value), number.first, number.last))
    return wording.unit(f"{code}{_digits(number.value)}", place, last, also), last - place + 1


def _large(wording: Wording, number: _Number) -> tuple[Unit, int] | None:
    """A number without a currency, if it takes more than one word."""
    if not number.sure or number.first == number.last:
        return None
    plain = wording.plain(number.first, number.last)
    unit = wording.unit(_digits(number.value), number.first, number.last, plain)
    return unit, number.last - number.first + 1


def _general(wording: Wording, code: str, value: Decimal, first: int, last: int) -> list[Unit]:
    """The amount in what its currency is without its country, or is taken for."""
    other = GENERAL.get(code) or UNLESS_SAID.get(code)
    return [wording.unit(f"{other}{_digits(value)}", first, last)] if other else []


def _before(wording: Wording, place: int) -> tuple[str, int]:
    """The currency that this word names before a number, if it does, and the place of the number."""
    form, number = wording.form(place), wording.written(place + 1)
    gap, written = wording.gap(place + 1), wording.written(place)
    if number[:1] == "$" and form in BEFORE_DOLLAR_SIGN and (not gap or (gap in _BETWEEN and written.isupper())):
        return BEFORE_DOLLAR_SIGN[form], place + 1
    code = ABBREVIATIONS.get(written) or (NAMES.get((form,), "") if form not in GENERAL.values() else "")
    if code and number[:1].isdigit() and not form[:1].isdigit() and gap in ("", *_BETWEEN):
        return code, place + 1
    return "", place


def _number(wording: Wording, place: int, *, money: bool) -> _Number | None:
    """The number that starts with this word, its groups and scale words and all.

    `money` is true where a currency stands before it.
    """
    form = wording.form(place)
    if letters := _WITH_LETTERS.fullmatch(form):
        noughts = SCALE_LETTERS.get(letters[2])
        return _Number(Decimal(letters[1]).scaleb(noughts), place, place, "", sure=False) if noughts else None
    if not _NUMBER.fullmatch(form):
        return None
    digits, last = _grouped(wording, place, money=money)
    value, sign = Decimal(digits), _sign(wording.written(place)) or _sign(wording.written(last))
    while noughts := _scale(wording, last + 1) or _letters(wording, last + 1, money=money or bool(sign)):
        value, last = value.scaleb(noughts), last + 1
        sign = sign or _sign(wording.written(last))
    return _Number(value, place, last, sign, sure=True)


def _grouped(wording: Wording, place: int, *, money: bool) -> tuple[str, int]:
    """The digits of a number whose groups may be parted by spaces, and the place of its last word."""
    groups, last = [wording.form(place)], place
    while _FIRST_GROUP.fullmatch(groups[0]) and wording.gap(last + 1) in _BETWEEN:
        if not (group := _GROUP.fullmatch(wording.form(last + 1))):
            break
        groups.append(group[0])
        last += 1
        if "." in group[0]:
            break
    beyond_doubt = len(groups) >= _BEYOND_DOUBT or "000" in groups
    money = money or any(_sign(wording.written(at)) for at in (place, last)) or bool(_after(wording, last)[0])
    if beyond_doubt or money or _scale(wording, last + 1):
        return "".join(groups), last
    return groups[0], place


def _after(wording: Wording, last: int) -> tuple[str, int]:
    """The currency named after a number, and the place of its last word."""
    place = last + 1
    if wording.form(place) in _LINKS and wording.gap(place).strip() == "":
        place += 1
    if "\n" in wording.gap(place) or wording.gap(place).strip() not in ("", "-"):
        return "", last
    for length in range(LONGEST_NAME, 0, -1):
        name = tuple(wording.form(place + at) for at in range(length))
        if (code := NAMES.get(name)) and all(wording.gap(place + at).strip() in ("", "-") for at in range(1, length)):
            return code, place + length - 1
    if code := ABBREVIATIONS.get(wording.written(place)):
        return code, place
    return "", last


def _scale(wording: Wording, place: int) -> int:
    """The noughts that a word for a large number adds to the number before it, or 0."""
    if wording.gap(place) not in ("", "-", *_BETWEEN):
        return 0
    written = wording.written(place).casefold().rstrip(" \u00a0\u202f$€£")
    return SCALES.get(written) or SCALES.get(wording.form(place), 0)


def _letters(wording: Wording, place: int, *, money: bool) -> int:
    """The noughts that letters for a large number add to an amount of money before them, or 0."""
    noughts = SCALE_LETTERS.get(wording.form(place), 0)
    if not noughts or wording.gap(place) not in ("", *_BETWEEN):
        return 0
    return noughts if money or _sign(wording.written(place)) or _after(wording, place)[0] else 0


def _sign(written: str) -> str:
    """The sign of a currency with which a number is written."""
    return next((mark for mark in (written[:1], written[-1:]) if mark and mark in SIGNS), "")


def _digits(value: Decimal) -> str:
    """A number without an exponent or idle noughts: `1600000`, `1.6`."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
