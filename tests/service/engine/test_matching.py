"""Matching, against Whoosh's own queries on the same index."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.index import open_dir
from whoosh.query import And, Every, Not, NullQuery, Or, Prefix, Query, Term
from whoosh.query import Phrase as Run
from whoosh.searching import Searcher

from indexer.analysis.terms import exact_terms, variants
from indexer.errors import QueryTimeout
from indexer.store.generation import Generation
from indexer.store.schema import EXACT_FIELD, STEMMED_FIELDS
from service.engine import matching
from service.engine.deadline import Deadline
from service.engine.matching import Match, Matching
from service.engine.postings import Postings
from service.engine.weights import Weights
from service.query import items
from service.query.grammar import parse


@pytest.fixture(scope="module")
def oracle(generation: Generation) -> Iterator[Searcher]:
    index = open_dir(generation.whoosh_folder)
    with index.searcher() as searcher:
        yield searcher
    index.close()


@pytest.fixture(scope="module")
def vocabulary(generation: Generation) -> list[str]:
    """Words of the passages, frequent ones more often."""
    return [word for passage in list(generation.passages)[::3] for word in exact_terms(passage.text)[::3]]


def match(text: str, postings: Postings, generation: Generation) -> Match:
    return Matching(postings, generation.languages, Weights(), Deadline(60)).match(parse(text))


def as_whoosh(item: items.Item, languages: tuple[str, ...]) -> Query:
    """An item as a query of Whoosh's."""
    match item:
        case items.Phrase():
            return Run(EXACT_FIELD, list(item.words)) if len(item.words) > 1 else Term(EXACT_FIELD, item.words[0])
        case items.Prefix():
            return Prefix(EXACT_FIELD, item.letters)
        case items.Word(common=True):
            return Term(EXACT_FIELD, item.unit)
        case items.Word():
            return Or([Term(field, term) for field in STEMMED_FIELDS for term in variants(item.unit, languages)])


def docs(oracle: Searcher, query: Query) -> set[int]:
    return set(oracle.docs_for_query(query))


@given(data=st.data())
def test_the_same_passages_as_whoosh_finds(
    generation: Generation, postings: Postings, oracle: Searcher, vocabulary: list[str], data: st.DataObject
) -> None:
    """Words, phrases, alternatives, beginnings of words and exclusions find what Whoosh finds."""
    word = st.sampled_from(vocabulary)
    piece = st.one_of(
        word,
        st.tuples(word, word).map(" OR ".join),
        st.integers(0, len(vocabulary) - 3).map(lambda place: f'"{vocabulary[place]}"'),
        st.sampled_from(['"of the"', '"labour inspection"', '"supply chain"', '"supply chain" OR coffee']),
        word.map(lambda each: f"{each[:4]}*"),
        word.map(lambda each: f"-{each}"),
    )
    query = parse(" ".join(data.draw(st.lists(piece, max_size=4))))
    clauses = [Or([as_whoosh(item, generation.languages) for item in each.alternatives]) for each in query.clauses]
    binding = [clause for clause, each in zip(clauses, query.clauses, strict=True) if each.binding]
    excluded = Or([as_whoosh(item, generation.languages) for item in query.excluded] or [NullQuery])

    found = match(query.text, postings, generation)
    everything = docs(oracle, And([*(clauses or [Every()]), Not(excluded)]))
    something = docs(oracle, And([Or(clauses), *binding, Not(excluded)])) if clauses else set()
    assert found.everything == everything
    assert found.something == something - everything


@pytest.mark.parametrize("word", ["inspection", "labour", "coffee", "Namibia", "inspección", "c188", "absent"])
def test_a_word_and_its_exclusion_part_the_index(word: str, generation: Generation, postings: Postings) -> None:
    """Each passage either answers a word or its exclusion."""
    held = match(word, postings, generation).everything
    free = match(f"-{word}", postings, generation).everything
    assert not held & free
    assert held | free == set(range(generation.count))


def test_a_phrase_keeps_its_stop_words(generation: Generation, postings: Postings) -> None:
    """`freedom of association` is found with its `of` and not without."""
    assert match('"freedom of association"', postings, generation).everything
    assert not match('"freedom association"', postings, generation).everything


@pytest.mark.parametrize("facet", ["country", "sector"])
def test_a_tag_is_found_by_its_name(facet: str, generation: Generation, postings: Postings) -> None:
    """A passage answers the names of what it is tagged with, in every language, whether it names it or not."""
    for passage in generation.passages:
        for slug in getattr(passage.tags, facet):
            for language in generation.languages:
                name = generation.taxonomy.label(facet, slug, language)
                assert passage.ordinal in match(name, postings, generation).everything


def test_passages_that_hold_more_score_more(generation: Generation, postings: Postings) -> None:
    """Scores are positive, and a rarer clause weighs more."""
    found = match("inspection work", postings, generation)
    assert all(score > 0 for clause in found.clauses for score in clause.scores.values())
    rare, frequent = sorted(found.clauses, key=lambda clause: len(clause.scores))
    assert rare.weight > frequent.weight


def test_the_best_alternative_scores(generation: Generation, postings: Postings) -> None:
    """A passage with both alternatives has the score of the better one."""
    [both] = match("coffee OR cocoa", postings, generation).clauses
    [coffee] = match("coffee", postings, generation).clauses
    [cocoa] = match("cocoa", postings, generation).clauses
    assert both.scores == {
        ordinal: max(coffee.scores.get(ordinal, 0.0), cocoa.scores.get(ordinal, 0.0)) for ordinal in both.scores
    }


def test_too_many_expansions(generation: Generation, postings: Postings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of too many words the most frequent are taken, and it is said."""
    monkeypatch.setattr(matching, "MOST_EXPANSIONS", 2)
    words = postings.starting_with("con")
    best = sorted(words, key=lambda word: (-postings.frequency(EXACT_FIELD, word), word))[:2]
    found = match("con*", postings, generation)
    assert found.everything == {posting.ordinal for word in best for posting in postings.postings(EXACT_FIELD, word)}
    [(text, reason)] = found.ignored
    assert (text, str(len(words)) in reason) == ("con*", True)


def test_the_deadline_holds(generation: Generation, postings: Postings) -> None:
    """Matching ends when no time is left."""
    with pytest.raises(QueryTimeout):
        Matching(postings, generation.languages, Weights(), Deadline(0)).match(parse("coffee"))
