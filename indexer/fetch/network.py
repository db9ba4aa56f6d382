"""The one place where fetching opens connections: to addresses that were checked, each for one request.

A name is resolved once, all its addresses are checked, and the connection goes to one of those very addresses, so
that a name which answers differently the next time gains nothing. TLS is checked against the name all the same.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence

import httpcore

from indexer.errors import FetchError, RetryableError
from indexer.fetch.clock import Clock
from indexer.fetch.hosts import Host, any_covers
from indexer.fetch.public_ips import is_public

Resolve = Callable[[str, int], Sequence[str]]
"""The IP addresses of a host and port. Raises OSError where there are none."""

_TRIED = 4
"""How many addresses of one name are tried."""

_INSTANT = 0.01
"""Seconds that count as none."""

SocketOptions = Iterable[httpcore.SOCKET_OPTION]


def system_resolve(name: str, port: int) -> Sequence[str]:
    """The addresses that the system knows for a name, in its order."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


class Network(httpcore.NetworkBackend):
    """Opens checked connections that end `seconds` after they began, whatever the host does.

    `private` are the hosts whose addresses need not be public. Where all addresses of a name are not public, or only
    some, connecting raises FetchError: such a name is either a mistake or a trap.
    """

    def __init__(self, private: Sequence[Host], seconds: float, clock: Clock, resolve: Resolve) -> None:
        self._private = private
        self._seconds = seconds
        self._clock = clock
        self._resolve = resolve
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions | None = None,
    ) -> httpcore.NetworkStream:
        """Connects to the first address that answers.

        Raises FetchError where one of the addresses is not allowed, TryAgain where none answers.
        """
        problem: Exception | None = None
        for address in self._checked(host, port)[:_TRIED]:
            try:
                stream = self._system.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
            else:
                return _TimedStream(stream, self._clock, self._clock.elapsed() + self._seconds, self._seconds)
        raise RetryableError(f"{host} cannot be reached ({problem or 'it has no address'}).")

    def _checked(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = self._resolve(host, port)
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


class _TimedStream(httpcore.NetworkStream):
    """A connection that fails once its time is over, also in the middle of an answer that drips in."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock, deadline: float, seconds: float) -> None:
        self._stream = stream
        self._clock = clock
        self._deadline = deadline
        self._seconds = seconds

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._stream.read(max_bytes, self._left(timeout))
        except httpcore.ReadTimeout:
            self._left(timeout)
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Goes on encrypted. Raises FetchError where the host cannot prove that it is the one it is taken for."""
        try:
            stream = self._stream.start_tls(ssl_context, server_hostname, self._left(timeout))
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                reason = error.__cause__.verify_message
                raise FetchError(f"{server_hostname} has no valid certificate ({reason}).") from error
            raise
        return _TimedStream(stream, self._clock, self._deadline, self._seconds)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None) -> float:
        left = self._deadline - self._clock.elapsed()
        if left <= _INSTANT:
            raise FetchError(f"It took longer than the {self._seconds:g} seconds allowed (VERBATIM_FETCH_SECONDS).")
        return left if timeout is None else min(left, timeout)
