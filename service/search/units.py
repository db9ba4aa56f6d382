"""Units: words of a query that are one thing together, such as “labour inspection”.

Words that follow each other in a query are a unit where the corpus's thesaurus or glossary has them as a name, or where
several passages have them as a phrase. Its words count only in these very forms, singular or plural: “associated” is
no part of “freedom of association”; and only in a passage's text or headings: a document's title is above passages
about anything. Passages with the phrase come first, then those with its words close together.

Questions and long queries are ranked by their words: they say more than a name.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indexer.analysis.language_registry import distinguishes_accents
from indexer.analysis.scripts import has_unspaced
from indexer.analysis.terms import stem
from service.query.items import Expansion, Query, StemmedPhrase, Word, plain_word
from service.search.highlighting import HighlightTerms
from service.search.index import Floats, Index
from service.search.scored_docs import ScoredDocs
from service.search.scoring import Scoring
from service.search.word_forms import word_forms

MAX_CLAUSES = 4
"""The most words searched for of a query in which units are looked for."""

MIN_PASSAGES = 2
"""The fewest passages that have a phrase that is a unit."""

_PAIR = 2

ClauseOrds = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """The clauses of a query that are a unit, which follow each other, and the phrase that they are."""

    clause_ords: ClauseOrds
    phrase: StemmedPhrase


def find_units(query: Query, names: Collection[ClauseOrds], index: Index) -> tuple[Unit, ...]:
    """Return the units of a query, the longest at each place; `names` are clauses that are a name of the corpus."""
    if query.question or not 1 < len(query.clauses) <= MAX_CLAUSES or distinguishes_accents(query.language):
        return ()
    placed = _placed(query)
    pairs = [_is_frequent(_written(query, pair), index) for pair in pairwise(placed)]

    def is_unit(first: int, end: int) -> bool:
        if tuple(range(first, end)) in names:
            return None not in placed[first:end]
        return all(pairs[first : end - 1]) and (
            end - first == _PAIR or _is_frequent(_written(query, placed[first:end]), index)
        )

    found, first = [], 0
    while first < len(placed) - 1:
        end = next((end for end in range(len(placed), first + 1, -1) if is_unit(first, end)), first)
        if end > first:
            found.append(_unit(query, placed[first:end], range(first, end)))
        first = max(end, first + 1)
    return tuple(found)


def _placed(query: Query) -> list[tuple[Word, int] | None]:
    """Return the word of each clause with its place among the query's words; None for anything but a plain word."""
    placed: list[tuple[Word, int] | None] = []
    after = 0
    for clause in query.clauses:
        word = plain_word(clause)
        place = next((at for at in range(after, len(query.words)) if word and query.words[at] == word.normalized), None)
        if word is None or place is None or has_unspaced(word.text):
            placed.append(None)
        else:
            placed.append((word, place))
            after = place + 1
    return placed


def _written(query: Query, placed: Sequence[tuple[Word, int] | None]) -> tuple[str, ...]:
    """Return the words of a query from the first of these to the last; none where any is no plain word."""
    places = [each[1] for each in placed if each is not None]
    return query.words[places[0] : places[-1] + 1] if len(places) == len(placed) else ()


def _is_frequent(words: Sequence[str], index: Index) -> bool:
    """Return whether several passages have a phrase, its last word in the singular or plural."""
    if not words:
        return False
    *before, last = words
    lasts = (last, last.removesuffix("s") if last.endswith("s") else f"{last}s")
    return any(len(index.phrase_postings((*before, each)).ordinals) >= MIN_PASSAGES for each in lasts)


def _unit(query: Query, placed: Sequence[tuple[Word, int] | None], clause_ords: range) -> Unit:
    words = [each for each in placed if each is not None]
    start = words[0][1]
    phrase = StemmedPhrase(
        text=" ".join(word.text for word, _ in words),
        language=query.language,
        stems=tuple(stem(word.normalized, query.language) for word, _ in words),
        offsets=tuple(place - start for _, place in words),
        words=_written(query, placed),
    )
    return Unit(tuple(clause_ords), phrase)


def without_parts(expansions: Sequence[Expansion], units: Sequence[Unit]) -> tuple[Expansion, ...]:
    """Return the expansions without those of a part of a unit that has some as a whole."""
    whole = [
        set(unit.clause_ords) for unit in units if any(each.clause_ords == unit.clause_ords for each in expansions)
    ]
    return tuple(each for each in expansions if not any(set(each.clause_ords) < unit for unit in whole))


def highlight_units(sought: HighlightTerms, units: Sequence[Unit], query: Query, scoring: Scoring) -> None:
    """Highlight the words of units in these forms alone."""
    for clause_ord in (clause_ord for unit in units for clause_ord in unit.clause_ords):
        if word := plain_word(query.clauses[clause_ord]):
            for term in scoring.terms(word):
                if sought.terms.get(term) == clause_ord:
                    del sought.terms[term]
            for form in word_forms(word.normalized, query.language, scoring.index):
                sought.words.setdefault(form, clause_ord)


def add_units(
    scores: Floats, units: Sequence[Unit], expansions: Sequence[tuple[Expansion, ScoredDocs]], scoring: Scoring
) -> None:
    """Add to the scores of all passages what the units of a query are worth."""
    for unit in units:
        worth = np.float32(sum(scoring.term_idf(term) for term in unit.phrase.stems))
        phrase = scoring.score(unit.phrase, []).docs
        close = scoring.close_docs(tuple(dict.fromkeys(unit.phrase.stems)))
        for expansion, found in expansions:
            if expansion.clause_ords == unit.clause_ords:
                phrase, close = (phrase, close | found.docs) if expansion.related else (phrase | found.docs, close)
        scores[phrase.ordinals] += np.float32(scoring.weights.phrase) * worth
        scores[(close - phrase).ordinals] += np.float32(scoring.weights.close) * worth
