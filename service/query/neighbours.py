"""Words of the documents that mean about the same as a word of a query in another language, by their vectors."""

import re
from collections.abc import Sequence

from indexer.analysis.encoder import Encoder, Vectors
from indexer.analysis.language_registry import distinguishes_accents
from indexer.analysis.terms import index_terms, stem, stopwords
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


WordNeighbours = tuple[tuple[str, Neighbour], ...]
"""The neighbours of a word, each with its language."""


class Neighbours:
    """Finds the neighbours of words among those of a generation. May be used from any thread."""

    def __init__(self, encoder: Encoder, vectors: WordVectors) -> None:
        self._encoder, self._vectors = encoder, vectors
        self._known: dict[tuple[str, str], WordNeighbours] = {}

    def supports(self, language: str) -> bool:
        """Return whether the encoder was trained on a language, and so can compare its words."""
        return language in self._encoder.languages and not distinguishes_accents(language)

    def languages_of(self, word: str) -> frozenset[str]:
        """Return the languages whose passages have a word."""
        form = _form(word)
        return frozenset(code for code in self._vectors.languages if self._vectors.has(form, code))

    def of(self, word: str, language: str) -> WordNeighbours:
        """Return the neighbours of a word of this language in all other ones, each with its language."""
        key = _form(word), language
        found = self._known.get(key)
        if found is None:
            self.prepare([word], language)
            found = self._known.get(key, ())
        return found

    def prepare(self, words: Sequence[str], language: str) -> None:
        """Find the neighbours of words at once: the encoder takes little longer for several than for one.

        It is loaded if it is not yet, which takes a second.
        """
        known = self._known
        missing = [form for form in dict.fromkeys(map(_form, words)) if (form, language) not in known]
        if not missing:
            return
        if len(known) + len(missing) > CACHED_WORDS:
            known = self._known = {}
        targets = [target for target in self._vectors.languages if target != language]
        for form, vector in zip(missing, self._encoder.encode(missing), strict=True):
            known[form, language] = tuple(
                (target, each) for target in targets for each in self._distinct(vector, target)
            )

    def _distinct(self, vector: Vectors, language: str) -> list[Neighbour]:
        """Return the nearest words of a language, one form of each."""
        by_terms: dict[tuple[str, ...], Neighbour] = {}
        for each in self._vectors.nearest(vector, language, MAX_FORMS, THRESHOLD):
            if terms := _terms(each.text, language):
                by_terms.setdefault(terms, each)
                if len(by_terms) == MAX_NEIGHBOURS:
                    break
        return list(by_terms.values())


def _terms(word: str, language: str) -> tuple[str, ...]:
    """Return the terms of a word in small letters; a plain one is its own only token, which saves analyzing it."""
    if word.isascii() and word.isalpha():
        return () if word in stopwords(language) else (stem(word, language),)
    return tuple(index_terms(word, language))


def _form(word: str) -> str:
    """Return a word as it is encoded: in small letters, without an elided article or preposition."""
    return _ELIDED.sub("", word.casefold())
