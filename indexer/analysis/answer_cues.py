"""Cues in a sentence for the kinds of things that questions ask for: numbers, shares, dates, names, reasons…

They are found when a question needs them. A cue may be of several kinds.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from indexer.analysis.language_registry import (
    active_languages,
    any_of,
    distinguishes_accents,
    language,
    language_cache,
)
from indexer.analysis.terms import stopwords
from indexer.analysis.tokenizer import fold

NUMBER, SHARE, DATE, NAME, ORGANIZATION, SEPARATOR, REASON, MANNER, DEFINING, AGENT = (1 << bit for bit in range(10))
"""The kinds, as bits: an ORGANIZATION is a name like those of one, a SEPARATOR is between the items of a list,
MANNER are words for how something is done, DEFINING words for what something is, an AGENT is who does what a sentence
says is done."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_DIGITS = re.compile(r"(?<![^\W\d_]-)(?<!\d[.,])\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_YEAR_IN_DIGITS = re.compile(
    r"(?=\d)(?:\b(?:1\d{3}|20\d{2})\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|(?<!\d)\d+(?:st|nd|rd|th) century)"
)
_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽĐƠƯẠ-Ỹ][^\W_]*(?:[-'’.][^\W_]+)*")
_NUMBERED = re.compile(r"\(?\d{1,3}[.)]\s+(?=[^\W\d_])")
_MARKS = re.compile(r"[,;:]")
_DIGIT = re.compile(r"\d")
_HINT = re.compile(r"[^\W\d_]+")


def _kinds_by_word(code: str) -> dict[str, int]:
    """Return the kinds of the words of a language that are cues, folded where its accents do not count."""
    accents = distinguishes_accents(code)
    kinds = {} if accents else dict.fromkeys(_months(), DATE)
    cues = language(code).cues
    listed = {NUMBER: cues.numbers, REASON: cues.reasons, MANNER: cues.means, DEFINING: cues.definitions}
    for kind, words in listed.items():
        for word in words if accents else map(fold, words):
            kinds[word] = kinds.get(word, 0) | kind
    return kinds


@language_cache()
def _months() -> frozenset[str]:
    """Return the full names, folded, of the months in the languages whose cues are known."""
    known = [each for each in active_languages().values() if each.cues.numbers]
    none = {fold(word) for each in known for word in each.cues.no_dates}
    return frozenset(fold(names[0]) for each in known for names in each.dates.months) - none


@language_cache()
def _organization_beginnings() -> tuple[str, ...]:
    """Return the beginnings, folded, of organisations' names in all languages."""
    return tuple(fold(beginning) for each in active_languages().values() for beginning in each.cues.organizations)


class _Patterns(NamedTuple):
    """The expressions of cues in all languages.

    `share_hints` are substrings, one of which every share in words contains: looking for them first takes a tenth of
    the time. `centuries` pairs such a substring with the expression of a century.
    """

    percent: re.Pattern[str]
    shares: re.Pattern[str]
    share_hints: tuple[str, ...]
    centuries: tuple[tuple[str, re.Pattern[str]], ...]


@language_cache()
def _shared_patterns() -> _Patterns:
    """Return the expressions that are searched for in texts of every language."""
    every = [each.cues for each in active_languages().values()]
    percent = "|".join(pattern for each in every for pattern in each.percent) or "(?!)"
    shares: list[str] = [pattern for each in every for pattern in each.shares] or ["(?!)"]
    return _Patterns(
        percent=re.compile(rf"(?<![\d.,])(?=\d)(?:\d[\d.,]*\s?%|\d[\d.,]*\s*(?:{percent}))", re.IGNORECASE),
        shares=re.compile(rf"\b(?:{'|'.join(shares)})\b", re.IGNORECASE),
        share_hints=tuple(hint[0] for pattern in shares if (hint := _HINT.match(pattern))),
        centuries=tuple((word, re.compile(pattern)) for each in every for word, pattern in each.centuries.items()),
    )


@language_cache()
def _first_person(code: str) -> re.Pattern[str] | None:
    pattern = language(code).cues.first_person
    return re.compile(pattern) if pattern else None


@language_cache()
def _dates(code: str) -> re.Pattern[str] | None:
    """Return the expression of a language's further words for dates."""
    patterns = language(code).cues.dates
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE) if patterns else None


@language_cache()
def _agents(code: str) -> re.Pattern[str] | None:
    """Return the expression of one or two words after "by the" in a language, as its group."""
    leads = language(code).cues.agents
    if not leads:
        return None
    word = rf"(?!(?:{any_of(map(re.escape, stopwords(code)))})\b)[^\W\d_]+"
    return re.compile(rf"\b(?:{any_of(leads)})['’\s]\s*({word}(?:[ -]{word})?)", re.IGNORECASE)


_MAX_CACHED_WORDS = 131_072
"""The maximum number of cached words of a language."""

Span = tuple[int, int]


class AnswerCues:
    """The cues in a text, by sentence. Sentences begin and end at white space or with the text."""

    def __init__(self, text: str, code: str) -> None:
        self._text = text
        self._first_person = _first_person(code)
        if self._first_person and not self._first_person.search(text):
            self._first_person = None
        found: dict[Span, int] = {}
        known = _word_kinds(code)
        for match in _WORD.finditer(text):
            if kinds := known[match[0]]:
                found[match.span()] = kinds
        for kind, pattern in _patterns(text, code):
            for match in pattern.finditer(text):
                if kind != NUMBER or not _YEAR_IN_DIGITS.fullmatch(match.group()):
                    found[match.span()] = found.get(match.span(), 0) | kind
        if agents := _agents(code):
            for match in agents.finditer(text):
                found[match.span(1)] = found.get(match.span(1), 0) | AGENT
        self._stopwords = stopwords(code)
        self._found = sorted((*span, kinds) for span, kinds in found.items())
        self._names = [match.span() for match in _NAME.finditer(text)]

    def in_sentence(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Return the cues in a sentence, as characters (start, end) and their kinds, in order.

        The number of a paragraph or list item says nothing.
        """
        numbered = _NUMBERED.match(self._text, start, end)
        begin = numbered.end() if numbered else start
        found = {(first, last): kinds for first, last, kinds in _within(self._found, begin, end) if last <= end}
        for first, last in self._names_within(start, end):
            found[first, last] = found.get((first, last), 0) | _name(self._text[first:last])
        return sorted((*span, kinds) for span, kinds in found.items())

    def is_first_person(self, start: int, end: int) -> bool:
        """Return whether a sentence is in the first person."""
        return self._first_person is not None and self._first_person.search(self._text, start, end) is not None

    def _names_within(self, start: int, end: int) -> list[Span]:
        """Return words with a capital; the first of the sentence only if another follows or it is no stop word."""
        names = _within(self._names, start, end)
        if names:
            first, last = names[0]
            opens = not any(map(str.isalnum, self._text[start:first]))
            follows = len(names) > 1 and names[1][0] - last == 1
            if opens and not follows and fold(self._text[first:last]) in self._stopwords:
                return names[1:]
        return names


def _patterns(text: str, code: str) -> Iterator[tuple[int, re.Pattern[str]]]:
    """Return the patterns of cues, with their kinds, that may be found in a text."""
    shared = _shared_patterns()
    if _DIGIT.search(text):
        yield from ((NUMBER, _DIGITS), (SHARE, shared.percent), (DATE, _YEAR_IN_DIGITS))
    small = text.casefold()
    if any(hint in small for hint in shared.share_hints):
        yield SHARE, shared.shares
    for word, pattern in shared.centuries:
        if word in text:
            yield DATE, pattern
    if dates := _dates(code):
        yield DATE, dates
    yield SEPARATOR, _MARKS


Placed = TypeVar("Placed", bound=tuple[int, ...])


def _within(placed: list[Placed], start: int, end: int) -> list[Placed]:
    """Return those of the spans, which are in order, that start in a sentence."""
    return placed[bisect_left(placed, (start,)) : bisect_left(placed, (end,))]


class _WordKinds(dict[str, int]):
    """The kinds of cues of the words of a language, by written form: a cache that computes missing ones."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._folded = not distinguishes_accents(code)
        self._kinds = _kinds_by_word(code)

    def __missing__(self, word: str) -> int:
        if len(self) == _MAX_CACHED_WORDS:
            self.clear()
        kinds = self[word] = self._kinds.get(fold(word) if self._folded else word.casefold(), 0)
        return kinds


@language_cache()
def _word_kinds(code: str) -> "_WordKinds":
    return _WordKinds(code)


@language_cache(maxsize=65_536)
def _name(name: str) -> int:
    """Return the kinds of a name: any may be a person's or a place's, some are an organization's."""
    return NAME | ORGANIZATION if name.isupper() or fold(name).startswith(_organization_beginnings()) else NAME
