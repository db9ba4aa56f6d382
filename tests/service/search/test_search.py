"""Searches over the small real index: what comes, in which order, and how it is counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.tokenizer import token_texts
from indexer.index.generation import Generation
from service.search.local_engine import LocalEngine
from service.search.protocol import Hit, ResultPage, SearchRequest, Sort
from tests.conftest import FACETS
from tests.service.search.counting import counted_one_by_one, passes, values_of

TEXTS = (
    "labour inspection",
    "inspección del trabajo",
    "conditions de travail",
    "How many workers were trained?",
    '"social dialogue" toolkit',
    "coffee OR cocoa",
    "inspect* -Namibia",
    "unheardof inspection",
    "unheardof",
    "of the",
    "-labour",
    "",
)
FILTERS: tuple[dict[str, tuple[str, ...]], ...] = (
    {},
    {"country": ("NAM",)},
    {"country": ("NAM", "COL"), "topic": ("labour-inspection",)},
    {"document": ("absent",)},
)


def all_hits(engine: LocalEngine, text: str, filters: dict[str, tuple[str, ...]], sort: Sort) -> list[Hit]:
    """Every result of a search, page by page."""
    found: list[Hit] = []
    for page in range(1, 20):
        hits = engine.search(SearchRequest(text, filters, sort=sort, page=page, page_size=7)).hits
        if not hits:
            break
        found += hits
    return found


def order(generation: Generation, hit: Hit, sort: Sort) -> tuple[float, ...]:
    """Return the sort key of a result."""
    year = generation.documents[hit.passage.document].source.year or 0
    keys: dict[Sort, tuple[float, ...]] = {
        "relevance": (-hit.score, hit.passage.ordinal),
        "newest": (-year, -hit.score, hit.passage.ordinal),
        "document": (hit.passage.ordinal,),
    }
    return keys[sort]


@pytest.mark.parametrize("sort", ["relevance", "newest", "document"])
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("filters", FILTERS)
def test_pages_hold_every_result_once_in_order(
    engine: LocalEngine, generation: Generation, text: str, filters: dict[str, tuple[str, ...]], sort: Sort
) -> None:
    """Totals are those of all pages, and passages with all words come before those with some."""
    page = engine.search(SearchRequest(text, filters, sort=sort))
    found = all_hits(engine, text, filters, sort)
    assert len({hit.passage.id for hit in found}) == len(found) == page.total + page.others
    weighted_features = page.total if page.mode == "all" else len(found)
    for part in (found[:weighted_features], found[weighted_features:]):
        assert part == sorted(part, key=lambda hit: order(generation, hit, sort))
    if page.mode == "all":
        assert [hit.matched for hit in found] == ["all"] * page.total + ["some"] * page.others


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("filters", FILTERS)
def test_facets_equal_a_count_of_all_results(
    engine: LocalEngine, generation: Generation, text: str, filters: dict[str, tuple[str, ...]]
) -> None:
    """Each facet is counted over the results that there would be without its own selection."""
    page = engine.search(SearchRequest(text, filters))
    matched = [values_of(generation, hit.passage.ordinal) for hit in all_hits_unfiltered(engine, text, page)]
    assert page.total == sum(passes(values, filters) for values in matched)
    for facet in FACETS:
        counts = {each.value: each.count for each in page.facets[facet]}
        assert counts == counted_one_by_one(matched, filters, facet)


def all_hits_unfiltered(engine: LocalEngine, text: str, page: ResultPage) -> list[Hit]:
    """Every passage that counts in this page's mode, filtered out or not."""
    hits = all_hits(engine, text, {}, "document")
    return [hit for hit in hits if page.mode == "any" or hit.matched == "all"]


@pytest.mark.parametrize(
    ("request_", "mode", "widened", "question"),
    [
        (SearchRequest("labour inspection"), "all", False, False),
        (SearchRequest("labour inspection", match="any"), "any", False, False),
        (SearchRequest("unheardof inspection"), "any", True, False),
        (SearchRequest("unheardof inspection", match="all"), "any", True, False),
        (SearchRequest("labour electronics", {"document": ("harbour-notes",)}), "any", True, False),
        (SearchRequest("unheardof"), "all", False, False),
        (SearchRequest("How many workers were trained?"), "any", False, True),
        (SearchRequest("How many workers were trained?", match="all"), "all", False, True),
        (SearchRequest(""), "all", False, False),
    ],
)
def test_modes(engine: LocalEngine, request_: SearchRequest, mode: str, *, widened: bool, question: bool) -> None:
    """All words, unless the reader or a question asks for any, or nothing that passes the filters holds all."""
    page = engine.search(request_)
    assert (page.mode, page.widened, page.question) == (mode, widened, question)
    assert page.others == 0 or page.mode == "all"


def test_an_empty_query_browses_in_the_order_of_the_index(engine: LocalEngine, generation: Generation) -> None:
    """Without words the passages are in document order, and their beginnings are shown."""
    page = engine.search(SearchRequest(filters={"document": ("harbour-notes",)}))
    document = generation.documents["harbour-notes"]
    assert [hit.passage.ordinal for hit in page.hits] == list(document.ordinals)
    for hit in page.hits:
        assert hit.score == 0
        assert hit.passage.text.startswith("".join(part.text for part in hit.snippets[0]))


def test_beyond_the_last_page(engine: LocalEngine) -> None:
    """A page that does not exist is empty, and the totals are still right."""
    first = engine.search(SearchRequest("labour inspection"))
    beyond = engine.search(SearchRequest("labour inspection", page=99))
    assert beyond.hits == ()
    assert (beyond.total, beyond.others, beyond.facets) == (first.total, first.others, first.facets)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("labor inspection harbor C188", "77 labour inspections on board"),
        ("événements accord temps de travail", "un accord sur le temps de travail"),
        ("evenements", "événements"),
        ("quejas sindicatos finca", "La inspectora reúne los datos"),
        ("80%", "80 por ciento"),
        ("vietnam electronics deck", "electronics from Viet Nam"),
        ('"freedom of association was on its agenda"', "freedom of association was on its agenda"),
    ],
)
def test_the_passage_that_is_meant_comes_first(engine: LocalEngine, text: str, found: str) -> None:
    """Words are found in other forms, spellings and languages' accents."""
    assert found in engine.search(SearchRequest(text)).hits[0].passage.text


def test_too_many_terms_are_left_out_and_named(engine: LocalEngine, generation: Generation) -> None:
    """Pasted passages are found by their rarest words; what was left out is said."""
    longest = sorted(generation.passages, key=lambda passage: -len(set(token_texts(passage.text))))[:2]
    pasted = " ".join(dict.fromkeys(word for passage in longest for word in token_texts(passage.text)))
    page = engine.search(SearchRequest(pasted[:2_000]))
    assert {hit.passage for hit in page.hits[:2]} == set(longest)
    assert page.ignored


@given(data=st.data())
def test_any_query_has_an_answer(engine: LocalEngine, generation: Generation, data: st.DataObject) -> None:
    """Any query gives well-formed results: snippets are parts of the passage, totals agree with the hits."""
    words = st.sampled_from(["labour", "Việt", "no.", "188", "OR", '"', "-", "*", "insp*", "?", "the", "\0", "é", "(("])
    text = data.draw(st.lists(words, max_size=12).map(" ".join) | st.text(max_size=80))
    page = engine.search(SearchRequest(text, page_size=5))
    assert len(page.hits) == min(5, page.total + page.others)
    for hit in page.hits:
        assert 1 <= len(hit.snippets) <= 2
        assert hit.document is generation.documents[hit.passage.document] or hit.document.id == hit.passage.document
        for snippet in hit.snippets:
            assert "".join(part.text for part in snippet) in hit.passage.text
