"""Units of meaning among words: what people write in several ways becomes one unit.

- Conventions: `C188`, `C.188`, `No. 188` after a convention's name, `núm. 188`, `n° 188`, `Convention 188`; each
  number of `Conventions Nos. 29, 87 and 105`.
- Shares: `62 per cent`, `62 percent`, `62%`, `62 por ciento`, `62 pour cent`.
- Viet Nam and Vietnam.
"""

from collections.abc import Iterator
from typing import NamedTuple

from indexer.analysis.words import Word, words

_PHRASES = {
    ("viet", "nam"): "vietnam",
    ("per", "cent"): "percent",
    ("por", "ciento"): "percent",
    ("por", "cento"): "percent",
    ("pour", "cent"): "percent",
    ("phan", "tram"): "percent",
}
_SINGLE = {"%": "percent", "pct": "percent"}

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
_LETTERS = {"c", "p", "r"}
_OPENING = {first for first, _ in _PHRASES}
_SPECIAL = frozenset(_OPENING | _SINGLE.keys() | _INSTRUMENTS.keys() | _NUMBER_MARKS | _JOINERS | _LETTERS)
"""Words without digits that may be more than themselves; all others are passed quickly."""

_REACH = 14
"""How many words after its kind a number in brackets may stand: titles of conventions are long."""
_HIGHEST = 300


class Unit(NamedTuple):
    """A word or group of words with one meaning, and its characters in the text.

    `also` is a second form under which a passage that holds the unit is found; a query uses `text` alone.
    """

    text: str
    start: int
    end: int
    also: str | None = None


def units(text: str) -> Iterator[Unit]:
    """The units of a text in order."""
    return units_of(list(words(text)))


def units_of(found: list[Word]) -> Iterator[Unit]:
    """The units of a text with these words, in order. Each ends where one of the words does."""
    place, kind, kind_place, several, listing = 0, "", -_REACH, False, -1
    while place < len(found):
        word = found[place]
        if word.text not in _SPECIAL and word.text.isalpha():
            yield Unit(word.text, word.start, word.end)
            place += 1
            continue
        if instrument := _INSTRUMENTS.get(word.text):
            kind, kind_place, several = instrument, place, False
        several = several or word.text in _SEVERAL
        if several and place == listing and _is_instrument_number(word.text):
            unit, taken = Unit(f"{kind}{int(word.text)}", word.start, word.end, also=word.text), 1
        else:
            unit, taken = _unit(found, place, kind if place - kind_place <= _REACH else "")
        if unit.also or (place == listing and word.text in _JOINERS):
            listing = place + taken
        yield unit
        place += taken


def _unit(found: list[Word], place: int, kind: str) -> tuple[Unit, int]:
    """The unit that starts at this word and the number of words it takes."""
    word = found[place]
    following = found[place + 1] if place + 1 < len(found) else None
    if following and (joined := _PHRASES.get((word.text, following.text))):
        return Unit(joined, word.start, following.end), 2
    if code := _code(word, following):
        return code
    if kind and word.text in _NUMBER_MARKS and following and _is_instrument_number(following.text):
        return Unit(f"{kind}{int(following.text)}", word.start, following.end, also=following.text), 2
    if place and found[place - 1].text in _INSTRUMENTS and _is_instrument_number(word.text):
        return Unit(f"{kind}{int(word.text)}", word.start, word.end, also=word.text), 1
    return Unit(_SINGLE.get(word.text, word.text), word.start, word.end), 1


def _code(word: Word, following: Word | None) -> tuple[Unit, int] | None:
    """A convention's short code, written as one word (`C029`) or two (`C.29`, `P 29`)."""
    letter, rest = word.text[:1], word.text[1:]
    if letter not in _LETTERS:
        return None
    if _is_instrument_number(rest) and len(rest) > 1:
        number = str(int(rest))
        return Unit(letter + number, word.start, word.end, also=number), 1
    touching = following is not None and following.start - word.end <= 1
    if not rest and touching and following and _is_instrument_number(following.text):
        return Unit(f"{letter}{int(following.text)}", word.start, following.end, also=following.text), 2
    return None


def _is_instrument_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3 and 0 < int(text) <= _HIGHEST  # noqa: PLR2004 - a code has three digits at most
