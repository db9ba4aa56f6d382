"""What a query makes marked in the passages it finds."""

from collections.abc import Iterator

from indexer.analysis.terms import query_terms
from service.query.items import Item, Phrase, Prefix, Query, StemmedPhrase, Word
from service.search.highlighting import HighlightTerms


def highlight_terms(query: Query, languages: tuple[str, ...]) -> HighlightTerms:
    """What to mark for a query in an index with passages in these languages. Clauses are numbered from 0.

    Where the same is looked for by several clauses, it belongs to the first.
    """
    wanted = HighlightTerms({}, {}, {}, {})
    for place, clause in enumerate(query.clauses):
        for item in clause.alternatives:
            _add(wanted, item, place, languages)
    for expansion in query.expansions:
        _add(wanted, expansion.item, expansion.clause_ords[0], languages)
    return wanted


def _add(wanted: HighlightTerms, item: Item, place: int, languages: tuple[str, ...]) -> None:
    match item:
        case Phrase():
            wanted.phrases.setdefault(item.words, place)
        case StemmedPhrase():
            for form in _forms(item.words):
                wanted.phrases.setdefault(form, place)
        case Prefix():
            wanted.prefixes.setdefault(item.letters, place)
        case Word(common=True):
            wanted.words.setdefault(item.unit, place)
        case Word():
            for term in query_terms(item.unit, languages):
                wanted.terms.setdefault(term, place)


def _forms(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name of several words as it is written, and with its first, last or all words in the plural."""
    *before, last = name
    first, *after = name
    yield name
    yield (*before, f"{last}s")
    yield (f"{first}s", *after)
    yield (f"{first}s", *after[:-1], f"{last}s")
