"""Suggestions while a query is typed: what a generation has under names that begin with these words.

What Lucene calls an infix suggester: each word of a name may be the one that begins with what was typed, and case and
accents make no difference.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.tokenizer import fold, token_texts
from indexer.index.generation import Generation
from service.search.protocol import Suggestion, SuggestionKind
from service.search.title_index import headings_of

MAX_NAME = 90
"""The characters of a name, other than a title, that is suggested."""

MAX_QUERY = 100
"""The characters of a query for which there are suggestions."""

MAX_RANKED = 200
"""How many names, those with the most passages, are compared with the words as typed."""

PER_KIND = 4
"""The most suggestions of one kind, where there are others."""

_BOOST = {"document": 4, "term": 8, "name": 2, "heading": 1}
"""How many passages a passage of each kind counts as: what is curated comes before what was found."""

_SECTION_NUMBER = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+")

_BEYOND = "\U0010ffff"

Entries = NDArray[np.uint32]


class _Name(NamedTuple):
    suggestion: Suggestion
    words: str
    """Its folded words, each after a space."""


class Suggester:
    """The names of one generation, by each of their words. May be used from any thread."""

    def __init__(self, names: Iterable[Suggestion]) -> None:
        ranked = sorted(names, key=lambda each: -each.passages * _BOOST[each.kind])
        self._names: list[_Name] = []
        by_word: dict[str, list[int]] = defaultdict(list)
        for suggestion in ranked:
            words = token_texts(suggestion.text)
            for word in dict.fromkeys(words):
                by_word[word].append(len(self._names))
            self._names.append(_Name(suggestion, f" {' '.join(words)}"))
        self._words = sorted(by_word)
        lists = [by_word[word] for word in self._words]
        self._bounds = np.cumsum([0, *map(len, lists)])
        self._entries = np.array([number for each in lists for number in each], np.uint32)

    def suggest(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """Return up to `limit` names, each with a word that begins with each word of the text, best first.

        First come those that begin with the text, then those that contain it, then those with its words in any order;
        among these, those with the most passages.
        """
        words = token_texts(text[:MAX_QUERY])
        if not words or len(text) > MAX_QUERY:
            return ()
        found = reduce(np.intersect1d, (self._beginning_with(word) for word in words))[:MAX_RANKED]
        typed = f" {' '.join(words)}"
        ranked = sorted(found.tolist(), key=lambda number: (self._distance(typed, number), number))
        return tuple(_varied((self._names[number].suggestion for number in ranked), limit))

    def _beginning_with(self, letters: str) -> Entries:
        """Return the numbers of the names with a word that begins with these letters, ascending."""
        first, end = bisect_left(self._words, letters), bisect_left(self._words, letters + _BEYOND)
        return np.unique(self._entries[self._bounds[first] : self._bounds[end]])

    def _distance(self, typed: str, number: int) -> int:
        words = self._names[number].words
        return 0 if words.startswith(typed) else 1 if typed in words else 2


def _varied(ranked: Iterable[Suggestion], limit: int) -> Iterator[Suggestion]:
    """Yield up to `limit` suggestions, no two that read alike, more than PER_KIND of a kind only where others lack."""
    seen: set[str] = set()
    counts: dict[str, int] = defaultdict(int)
    chosen: list[Suggestion] = []
    spare: list[Suggestion] = []
    for each in ranked:
        folded = fold(each.text).casefold()
        if folded in seen:
            continue
        seen.add(folded)
        counts[each.kind] += 1
        (chosen if counts[each.kind] <= PER_KIND else spare).append(each)
        if len(chosen) == limit:
            break
    yield from [*chosen, *spare][:limit]


def names_of(generation: Generation, doc_freq: Callable[[str], int]) -> Iterator[Suggestion]:
    """Yield what is suggested of a generation; `doc_freq` is the number of passages that have a name."""
    for document in generation.documents.values():
        language = next(iter(document.source.languages), "")
        yield Suggestion(document.source.title, "document", language, document.passage_count, document.id)
    for concept in generation.thesaurus.concepts:
        for language, names in concept.names.items():
            for name in names:
                if language in generation.languages and (passages := doc_freq(name)):
                    yield Suggestion(name, "term", language, passages)
    yield from _merged("name", _actors(generation))
    yield from _merged("heading", _headings(generation))


def _actors(generation: Generation) -> Iterator[tuple[str, str, int]]:
    for statement in generation.statements:
        yield from ((actor.name, statement.language, 1) for actor in statement.actors)


def _headings(generation: Generation) -> Iterator[tuple[str, str, int]]:
    for document in generation.documents.values():
        language = next(iter(document.source.languages), "")
        for heading, first, end in headings_of(document):
            yield _SECTION_NUMBER.sub("", heading), language, max(1, end - first)


def _merged(kind: SuggestionKind, names: Iterable[tuple[str, str, int]]) -> Iterator[Suggestion]:
    """Yield each name once, in its most frequent spelling, with the passages of all; not those without a word."""
    passages: dict[tuple[str, str], int] = defaultdict(int)
    for name, language, count in names:
        if len(name) <= MAX_NAME:
            passages[name, language] += count
    totals: dict[tuple[str, ...], int] = defaultdict(int)
    spellings: dict[tuple[str, ...], tuple[int, str, str]] = {}
    for (name, language), count in passages.items():
        words = tuple(token_texts(name))
        if not any(word.isalpha() and len(word) > 1 for word in words):
            continue
        totals[words] += count
        spellings[words] = max(spellings.get(words, (0, "", "")), (count, name, language))
    for words, (_, name, language) in spellings.items():
        yield Suggestion(name, kind, language, totals[words])
