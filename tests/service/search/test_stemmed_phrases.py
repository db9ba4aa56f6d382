"""Runs of stems in the text of passages."""

import pytest

from indexer.records.thesaurus import Concept, Thesaurus
from service.query.expansion import Expander
from service.query.grammar import parse
from service.query.items import StemmedPhrase
from service.search.searcher import Searcher
from service.search.stemmed_phrases import stemmed_phrase_positions
from service.search.whoosh_index import WhooshIndex
from tests.service.search.keys import listed, pairs


def run(name: str, *not_in: str) -> StemmedPhrase:
    """The run of a name, which is not to be found within the longer ones."""
    concept = Concept({"en": (name, "XYZZY")}, not_in=not_in)
    [expansion] = Expander(Thesaurus((concept,)), ("en",)).expand(parse("XYZZY")).expansions
    assert isinstance(expansion.item, StemmedPhrase)
    return expansion.item


@pytest.mark.parametrize("name", ["labour inspection", "safety and health", "supply chains"])
def test_runs_stand_where_the_words_do(name: str, served: Searcher, whoosh_index: WhooshIndex) -> None:
    """Every passage with the exact words holds the run, stop words between its words and all."""
    passages = listed(each.ordinal for each in served.generation.passages if each.language == "en")
    exact = whoosh_index.phrase_positions(tuple(name.split()), passages)
    found = stemmed_phrase_positions(run(name), whoosh_index, passages)
    assert len(exact)
    assert set(pairs(exact)) <= set(pairs(found))


def test_parts_of_longer_names_do_not_count(served: Searcher, whoosh_index: WhooshIndex) -> None:
    """A name that always stands in a longer one is never found, and one that sometimes does is found elsewhere."""
    passages = listed(range(served.generation.count))
    every = stemmed_phrase_positions(run("labour inspection"), whoosh_index, passages)
    within = stemmed_phrase_positions(run("labour inspection campaign"), whoosh_index, passages)
    rest = stemmed_phrase_positions(run("labour inspection", "labour inspection campaign"), whoosh_index, passages)
    assert len(every) == len(within) + len(rest)
