"""Other spellings from the words of the documents."""

import pytest

from indexer.errors import QueryTimeout
from indexer.index.generation import Generation
from service.search.deadline import Deadline
from service.search.local_engine import LocalEngine
from service.search.spelling import corrections
from service.search.whoosh_index import WhooshIndex


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("labuor inspecton", "labour inspection"),
        ("Labuor inspection", "labour inspection"),
        ("evenemants", "événements"),
        ("Nambia fisheries", "Namibia fisheries"),
        ('"social dialogue" cofee', '"social dialogue" coffee'),
        ("kontracts?", "contracts?"),
    ],
)
def test_the_likeliest(text: str, expected: str, generation: Generation, whoosh_index: WhooshIndex) -> None:
    """Unknown words are corrected to words of the documents; the rest of the query is unchanged."""
    assert next(corrections(text, generation, whoosh_index, Deadline(60))) == expected


@pytest.mark.parametrize(
    "text",
    ["labour inspection", "labor organisation", "Malagasy", "xq", "zzzzzzzzzzzz", "12345", '"labuor"', "-labuor"],
)
def test_nothing_to_put_right(text: str, generation: Generation, whoosh_index: WhooshIndex) -> None:
    """Words that are known in any form, phrases, exclusions, codes and words near nothing have no rewrite."""
    assert not list(corrections(text, generation, whoosh_index, Deadline(60)))


def test_rewrites_differ(generation: Generation, whoosh_index: WhooshIndex) -> None:
    """Several corrections of several words give different queries, the likeliest first."""
    found = list(corrections("inspecton cofee labuor campagn vessl", generation, whoosh_index, Deadline(60)))
    assert len(found) == len(set(found)) > 1
    assert found[0].split()[:3] == ["inspection", "coffee", "labour"]


def test_the_deadline_holds(generation: Generation, whoosh_index: WhooshIndex) -> None:
    """Looking for spellings ends when no time is left."""
    with pytest.raises(QueryTimeout):
        list(corrections("labuor", generation, whoosh_index, Deadline(0)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("healthandsafety", "health and safety"), ("labourinspection Namibia", "labour inspection Namibia")],
)
def test_words_run_together(engine: LocalEngine, text: str, expected: str) -> None:
    """Words that some passage holds all of are taken apart."""
    assert engine.suggest(text)[:1] == (expected,)


def test_words_that_no_passage_holds_together(engine: LocalEngine) -> None:
    """A word is not split into two words that no passage has together."""
    assert "inspectora gants" not in engine.suggest("inspectoragants")
