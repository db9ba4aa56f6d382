"""The positions of a query's clauses in a few passages, for reranking the best candidates."""

from functools import reduce

from service.query.items import Item, Phrase, Prefix, Query, StemmedPhrase, Word
from service.search.index import Ordinals, PackedPositions
from service.search.proximity import NO_POSITIONS, merge_positions, stemmed_phrase_positions
from service.search.scoring import Scoring


def clause_positions(query: Query, scoring: Scoring, passages: Ordinals, field: str = "body") -> list[PackedPositions]:
    """Return the positions of each clause in a field (`body` or `heading`) of these passages, in query order.

    They are those of the words of the query and of their synonyms, each once. A phrase has the position where it
    starts, and only in the body. Prefixes and stop words have no positions: their proximity to others means little.
    """
    items: list[list[Item]] = [list(clause.alternatives) for clause in query.clauses]
    for expansion in query.expansions:
        for clause_ord in expansion.clause_ords:
            items[clause_ord].append(expansion.item)
    terms = {
        term: number
        for number, term in enumerate(
            dict.fromkeys(
                term
                for each in items
                for item in each
                if isinstance(item, Word) and not item.is_stopword
                for term in scoring.terms(item)
            )
        )
    }
    found = scoring.index.term_positions(field, list(terms), passages)
    bounds = found.bounds.tolist()

    def positions_of(item: Item) -> list[PackedPositions]:
        match item:
            case Word(is_stopword=False):
                numbers = [terms[term] for term in scoring.terms(item)]
                return [found.keys[bounds[number] : bounds[number + 1]] for number in numbers]
            case Phrase() if field == "body":
                return [scoring.index.phrase_positions(item.words, passages)]
            case StemmedPhrase() if field == "body":
                return [stemmed_phrase_positions(item, scoring.index, passages)]
            case Phrase() | Word() | Prefix() | StemmedPhrase():
                return []

    by_clause = ([keys for item in each for keys in positions_of(item) if len(keys)] for each in items)
    return [reduce(merge_positions, each) if each else NO_POSITIONS for each in by_clause]
