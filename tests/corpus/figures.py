"""Finds the figures of a text: numbers in digits and in words, shares, sums, dates, ordinals and superlatives."""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from tests.corpus.plain_text import paragraphs, words

_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_WORTH = dict(zip((*_UNITS, *_TEENS, *_TENS), (*range(20), *range(20, 100, 10)), strict=True))
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
NUMBER_WORDS = frozenset((*_WORTH, *_SCALES, *_ORDINALS))
"""The English words of which numbers are made."""

_MONTHS = calendar.month_name[1:]
_CURRENCIES = {"€": "EUR", "US$": "USD", "$": "USD"}
_BOUNDS = {
    **dict.fromkeys(("more than", "over", "at least"), "over"),
    **dict.fromkeys(("less than", "nearly", "almost", "up to"), "under"),
    **dict.fromkeys(("about", "around", "some", "approximately", "an estimated"), "about"),
}


def _any_of(choices: Iterable[str]) -> str:
    """A pattern for any of the choices, the longest first; their spaces stand for any white space."""
    return "|".join(re.escape(choice).replace(r"\ ", r"\s+") for choice in sorted(choices, key=len, reverse=True))


_FIGURE = re.compile(
    rf"""
    (?: (?i: \b (?P<bound> {_any_of(_BOUNDS)} )) \s+ )?
    (?:
        \b (?: (?P<day> \d\d? ) \s+ )? (?P<month> {_any_of(_MONTHS)} ) \s+ (?P<year> \d{{4}} ) \b
      |
        (?P<currency> {_any_of(_CURRENCIES)} )?
        (?:
            (?<! [\w.,] ) (?P<digits> \d+ (?: ,\d{{3}} )* (?: \.\d+ )? ) (?P<rank> (?: st | nd | rd | th ) \b )?
          |
            (?i: \b (?P<spelled> (?: {_any_of(_TENS)} ) (?: [-\s] (?: {_any_of(_UNITS)} ) \b )? | {_any_of(_WORTH)} ))
        )
        (?: [-\s]+ (?i: (?P<scale> {_any_of(_SCALES)} )) \b )?
        (?P<share> \s?% | \s+per\s?cent\b )?
        (?! [^\W\d] )
      |
        (?i: \b (?P<ordinal> {_any_of(_ORDINALS)} ) \b )
      |
        (?i: \b (?P<extreme> {_any_of(("largest", "biggest", "most important"))} ) \b )
    )
    """,
    re.VERBOSE,
)
_NAME_WITH_DIGITS = re.compile(r"\b[^\W\d_]+-?\d+\b")
"""COVID-19, C188: digits that count nothing."""

_EMPTY = frozenset(("a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "has", "have", "in", "is"))
_EMPTY |= frozenset(("it", "its", "of", "on", "or", "that", "the", "their", "them", "these", "they", "this", "to"))
_EMPTY |= frozenset(("was", "were", "which", "while", "who", "will", "with"))

_NEAR, _AROUND, _STEM, _COMMON = 6, 14, 6, 2


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as its text gives it.

    `value` is its canonical form ("197", "62%", "EUR1600000", "2023-04-17", "3rd", "largest"), `bound` the direction
    in which the text hedges it ("over", "under", "about" or ""). `near` holds the stems of the words that say what is
    counted, `around` those of a wider window.
    """

    written: str
    value: str
    bound: str
    near: frozenset[str]
    around: frozenset[str]

    def agrees_with(self, other: "Figure") -> bool:
        """Whether `other` says the same number, as firmly, of the same thing: two words near this are near it too."""
        same_number = (self.value, self.bound) == (other.value, other.bound)
        return same_number and len(self.near & other.around) >= min(_COMMON, len(self.near))


def figures(markdown: str) -> Iterator[Figure]:
    """Every figure of a text, in order. A context does not reach beyond the figure's own paragraph or list item."""
    for paragraph in paragraphs(markdown):
        text = _NAME_WITH_DIGITS.sub(lambda name: " " * len(name[0]), paragraph)
        for match in _FIGURE.finditer(text):
            before, after = words(text[: match.start()]), words(text[match.end() :])
            yield Figure(
                written=match[0].strip(),
                value=_date(match) or _place(match) or _amount(match),
                bound=_BOUNDS.get(" ".join((match["bound"] or "").lower().split()), ""),
                near=_stems(before[-_NEAR:] + after[:_NEAR]),
                around=_stems(before[-_AROUND:] + after[:_AROUND]),
            )


def _date(match: re.Match[str]) -> str | None:
    if not match["month"]:
        return None
    day = f"-{int(match['day']):02}" if match["day"] else ""
    return f"{match['year']}-{_MONTHS.index(match['month']) + 1:02}{day}"


def _place(match: re.Match[str]) -> str | None:
    """The canonical form of an ordinal or a superlative; the biggest is the largest."""
    if match["extreme"]:
        return match["extreme"].lower().replace("biggest", "largest")
    if not (match["ordinal"] or match["rank"]):
        return None
    place = _ORDINALS.index(match["ordinal"].lower()) + 1 if match["ordinal"] else int(match["digits"])
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{'th' if place % 100 in (11, 12, 13) else ending}"


def _amount(match: re.Match[str]) -> str:
    if match["digits"]:
        number = Decimal(match["digits"].replace(",", ""))
    else:
        number = Decimal(sum(_WORTH[word] for word in re.split(r"[-\s]+", match["spelled"].lower())))
    number *= _SCALES[match["scale"].lower()] if match["scale"] else 1
    return f"{_CURRENCIES.get(match['currency'], '')}{number.normalize():f}{'%' if match['share'] else ''}"


def _stems(near: list[str]) -> frozenset[str]:
    """Words cut to six letters, so that `certified` meets `certification`; without numbers and empty words."""
    kept = (word for word in near if not word.isdigit() and word not in _EMPTY | NUMBER_WORDS)
    return frozenset(word.removesuffix("s")[:_STEM] for word in kept)
