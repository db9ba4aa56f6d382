"""Other spellings from the words of the documents."""

import pytest

from benchmarks.passages import Row, write_generation
from indexer.errors import QueryTimeout
from indexer.index.folders import CURRENT, GENERATIONS
from indexer.records.thesaurus import Thesaurus
from service.search.deadline import Deadline
from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest
from service.search.searcher import Searcher
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
def test_the_likeliest(text: str, expected: str, served: Searcher, whoosh_index: WhooshIndex) -> None:
    """Unknown words are corrected to words of the documents; the rest of the query is unchanged."""
    assert next(served.speller.corrections(text, whoosh_index, Deadline(60))) == expected


@pytest.mark.parametrize(
    "text",
    ["labour inspection", "labor organisation", "Malagasy", "xq", "zzzzzzzzzzzz", "12345", '"labuor"', "-labuor"],
)
def test_nothing_to_put_right(text: str, served: Searcher, whoosh_index: WhooshIndex) -> None:
    """Words that are known in any form, phrases, exclusions, codes and words near nothing have no rewrite."""
    assert not list(served.speller.corrections(text, whoosh_index, Deadline(60)))


def test_rewrites_differ(served: Searcher, whoosh_index: WhooshIndex) -> None:
    """Several corrections of several words give different queries, the likeliest first."""
    found = list(served.speller.corrections("inspecton cofee labuor campagn vessl", whoosh_index, Deadline(60)))
    assert len(found) == len(set(found)) > 1
    assert found[0].split()[:3] == ["inspection", "coffee", "labour"]


def test_the_deadline_holds(served: Searcher, whoosh_index: WhooshIndex) -> None:
    """Looking for spellings ends when no time is left."""
    with pytest.raises(QueryTimeout):
        list(served.speller.corrections("labuor", whoosh_index, Deadline(0)))


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


ROWS = [
    Row("rounds", "Rounds", "The keeper of the lighthouse mends the lamp, and its keeper counts the ships.", (), "a"),
    Row("rounds", "Rounds", "An inspection of lamps takes place every spring.", (), "a"),
    Row("rounds", "Rounds", "Inspections of boats are held in summer.", (), "a"),
    Row("repas", "Repas", "Le gardien du phare prend ses repas dans la tour.", (), "a", "fr"),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> LocalEngine:
    """An engine over English passages and a French one, with a glossary."""
    data = tmp_path_factory.mktemp("spelling")
    folder = data / GENERATIONS / "one"
    folder.mkdir(parents=True)
    thesaurus = Thesaurus(glossary=({"en": ("impact",), "fr": ("impact",)}, {"es": ("lámpara",), "en": ("lamp",)}))
    write_generation(ROWS, folder, thesaurus=thesaurus)
    (data / CURRENT).write_text(folder.name, encoding="utf-8")
    return LocalEngine(data)


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("lamp inspecton", "lamp inspection"),
        ("lighthouse kepeer", "lighthouse keeper"),
        ("Who mends the lampe in the lighthuose?", "Who mends the lampe in the lighthouse?"),
        ("lamp inspektion", "lamp inspection"),
    ],
)
def test_beside_words_that_are_found(small: LocalEngine, text: str, corrected: str) -> None:
    """A word that no passage has is corrected also where others are found, and the page says so."""
    page = small.search(SearchRequest(text))
    assert page.corrected == corrected
    expected = small.search(SearchRequest(corrected))
    assert [hit.passage.id for hit in page.hits] == [hit.passage.id for hit in expected.hits]


def test_as_typed(small: LocalEngine) -> None:
    """A search as it was typed is not corrected."""
    page = small.search(SearchRequest("lamp inspecton", as_typed=True))
    assert page.corrected is None
    assert page.hits


@pytest.mark.parametrize(
    "text",
    [
        "Who repairs the lighthouse?",  # the French have “repas”
        "lamp KEPEER",
        "lamp 2021",
        "lamp bots",
        "lamp boots",  # no passage has “boats” beside lamps
        "lamp impacts",
        '"lamp inspecton" boats',
    ],
)
def test_left_as_it_is(small: LocalEngine, text: str) -> None:
    """Words of other languages are not meant; names, numbers, short words and words of the glossary stay."""
    assert small.search(SearchRequest(text)).corrected is None
