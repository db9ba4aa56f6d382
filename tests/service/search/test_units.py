"""Words of a query that are one thing together: what they match, and what comes first."""

import pytest

from benchmarks.passages import Row, write_generation
from indexer.index.folders import CURRENT, GENERATIONS
from service.query.grammar import parse
from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest
from service.search.units import find_units
from service.search.word_forms import word_forms

PHRASE = "Freedom of association is a right at work, and that of ferrymen too."
PHRASES = 3
CLOSE = "Every association of ferrymen values its freedom."
APART = (
    "Associations keep the bridges. They paint them in spring, count the boats in summer, mend the nets in autumn, "
    "and in winter they rest, for ice gives everybody freedom."
)
CROSS = "Freedom from the risks associated with ferries."
ALONE = "Risks associated with ferries."
ROWS = [
    Row("risks", "Association of risks", CROSS, (), "fisheries"),
    Row("risks", "Association of risks", ALONE, (), "fisheries"),
    Row("bridges", "On bridges", APART, (), "fisheries"),
    Row("bridges", "On bridges", CLOSE, (), "fisheries"),
    *(Row("rights", "On rights", f"{PHRASE} {number}", (), "fisheries") for number in range(PHRASES)),
    Row("mills", "On mills", "A mill grinds wheat into flour.", (), "fisheries"),
]


@pytest.fixture(scope="module", params=[True, False], ids=["image", "whoosh"])
def small(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> LocalEngine:
    """An engine over passages with a phrase, with its words, and with words of their stems."""
    data = tmp_path_factory.mktemp("units")
    folder = data / GENERATIONS / "one"
    folder.mkdir(parents=True)
    write_generation(ROWS, folder)
    (data / CURRENT).write_text(folder.name, encoding="utf-8")
    return LocalEngine(data, image=request.param)


def listed(engine: LocalEngine, text: str) -> list[int]:
    """Return the ordinals of the results of a search."""
    return [hit.passage.ordinal for hit in engine.search(SearchRequest(text)).hits]


def test_phrase_then_close_then_apart(small: LocalEngine) -> None:
    """Passages with the phrase come first, then one with its words close together, then one with them apart."""
    page = small.search(SearchRequest("freedom of association"))
    found = [hit.passage.ordinal for hit in page.hits]
    assert (page.mode, page.total) == ("all", PHRASES + 2)
    assert sorted(found[:PHRASES]) == [4, 5, 6]
    assert found[PHRASES : PHRASES + 2] == [3, 2]


def test_words_of_the_stem_are_other_words(small: LocalEngine) -> None:
    """“Associated” is no association, and a word in the document's title alone does not count: CROSS has one word."""
    page = small.search(SearchRequest("freedom of association"))
    partial = [hit.passage.ordinal for hit in page.hits if hit.matched == "some"]
    assert partial == [0]
    assert page.others == 1
    assert 1 not in listed(small, "freedom of association")


def test_only_these_forms_are_marked(small: LocalEngine) -> None:
    """Other words with the stem of one of a unit are not marked."""
    marked = {
        span.text
        for hit in small.search(SearchRequest("freedom of association")).hits
        for snippet in hit.snippets
        for span in snippet
        if span.match
    }
    assert marked == {"Freedom", "freedom", "association", "Associations"}


def test_the_plural_is_the_same_word(small: LocalEngine) -> None:
    """A unit in the plural finds what the singular finds."""
    assert set(listed(small, "freedom of associations")) == set(listed(small, "freedom of association"))


def test_words_that_are_no_unit(small: LocalEngine) -> None:
    """Words that no passages have as a phrase match in any of their forms, as do those of questions."""
    assert 0 in listed(small, "associated ferrymen")
    assert 1 in listed(small, "Which risks are there for freedom of association?")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("freedom of association", [(0, 1)]),
        ("ferrymen freedom of association", [(1, 2)]),
        ("association freedom", []),
        ("freedom", []),
        ("freedom -of association", []),
        ('"freedom of association"', []),
        ("Who has freedom of association?", []),
        ("wheat flour freedom of association", [(2, 3)]),
        ("bridges boats nets freedom of association", []),
    ],
)
def test_units(small: LocalEngine, text: str, units: list[tuple[int, ...]]) -> None:
    """Words side by side that several passages have as a phrase are a unit in a short query."""
    _, scoring = small._open()
    assert [unit.clause_ords for unit in find_units(parse(text), frozenset(), scoring.index)] == units


def test_names_are_units(small: LocalEngine) -> None:
    """A name of the corpus is a unit wherever it is."""
    _, scoring = small._open()
    (unit,) = find_units(parse("association freedom"), frozenset({(0, 1)}), scoring.index)
    assert unit.clause_ords == (0, 1)


def test_forms(small: LocalEngine) -> None:
    """The forms of a word are its singular and plural in the documents, and not what else has its stem."""
    _, scoring = small._open()
    assert set(word_forms("association", "en", scoring.index)) == {"association", "associations"}
