"""Where the clauses of a query stand in a few passages: what a closer look at the best candidates works on."""

from functools import reduce

from service.query.items import Item, Phrase, Prefix, Query, StemmedPhrase, Word
from service.search.index import Ordinals, PackedPositions
from service.search.proximity import NO_POSITIONS, merge_positions, stemmed_phrase_positions
from service.search.scoring import Scoring


def clause_positions(query: Query, scoring: Scoring, passages: Ordinals, field: str = "body") -> list[PackedPositions]:
    """Return the places of each clause in a field (`body` or `heading`) of these passages, in the order of the query.

    They are those of what the reader wrote and of its other names, each once. A phrase stands where it starts, and
    only in the body. Beginnings of words and words that are common have no places: they say little by standing close
    to others.
    """
    items: list[list[Item]] = [list(clause.alternatives) for clause in query.clauses]
    for expansion in query.expansions:
        for place in expansion.clause_ords:
            items[place].append(expansion.item)
    terms = {
        term: number
        for number, term in enumerate(
            dict.fromkeys(
                term
                for each in items
                for item in each
                if isinstance(item, Word) and not item.common
                for term in scoring.terms(item)
            )
        )
    }
    spots = scoring.index.term_positions(field, list(terms), passages)
    bounds = spots.bounds.tolist()

    def places(item: Item) -> list[PackedPositions]:
        match item:
            case Word(common=False):
                numbers = [terms[term] for term in scoring.terms(item)]
                return [spots.keys[bounds[number] : bounds[number + 1]] for number in numbers]
            case Phrase() if field == "body":
                return [scoring.index.phrase_positions(item.words, passages)]
            case StemmedPhrase() if field == "body":
                return [stemmed_phrase_positions(item, scoring.index, passages)]
            case Phrase() | Word() | Prefix() | StemmedPhrase():
                return []

    found = ([keys for item in each for keys in places(item) if len(keys)] for each in items)
    return [reduce(merge_positions, held) if held else NO_POSITIONS for held in found]
