"""Normalization of dates to one token: `12 June 2020`, `June 12, 2020`, `12 de junio de 2020`, `2020-06-12`.

A date is indexed as itself, by its month and year, by its day and month, and by its plain words, so that queries for a
month (`junio de 2020`), a day of any year (`12 June`) or a year match it. Two days or months
that share what follows (`12–14 June 2020`, `May and June 2020`) are two dates.

Ambiguous dates are left as separate tokens: `12/06/2020` may be in June or in December.
`25/06/2020` is unambiguous, and so is `ngày 12/6/2020`. A month whose name is also another
word (`may`, `mars`) needs a year, a link (`8 de mayo`) or an ordinal (`1st May`) beside it.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from indexer.analysis.language_registry import active_languages, language_cache
from indexer.analysis.tokenizer import NormalizedToken, TokenizedText, fold


class _Vocabulary(NamedTuple):
    """The words of dates, folded, in all languages: months with their numbers, and other words with their letters."""

    months: Mapping[str, int]
    ambiguous_months: frozenset[str]
    letters: Mapping[str, str]


@language_cache()
def _vocabulary() -> _Vocabulary:
    """Return the words of dates in the languages in use."""
    every = [each.dates for each in active_languages().values()]
    letters: dict[str, str] = {}
    for each in every:
        words = {"L": each.links, "J": each.joiners, "N": each.day_words, "T": each.month_words, "A": each.year_words}
        letters |= {fold(word): letter for letter, found in words.items() for word in found}
    return _Vocabulary(
        months={fold(name): number for each in every for number, names in enumerate(each.months, 1) for name in names},
        ambiguous_months=frozenset(fold(name) for each in every for name in each.ambiguous_months),
        letters=letters,
    )


@language_cache()
def date_openers() -> frozenset[str]:
    """Return the words, folded, with which a date may start, besides numbers."""
    words = _vocabulary()
    return frozenset({*words.months, *(word for word, letter in words.letters.items() if letter in "NT")})


_GAPS = {"-": "-", "/": "/", ",": ",", ".": ".", "": " "}
_DASHES = frozenset({"-", "–", "—"})

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|o)?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
MAX_DAY, MAX_MONTH = 31, 12
_MAX_WORDS = 8
"""Words of the longest date: `12 al 14 de junio de 2020`."""

# A date's shape has a letter for each word and a mark for what is between two: D a number to 31, Y a year, M a
# month's name, L a link, J what joins two days or months, N T A Vietnamese for day, month and year; ~ is a dash.
_JOINED = r"(?: J |~|-|/|, |,)"
_SHAPES = tuple(
    (re.compile(shape), readings)
    for shape, readings in (
        (r"(?P<day>D)(?: L)?[ .-](?P<month>M)(?: L)?[ ,.-](?P<year>Y)", "name"),
        (r"(?P<month>M)[ .](?P<day>D)[ ,](?P<year>Y)", "name"),
        (r"(?P<month>M)(?: L)?[ ,.-](?P<year>Y)", "name"),
        (r"(?:N )?(?P<day>D) T (?P<month>D)[ ,]A (?P<year>Y)", "number"),
        (r"T (?P<month>D)(?:[ ,]A |[/-])(?P<year>Y)", "number"),
        (r"N (?P<day>D)(?P<mark>[/-])(?P<month>D)(?P=mark)(?P<year>Y)", "number"),
        (r"(?P<year>Y)(?P<mark>[/-])(?P<month>D)(?P=mark)(?P<day>D)", "number"),
        (r"(?P<day>D)(?P<mark>[/-])(?P<month>D)(?P=mark)(?P<year>Y)", "either"),
        (rf"(?P<day>D){_JOINED}D(?: L)?[ .](?P<month>M)(?: L)?[ ,.](?P<year>Y)", "shared"),
        (rf"(?P<month>M){_JOINED}M(?: L)?[ ,.](?P<year>Y)", "shared"),
        (r"(?P<day>D) (?P<link>L )?(?P<month>M)", "day"),
        (r"(?P<month>M) (?P<day>D)", "day"),
        (r"(?:N )?(?P<day>D) T (?P<month>D)", "number"),
    )
)


def date_at(tokens: TokenizedText, position: int) -> tuple[NormalizedToken, int] | None:
    """Return the date that starts with this word, and its length in words."""
    shape = _shape(tokens, position)
    if len(shape) < len("M Y"):
        return None
    for pattern, reading in _SHAPES:
        if (match := pattern.match(shape)) and (found := _read(tokens, position, match, reading)):
            return found
    return None


def _shape(tokens: TokenizedText, position: int) -> str:
    """Return the shape of what starts with this word, as far as it may be a date."""
    shape = _letter(tokens.text_at(position))
    if shape not in ("D", "Y", "M", "N", "T"):
        return ""
    for at in range(position + 1, min(position + _MAX_WORDS, len(tokens.tokens))):
        gap, letter = tokens.gap_before(at), _letter(tokens.text_at(at))
        mark = _GAPS.get(gap) or ("~" if gap.strip() in _DASHES else _GAPS.get(gap.strip()))
        if not (mark and letter) or "\n" in gap or not gap:
            break
        shape += mark + letter
    return shape


def _letter(form: str) -> str:
    """Return the letter of what a word may be in a date, or ""."""
    if form in _vocabulary().months:
        return "M"
    if (day := _DAY.fullmatch(form)) and form.isascii() and 1 <= int(day[1]) <= MAX_DAY:
        return "D"
    return "Y" if _YEAR.fullmatch(form) and form.isascii() else _vocabulary().letters.get(form, "")


def _read(
    tokens: TokenizedText, position: int, match: re.Match[str], reading: str
) -> tuple[NormalizedToken, int] | None:
    """Return the date that a match of a shape gives and its length in words; None where there is no such day."""
    at = {name: position + match.start(name) // 2 for name in ("day", "month", "year") if _has(match, name)}
    values = {
        name: _vocabulary().months.get(tokens.text_at(where)) or _number(tokens.text_at(where))
        for name, where in at.items()
    }
    if reading == "either" and values["day"] != values["month"]:
        if max(values["day"], values["month"]) <= MAX_MONTH:
            return None
        if values["month"] > MAX_MONTH:
            values, at = _swapped(values), _swapped(at)
    if not _exists(values) or (reading == "day" and _may_be_another_word(tokens, at, match)):
        return None
    last = position + match.end() // 2
    found = _forms(tokens, position, last, at, values)
    if reading == "shared":
        return tokens.merge(
            tokens.text_at(position), position, position, (token for token in found if token.start == found[0].start)
        ), 1
    return tokens.merge(found[0].text, position, last, (*found, *tokens.separate(position, last))), last - position + 1


def _may_be_another_word(tokens: TokenizedText, at: dict[str, int], match: re.Match[str]) -> bool:
    """Return whether the month's name beside a number may be another word."""
    bare = not _has(match, "link") and tokens.text_at(at["day"]).isdigit()
    return bare and tokens.text_at(at["month"]) in _vocabulary().ambiguous_months


def _swapped(numbers: dict[str, int]) -> dict[str, int]:
    return {**numbers, "day": numbers["month"], "month": numbers["day"]}


def _has(match: re.Match[str], name: str) -> bool:
    return bool(match.groupdict().get(name))


def _number(form: str) -> int:
    """Return the number of a day or month, which may be an ordinal (`1st`)."""
    return int(re.sub(r"\D", "", form))


def _exists(values: dict[str, int]) -> bool:
    """Return whether the day exists; one without a year may be 29 February."""
    try:
        date(values.get("year", 2000), values["month"], values.get("day", 1))
    except ValueError:
        return False
    return True


def _forms(
    tokens: TokenizedText, first: int, last: int, at: dict[str, int], values: dict[str, int]
) -> list[NormalizedToken]:
    """Return a date, and as its variants the day of any year and the month."""
    month = f"{values['month']:02}"
    if "day" not in at:
        return [tokens.merge(f"{values['year']}-{month}", first, last)]
    day = f"{month}-{values['day']:02}"
    if "year" not in at:
        return [tokens.merge(day, first, last)]
    return [
        tokens.merge(f"{values['year']}-{day}", first, last),
        _between(tokens, day, at["day"], at["month"]),
        _between(tokens, f"{values['year']}-{month}", at["month"], at["year"]),
    ]


def _between(tokens: TokenizedText, text: str, one: int, other: int) -> NormalizedToken:
    return tokens.merge(text, min(one, other), max(one, other))
