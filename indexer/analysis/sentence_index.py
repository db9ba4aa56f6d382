"""A passage as answers are sought in it: the sentences that can be quoted, their words as numbers, and their signs.

All that a question does not change is worked out once, when a passage is indexed. What a unit of meaning (see
indexer.analysis.normalizer) is compared by is its form: there are many fewer forms than words.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.analysis.answer_cues import AnswerCues
from indexer.analysis.language_registry import distinguishes_accents
from indexer.analysis.normalizer import normalize_tokens
from indexer.analysis.sentence_splitter import quotable_spans
from indexer.analysis.term_hash import NO_TERM, term_hash
from indexer.analysis.terms import accented_form, index_terms, is_stopword, stem
from indexer.analysis.tokenizer import NormalizedToken, Token, fold

ALIKE = 5
"""Letters at the start of two words that make them akin: stemmers miss many a pair of noun and verb."""

ASKS, REFERS_BACK, SPEAKS = 1, 2, 4
"""Flags of sentences: one that ends with a question mark; one that goes on about what the one before it names; one in
which somebody speaks of themselves."""

_REFERRING = frozenset(
    "he she it they this these that those his her its their il elle ils elles ce cet cette ces celui son sa ses leur "
    "el ella ellos ellas este esta estos estas ese esa su sus no nay day ho".split()
)
"""Words, folded, that open a sentence which goes on about what the one before it names."""


_FIRST_WRITTEN = re.compile(r"[^\W_]+")


class Form(NamedTuple):
    """What a unit is compared by, as numbers (indexer.analysis.term_hash).

    `stem` is its stem; `accents` the word with its accents where the language needs them and it has some, else NONE;
    `head` the first letters of the latter, or of the stem, NONE where there are fewer than ALIKE. `telling` is false
    for stop words; `words` is the number of words that it stands for, `step` that of those before the next form begins.
    """

    stem: int
    accents: int
    head: int
    telling: bool
    words: int
    step: int

    @property
    def key(self) -> int:
        """A number for the form as a whole."""
        return term_hash(" ".join(map(str, self)))


class Quotable(NamedTuple):
    """A sentence that can be quoted: characters `start` to `end` of the text, its flags, and its signs.

    Signs are characters (start, end) of the text and their kinds (indexer.analysis.answer_cues), in order.
    """

    start: int
    end: int
    flags: int
    signs: list[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Answerable:
    """A passage: its sentences, the key of the form of each unit, and what stands above it.

    `above` holds the numbers of the stems of what stands above the text without being part of it: the document's
    title, the headings and the names of what it is tagged with; in ascending order.
    """

    sentences: tuple[Quotable, ...]
    forms: Sequence[int]
    above: tuple[int, ...]


class Forms:
    """The forms met in texts, in `found` by their keys."""

    def __init__(self) -> None:
        self.found: dict[int, Form] = {}
        self._keys: dict[tuple[str, int, int], _Keys] = {}

    def keys(self, text: str, language: str, words: Sequence[Token]) -> list[int]:
        """The key of the form of each unit of a text in this language, whose words are given too."""
        stretches = list(normalize_tokens(text, words))
        units = sorted((form for unit in stretches for form in unit.all_forms), key=lambda form: form.start)
        if distinguishes_accents(language):
            placed = ((self._in(language, *size), unit) for size, unit in _sizes(units, words))
            return [known[unit.text, text[unit.start : unit.end]] for known, unit in placed]
        if len(units) == len(stretches) == len(words):
            known = self._in(language, 1, 1)
            return [known[unit.text] for unit in units]
        return [self._in(language, *size)[unit.text] for size, unit in _sizes(units, words)]

    def _in(self, language: str, words: int, step: int) -> "_Keys":
        keys = self._keys.get((language, words, step))
        if keys is None:
            keys = self._keys[language, words, step] = _Keys(language, words, step, self.found)
        return keys


class _Keys(dict[str | tuple[str, str], int]):
    """The keys of the forms of units of so many words in one language, made when they are first asked for.

    A unit is asked for by its text, in a language that needs its accents with how it is written.
    """

    def __init__(self, language: str, words: int, step: int, found: dict[int, Form]) -> None:
        super().__init__()
        self._language = language
        self._size = words, step
        self._found = found

    def __missing__(self, unit: str | tuple[str, str]) -> int:
        text, written = (unit, "") if isinstance(unit, str) else unit
        form = _form(text, written, self._language, self._size)
        key = self[unit] = form.key
        self._found[key] = form
        return key


def _sizes(
    units: Sequence[NormalizedToken], words: Sequence[Token]
) -> Iterator[tuple[tuple[int, int], NormalizedToken]]:
    """Each unit with the number of its words, and of those before the next unit begins."""
    starts = [word.start for word in words]
    firsts = [bisect_left(starts, unit.start) for unit in units]
    for unit, first, following in zip(units, firsts, [*firsts[1:], len(words)], strict=False):
        yield (bisect_left(starts, unit.end) - first, following - first), unit


def answerable(text: str, language: str, words: Sequence[Token], above: Iterable[int], forms: Forms) -> Answerable:
    """A text in this language with these words (indexer.analysis.tokenizer), and the numbers of what stands above it.

    The forms of its units are added to `forms`.
    """
    return Answerable(tuple(_quotable(text, language)), forms.keys(text, language, words), tuple(above))


def above_of(names: Sequence[str], language: str, tags: Iterable[str]) -> tuple[int, ...]:
    """The numbers of what stands above a passage: names in its language, and the terms of its tags."""
    return tuple(sorted({term_hash(term) for term in (*index_terms(" \n ".join(names), language), *tags)}))


def _quotable(text: str, language: str) -> Iterator[Quotable]:
    signs = AnswerCues(text, language)
    for start, end in quotable_spans(text):
        flags = ASKS * (text[end - 1] == "?") + REFERS_BACK * _refers_back(text, start, end)
        yield Quotable(start, end, flags + SPEAKS * signs.speaks(start, end), signs.of(start, end))


def _refers_back(text: str, start: int, end: int) -> bool:
    first = _FIRST_WRITTEN.search(text, start, end)
    return first is not None and fold(first.group().casefold()) in _REFERRING


def _form(unit: str, written: str, language: str, size: tuple[int, int]) -> Form:
    """The form of a unit that is written so; how it is written matters where the language needs its accents."""
    term = stem(unit, language)
    accents = accented_form(written)
    letters = accents or term
    return Form(
        stem=term_hash(term),
        accents=term_hash(accents) if accents else NO_TERM,
        head=term_hash(letters[:ALIKE]) if len(letters) >= ALIKE else NO_TERM,
        telling=not is_stopword(unit, written, language),
        words=size[0],
        step=size[1],
    )
