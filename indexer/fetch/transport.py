"""Carries httpx's requests over our own network, and says what went wrong in our own errors."""

import contextlib
import ssl
from collections.abc import Iterable, Iterator

import httpcore
import httpx

from indexer.errors import RetryableError
from indexer.fetch.network import Network


class Transport(httpx.BaseTransport):
    """Sends each request over a connection of its own, which `network` opens.

    Raises TryAgain where the connection fails, breaks off or falls silent, and what the network raises.
    """

    def __init__(self, network: Network, trust: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=trust, max_keepalive_connections=0, network_backend=network)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        sent = httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        with _in_our_words(request.url.host):
            answer = self._pool.handle_request(sent)
        body = _Body(answer.iter_stream(), answer, request.url.host)
        return httpx.Response(answer.status, headers=answer.headers, stream=body)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """An answer's body as it comes in."""

    def __init__(self, chunks: Iterable[bytes], answer: httpcore.Response, host: str) -> None:
        self._chunks = chunks
        self._answer = answer
        self._host = host

    def __iter__(self) -> Iterator[bytes]:
        with _in_our_words(self._host):
            yield from self._chunks

    def close(self) -> None:
        self._answer.close()


@contextlib.contextmanager
def _in_our_words(host: str) -> Iterator[None]:
    try:
        yield
    except httpcore.TimeoutException as error:
        raise RetryableError(f"{host} said nothing for too long.") from error
    except httpcore.ProtocolError as error:
        raise RetryableError(f"{host} broke off, or did not answer in HTTP ({error}).") from error
    except httpcore.NetworkError as error:
        raise RetryableError(f"The connection to {host} failed ({error}).") from error
