"""Open connections only to IP addresses that were checked, and carry HTTP requests over them.

A name is resolved once, all its addresses are checked, and the connection goes to one of those very addresses, so
that a name which resolves differently the next time (DNS rebinding) gains nothing. TLS is verified against the name.
"""

import contextlib
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Sequence

import httpcore
import httpx

from indexer.errors import FetchError, RetryableError
from indexer.fetch.hosts import Host, any_covers, is_public
from indexer.fetch.politeness import Clock

Resolver = Callable[[str, int], Sequence[str]]
"""Returns the IP addresses of a host and port, or raises OSError."""

_MAX_ADDRESSES = 4
"""How many addresses of one name are tried."""

_MIN_SECONDS = 0.01
"""A shorter time left counts as none."""

SocketOptions = Iterable[httpcore.SOCKET_OPTION]


def system_resolver(name: str, port: int) -> Sequence[str]:
    """Resolve a name with the operating system, in its order."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


class CheckedNetwork(httpcore.NetworkBackend):
    """Open checked connections that end `seconds` after they began, whatever the host does.

    `private` are the hosts whose addresses need not be public. Where any address of another name is not public,
    connecting raises FetchError: such a name is either a mistake or an attack (SSRF).
    """

    def __init__(self, private: Sequence[Host], seconds: float, clock: Clock, resolver: Resolver) -> None:
        self._private = private
        self._seconds = seconds
        self._clock = clock
        self._resolver = resolver
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that accepts.

        Raise FetchError where an address is not allowed, RetryableError where none accepts.
        """
        problem: Exception | None = None
        for address in self._checked_addresses(host, port)[:_MAX_ADDRESSES]:
            try:
                stream = self._system.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
            else:
                return _DeadlineStream(stream, self._clock, self._clock.elapsed() + self._seconds, self._seconds)
        raise RetryableError(f"{host} cannot be reached ({problem or 'it has no address'}).")

    def _checked_addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise RetryableError(f"{host} is not known to the name service ({error}).") from error
        if not any_covers(self._private, host, port):
            for address in addresses:
                if not is_public(address):
                    raise FetchError(
                        f"{host} is at {address}, which is not an address of the public internet. If it is a host of"
                        f" your own, name it: VERBATIM_FETCH_PRIVATE_HOSTS={host}:{port}"
                    )
        return addresses


class _DeadlineStream(httpcore.NetworkStream):
    """A connection that fails at its deadline, even in the middle of a response that a host sends slowly."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock, deadline: float, seconds: float) -> None:
        self._stream = stream
        self._clock = clock
        self._deadline = deadline
        self._seconds = seconds

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._stream.read(max_bytes, self._remaining(timeout))
        except httpcore.ReadTimeout:
            self._remaining(timeout)  # raises if the deadline ended the read
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._remaining(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Continue encrypted. Raise FetchError where the host's certificate is not valid for its name."""
        try:
            stream = self._stream.start_tls(ssl_context, server_hostname, self._remaining(timeout))
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                reason = error.__cause__.verify_message
                raise FetchError(f"{server_hostname} has no valid certificate ({reason}).") from error
            raise
        return _DeadlineStream(stream, self._clock, self._deadline, self._seconds)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)

    def _remaining(self, timeout: float | None) -> float:
        remaining = self._deadline - self._clock.elapsed()
        if remaining <= _MIN_SECONDS:
            raise FetchError(f"It took longer than the {self._seconds:g} seconds allowed (VERBATIM_FETCH_SECONDS).")
        return remaining if timeout is None else min(remaining, timeout)


class Transport(httpx.BaseTransport):
    """Sends each request over its own connection, which the network opens.

    Requests raise RetryableError where the connection fails, breaks off or times out, and what the network raises.
    """

    def __init__(self, network: httpcore.NetworkBackend, ssl_context: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl_context, max_keepalive_connections=0, network_backend=network
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        sent = httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        with _translated_errors(request.url.host):
            response = self._pool.handle_request(sent)
        body = _Body(response.iter_stream(), response, request.url.host)
        return httpx.Response(response.status, headers=response.headers, stream=body)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """A response's body as it comes in."""

    def __init__(self, chunks: Iterable[bytes], response: httpcore.Response, host: str) -> None:
        self._chunks = chunks
        self._response = response
        self._host = host

    def __iter__(self) -> Iterator[bytes]:
        with _translated_errors(self._host):
            yield from self._chunks

    def close(self) -> None:
        self._response.close()


@contextlib.contextmanager
def _translated_errors(host: str) -> Iterator[None]:
    """Raise httpcore's errors as ours."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise RetryableError(f"{host} did not respond in time.") from error
    except httpcore.ProtocolError as error:
        raise RetryableError(f"{host} closed the connection or sent an invalid response ({error}).") from error
    except httpcore.NetworkError as error:
        raise RetryableError(f"The connection to {host} failed ({error}).") from error
