"""The maximum number of terms of a query, and which are ignored in a longer one."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain

from service.query.items import Clause, Item, Phrase, Prefix, Query, Word
from service.translations.messages import N_

MAX_TERMS = 64

TERMS_IGNORED = N_("a query may have 64 different terms; these are the most frequent in the documents")
PHRASE_IGNORED = N_("a phrase may have 64 words")

Frequency = Callable[[Word], int]
"""The number of passages that contain a word."""


def cap_terms(query: Query, frequency: Frequency) -> Query:
    """Return the query with at most MAX_TERMS distinct terms; the others are added to `ignored`.

    Phrases are kept before prefixes, and these before words; of the words, the rarest are kept.
    """
    if len(query.text) < (2 * MAX_TERMS - 2 if query.text.isascii() else MAX_TERMS):
        return query  # words have a letter and a space between them, in most scripts
    shortened = {item: _shorten(item) for item in chain(query.excluded, query.items)}
    if len(query.terms) <= MAX_TERMS and all(item is short for item, short in shortened.items()):
        return query
    kept = _kept(shortened.values(), frequency)
    clauses = (
        tuple(shortened[item] for item in clause.alternatives if shortened[item] in kept) for clause in query.clauses
    )
    dropped = " ".join(item.text for item in shortened if shortened[item] not in kept)
    cut = [(item.text, PHRASE_IGNORED) for item in shortened if item is not shortened[item]]
    return replace(
        query,
        clauses=tuple(Clause(clause) for clause in clauses if clause),
        excluded=tuple(shortened[item] for item in query.excluded if shortened[item] in kept),
        ignored=(*query.ignored, *cut, *([(dropped, TERMS_IGNORED)] if dropped else [])),
    )


def _shorten(item: Item) -> Item:
    """Return the item, or the beginning of a phrase that is too long."""
    if isinstance(item, Phrase) and len(item.words) > MAX_TERMS:
        return replace(item, words=item.words[:MAX_TERMS])
    return item


def _kept(items: Iterable[Item], frequency: Frequency) -> set[Item]:
    """Return as many of the items as the limit allows, the most selective first."""

    def rank(item: Item) -> tuple[int, int]:
        if isinstance(item, Word):
            return 2, frequency(item)
        return (1, 0) if isinstance(item, Prefix) else (0, 0)

    kept: set[Item] = set()
    terms: set[str] = set()
    for item in sorted(items, key=rank):
        if len(terms | item.terms) <= MAX_TERMS:
            kept.add(item)
            terms |= item.terms
    return kept
