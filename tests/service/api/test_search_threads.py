"""Whether API requests run in the event loop or in a thread."""

import threading
from functools import partial
from pathlib import Path

import anyio
import anyio.to_thread
import pytest

from indexer.settings import Settings
from service.app import create_app
from service.search.local_engine import LocalEngine
from service.search.protocol import ResultPage, SearchRequest
from tests.service.conftest import app_client

pytestmark = pytest.mark.anyio


class Watched(LocalEngine):
    """An engine that remembers in which threads it was asked."""

    def __init__(self, data: Path, *, image: bool) -> None:
        super().__init__(data, image=image)
        self.threads: list[threading.Thread] = []

    def search(self, request: SearchRequest) -> ResultPage:
        self.threads.append(threading.current_thread())
        return super().search(request)


@pytest.mark.parametrize(("image", "at_once"), [(True, True), (False, False)])
async def test_only_what_is_quick_is_answered_at_once(
    small_index: Path, monkeypatch: pytest.MonkeyPatch, *, image: bool, at_once: bool
) -> None:
    """While the image answers, no thread is needed; Whoosh's postings would delay all other requests."""
    monkeypatch.setattr("service.search.live_generation.SECONDS_BETWEEN_CHECKS", 1_000.0)
    engine = Watched(small_index, image=image)
    engine.info()
    async with app_client(create_app(Settings(), engine)) as client:
        for path in ("/api/v1/search", "/api/v1/answer"):
            assert (await client.get(path, params={"q": "How many inspections were there?"})).status_code == 200
    assert [thread is threading.current_thread() for thread in engine.threads] == [at_once, at_once]


async def test_an_index_that_is_not_open_is_opened_in_a_thread(
    small_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening takes time, for which no other request should wait."""
    monkeypatch.setattr("service.search.live_generation.SECONDS_BETWEEN_CHECKS", 1_000.0)
    engine = Watched(small_index, image=True)
    assert not engine.is_cheap(SearchRequest(text="labour"))
    async with app_client(create_app(Settings(), engine)) as client:
        assert (await client.get("/api/v1/search", params={"q": "labour"})).status_code == 200
    assert engine.threads != [threading.current_thread()]
    assert engine.is_cheap(SearchRequest(text="labour"))


async def test_the_search_that_is_estimated_is_the_search_that_runs(small_index: Path) -> None:
    """A parameter that is given twice cannot hide a search's cost: both take the first."""
    estimated: list[SearchRequest] = []

    class Estimating(LocalEngine):
        def is_cheap(self, request: SearchRequest) -> bool:
            estimated.append(request)
            return super().is_cheap(request)

    async with app_client(create_app(Settings(), Estimating(small_index))) as client:
        found = await client.get("/api/v1/search?q=labour&q=x&page=2&page=1&page_size=1&page_size=5")
    query = found.json()["query"]
    assert [(each.text, each.page, each.page_size) for each in estimated] == [
        (query["q"], query["page"], query["page_size"])
    ]


class Blocked(Watched):
    """An engine whose searches are expensive, and wait until they are released."""

    def __init__(self, data: Path) -> None:
        super().__init__(data, image=True)
        self.started, self.released = threading.Event(), threading.Event()

    def is_cheap(self, request: SearchRequest) -> bool:  # noqa: ARG002  # the protocol gives it
        return False

    def search(self, request: SearchRequest) -> ResultPage:
        self.started.set()
        assert self.released.wait(60)
        return super().search(request)


async def test_an_expensive_query_delays_no_other_request(small_index: Path) -> None:
    """While an expensive query is searched, other requests are answered."""
    engine = Blocked(small_index)
    async with app_client(create_app(Settings(), engine)) as client, anyio.create_task_group() as group:
        group.start_soon(partial(client.get, "/api/v1/search", params={"q": "labour"}))
        assert await anyio.to_thread.run_sync(engine.started.wait, 60)
        assert (await client.get("/healthz")).status_code == 200
        assert not engine.released.is_set()
        engine.released.set()
