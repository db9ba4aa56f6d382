"""Units of meaning among words: what people write in several ways becomes one unit.

- Conventions: `C188`, `C.188`, `Convention 188`, `Convention No. 188`, `Convenio núm. 188`, `No. 188` after a
  convention's name; each number of `Conventions Nos. 29, 87 and 105`.
- Shares: `62 per cent`, `62 percent`, `62%`, `62 por ciento`, `62 pour cent`.
- Viet Nam and Vietnam, EE. UU. and EEUU.
- Prefixes with a hyphen and without: `co-operation`, `cooperation`. The word behind the prefix is found by itself too.
- Dates (indexer/analysis/dates.py), large numbers and money (indexer/analysis/amounts.py).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from indexer.analysis.amounts import amount_at
from indexer.analysis.currencies import BEFORE_NUMBERS
from indexer.analysis.dates import MONTHS, date_at
from indexer.analysis.unit import Unit, Wording
from indexer.analysis.words import QUERIES_AT_A_TIME, Word, query_words, words

_PHRASES = {
    ("viet", "nam"): "vietnam",
    ("ee", "uu"): "eeuu",
    ("per", "cent"): "percent",
    ("por", "ciento"): "percent",
    ("por", "cento"): "percent",
    ("pour", "cent"): "percent",
    ("phan", "tram"): "percent",
}
_SINGLE = {"%": "percent", "pct": "percent"}

_PREFIXES = frozenset("anti co e inter micro multi non pre re semi socio sub".split())
"""Prefixes that people join with a hyphen or without one."""

_INSTRUMENTS = {
    "convention": "c", "conventions": "c", "convenio": "c", "convenios": "c", "convencao": "c", "convencoes": "c",
    "protocol": "p", "protocols": "p", "protocolo": "p", "protocolos": "p", "protocole": "p", "protocoles": "p",
    "recommendation": "r", "recommendations": "r", "recomendacion": "r", "recomendaciones": "r",
    "recommandation": "r", "recommandations": "r", "recomendacao": "r", "recomendacoes": "r",
    "uoc": "c",   # "công ước", Vietnamese for convention
}  # fmt: skip
_NUMBER_MARKS = {"no", "nos", "num", "nums", "n", "numero", "number", "so"}
_SEVERAL = {name for name in _INSTRUMENTS if name.endswith("s")} | {"nos", "nums"}
_JOINERS = {"and", "or", "y", "e", "o", "et", "ou", "va"}
_OPENING_DATES = {"ngay", "thang"}
_BEFORE_UOC = "cong"
_BEFORE_NUMBER = {"", ":", "-"}
_LETTERS = {"c", "p", "r"}
_OPENING = {first for first, _ in _PHRASES}
_SPECIAL = frozenset(
    _OPENING
    | _SINGLE.keys()
    | _INSTRUMENTS.keys()
    | _NUMBER_MARKS
    | _JOINERS
    | _LETTERS
    | {_BEFORE_UOC}
    | _PREFIXES
    | MONTHS.keys()
    | _OPENING_DATES
    | BEFORE_NUMBERS
)
"""Words without digits that may be more than themselves; all others are passed quickly."""

_REACH = 14
"""How many words after its kind a number in brackets may stand: titles of conventions are long."""
_HIGHEST = 300
_CODE = re.compile(r"[cpr]\d{1,3}")


def units(text: str) -> Iterator[Unit]:
    """The units of a text in order."""
    return units_of(text, list(words(text)))


@lru_cache(maxsize=QUERIES_AT_A_TIME)
def query_units(text: str) -> tuple[Unit, ...]:
    """The units of what a reader asks."""
    return tuple(units_of(text, query_words(text)))


def units_of(text: str, found: Sequence[Word]) -> Iterator[Unit]:
    """The units of a text with these words, in order. Each starts and ends where one of the words does."""
    wording = Wording(text, found)
    place, kind, kind_place, several, listing = 0, "", -_REACH, False, -1
    while place < len(found):
        word = found[place]
        if word.text not in _SPECIAL and word.text.isalpha():
            yield Unit(word.text, word.start, word.end)
            place += 1
            continue
        if instrument := _INSTRUMENTS.get(word.text):
            kind, kind_place, several = instrument, place, False
        several = several or word.text in _SEVERAL or wording.form(place + 1) in _SEVERAL
        if several and place == listing and _is_instrument_number(word.text):
            unit, taken = _instrument(wording, kind, (place, place), word.text)
        else:
            unit, taken = _unit(wording, place, kind if place - kind_place <= _REACH else "")
        if is_instrument(unit) or (place == listing and word.text in _JOINERS):
            listing = place + taken
        yield unit
        place += taken


def is_instrument(unit: Unit) -> bool:
    """Whether a unit names a Convention, Protocol or Recommendation, as `c188`, `p29` or `r204`."""
    return bool(unit.also) and _CODE.fullmatch(unit.text) is not None


def _unit(wording: Wording, place: int, kind: str) -> tuple[Unit, int]:
    """The unit that starts at this word and the number of words it takes."""
    form, following = wording.form(place), wording.form(place + 1)
    if joined := _PHRASES.get((form, following)):
        return wording.unit(joined, place, place + 1), 2
    if form in _PREFIXES and following.isalpha() and wording.gap(place + 1) == "-":
        return wording.unit(form + following, place, place + 1, wording.plain(place, place + 1)), 2
    if found := _named(wording, place) or _date_or_amount(wording, place, form) or _code(wording, place):
        return found
    if kind and form in _NUMBER_MARKS and _is_instrument_number(following):
        return _instrument(wording, kind, (place, place + 1), following)
    return wording.unit(_SINGLE.get(form, form), place, place), 1


def _date_or_amount(wording: Wording, place: int, form: str) -> tuple[Unit, int] | None:
    """The date or the amount that starts with this word, of which few words can be the first."""
    number = form[0].isdigit()
    found = date_at(wording, place) if number or form in MONTHS or form in _OPENING_DATES else None
    if not found and (number or (form in BEFORE_NUMBERS and wording.form(place + 1)[:1].isdigit())):
        return amount_at(wording, place)
    return found


def _named(wording: Wording, place: int) -> tuple[Unit, int] | None:
    """What a convention is called by the word for its kind and its number: `Convention No. 188`, `Convenio 188`."""
    named = place + 1 if wording.form(place) == _BEFORE_UOC else place
    kind = _INSTRUMENTS.get(wording.form(named))
    last = named + 2 if wording.form(named + 1) in _NUMBER_MARKS else named + 1
    if not kind or not _is_instrument_number(wording.form(last)):
        return None
    if wording.gap(named + 1).strip() not in _BEFORE_NUMBER or date_at(wording, last) or amount_at(wording, last):
        return None
    return _instrument(wording, kind, (place, last), wording.form(last), wording.plain(place, named))


def _instrument(
    wording: Wording, kind: str, span: tuple[int, int], number: str, name: Sequence[Unit] = ()
) -> tuple[Unit, int]:
    """A convention by its kind and number, and the words it takes: from the first in `span` to the last.

    It is also found by its bare number, and by what of its `name` is there.
    """
    unit = wording.unit(f"{kind}{int(number)}", *span, also=[*name, wording.unit(number, *span)])
    return unit, span[1] - span[0] + 1


def _code(wording: Wording, place: int) -> tuple[Unit, int] | None:
    """A convention's short code, written as one word (`C029`) or two (`C.29`, `P 29`)."""
    letter, rest = wording.form(place)[:1], wording.form(place)[1:]
    if letter not in _LETTERS:
        return None
    if _is_instrument_number(rest) and len(rest) > 1:
        return _instrument(wording, letter, (place, place), str(int(rest)))
    if not rest and len(wording.gap(place + 1)) <= 1 and _is_instrument_number(wording.form(place + 1)):
        return _instrument(wording, letter, (place, place + 1), wording.form(place + 1))
    return None


def _is_instrument_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3 and 0 < int(text) <= _HIGHEST  # noqa: PLR2004 - a code has three digits at most
