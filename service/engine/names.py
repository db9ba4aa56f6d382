"""What stands above each passage: its document's title and the heading nearest to it, as terms."""

from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache

import numpy as np

from indexer.analysis.terms import index_terms
from indexer.store.generation import Generation
from service.engine.index import Floats, Ordinals

Weight = Callable[[str], float]
"""How telling a term is."""


class NameIndex:
    """The titles and headings of one generation, from its documents' outlines: no passage is read for them."""

    def __init__(self, generation: Generation) -> None:
        self._documents = list(generation.documents.values())
        self._firsts = [document.first for document in self._documents]

    def shares(self, passages: Ordinals, wanted: frozenset[str], weight: Weight) -> Floats:
        """For each passage how much of its title or heading the wanted terms make up, whichever is more."""
        known: dict[tuple[str, str], float] = {}
        found = np.zeros(len(passages), dtype=np.float32)
        for row, ordinal in enumerate(passages.tolist()):
            for name in self.names(ordinal):
                if name not in known:
                    known[name] = share(_terms(*name), wanted, weight)
                found[row] = max(found[row], known[name])
        return found

    def names(self, ordinal: int) -> list[tuple[str, str]]:
        """The document's title and the nearest heading of a passage, each with its language."""
        document = self._documents[bisect_right(self._firsts, ordinal) - 1]
        language = document.source.languages[0] if document.source.languages else "en"
        above = bisect_right(document.outline, ordinal, key=lambda entry: entry.passage)
        titles = [document.source.title, *([document.outline[above - 1].title] if above else [])]
        return [(title, language) for title in titles]


def share(name: frozenset[str], wanted: frozenset[str], weight: Weight) -> float:
    """The share of a name's weight that the wanted terms make up."""
    met = sum(weight(term) for term in name & wanted)
    return met / sum(weight(term) for term in name) if met else 0.0


@lru_cache(maxsize=65_536)
def _terms(text: str, language: str) -> frozenset[str]:
    return frozenset(index_terms(text, language))
