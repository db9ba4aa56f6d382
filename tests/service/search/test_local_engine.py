"""The engine as the service holds it: threads, limits, passages, statistics, generations changing underneath."""

import os
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from indexer.errors import BadParameter, NoIndex, NotFound, QueryTimeout, QueryTooLong
from indexer.index.folders import CURRENT, GENERATIONS, live_folder
from indexer.index.generation import Generation
from indexer.index.image_file import IMAGE
from service.search.local_engine import EngineLimits, LocalEngine
from service.search.protocol import Engine, ResultPage, SearchRequest
from tests.processes import until

THREADS = 8
QUERIES_EACH = 500

REQUESTS = [
    SearchRequest(text, filters)
    for text in (
        "labour inspection Namibia",
        "How many coffee workers were trained?",
        '"social dialogue"',
        "inspect* -Malaysia",
        "coffee OR cocoa toolkit",
        "trabajo infantil",
        "",
    )
    for filters in ({}, {"country": ("NAM", "COL")})
]


def same(one: ResultPage, other: ResultPage) -> bool:
    """Whether two answers are equal but for the generation they come from."""
    return replace(one, generation="") == replace(other, generation="")


def test_it_is_an_engine(engine: LocalEngine) -> None:
    """The class fulfils the protocol, as the type checker sees it too."""
    checked: Engine = engine
    assert checked is engine


def test_many_threads_while_generations_change(
    small_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eight threads with five hundred queries each get what one thread gets, and no error, while generations are
    published and old ones deleted underneath, each as soon as the last one is open.
    """
    monkeypatch.setattr("service.search.live_generation.SECONDS_BETWEEN_CHECKS", 0.0)
    live = (small_index / CURRENT).read_text(encoding="utf-8").strip()
    source = small_index / GENERATIONS / live

    def publish(number: int) -> None:
        folder = tmp_path / GENERATIONS / f"g{number}"
        shutil.copytree(source, folder, copy_function=os.link)
        (tmp_path / "fresh").write_text(folder.name, encoding="utf-8")
        (tmp_path / "fresh").replace(tmp_path / CURRENT)
        shutil.rmtree(tmp_path / GENERATIONS / f"g{number - 2}", ignore_errors=True)

    publish(0)
    changing = LocalEngine(tmp_path, EngineLimits(seconds=60))
    alone = [changing.search(request) for request in REQUESTS]

    def is_live(name: str) -> bool:
        return changing.info().generation == name

    def ask(seed: int) -> tuple[int, set[str]]:
        chooser = random.Random(seed)
        right, seen = 0, set()
        for _ in range(QUERIES_EACH):
            place = chooser.randrange(len(REQUESTS))
            page = changing.search(REQUESTS[place])
            right += same(page, alone[place])
            seen.add(page.generation)
        return right, seen

    with ThreadPoolExecutor(THREADS) as pool:
        asking = [pool.submit(ask, seed) for seed in range(THREADS)]
        number = 0
        while not all(each.done() for each in asking):
            number += 1
            publish(number)
            until(partial(is_live, f"g{number}"))
        answers = [each.result() for each in asking]
    assert [right for right, _ in answers] == [QUERIES_EACH] * THREADS
    assert len(set().union(*(seen for _, seen in answers))) > 1
    assert changing.info().generation == f"g{number}"


@pytest.mark.parametrize("place", range(len(REQUESTS)))
def test_whooshs_postings_give_the_same_answers(small_index: Path, engine: LocalEngine, place: int) -> None:
    """Without the image everything is as with it, down to scores and snippets."""
    assert LocalEngine(small_index, image=False).search(REQUESTS[place]) == engine.search(REQUESTS[place])


def test_damage_is_found_after_opening(
    small_index: Path, engine: LocalEngine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Where a file of the image has the right size but other bytes, Whoosh is soon searched, which is logged once."""
    data = shutil.copytree(small_index, tmp_path / "data")
    path = live_folder(data) / IMAGE / "body.doc_ids.npy"
    content = path.read_bytes()
    path.write_bytes(content[:128] + b"\xff" * (len(content) - 128))
    damaged = LocalEngine(data)
    damaged.info()
    until(lambda: "Falling back to Whoosh for index" in caplog.text)
    for request in REQUESTS:
        assert damaged.search(request) == engine.search(request)
    assert caplog.text.count("Falling back to Whoosh for index") == 1


def test_no_index(tmp_path: Path) -> None:
    """Every method says what to run where nothing is built."""
    engine = LocalEngine(tmp_path)
    for ask in (
        lambda: engine.search(SearchRequest()),
        engine.info,
        lambda: engine.suggest("x"),
        lambda: engine.passage("x"),
    ):
        with pytest.raises(NoIndex, match="python -m indexer build"):
            ask()


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (SearchRequest(page=0), BadParameter),
        (SearchRequest(page=-1), BadParameter),
        (SearchRequest(page_size=0), BadParameter),
        (SearchRequest(page_size=101), BadParameter),
        (SearchRequest(filters={"colour": ("red",)}), BadParameter),
        (SearchRequest("a" * 2_001), QueryTooLong),
    ],
)
def test_what_is_refused(engine: LocalEngine, request_: SearchRequest, error: type[Exception]) -> None:
    """Parameters out of bounds and over-long queries are errors of the request."""
    with pytest.raises(error):
        engine.search(request_)


def test_deadline(small_index: Path) -> None:
    """A query that takes longer than allowed is stopped."""
    engine = LocalEngine(small_index, EngineLimits(seconds=0.0))
    with pytest.raises(QueryTimeout):
        engine.search(SearchRequest("labour"))
    with pytest.raises(QueryTimeout):
        engine.suggest("labuor")


def test_a_page_without_its_marks(small_index: Path) -> None:
    """A search that takes too long costs a page its marks and matches, and nothing else."""
    slow = LocalEngine(small_index, EngineLimits(seconds=0.0)).page("harbour-notes", 1, "labour")
    whole = LocalEngine(small_index).page("harbour-notes", 1, "labour")
    assert (slow.search_stopped, whole.search_stopped) == (True, False)
    assert whole.marks
    assert whole.matches
    assert not slow.marks
    assert not slow.matches
    assert slow.text == whole.text


def test_passage(engine: LocalEngine, generation: Generation) -> None:
    """A passage comes with its document, its neighbours there and the query's words marked."""
    document = generation.documents["harbour-notes"]
    passage = generation.passage(document.first_ordinal + 1)
    view = engine.passage(passage.id, "labour inspections")
    assert (view.passage, view.document.id) == (passage, "harbour-notes")
    assert (view.before, view.after) == (
        generation.passage(document.first_ordinal),
        generation.passage(document.first_ordinal + 2),
    )
    assert "".join(part.text for part in view.marked) == passage.text
    assert {part.text for part in view.marked if part.match} >= {"labour", "inspections"}
    assert view.generation == generation.name


def test_the_ends_of_a_document(engine: LocalEngine, generation: Generation) -> None:
    """The first passage of a document has none before it and the last none after it."""
    document = generation.documents["harbour-notes"]
    first = engine.passage(generation.passage(document.first_ordinal).id)
    last = engine.passage(generation.passage(document.ordinals[-1]).id)
    assert (first.before, last.after) == (None, None)
    assert [part.match for part in first.marked] == [False]


def test_unknown_passage(engine: LocalEngine) -> None:
    """An id that no passage has is not found."""
    with pytest.raises(NotFound, match="absent"):
        engine.passage("absent")


def test_suggest(engine: LocalEngine) -> None:
    """Misspelt words get up to `limit` suggestions; correct ones get none."""
    assert engine.suggest("labuor inspecton campagn", limit=1) == ("labour inspection campaign",)
    assert 1 < len(engine.suggest("labuor inspecton campagn", limit=3)) <= 3
    assert engine.suggest("labour inspection") == ()


def test_stats(engine: LocalEngine, generation: Generation) -> None:
    """The index info has the documents in order, the passages, and whether any document is official."""
    info = engine.info()
    assert info.generation == generation.name
    assert [document.id for document in info.documents] == list(generation.documents)
    assert info.passages == generation.count
    assert info.sources == tuple(generation.sources.values())
    assert info.taxonomy == generation.taxonomy
    assert not info.briefing_only


def test_a_bug_in_ranking_is_no_damage(
    small_index: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An IndexError in ranking is an error of this request, and the image keeps serving."""
    engine = LocalEngine(small_index)
    engine.info()

    def broken(*_: object) -> None:
        raise IndexError("a bug")

    with monkeypatch.context() as patched:
        patched.setattr("service.search.search.score", broken)
        with pytest.raises(IndexError, match="a bug"):
            engine.search(SearchRequest(text="labour inspection"))
    assert engine.search(SearchRequest(text="labour inspection")).total
    assert engine.is_cheap(SearchRequest(text="labour inspection"))
    assert not caplog.records


@pytest.mark.parametrize(
    ("request_", "cheap"),
    [
        (SearchRequest(text="labour inspection"), True),
        (SearchRequest(text='"labour inspection" -toolkit'), True),
        (SearchRequest(text="inspect*"), True),
        (SearchRequest(), True),
        (SearchRequest(text="inspektion"), False),  # its spelling is corrected
        (SearchRequest(text="labour inspection " * 20), False),
        (SearchRequest(text="labour", page=50), False),
    ],
)
def test_cheap_searches(
    small_index: Path, monkeypatch: pytest.MonkeyPatch, request_: SearchRequest, *, cheap: bool
) -> None:
    """Few postings and few results are cheap; unknown words, long queries and far pages are not."""
    monkeypatch.setattr("service.search.live_generation.SECONDS_BETWEEN_CHECKS", 1_000.0)
    engine = LocalEngine(small_index)
    assert not engine.is_cheap(request_)  # nothing is open yet
    engine.info()
    assert engine.is_cheap(request_) is cheap
    monkeypatch.setattr("service.search.scoring.MAX_CHEAP_POSTINGS", 0)
    assert not engine.is_cheap(SearchRequest(text="labour"))
    assert not LocalEngine(small_index, image=False).is_cheap(request_)


def test_document_frequencies(engine: LocalEngine) -> None:
    """A word is counted in the text, or in any field; one that no passage has is in none."""
    known, unknown = engine.document_frequencies(["labour", "zzyzx"])
    assert known > 0 == unknown
    assert engine.document_frequencies(["labour"], any_field=True)[0] >= known
    assert engine.document_frequencies(["the"], any_field=True)[0] > 0
