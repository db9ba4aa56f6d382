"""Scores of passages for one item of a query: BM25F.

Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3.6: the occurrences in all fields are
weighted and added before saturation. A word is looked up as its stem in each of the corpus's languages; stop words,
phrases and prefixes only in the exact field.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache, reduce
from operator import and_
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.terms import query_terms
from indexer.index.schema import EXACT_FIELD, STEMMED_FIELDS
from service.query.items import Ignored, Item, Phrase, Prefix, Query, StemmedPhrase, Word
from service.search.index import Floats, Index, Ordinals, Postings
from service.search.jit import compiled
from service.search.passage_set import PassageSet
from service.search.proximity import best_windows, rows_of, stemmed_phrase_positions
from service.search.ranking_features import feature_weights
from service.search.scored_docs import ScoreCache, ScoredDocs
from service.search.title_index import TitleIndex
from service.search.weights import FieldWeight, Weights
from service.search.word_forms import form_docs

MAX_CHEAP_POSTINGS = 100_000
"""The number of postings that can be scored in a few milliseconds."""

MAX_PREFIX_TERMS = 1_024
"""The maximum number of words that a prefix expands to, the most frequent ones."""


SCORE_CACHE_BYTES = 32 << 20
"""The most bytes of cached scores of words."""

MAX_CACHED_WORDS = 1_024
"""The most words whose passages by field and title are cached."""


MAX_CACHED_IDFS = 16_384
"""The most stems whose idf is cached: about 2 MB."""

MAX_CACHED_UNITS = 256
"""The most words and phrases of units whose passages are cached: a bit for each passage."""

NEAR = 10
"""The words within which stems are close together."""


def idf(size: int, df: int) -> float:
    """Return Robertson and Spärck Jones's weight, kept positive, of what `df` of `size` texts contain."""
    return math.log(1 + (size - df + 0.5) / (df + 0.5))


class Frequencies(NamedTuple):
    """The passages that match an item, with their frequencies weighted by field and length."""

    ordinals: Ordinals
    weighted: Floats


class Scoring:
    """Scores the passages of one index. May be used from the threads that may use the index.

    Without `titles`, phrases are only looked for in texts.
    """

    def __init__(
        self, index: Index, languages: Sequence[str], weights: Weights, titles: TitleIndex | None = None
    ) -> None:
        self.index = index
        self._titles = titles
        self.languages = tuple(languages)
        self.weights = weights
        self._norms: Callable[[str], Floats] = cache(self._norm)
        self._score_cache = ScoreCache(SCORE_CACHE_BYTES)
        self.field_docs = lru_cache(maxsize=MAX_CACHED_WORDS)(self._field_docs)
        """The passages that hold a word, as (field, ordinals) for each field and term that has any."""
        self.form_docs = lru_cache(maxsize=MAX_CACHED_UNITS)(self._form_docs)
        """The passages that have a word in one of its forms in a language."""
        self.close_docs = lru_cache(maxsize=MAX_CACHED_UNITS)(self._close_docs)
        """The passages that have all of several stems close together in their text."""
        self.term_idf: Callable[[str], float] = lru_cache(maxsize=MAX_CACHED_IDFS)(self._term_idf)
        """The idf of a stem."""
        self.feature_weights = {True: feature_weights(weights.question), False: feature_weights(weights.keywords)}
        """The weights of the ranking features, by whether the query is a question."""

    def score(self, item: Item, ignored: list[Ignored]) -> ScoredDocs:
        """Return the passages that match an item, with their scores; append its ignored parts to `ignored`."""
        if isinstance(item, Word | StemmedPhrase):
            return self._score_cache.get_or_compute(item, lambda: self._scored(item, ignored))
        return self._scored(item, ignored)

    def idf(self, df: int) -> float:
        """Return the idf of an item with this df."""
        return idf(self.index.count, df)

    def terms(self, word: Word) -> tuple[str, ...]:
        """Return the terms that a word is looked up as in the stemmed fields."""
        return query_terms(word.normalized, self.languages)

    def doc_freq(self, word: Word) -> int:
        """Return about how many passages have a word in their text."""
        if word.is_stopword:
            return self.index.doc_freq(EXACT_FIELD, word.normalized)
        return sum(self.index.doc_freq("body", term) for term in self.terms(word))

    def _field_docs(self, word: Word) -> tuple[tuple[str, Ordinals], ...]:
        terms = dict.fromkeys((*self.terms(word), word.accented))
        held = [(field, self.index.postings(field, term)) for field in STEMMED_FIELDS for term in terms]
        return tuple((field, found.ordinals) for field, found in held if len(found.ordinals))

    def _term_idf(self, term: str) -> float:
        return self.idf(self.index.doc_freq("body", term))

    def _form_docs(self, word: Word, language: str) -> PassageSet:
        return form_docs(word.normalized, language, self.terms(word), self.index)

    def _close_docs(self, stems: tuple[str, ...]) -> PassageSet:
        index = self.index
        held = (PassageSet.of(index.postings("body", term).ordinals, index.count) for term in stems)
        common = reduce(and_, held).ordinals
        found = index.term_positions("body", stems, common)
        narrow, _ = best_windows(*found, np.ones(len(stems), np.float32), NEAR, NEAR, len(common))
        return PassageSet.of(common[narrow >= np.float32(len(stems))], index.count)

    def _scored(self, item: Item, ignored: list[Ignored]) -> ScoredDocs:
        ordinals, frequencies = self._frequencies(item, ignored)
        scores = self._saturated(frequencies)
        if isinstance(item, Word) and item.accented and not item.is_stopword:
            accented, more = self._looked_up(["body"], [item.accented])
            scores[np.searchsorted(ordinals, accented)] += np.float32(self.weights.accents) * self._saturated(more)
        return ScoredDocs(ordinals, scores, self.index.count)

    def _saturated(self, frequencies: Floats) -> Floats:
        """Return BM25 scores of weighted frequencies."""
        k1 = np.float32(self.weights.k1)
        weight = np.float32(self.idf(len(frequencies)) * (self.weights.k1 + 1))
        scores: Floats = weight * frequencies / (frequencies + k1)
        return scores

    def _frequencies(self, item: Item, ignored: list[Ignored]) -> Frequencies:
        """Return the passages that hold an item, each with its frequency weighted by field and length."""
        match item:
            case Phrase():
                return self._phrase(item)
            case Prefix():
                return self._weighted(self._prefix_postings(item, ignored), EXACT_FIELD)
            case Word(is_stopword=True):
                return self._weighted(self.index.postings(EXACT_FIELD, item.normalized), EXACT_FIELD)
            case Word():
                return self._looked_up(self.weights.fields, self.terms(item))
            case StemmedPhrase():
                return self._stemmed_phrase(item)

    def _phrase(self, phrase: Phrase) -> Frequencies:
        """Return the passages whose text, title or heading has a phrase."""
        found = self._weighted(self.index.phrase_postings(phrase.words), EXACT_FIELD)
        titled = self._titles.with_phrase(phrase.words) if self._titles else _NOTHING.ordinals
        if not len(titled):
            return found
        counts = np.ones(len(titled), np.uint16)
        return Frequencies(*_unite(*found, titled, counts, self._norms(TITLE_FIELDS[0])))

    def _stemmed_phrase(self, phrase: StemmedPhrase) -> Frequencies:
        """Return the passages whose text has a phrase of stems."""
        held = [self.index.postings("body", term).ordinals for term in phrase.stems]
        common = reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), sorted(held, key=len))
        rows, counts = np.unique(rows_of(stemmed_phrase_positions(phrase, self.index, common)), return_counts=True)
        return self._weighted(Postings(common[rows], counts.astype(np.uint16)), "body")

    def _looked_up(self, fields: Iterable[str], terms: Sequence[str]) -> Frequencies:
        """Return the passages that hold any of some terms in any of some fields."""
        looked_up = ((field, self.index.postings(field, term)) for field in fields for term in terms)
        found = sorted((len(held.ordinals), index, field, held) for index, (field, held) in enumerate(looked_up))
        united = _NOTHING
        for size, _, field, held in found:
            if size and not len(united.ordinals):
                united = self._weighted(held, field)
            elif size:
                united = Frequencies(*_unite(*united, *held, self._norms(field)))
        return united

    def _prefix_postings(self, prefix: Prefix, ignored: list[Ignored]) -> Postings:
        found = self.index.prefix_postings(prefix.letters, MAX_PREFIX_TERMS)
        if found.words > MAX_PREFIX_TERMS:
            reason = f"{found.words:,} words begin with it; only the {MAX_PREFIX_TERMS:,} most frequent are searched"
            ignored.append((prefix.text, reason))
        return found.postings

    def _weighted(self, found: Postings, field: str) -> Frequencies:
        return Frequencies(found.ordinals, found.counts * self._norms(field)[found.ordinals])

    def _norm(self, field: str) -> Floats:
        """Return the weight of an occurrence in a field of each passage."""
        weight: FieldWeight = self.weights.exact if field == EXACT_FIELD else self.weights.fields[field]
        return weight.of(self.index.relative_lengths(field))


def is_cheap_query(query: Query, scoring: Scoring, index: Index) -> bool:
    """Return whether few postings are read for a query.

    A word that no passage has is not cheap: where nothing is found, its spelling is corrected.
    """
    items = [*query.items, *query.excluded, *(expansion.item for expansion in query.expansions)]
    costs = [_postings_read(item, scoring, index) for item in items]
    return sum(costs) <= MAX_CHEAP_POSTINGS and all(_postings_read(item, scoring, index) for item in query.items)


def _postings_read(item: Item, scoring: Scoring, index: Index) -> int:
    """Return about how many postings are read for an item, 0 where it is in no passage."""
    match item:
        case Word(is_stopword=True):
            return index.doc_freq(EXACT_FIELD, item.normalized)
        case Word():
            return sum(index.doc_freq(field, term) for field in STEMMED_FIELDS for term in scoring.terms(item))
        case Phrase():
            return min(index.doc_freq(EXACT_FIELD, word) for word in item.words)
        case StemmedPhrase():
            return sum(index.doc_freq("body", term) for term in item.stems)
        case Prefix():
            return index.prefix_cost(item.letters)


TITLE_FIELDS = ("title", "heading")
_NOTHING = Frequencies(np.empty(0, np.uint32), np.empty(0, np.float32))


@compiled("u4[] f4[] u4[] u2[] f4[]")
def _unite(
    ordinals: Ordinals, weighted: Floats, others: Ordinals, counts: NDArray[np.uint16], norms: Floats
) -> tuple[Ordinals, Floats]:
    """Return the union of two postings and the sum of their weighted frequencies."""
    united, total = np.empty(len(ordinals) + len(others), np.uint32), np.empty(len(ordinals) + len(others), np.float32)
    size, one, other = 0, 0, 0
    while one < len(ordinals) or other < len(others):
        if other == len(others) or (one < len(ordinals) and ordinals[one] < others[other]):
            united[size], total[size] = ordinals[one], weighted[one]
            one += 1
        else:
            united[size], total[size] = others[other], counts[other] * norms[others[other]]
            if one < len(ordinals) and ordinals[one] == others[other]:
                total[size] += weighted[one]
                one += 1
            other += 1
        size += 1
    return united[:size].copy(), total[:size].copy()
