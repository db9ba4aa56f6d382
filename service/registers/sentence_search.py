"""Search for words in the sentences of a register, by the service's own grammar."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from indexer.analysis.terms import exact_terms, index_terms, query_terms
from service.query.grammar import parse
from service.query.items import Item, Phrase, Prefix, Query, StemmedPhrase, Word
from service.query.limits import cap_terms
from service.registers.facet_column import Mask


class WordIndex:
    """The words of the records' texts, each given with its language.

    Records often share a sentence, so that each distinct text is analysed once.
    """

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        self._distinct = list(dict.fromkeys(texts))
        places = {text: place for place, text in enumerate(self._distinct)}
        self._text_of = np.array([places[text] for text in texts], dtype=np.intp)
        self._written = [exact_terms(text) for text, _ in self._distinct]
        self._exact = _postings(self._written)
        self._stems = _postings(index_terms(text, language) for text, language in self._distinct)
        self._languages = tuple(sorted({language for _, language in texts}))

    def query(self, text: str) -> Query:
        """What a text asks for, with no more terms than a query may have. Raises QueryTooLong."""
        return cap_terms(parse(text), lambda word: len(self._holding(word)))

    def find(self, query: Query) -> Mask:
        """The records that hold every clause of a query and nothing that it excludes."""
        found = set(range(len(self._distinct)))
        for clause in query.clauses:
            found &= self._any(clause.alternatives)
        found -= self._any(query.excluded)
        mask = np.zeros(len(self._distinct), dtype=np.bool_)
        mask[list(found)] = True
        return np.asarray(mask[self._text_of], dtype=np.bool_)

    def _any(self, items: Iterable[Item]) -> set[int]:
        return set().union(*(self._holding(item) for item in items))

    def _holding(self, item: Item) -> set[int]:
        """The texts that hold one item."""
        match item:
            case Phrase() | StemmedPhrase():
                return self._phrase(item.words)
            case Prefix():
                words = [word for word in self._exact if word.startswith(item.letters)]
                return set().union(*(self._exact[word] for word in words))
            case Word(common=True):
                return self._exact.get(item.unit, set())
            case Word():
                return set().union(*(self._stems.get(term, ()) for term in query_terms(item.unit, self._languages)))

    def _phrase(self, words: tuple[str, ...]) -> set[int]:
        candidates = set.intersection(*(self._exact.get(word, set()) for word in words)) if words else set()
        return {place for place in candidates if _holds(self._written[place], words)}


def _postings(texts: Iterable[Iterable[str]]) -> dict[str, set[int]]:
    """For each term the places of the texts that hold it."""
    found: dict[str, set[int]] = defaultdict(set)
    for place, terms in enumerate(texts):
        for term in terms:
            found[term].add(place)
    return dict(found)


def _holds(written: Sequence[str], words: tuple[str, ...]) -> bool:
    length = len(words)
    return any(tuple(written[start : start + length]) == words for start in range(len(written) - length + 1))
