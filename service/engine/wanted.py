"""What a query makes marked in the passages it finds."""

from collections.abc import Sequence

from indexer.analysis.terms import variants
from service.engine.marking import Wanted
from service.query.items import Phrase, Prefix, Query, Word


def wanted_of(query: Query, languages: Sequence[str]) -> Wanted:
    """What to mark for a query in an index with passages in these languages. Clauses are numbered from 0."""
    terms: dict[str, int] = {}
    words: dict[str, int] = {}
    phrases: dict[tuple[str, ...], int] = {}
    prefixes: dict[str, int] = {}
    for place, clause in enumerate(query.clauses):
        for item in clause.alternatives:
            match item:
                case Phrase():
                    phrases.setdefault(item.words, place)
                case Prefix():
                    prefixes.setdefault(item.letters, place)
                case Word(common=True):
                    words.setdefault(item.unit, place)
                case Word():
                    for term in variants(item.unit, languages):
                        terms.setdefault(term, place)
    return Wanted(terms, words, phrases, prefixes)
