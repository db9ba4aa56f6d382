"""Results by document: which, in which order, with which passages and numbers."""

from itertools import pairwise

import pytest

from benchmarks.passages import Row, write_generation
from indexer.index.folders import CURRENT, GENERATIONS
from service.search.grouping import MAX_GROUPED
from service.search.local_engine import LocalEngine
from service.search.protocol import Filters, Hit, ResultPage, SearchRequest, Sort
from tests.service.search.test_search import FILTERS, TEXTS

ROWS = [
    *(Row("barges", "On barges", f"Each barge has a bell, number {number}.", (), "fisheries") for number in range(4)),
    Row("barges", "On barges", "A barge waits.", (), "fisheries"),
    Row("locks", "On locks", "A lock rings its bell before a barge.", (), "fisheries"),
    Row("locks", "On locks", "A bell is cast in bronze.", (), "fisheries"),
    Row("tolls", "On tolls", "A barge pays its toll here.", (), "coffee"),
    Row("mills", "On mills", "A mill grinds.", (), "coffee"),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> LocalEngine:
    """An engine over nine passages of four documents."""
    data = tmp_path_factory.mktemp("grouped")
    folder = data / GENERATIONS / "one"
    folder.mkdir(parents=True)
    write_generation(ROWS, folder)
    (data / CURRENT).write_text(folder.name, encoding="utf-8")
    return LocalEngine(data)


def grouped(page: ResultPage) -> list[tuple[str, int, int, int]]:
    """Return the documents of a page: each with the number of passages listed, of those counted and of the others."""
    return [(group.document.id, len(group.hits), group.total, group.others) for group in page.groups or ()]


def test_documents_with_every_word_come_first(small: LocalEngine) -> None:
    """A document is listed once, with at most three passages, and says how many it has of either kind."""
    page = small.search(SearchRequest("bell barge", group="document"))
    assert (page.mode, page.total, page.others, page.documents, page.other_documents) == ("all", 5, 3, 2, 1)
    found = {document: numbers for document, *numbers in grouped(page)}
    assert found == {"barges": [MAX_GROUPED, 4, 1], "locks": [1, 1, 1], "tolls": [1, 0, 1]}
    assert grouped(page)[-1][0] == "tolls"
    assert all(hit.matched == "all" for group in (page.groups or ())[:2] for hit in group.hits)


def test_pages_have_documents(small: LocalEngine) -> None:
    """Paging goes from document to document, past those with every word; none is on two pages."""
    pages = [
        small.search(SearchRequest("bell barge", group="document", page=number, page_size=1)) for number in (1, 2, 3, 4)
    ]
    listed = [[document for document, *_ in grouped(page)] for page in pages]
    assert [len(each) for each in listed] == [1, 1, 1, 0]
    whole = small.search(SearchRequest("bell barge", group="document"))
    assert [document for each in listed for document in each] == [document for document, *_ in grouped(whole)]


def test_any_word(small: LocalEngine) -> None:
    """Where partial matches are included, all documents are of one kind."""
    page = small.search(SearchRequest("bell barge", match="any", group="document"))
    assert (page.total, page.others, page.documents, page.other_documents) == (8, 0, 3, 0)
    assert sum(total for _, _, total, _ in grouped(page)) == page.total


def test_the_order_in_the_document(small: LocalEngine) -> None:
    """In the order of the documents, a document shows the first of its passages that match."""
    page = small.search(SearchRequest("barge", group="document", sort="document"))
    groups = page.groups or ()
    assert [group.document.id for group in groups] == ["barges", "locks", "tolls"]
    assert [hit.passage.ordinal for hit in groups[0].hits] == [0, 1, 2]


def test_nothing_is_grouped_unless_asked_for(small: LocalEngine) -> None:
    """A search has passages by default."""
    assert small.search(SearchRequest("barge")).groups is None
    assert small.search(SearchRequest("absent", group="document")).groups == ()


def flat(engine: LocalEngine, text: str, filters: Filters, sort: Sort) -> ResultPage:
    return engine.search(SearchRequest(text, filters, sort=sort, page_size=50))


def documents_of(hits: tuple[Hit, ...]) -> list[str]:
    return list(dict.fromkeys(hit.passage.document for hit in hits))


@pytest.mark.parametrize("sort", ["relevance", "newest", "document"])
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("filters", FILTERS)
def test_as_without_groups(engine: LocalEngine, text: str, filters: Filters, sort: Sort) -> None:
    """Documents have the order in which the list of passages first has them, and totals are the same."""
    page = engine.search(SearchRequest(text, filters, sort=sort, page_size=50, group="document"))
    listed = flat(engine, text, filters, sort)
    groups = page.groups or ()
    assert (page.mode, page.total, page.others) == (listed.mode, listed.total, listed.others)
    assert page.documents + page.other_documents == len(groups)
    counted = listed.hits[: listed.total]
    assert [group.document.id for group in groups if group.total][: len(documents_of(counted))] == documents_of(counted)
    assert sum(group.total for group in groups) == page.total
    for group in groups:
        own = [hit.passage.ordinal for hit in counted if hit.passage.document == group.document.id]
        assert [hit.passage.ordinal for hit in group.hits][: len(own)] == own[:MAX_GROUPED]
        assert len(group.hits) == min(MAX_GROUPED, group.total or group.others)
        if sort == "relevance":
            assert all(one.score >= other.score for one, other in pairwise(group.hits))


@pytest.mark.parametrize("text", ["How many workers were trained?", "of the", "workers OR inspection"])
def test_the_best_passages_are_among_the_hits(engine: LocalEngine, text: str) -> None:
    """With any word, the hits begin like those without groups: an answer is read from them."""
    request = SearchRequest(text, match="any", page_size=5)
    listed = engine.search(request)
    page = engine.search(SearchRequest(text, match="any", page_size=5, group="document"))
    assert [hit.passage.id for hit in page.hits[:5]] == [hit.passage.id for hit in listed.hits]
