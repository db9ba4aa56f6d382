"""Numbers of headings: 1, 1.1, I., A., Chapter 2, Annex B, as schemes and values that can be compared."""

import re
from dataclasses import dataclass
from typing import Literal

from indexer.analysis.language_registry import active_languages, any_of, language_cache

Scheme = Literal["part", "chapter", "annex", "decimal", "roman", "letter"]

DECIMAL = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,4})(?:[.)]?\s*(?=[¿¡“\"«(])|[.)]?\s+(?=[^\W\d_])|\.(?=[^\W\d_]))")
ROMAN = re.compile(r"^([IVXL]{1,6})(?:[.)]|\s[-–—])\s*(?=[^\W\d_])")
LETTER = re.compile(r"^([A-Z])[.)]\s*(?=[^\W\d_])")
ANNEX_STEM = 6  # letters that the singular and the plural have alike
NAMED_VALUE = re.compile(r"^(?:(\d{1,2})|([IVXL]{1,6})|([A-Z]))\b")
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class HeadingNumber:
    """A heading's number: 2.1 is ("decimal", (2, 1)). `values` are empty where a word says them: Chapter One."""

    scheme: Scheme
    values: tuple[int, ...]


@language_cache()
def _named() -> tuple[tuple[Scheme, re.Pattern[str]], ...]:
    """Return the expressions of the words before a number, in all languages, by scheme."""
    layouts = [each.layout for each in active_languages().values()]
    words: tuple[tuple[Scheme, str], ...] = (
        ("part", any_of(word for layout in layouts for word in layout.parts)),
        ("chapter", any_of(word for layout in layouts for word in layout.chapters)),
        ("annex", any_of(word for layout in layouts for word in layout.annexes)),
    )
    return tuple((scheme, re.compile(rf"^(?:{each})\s+(?=\S)", re.IGNORECASE)) for scheme, each in words)


def is_title_of_annexes(text: str) -> bool:
    """Return whether a heading is the title of all annexes: "Annexes" or "Appendices"."""
    words = [word for each in active_languages().values() for word in each.layout.annexes]
    return any(text.casefold().startswith(word[:ANNEX_STEM]) and text.count(" ") == word.count(" ") for word in words)


def heading_numbers(text: str) -> list[HeadingNumber]:
    """Return what the beginning of a heading may number it: C. is a letter, I. a letter or a Roman number."""
    for scheme, pattern in _named():
        if named := pattern.match(text):
            return [HeadingNumber(scheme, _named_values(text[named.end() :]))]
    if decimal := DECIMAL.match(text):
        values = tuple(map(int, decimal[1].split(".")))
        return [HeadingNumber("decimal", values[:-1] if len(values) > 1 and not values[-1] else values)]
    found = []
    if (roman := ROMAN.match(text)) and (value := roman_value(roman[1])):
        found.append(HeadingNumber("roman", (value,)))
    if letter := LETTER.match(text):
        found.append(HeadingNumber("letter", (ord(letter[1]) - ord("A") + 1,)))
    return found


def _named_values(rest: str) -> tuple[int, ...]:
    value = NAMED_VALUE.match(rest)
    if value is None:
        return ()
    if value[1]:
        return (int(value[1]),)
    roman = roman_value(value[2]) if value[2] else 0
    return (roman or ord(rest[0]) - ord("A") + 1,)


def roman_value(text: str) -> int:
    """Return the value of a Roman number; 0 where it is not written as one."""
    values = [ROMAN_DIGITS[char] for char in text]
    total = sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
    return total if text == _roman(total) else 0


def _roman(value: int) -> str:
    steps = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for step, sign in steps:
        while value >= step:
            written, value = written + sign, value - step
    return written
