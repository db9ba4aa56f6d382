"""What the figures of a register count most often: examples of what a reader may search for."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from indexer.analysis.terms import index_terms
from indexer.records.figure import Figure
from service.registers.store import Located

MAX_EXAMPLES = 8
MIN_FIGURES = 3
"""Fewer figures of a thing make no example."""


def most_counted(figures: Sequence[Located[Figure]]) -> tuple[tuple[str, int], ...]:
    """Return the words for what numbers in sentences count, as written most often, with how many there are.

    Words with the same stem are one. Those that more documents count come first.
    """
    documents: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for located in figures:
        figure = located.record
        word = _counted_word(figure)
        if not word:
            continue
        for term in index_terms(word, figure.language)[:1]:
            documents[term].add(located.document.id)
            counts[term] += 1
            spellings[term][word.lower()] += 1
    frequent = [term for term, count in counts.items() if count >= MIN_FIGURES]
    ranked = sorted(frequent, key=lambda term: (-len(documents[term]), -counts[term], term))
    return tuple((spellings[term].most_common(1)[0][0], counts[term]) for term in ranked[:MAX_EXAMPLES])


def _counted_word(figure: Figure) -> str:
    """Return the one word for what a number without a unit counts, none for a phrase."""
    words = figure.counted.split()
    if figure.column or figure.kind != "quantity" or figure.unit or len(words) != 1:
        return ""
    word = words[0].strip(".,;:()")
    return word if len(word) > 3 and word.isalpha() and word.islower() else ""  # noqa: PLR2004 - shorter ones are particles
