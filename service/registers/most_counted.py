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
    """Return the first word of what figures in sentences count, as written most often, with their number.

    Words with the same stem are one. Those that more documents count come first.
    """
    documents: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for located in figures:
        figure = located.record
        word = _first_word(figure)
        if not word:
            continue
        for term in index_terms(word, figure.language)[:1]:
            documents[term].add(located.document.id)
            counts[term] += 1
            spellings[term][word.lower()] += 1
    frequent = [term for term, count in counts.items() if count >= MIN_FIGURES]
    ranked = sorted(frequent, key=lambda term: (-len(documents[term]), -counts[term], term))
    return tuple((spellings[term].most_common(1)[0][0], counts[term]) for term in ranked[:MAX_EXAMPLES])


def _first_word(figure: Figure) -> str:
    """Return the first word of what a figure in a sentence counts, if it is right after the number."""
    if figure.column or not figure.counted or figure.sentence[figure.end :].lstrip()[:1] != figure.counted[:1]:
        return ""
    word = figure.counted.split()[0].strip(".,;:()")
    return word if len(word) > 3 and word.isalpha() and word.islower() else ""  # noqa: PLR2004 - shorter ones are particles
