"""Other spellings of a query, from the words of the documents.

A word is misspelt where no passage has it in any form and no vocabulary of the corpus either: its thesaurus, its
glossary, the names of its facets' values. What is meant is a word of the documents in the query's language, or a
frequent one; or else a word of the glossary in that language, which is translated.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial, reduce
from itertools import chain, islice, product
from operator import and_

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from indexer.analysis.language_registry import DEFAULT
from indexer.analysis.terms import count_stopwords, query_terms, stem
from indexer.analysis.tokenizer import tokenize
from indexer.index.generation import Generation
from indexer.index.schema import EXACT_FIELD, STEMMED_FIELDS
from indexer.records.taxonomy import LANGUAGE
from service.query.grammar import parse
from service.query.items import Query, Word
from service.query.lexer import has_names
from service.search.deadline import Deadline
from service.search.facets import FacetIndex, FacetSelection
from service.search.highlighting import HighlightTerms
from service.search.index import Index
from service.search.passage_set import PassageSet

MIN_LENGTH, MAX_LENGTH = 4, 30
"""The letters of a word that is corrected: shorter ones have too many neighbours, and longer ones are no words."""

MIN_LENGTH_BESIDE, MAX_ONE_EDIT_BESIDE = 5, 7
"""The same, and the letters of words that are one edit away, where other words of the query are found: a word that no
passage has may then be right.
"""

MIN_FREQUENT, FREQUENT = 5, 0.01
"""The passages, and their share of all, that have a frequent word at least: it is meant whatever its language."""

MAX_MISSPELT = 8
"""The maximum number of words of a query that are corrected."""

MAX_ONE_EDIT_LENGTH = 5
"""The maximum number of letters of words that may be one edit away; longer ones may be two."""

MAX_PER_WORD = 4
"""How many corrections of one word are kept."""

MAX_VARIED_WORDS = 4
"""The number of misspelt words of which alternatives to the likeliest correction are tried."""

MIN_PART_LENGTH = 2
MAX_PARTS = 4
MAX_BEGINNINGS = 40
"""Words that were run together: letters of a part, number of parts, and number of beginnings kept at each step."""

MAX_PASSAGES_READ = 3
"""The number of passages in which a word's written form is looked up."""


@dataclass(frozen=True, slots=True)
class _Misspelt:
    """Characters `start` to `end` of a query and the folded words that may be meant, the likeliest first."""

    start: int
    end: int
    meant: tuple[str, ...]


class Speller:
    """Corrects queries to one generation. May be used from any thread."""

    def __init__(self, generation: Generation, facets: FacetIndex) -> None:
        self._generation = generation
        self._facets = facets
        self._vocabulary: Callable[[str], Mapping[str, str]] = cache(self._words)
        self._stems: Callable[[str], frozenset[str]] = cache(self._stemmed)

    def corrections(self, text: str, index: Index, deadline: Deadline) -> Iterator[str]:
        """Yield the query with each misspelt word corrected, the likeliest first.

        Words without a near word stay as they are; if no word has one, nothing is yielded. Raise QueryTooLong or
        QueryTimeout.
        """
        query = parse(text)
        words = [item for item in query.items if isinstance(item, Word) and not item.is_stopword]
        known = [word for word in words if _known(word.normalized, self._generation, index)]
        unknown = {word.normalized for word in words if word not in known and not self._is_word(word, query)}
        suspects = islice((word for word in tokenize(query.text) if word.text in unknown), MAX_MISSPELT)
        wrong = []
        for word in suspects:
            deadline.check()
            if meant := self._meant(word.text, query, known, index):
                wrong.append(_Misspelt(word.start, word.end, meant))
        if wrong:
            written_form = cache(partial(self._written_form, query.language, index))
            yield from (_corrected(query.text, wrong, choice, written_form) for choice in _choices(wrong))

    def _is_word(self, word: Word, query: Query) -> bool:
        """Return whether a word is one in the query's language, in any form, or a name in capitals."""
        if has_names(query.text) and word.text.isupper():
            return True
        stemmed = stem(word.normalized, query.language)
        vocabulary = self._vocabulary(query.language)
        return word.normalized in vocabulary or stemmed in self._stems(query.language)

    def _meant(self, word: str, query: Query, known: Sequence[Word], index: Index) -> tuple[str, ...]:
        """Return the folded words nearest to a misspelt one: few edits first, then those that some
        passage has with the most of the words beside it; they must be with one of these in some passage.

        If none is only one edit away, the word may be several that were run together.
        """
        least, one_edit = (MIN_LENGTH_BESIDE, MAX_ONE_EDIT_BESIDE) if known else (MIN_LENGTH, MAX_ONE_EDIT_LENGTH)
        if not least <= len(word) <= MAX_LENGTH or not word.isalpha():
            return ()
        edits = 1 if len(word) <= one_edit else 2
        beside = _known_words(known, self._generation, index)
        near = []
        for other, distance in self._near(word, edits, query, index):
            found = index.postings(EXACT_FIELD, other).ordinals
            together = int(beside[found].max(initial=0))
            if together or not known:
                often = int(np.count_nonzero(beside[found] == together))
                near.append((distance, -together, -often, other))
        near.sort()
        if (not near or near[0][0] > 1) and (parts := _split_word(word, index)):
            return (" ".join(parts),)
        if not near and _is_evident(query):
            return self._in_vocabulary(word, edits, query.language)
        return tuple(other for *_, other in near[:MAX_PER_WORD])

    def _in_vocabulary(self, word: str, edits: int, language: str) -> tuple[str, ...]:
        """Return the nearest words of the corpus's vocabularies."""
        found = extract(word, list(self._vocabulary(language)), scorer=OSA.distance, score_cutoff=edits)
        return tuple(other for other, _, _ in sorted(found, key=lambda each: each[1])[:MAX_PER_WORD])

    def _near(self, word: str, edits: int, query: Query, index: Index) -> list[tuple[str, int]]:
        """Return the words within this number of edits that may be meant, preferably with the same first letter."""
        for prefix_length in (1, 0):
            found = index.fuzzy_terms(word, edits, prefix_length=prefix_length)
            if near := [other for other in found if self._is_likely(other[0], query, index)]:
                return near
        return []

    def _is_likely(self, word: str, query: Query, index: Index) -> bool:
        """Return whether a word is of the query's language, if that is evident, or frequent."""
        if not _is_evident(query):
            return True
        docs = PassageSet.of(index.postings(EXACT_FIELD, word).ordinals, index.count)
        if docs.size >= max(MIN_FREQUENT, FREQUENT * index.count):
            return True
        return FacetSelection({LANGUAGE: (query.language,)}, self._facets).filtered(docs).size > 0

    def _words(self, language: str) -> Mapping[str, str]:
        """Return the words of the corpus's vocabularies in a language: folded, with each as it is written."""
        thesaurus, taxonomy = self._generation.thesaurus, self._generation.taxonomy
        names = [concept.names.get(language, ()) for concept in thesaurus.concepts]
        names += [entry.get(language, ()) for entry in thesaurus.glossary]
        for facet in taxonomy.facets.values():
            names += [(value.label(language), *value.aliases) for value in facet.values]
        return {
            word.text: name[word.start : word.end].lower()
            for name in chain.from_iterable(names)
            for word in tokenize(name)
        }

    def _stemmed(self, language: str) -> frozenset[str]:
        return frozenset(stem(word, language) for word in self._vocabulary(language))

    def _written_form(self, language: str, index: Index, form: str) -> str:
        """Return a folded word as the first passages that contain it write it, in lower case if any of them does.

        Several words stay as they are.
        """
        passages = index.postings(EXACT_FIELD, form).ordinals[:MAX_PASSAGES_READ]
        if not len(passages):
            return self._vocabulary(language).get(form, form)
        texts = [self._generation.passage(ordinal).text for ordinal in passages.tolist()]
        rows, starts, ends, _ = (each.tolist() for each in index.highlights(passages, HighlightTerms(words={form: 0})))
        seen = [texts[row][start:end].rstrip("'’ʼ") for row, start, end in zip(rows, starts, ends, strict=True)]
        return next((text for text in seen if text.islower()), seen[0] if seen else form)


def _is_evident(query: Query) -> bool:
    """Return whether the language of a query shows in it: the default one is also that of a query without evidence."""
    return query.language != DEFAULT or count_stopwords(query.words, query.language) > 0


def _known_words(known: Sequence[Word], generation: Generation, index: Index) -> NDArray[np.uint8]:
    """Return how many of these words each passage has in its text."""
    counts = np.zeros(index.count, np.uint8)
    for word in known:
        held = np.zeros(index.count, np.bool_)
        for term in query_terms(word.normalized, generation.languages):
            held[index.postings("body", term).ordinals] = True
        counts += held
    return counts


def _known(normalized: str, generation: Generation, index: Index) -> bool:
    terms = query_terms(normalized, generation.languages)
    return any(index.doc_freq(field, term) for field in STEMMED_FIELDS for term in terms)


def _split_word(word: str, index: Index) -> tuple[str, ...]:
    """Return the two to four words that were run together into one; nothing unless a passage contains all of them."""
    beginnings: list[tuple[tuple[str, ...], str]] = [((), word)]
    for _ in range(MAX_PARTS):
        longer = []
        for before, rest in beginnings:
            ends = [end for end in range(len(rest), MIN_PART_LENGTH - 1, -1) if index.doc_freq(EXACT_FIELD, rest[:end])]
            for end in ends:
                parts = (*before, rest[:end])
                if end == len(rest) and len(parts) > 1 and _together(parts, index):
                    return parts
                longer.append((parts, rest[end:]))
        beginnings = longer[:MAX_BEGINNINGS]
    return ()


def _together(words: Sequence[str], index: Index) -> bool:
    """Return whether some passage has all of these words."""
    held = (PassageSet.of(index.postings(EXACT_FIELD, word).ordinals, index.count) for word in words)
    return reduce(and_, held).size > 0


def _choices(wrong: Sequence[_Misspelt]) -> list[tuple[int, ...]]:
    """Return the indexes of the corrections to take for each word: the likeliest for all, then with one other, …"""
    choices = product(*(range(len(each.meant)) for each in wrong[:MAX_VARIED_WORDS]))
    rest = (0,) * (len(wrong) - MAX_VARIED_WORDS)
    return sorted(((*choice, *rest) for choice in choices), key=lambda ranks: (sum(ranks), ranks))


def _corrected(text: str, wrong: Sequence[_Misspelt], choice: Sequence[int], written_form: Callable[[str], str]) -> str:
    """Return the query with the chosen corrections, each as it is written in the passages."""
    parts, end = [], 0
    for each, taken in zip(wrong, choice, strict=True):
        parts += [text[end : each.start], written_form(each.meant[taken])]
        end = each.end
    return "".join((*parts, text[end:]))
