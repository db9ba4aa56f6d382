"""Bounds on connections, by a real server on loopback."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from indexer.settings import Settings
from service.app import create_app
from service.connections import ConnectionLimits, LoadLimitMiddleware, bounded_protocol, within_files
from tests.processes import until

pytestmark = pytest.mark.anyio

HALF_OPEN = b"GET / HTTP/1.1\r\nHost: a\r\nX: "


@contextlib.contextmanager
def serving(limits: ConnectionLimits) -> Iterator[tuple[str, int]]:
    """Serve an application that answers 200 in a thread; yield its address."""
    app = FastAPI()
    app.add_api_route("/", lambda: {"status": "ok"}, methods=["GET", "POST"])
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, http=bounded_protocol(limits), log_config=None, ws="none"))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        until(lambda: server.started)
        yield listener.getsockname()
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def is_closed(connection: socket.socket) -> bool:
    """Return whether the other side has closed a connection."""
    connection.setblocking(False)
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def open_half(address: tuple[str, int], sent: bytes = HALF_OPEN) -> socket.socket:
    """Open a connection whose request never ends."""
    connection = socket.create_connection(address, timeout=30)
    connection.sendall(sent)
    return connection


@pytest.mark.parametrize("sent", [b"", HALF_OPEN, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"],
                         ids=["nothing", "head", "body"])  # fmt: skip
def test_a_request_that_does_not_arrive(sent: bytes) -> None:
    """Its connection is closed after the time allowed, however little of it has come."""
    limits = ConnectionLimits(head_seconds=0.2, request_seconds=0.2)
    with serving(limits) as address, open_half(address, sent) as connection:
        until(lambda: is_closed(connection))


def test_a_slow_request_is_answered_in_time() -> None:
    """One that arrives in parts within its time is answered."""
    with serving(ConnectionLimits(head_seconds=30)) as address, open_half(address) as connection:
        connection.sendall(b"1\r\nConnection: close\r\n\r\n")
        received = b"".join(iter(lambda: connection.recv(4_096), b""))
        assert received.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("limits", [ConnectionLimits(connections=10), ConnectionLimits(client_connections=10)])
def test_half_open_connections_keep_none_out(limits: ConnectionLimits) -> None:
    """The oldest that wait are closed for new ones, and every whole request is answered."""
    with serving(limits) as address:
        held = [open_half(address) for _ in range(40)]
        try:
            for _ in range(5):
                assert httpx.get(f"http://127.0.0.1:{address[1]}/").status_code == 200
            until(lambda: sum(map(is_closed, held)) >= 30)
        finally:
            for each in held:
                each.close()


def test_connections_within_the_files() -> None:
    """Where few files may be open, fewer connections are."""
    assert within_files(1_000, 1_024) == 448
    assert within_files(1_000, 65_536) == 1_000
    assert within_files(1_000, 10) == 1


async def test_too_many_requests_are_refused() -> None:
    """With a status that says when to try again; health checks are answered."""
    app = LoadLimitMiddleware(_answer_after(lambda: None), most=0, exempt=("/healthz",))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://a.test") as client:
        refused = await client.get("/search")
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
        assert (await client.get("/healthz")).status_code == 200


def _answer_after(act: Callable[[], object]) -> FastAPI:
    app = FastAPI()
    app.add_api_route("/healthz", act)
    return app


@pytest.fixture
def client(small_index: Path) -> httpx.AsyncClient:
    """A client of the service over the small index."""
    app = create_app(Settings(data_dir=small_index, base_url="https://search.example.org/reports"))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://inner:8000")


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/api/v1/search?q=boat", "/search?q=boat"])
async def test_head(client: httpx.AsyncClient, address: str) -> None:
    """HEAD is answered wherever GET is, with the same head and no body."""
    got, head = await client.get(address), await client.head(address)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers["content-type"] == got.headers["content-type"]


@pytest.mark.parametrize("address", ["/search/?q=x", "/documents/", "/api/v1/search/"])
async def test_a_slash_too_many_leads_nowhere(client: httpx.AsyncClient, address: str) -> None:
    """Not to the host that the request names, or to the inner one."""
    answer = await client.get(address)
    assert (answer.status_code, answer.headers.get("location")) == (404, None)


def test_requests_of_one_connection() -> None:
    """A connection that is kept open answers one request after the other."""
    with serving(ConnectionLimits()) as (host, port), httpx.Client(base_url=f"http://{host}:{port}") as client:
        assert [client.get("/").status_code for _ in range(3)] == [200] * 3
