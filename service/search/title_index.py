"""The title and nearest heading of each passage, as terms."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.terms import index_terms
from indexer.analysis.tokenizer import token_texts
from indexer.index.generation import Generation
from indexer.records.document import Document
from service.search.index import Floats, Ordinals

Weight = Callable[[str], float]
"""The weight of a term: its idf."""

Name = tuple[str, str]
"""A title or heading and its language."""

Terms = frozenset[str]

MAX_CACHED_PHRASES = 256
"""The most phrases whose passages by title are cached."""

NOT_EQUAL = 0.98
"""The most that a name and a query that is not the name have in common."""


class TitleIndex:
    """The titles and headings of one generation, from its documents' outlines: no passage is read for them."""

    def __init__(self, generation: Generation) -> None:
        known: dict[Name, int] = {}
        self._above: NDArray[np.uint32] = np.zeros((generation.count, 2), np.uint32)
        for document in generation.documents.values():
            language = document.source.languages[0] if document.source.languages else "en"
            title = known.setdefault((document.source.title, language), len(known))
            self._above[document.first_ordinal : document.first_ordinal + document.passage_count] = title
            for heading, first, end in headings_of(document):
                self._above[first:end, 1] = known.setdefault((heading, language), len(known))
        self._names = list(known)
        self.with_phrase = lru_cache(maxsize=MAX_CACHED_PHRASES)(self._with_phrase)
        """The passages whose title or heading has a phrase, given as its folded words."""

    def shares(self, passages: Ordinals, words: Sequence[Terms], weight: Weight) -> tuple[Floats, Floats]:
        """Return for each passage how much its title or heading shares with a query, the higher of both.

        First the share of the name's weight that the query has, then that of the weight of all words of either that
        both have: 1 where the query is the name. `words` are the words of the query, each with its terms.
        """
        above = self._above[passages].tolist()
        shared = Shared(words, weight)
        by_name = {number: shared.with_name(_terms(*self._names[number])) for number in {*chain.from_iterable(above)}}
        found = [(*by_name[title], *by_name[heading]) for title, heading in above]
        either = np.array(found, np.float32).reshape(-1, 2, 2).max(axis=1)
        return either[:, 0], either[:, 1]

    def _with_phrase(self, words: tuple[str, ...]) -> Ordinals:
        written = f" {' '.join(words)} "
        numbers = [number for number, name in enumerate(self._written) if written in name]
        return np.flatnonzero(np.isin(self._above, numbers).any(axis=1)).astype(np.uint32)

    @cached_property
    def _written(self) -> list[str]:
        """The folded words of each name, with a space before and after each."""
        return [f" {' '.join(token_texts(name))} " for name, _ in self._names]


class Shared:
    """What names share with the words of one query."""

    def __init__(self, words: Sequence[Terms], weight: Weight) -> None:
        self._words = words
        self._terms = Terms().union(*words)
        self._weight = weight
        self._total = sum(min(map(weight, word)) for word in words)

    def with_name(self, name: Terms) -> tuple[float, float]:
        """Return the share of a name's weight that the query has, and that of the weight of both that both have."""
        if name.isdisjoint(self._terms):
            return 0.0, 0.0
        common, whole = sum(map(self._weight, name & self._terms)), sum(map(self._weight, name))
        if name <= self._terms and not any(map(name.isdisjoint, self._words)):
            return 1.0, 1.0
        return common / whole, min(NOT_EQUAL, common / max(self._total + whole - common, common))


def headings_of(document: Document) -> Iterator[tuple[str, int, int]]:
    """Return the headings of a document, each with the passages below it before the next (first, end)."""
    end = document.first_ordinal + document.passage_count
    firsts = [*(entry.passage for entry in document.outline), end]
    for entry, (first, following) in zip(document.outline, pairwise(firsts), strict=True):
        yield entry.title, first, following


@lru_cache(maxsize=65_536)
def _terms(text: str, language: str) -> Terms:
    return Terms(index_terms(text, language))
