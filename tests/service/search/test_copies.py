"""Passages of the same wording are one result."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.passages import Row, write_generation
from indexer.index.folders import CURRENT, GENERATIONS
from service.search.copies import CopyIndex
from service.search.local_engine import LocalEngine
from service.search.passage_set import PassageSet
from service.search.protocol import SearchRequest

RULE = "The keeper of the lock counts every barge at dusk and notes its cargo."
ROWS = [
    Row("harbour", "Harbour", RULE, ("Namibia",), "fisheries"),
    Row("harbour", "Harbour", "The keeper of the lock is paid by the barge.", ("Namibia",), "fisheries"),
    Row("lock", "The lock and its keeper", RULE.replace(" at", "  at").upper(), ("Colombia",), "fisheries"),
    Row("tolls", "Tolls", RULE.replace("dusk", "dawn"), ("Colombia",), "coffee"),
    Row("tolls", "Tolls", RULE, ("Colombia",), "coffee"),
]


@pytest.fixture(scope="module", params=[True, False], ids=["image", "whoosh"])
def engine(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> LocalEngine:
    """An engine over five passages, of which three have the same words."""
    data = tmp_path_factory.mktemp("copies")
    folder = data / GENERATIONS / "one"
    folder.mkdir(parents=True)
    write_generation(ROWS, folder)
    (data / CURRENT).write_text(folder.name, encoding="utf-8")
    return LocalEngine(data, image=request.param)


def found(engine: LocalEngine, **parameters: object) -> list[tuple[int, list[int], int]]:
    """Return the ordinals of the hits, each with those of its copies and their number."""
    hits = engine.search(SearchRequest(**parameters)).hits  # type: ignore[arg-type]
    return [(hit.passage.ordinal, [passage.ordinal for passage, _ in hit.copies], hit.copy_count) for hit in hits]


def test_one_wording_is_one_result(engine: LocalEngine) -> None:
    """The copy with the highest score is shown, the others are named with it; totals count them once."""
    page = engine.search(SearchRequest("keeper dusk"))
    assert found(engine, text="keeper dusk") == [(2, [0, 4], 2), *found(engine, text="keeper dusk")[1:]]
    assert (page.total, page.others) == (1, 2)
    assert [document.id for _, document in page.hits[0].copies] == ["harbour", "tolls"]


def test_facets_count_every_copy(engine: LocalEngine) -> None:
    """A facet counts passages as the documents have them."""
    page = engine.search(SearchRequest("keeper dusk"))
    assert {each.value: each.count for each in page.facets["document"]} == {"harbour": 1, "lock": 1, "tolls": 1}


def test_copies_that_the_filters_leave_out_are_not_named(engine: LocalEngine) -> None:
    """A filter finds the copy that passes it."""
    assert found(engine, text="dusk", filters={"document": ("harbour",)}) == [(0, [], 0)]
    assert found(engine, text="dusk", filters={"country": ("colombia",)}) == [(2, [4], 1)]


def test_a_list_of_passages_has_all(engine: LocalEngine) -> None:
    """Without a query nothing is left out: a document is listed as it is."""
    page = engine.search(SearchRequest(sort="document"))
    assert [hit.passage.ordinal for hit in page.hits] == [0, 1, 2, 3, 4]
    assert not any(hit.copy_count for hit in page.hits)


@given(st.data())
def test_each_wording_is_left_once(data: st.DataObject) -> None:
    """Of the found passages of a wording the best stays: of the first set if any is there, then by score."""
    count = data.draw(st.integers(1, 80))
    wordings = data.draw(st.lists(st.integers(0, 9), min_size=count, max_size=count))
    kinds = data.draw(st.lists(st.sampled_from(["full", "partial", "none"]), min_size=count, max_size=count))
    scores = np.array(data.draw(st.lists(st.integers(0, 3), min_size=count, max_size=count)), np.float32)
    groups = [[at for at in range(count) if wordings[at] == wording] for wording in range(10)]
    full, partial = (
        PassageSet.of(np.array([at for at in range(count) if kinds[at] == kind], np.uint32), count)
        for kind in ("full", "partial")
    )
    dropped = CopyIndex([group for group in groups if len(group) > 1], count).dropped(full, partial, scores)
    kept = [at for at in range(count) if kinds[at] != "none" and (dropped is None or at not in dropped)]
    assert sorted(wordings[at] for at in kept) == sorted({wordings[at] for at in range(count) if kinds[at] != "none"})
    for at in kept:
        rivals = [other for other in groups[wordings[at]] if kinds[other] != "none"]
        assert at == min(rivals, key=lambda other: (kinds[other] != "full", -scores[other], other))
