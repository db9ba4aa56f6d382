"""Which passages answer which clause of a query, and how well.

Passages are ordinals. A word is looked up as every term that the corpus's languages make of it, in the title and
headings above a passage, in the names of what it is tagged with, and in its text; stop words, phrases and
beginnings of words only in the text as written.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from indexer.analysis.terms import variants
from indexer.store.schema import EXACT_FIELD
from service.engine.deadline import Deadline
from service.engine.postings import Postings
from service.engine.weights import FieldWeight, Weights
from service.query.items import Clause, Ignored, Item, Phrase, Prefix, Query, Word

MOST_EXPANSIONS = 1_024
"""The most words that a prefix stands for; of more, the most frequent are taken."""


@dataclass(frozen=True, slots=True)
class ClauseMatch:
    """The passages that answer a clause with the score of each. `weight` says how telling the clause is (its idf)."""

    clause: Clause
    scores: dict[int, float]
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """What a query finds.

    `everything` holds the passages that answer all clauses, or all passages where there are none; `something` those
    that answer some clauses, and every binding one, but not all. What the query excludes is in neither.
    """

    clauses: tuple[ClauseMatch, ...]
    everything: AbstractSet[int]
    something: AbstractSet[int]
    ignored: tuple[Ignored, ...]


class Matching:
    """Finds the passages that answer one query, for one thread."""

    def __init__(self, postings: Postings, languages: Sequence[str], weights: Weights, deadline: Deadline) -> None:
        self._postings = postings
        self._languages = languages
        self._weights = weights
        self._deadline = deadline
        self._ignored: list[Ignored] = []

    def match(self, query: Query) -> Match:
        """What a query finds in the whole index. Raises QueryTimeout."""
        found = tuple(self._clause(clause) for clause in query.clauses)
        answers = [each.scores.keys() for each in found]
        everything = set(answers[0]).intersection(*answers[1:]) if answers else set(range(self._postings.count))
        binding = [each.scores.keys() for each in found if each.clause.binding]
        something = set().union(*answers).intersection(*binding) - everything
        for item in query.excluded:
            excluded = self._frequencies(item).keys()
            everything -= excluded
            something -= excluded
        return Match(found, everything, something, tuple(self._ignored))

    def _clause(self, clause: Clause) -> ClauseMatch:
        """The passages that hold any alternative, each with the score of its best one (BM25)."""
        scores: dict[int, float] = {}
        k1 = self._weights.k1
        for item in clause.alternatives:
            frequencies = self._frequencies(item)
            weight = self._idf(len(frequencies))
            for ordinal, frequency in frequencies.items():
                value = weight * frequency * (k1 + 1) / (frequency + k1)
                scores[ordinal] = max(value, scores.get(ordinal, 0.0))
        return ClauseMatch(clause, scores, self._idf(len(scores)) if scores else 0.0)

    def _idf(self, passages: int) -> float:
        """How telling something is that so many passages hold: Robertson and Spärck Jones's weight, kept positive."""
        return math.log(1 + (self._postings.count - passages + 0.5) / (passages + 0.5))

    def _frequencies(self, item: Item) -> dict[int, float]:
        """The passages that hold an item, each with its frequency weighted by field and length (BM25F)."""
        match item:
            case Phrase():
                return self._phrase(item)
            case Prefix():
                return self._sum((EXACT_FIELD, word, self._weights.exact) for word in self._starting(item))
            case Word(common=True):
                return self._sum([(EXACT_FIELD, item.unit, self._weights.exact)])
            case Word():
                terms = variants(item.unit, self._languages)
                return self._sum(
                    (field, term, weight) for field, weight in self._weights.fields.items() for term in terms
                )

    def _sum(self, sought: Iterable[tuple[str, str, FieldWeight]]) -> dict[int, float]:
        """The weighted frequencies of terms in fields, taken together."""
        total: defaultdict[int, float] = defaultdict(float)
        for field, term, weight in sought:
            average = self._postings.average_length(field)
            for ordinal, count, length in self._deadline.during(self._postings.postings(field, term)):
                total[ordinal] += weight.of(count, length / average)
        return total

    def _starting(self, prefix: Prefix) -> list[str]:
        """The words that a prefix stands for."""
        words = self._postings.starting_with(prefix.letters)
        if len(words) > MOST_EXPANSIONS:
            words.sort(key=lambda word: (-self._postings.frequency(EXACT_FIELD, word), word))
            reason = f"{len(words):,} words start so; only the {MOST_EXPANSIONS:,} most frequent are looked for"
            self._ignored.append((prefix.text, reason))
        return words[:MOST_EXPANSIONS]

    def _phrase(self, phrase: Phrase) -> dict[int, float]:
        """The weighted frequencies of a run of words, found from its rarest word on."""
        rarest_first = sorted(
            enumerate(phrase.words), key=lambda placed: self._postings.frequency(EXACT_FIELD, placed[1])
        )
        runs: dict[int, set[int]] | None = None
        for place, word in rarest_first:
            starts = {
                ordinal: {position - place for position in positions}
                for ordinal, positions in self._deadline.during(self._postings.positions(word, among=runs))
            }
            kept = starts if runs is None else {ordinal: runs[ordinal] & found for ordinal, found in starts.items()}
            runs = {ordinal: found for ordinal, found in kept.items() if found}
        average = self._postings.average_length(EXACT_FIELD)
        return {
            ordinal: self._weights.exact.of(len(found), self._postings.length(EXACT_FIELD, ordinal) / average)
            for ordinal, found in (runs or {}).items()
        }
