"""The forms of a word in the documents: singular and plural, however it is spelled, but no other words of its stem."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_

from indexer.analysis.terms import respell, stem
from indexer.index.schema import EXACT_FIELD
from service.search.index import Index
from service.search.passage_set import PassageSet

MIN_PREFIX = 4
"""The letters that all forms of a word start with."""

_PLURALS = (("", ""), ("s", ""), ("x", ""), ("es", ""), ("ies", "y"), ("aux", "al"))


def word_forms(word: str, language: str, index: Index) -> Iterator[str]:
    """Yield a folded word and the words of the documents that are its singular or plural."""
    stemmed, singulars = stem(word, language), _singulars(respell(word, language))
    yield word
    for other in index.words_starting_with(word[:MIN_PREFIX]):
        if other != word and stem(other, language) == stemmed and _singulars(respell(other, language)) & singulars:
            yield other


def form_docs(word: str, language: str, terms: Sequence[str], index: Index) -> PassageSet:
    """Return the passages that have a word in their text in one of its forms, or its `terms` in a heading.

    A heading that has it may be the document's title again, where that has it, too.
    """

    def docs(field: str, words: Iterable[str]) -> PassageSet:
        return reduce(or_, (PassageSet.of(index.postings(field, each).ordinals, index.count) for each in words))

    in_text = docs(EXACT_FIELD, word_forms(word, language, index))
    return in_text | (docs("heading", terms) - docs("title", terms))


def _singulars(word: str) -> frozenset[str]:
    """Return what the singular of a word may be, itself included."""
    return frozenset(word.removesuffix(ending) + singular for ending, singular in _PLURALS if word.endswith(ending))
