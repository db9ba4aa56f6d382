"""Matching, against Whoosh's own queries on the same index."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.index import open_dir
from whoosh.query import And, Every, Not, NullQuery, Or, Prefix, Query, Term
from whoosh.query import Phrase as Run
from whoosh.searching import Searcher

from indexer.analysis.terms import query_terms
from indexer.analysis.tokenizer import token_texts
from indexer.errors import QueryTimeout
from indexer.index.generation import Generation
from indexer.index.schema import EXACT_FIELD, STEMMED_FIELDS
from service.query import items
from service.query.grammar import parse
from service.search import matching, scoring
from service.search.clause_match import ClauseMatch
from service.search.deadline import Deadline
from service.search.matching import Match
from service.search.passage_set import PassageSet
from service.search.scoring import Scoring
from service.search.weights import Weights
from service.search.whoosh_index import WhooshIndex


@pytest.fixture(scope="module")
def oracle(generation: Generation) -> Iterator[Searcher]:
    index = open_dir(generation.whoosh_folder)
    with index.searcher() as searcher:
        yield searcher
    index.close()


@pytest.fixture(scope="module")
def vocabulary(generation: Generation) -> list[str]:
    """Words of the passages, frequent ones more often."""
    return [word for passage in list(generation.passages)[::3] for word in token_texts(passage.text)[::3]]


def match(text: str, whoosh_index: WhooshIndex, generation: Generation) -> Match:
    return matching.match(parse(text), Scoring(whoosh_index, generation.languages, Weights()), Deadline(60))


def held(found: PassageSet) -> set[int]:
    """The passages of a set."""
    return set(found.ordinals.tolist())


def as_whoosh(item: items.Item, languages: tuple[str, ...]) -> Query:
    """An item as a query of Whoosh's."""
    match item:
        case items.Phrase():
            return Run(EXACT_FIELD, list(item.words)) if len(item.words) > 1 else Term(EXACT_FIELD, item.words[0])
        case items.Prefix():
            return Prefix(EXACT_FIELD, item.letters)
        case items.Word(is_stopword=True):
            return Term(EXACT_FIELD, item.normalized)
        case items.Word():
            return Or(
                [Term(field, term) for field in STEMMED_FIELDS for term in query_terms(item.normalized, languages)]
            )


def docs(oracle: Searcher, query: Query) -> set[int]:
    return set(oracle.docs_for_query(query))


@given(data=st.data())
def test_the_same_passages_as_whoosh_finds(
    generation: Generation, whoosh_index: WhooshIndex, oracle: Searcher, vocabulary: list[str], data: st.DataObject
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
    required = [clause for clause, each in zip(clauses, query.clauses, strict=True) if each.required]
    excluded = Or([as_whoosh(item, generation.languages) for item in query.excluded] or [NullQuery])

    found = match(query.text, whoosh_index, generation)
    all_match = docs(oracle, And([*(clauses or [Every()]), Not(excluded)]))
    partial_match = docs(oracle, And([Or(clauses), *required, Not(excluded)])) if clauses else set()
    assert held(found.all_match) == all_match
    assert held(found.partial_match) == partial_match - all_match


@pytest.mark.parametrize("word", ["inspection", "labour", "coffee", "Namibia", "inspección", "c188", "absent"])
def test_a_word_and_its_exclusion_part_the_index(word: str, generation: Generation, whoosh_index: WhooshIndex) -> None:
    """Each passage either answers a word or its exclusion."""
    having = match(word, whoosh_index, generation).all_match
    free = match(f"-{word}", whoosh_index, generation).all_match
    assert not (having & free).size
    assert (having | free).size == generation.count


def test_a_phrase_keeps_its_stop_words(generation: Generation, whoosh_index: WhooshIndex) -> None:
    """`freedom of association` is found with its `of` and not without."""
    assert match('"freedom of association"', whoosh_index, generation).all_match.size
    assert not match('"freedom association"', whoosh_index, generation).all_match.size


@pytest.mark.parametrize("facet", ["country", "sector"])
def test_a_tag_is_found_by_its_name(facet: str, generation: Generation, whoosh_index: WhooshIndex) -> None:
    """A passage answers the names of what it is tagged with, in every language, whether it names it or not."""
    for passage in generation.passages:
        for slug in passage.tags.get(facet, ()):
            for language in generation.languages:
                name = generation.taxonomy.label(facet, slug, language)
                assert passage.ordinal in match(name, whoosh_index, generation).all_match


def test_passages_that_hold_more_score_more(generation: Generation, whoosh_index: WhooshIndex) -> None:
    """Scores are positive, and a rarer clause weighs more."""
    found = match("inspection work", whoosh_index, generation)
    assert all((clause.scored.scores > 0).all() for clause in found.clauses)
    rare, frequent = sorted(found.clauses, key=lambda clause: clause.scored.df)
    assert rare.weight > frequent.weight


def test_the_best_alternative_scores(generation: Generation, whoosh_index: WhooshIndex) -> None:
    """A passage with both alternatives has the score of the better one."""
    [both] = match("coffee OR cocoa", whoosh_index, generation).clauses
    [coffee] = match("coffee", whoosh_index, generation).clauses
    [cocoa] = match("cocoa", whoosh_index, generation).clauses
    best: dict[int, float] = {}
    for ordinal, value in (*scores_of(coffee), *scores_of(cocoa)):
        best[ordinal] = max(value, best.get(ordinal, 0.0))
    assert dict(scores_of(both)) == best


def scores_of(found: ClauseMatch) -> list[tuple[int, float]]:
    return list(zip(found.scored.ordinals.tolist(), found.scored.scores.tolist(), strict=True))


def test_too_many_expansions(
    generation: Generation, whoosh_index: WhooshIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of too many words the most frequent are taken, and it is said."""
    monkeypatch.setattr(scoring, "MAX_PREFIX_TERMS", 2)
    words = {word for passage in generation.passages for word in token_texts(passage.text) if word.startswith("con")}
    best = sorted(words, key=lambda word: (-whoosh_index.doc_freq(EXACT_FIELD, word), word))[:2]
    found = match("con*", whoosh_index, generation)
    expected = [whoosh_index.postings(EXACT_FIELD, word).ordinals.tolist() for word in best]
    assert held(found.all_match) == set().union(*expected)
    [(text, reason)] = found.ignored
    assert (text, str(len(words)) in reason) == ("con*", True)


def test_the_deadline_holds(generation: Generation, whoosh_index: WhooshIndex) -> None:
    """Matching ends when no time is left."""
    with pytest.raises(QueryTimeout):
        matching.match(parse("coffee"), Scoring(whoosh_index, generation.languages, Weights()), Deadline(0))
