"""Failures of the network, in our own words."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from indexer.errors import FetchError, RetryableError
from indexer.fetch.hosts import Host
from indexer.fetch.network import Network, system_resolve
from indexer.fetch.transport import Transport
from tests.indexer.fetch.conftest import FakeTime
from tests.indexer.fetch.site import Reply, Site


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """A server that sends these bytes, whatever it is asked, and closes; its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        thread.join()


def ask(address: str) -> tuple[int, bytes]:
    network = Network([Host("127.0.0.1")], 20, FakeTime().clock, system_resolve)
    transport = Transport(network, httpx.create_ssl_context())
    request = httpx.Request("GET", address, extensions={"timeout": httpx.Timeout(20).as_dict()})
    response = transport.handle_request(request)
    try:
        return response.status_code, b"".join(response.iter_raw())
    finally:
        response.close()
        transport.close()


def test_an_answer_comes_through(site: Site) -> None:
    """Status and body are the server's."""
    site.pages["/"] = Reply(201, b"words")
    assert ask(site.root + "/") == (201, b"words")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", "broke off"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "did not answer in HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", "broke off"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "did not answer in HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"x" * 200_000, "did not answer in HTTP"),
        (b"HTTP/1.1 99999 Odd\r\n\r\n", "did not answer in HTTP"),
    ],
    ids=["nothing", "another protocol", "cut", "cut chunk", "bad length", "endless header", "odd status"],
)
def test_broken_answers_may_be_whole_the_next_time(answer: bytes, reason: str) -> None:
    """What is no whole HTTP answer raises TryAgain with a reason."""
    with answering(answer) as address, pytest.raises(RetryableError, match=reason):
        ask(address)


def test_dripping_headers_end_with_the_time_of_the_connection() -> None:
    """A host that sends its headers byte by byte is left when the time is over."""
    time = FakeTime()
    with socket.create_server(("127.0.0.1", 0)) as server:
        over = threading.Event()

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000:
                    connection.sendall(bytes([byte]))
                    time.slept.append(0.1)
                    if over.wait(0.01):
                        break

        thread = threading.Thread(target=serve)
        thread.start()
        network = Network([Host("127.0.0.1")], 2, time.clock, system_resolve)
        transport = Transport(network, httpx.create_ssl_context())
        with pytest.raises(FetchError, match="longer than the 2 seconds"):
            transport.handle_request(httpx.Request("GET", f"http://127.0.0.1:{server.getsockname()[1]}/"))
        over.set()
        thread.join()
        transport.close()
