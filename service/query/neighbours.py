"""Words of the documents that mean about the same as a word of a query in another language, by their vectors."""

import re
from functools import lru_cache

from indexer.analysis.encoder import Encoder, Vectors
from indexer.analysis.language_registry import distinguishes_accents
from indexer.analysis.terms import index_terms
from indexer.index.word_vectors import Neighbour, WordVectors

THRESHOLD = 0.75
"""The least cosine of the vectors of two words that mean about the same."""

MAX_NEIGHBOURS = 3
"""The most neighbours of a word in one language, forms of one word counted once."""

MAX_FORMS = 12
"""The most forms among which neighbours are chosen."""

CACHED_WORDS = 4_096

_ELIDED = re.compile(r"^(?:qu|[cdjlmnst])['’](?=\w)")
"""The article or preposition before a French word."""


class Neighbours:
    """Finds the neighbours of words among those of a generation. May be used from any thread."""

    def __init__(self, encoder: Encoder, vectors: WordVectors) -> None:
        self._encoder, self._vectors = encoder, vectors
        self.is_warm = False
        """Whether the encoder is loaded."""
        self._found = lru_cache(maxsize=CACHED_WORDS)(self._find)

    def knows(self, language: str) -> bool:
        """Return whether the encoder knows a language, and so can compare its words."""
        return language in self._encoder.languages and not distinguishes_accents(language)

    def of(self, word: str, language: str) -> tuple[tuple[str, Neighbour], ...]:
        """Return the neighbours of a word of this language in all other ones, each with its language."""
        return self._found(_ELIDED.sub("", word.casefold()), language)

    def warm_up(self) -> None:
        """Load the encoder, which takes a second, if it is not loaded."""
        if not self.is_warm:
            self._encoder.encode([""])
            self.is_warm = True

    def _find(self, word: str, language: str) -> tuple[tuple[str, Neighbour], ...]:
        [vector] = self._encoder.encode([word])
        targets = [target for target in self._vectors.languages if target != language]
        return tuple((target, each) for target in targets for each in self._distinct(vector, target))

    def _distinct(self, vector: Vectors, language: str) -> list[Neighbour]:
        """Return the nearest words of a language, one form of each."""
        by_terms: dict[tuple[str, ...], Neighbour] = {}
        for each in self._vectors.nearest(vector, language, MAX_FORMS, THRESHOLD):
            by_terms.setdefault(tuple(index_terms(each.text, language)), each)
        by_terms.pop((), None)
        return list(by_terms.values())[:MAX_NEIGHBOURS]
