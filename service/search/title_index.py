"""The title and nearest heading of each passage, as terms."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.terms import index_terms
from indexer.index.generation import Generation
from indexer.records.document import Document
from service.search.index import Floats, Ordinals

Weight = Callable[[str], float]
"""The weight of a term: its idf."""

Name = tuple[str, str]
"""A title or heading and its language."""


class TitleIndex:
    """The titles and headings of one generation, from its documents' outlines: no passage is read for them."""

    def __init__(self, generation: Generation) -> None:
        known: dict[Name, int] = {}
        self._above: NDArray[np.uint32] = np.zeros((generation.count, 2), np.uint32)
        for document in generation.documents.values():
            language = document.source.languages[0] if document.source.languages else "en"
            title = known.setdefault((document.source.title, language), len(known))
            self._above[document.first_ordinal : document.first_ordinal + document.passage_count] = title
            for heading, first, end in _headings(document):
                self._above[first:end, 1] = known.setdefault((heading, language), len(known))
        self._names = list(known)

    def shares(self, passages: Ordinals, query_terms: frozenset[str], weight: Weight) -> Floats:
        """Return for each passage the share of its title or heading that the query names, the higher one."""
        above = self._above[passages].tolist()
        by_name = {number: self._share(number, query_terms, weight) for number in {*chain.from_iterable(above)}}
        return np.array([max(by_name[title], by_name[heading]) for title, heading in above], np.float32)

    def _share(self, number: int, query_terms: frozenset[str], weight: Weight) -> float:
        return share(_terms(*self._names[number]), query_terms, weight)


def share(name: frozenset[str], query_terms: frozenset[str], weight: Weight) -> float:
    """Return the share of a name's weight, from 0 to 1, that the query's terms have."""
    if name.isdisjoint(query_terms):
        return 0.0
    return sum(map(weight, name & query_terms)) / sum(map(weight, name))


def _headings(document: Document) -> Iterator[tuple[str, int, int]]:
    """Return the headings of a document, each with the passages below it before the next (first, end)."""
    end = document.first_ordinal + document.passage_count
    firsts = [*(entry.passage for entry in document.outline), end]
    for entry, (first, following) in zip(document.outline, pairwise(firsts), strict=True):
        yield entry.title, first, following


@lru_cache(maxsize=65_536)
def _terms(text: str, language: str) -> frozenset[str]:
    return frozenset(index_terms(text, language))
