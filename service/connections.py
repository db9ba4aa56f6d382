"""Bounds on connections: how long a request may take to arrive, and how many connections there may be.

Where there are too many, the one that has waited longest without a whole request is closed, so that half-open ones of a
client cannot keep others out. Where all are being answered, the new one gets status 503 at once.
"""

import asyncio
import resource
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

MAX_FILES = 65_536
"""The limit of open files that is asked of the system; the most that it allows is taken."""

FILES_PER_CONNECTION = 2
"""Open files allowed for each connection: besides its socket there are those of the index, and of others."""

BACKLOG = 128
"""Connections that wait in the socket; as many may be accepted before any of them is counted."""

REFUSAL = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Cache-Control: no-store\r\nConnection: close\r\nContent-Length: 44\r\n\r\n"
    b"Too many connections. Try again in seconds.\n"
)


@dataclass(slots=True)
class ConnectionLimits:
    """The most connections, in all and of one client, and the seconds that a head and a whole request may take."""

    connections: int = 1_000
    client_connections: int = 200
    head_seconds: float = 10.0
    request_seconds: float = 30.0


@dataclass(slots=True)
class Connections:
    """The open connections of a process, those first that were opened first."""

    limits: ConnectionLimits
    open: "dict[BoundedProtocol, None]" = field(default_factory=dict)
    clients: Counter[str] = field(default_factory=Counter)

    def add(self, protocol: "BoundedProtocol") -> bool:
        """Add a connection, and make room for it. Return False where every other is being answered."""
        if self.clients[protocol.host] >= self.limits.client_connections:
            has_room = self._close_one(lambda each: each.host == protocol.host)
        elif len(self.open) >= self.limits.connections:
            has_room = self._close_one(lambda _: True)
        else:
            has_room = True
        if has_room:
            self.open[protocol] = None
            self.clients[protocol.host] += 1
        return has_room

    def remove(self, protocol: "BoundedProtocol") -> None:
        """Remove a connection, if it was added."""
        if protocol in self.open:
            del self.open[protocol]
            self.clients[protocol.host] -= 1
            if not self.clients[protocol.host]:
                del self.clients[protocol.host]

    def _close_one(self, is_meant: Callable[["BoundedProtocol"], bool]) -> bool:
        """Close the connection of those meant that has waited longest without a whole request."""
        for each in self._waiting():
            if is_meant(each):
                self.remove(each)
                each.transport.abort()
                return True
        return False

    def _waiting(self) -> Iterator["BoundedProtocol"]:
        return (each for each in self.open if each.is_waiting)


class BoundedProtocol(H11Protocol):
    """uvicorn's protocol with a time limit for each request to arrive, and with a place among all connections."""

    bounds: Connections
    host = ""
    _arriving: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self.host = self.client[0] if self.client else ""
        if self.bounds.add(self):
            self._wait(self.bounds.limits.head_seconds)
        else:
            transport.write(REFUSAL)
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self.bounds.remove(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._arriving is None and self.is_waiting:
            self._wait(self.bounds.limits.head_seconds)
        had_head = self._has_head
        super().data_received(data)
        if not self.is_waiting:
            self._stop_waiting()
        elif self._has_head and not had_head:
            self._wait(self.bounds.limits.request_seconds)

    @property
    def is_waiting(self) -> bool:
        """Whether no whole request has arrived that is not answered."""
        return self.cycle is None or self.cycle.response_complete or self.cycle.more_body

    @property
    def _has_head(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self, seconds: float) -> None:
        """Close the connection after this time, unless a whole request has arrived by then."""
        self._stop_waiting()
        self._arriving = self.loop.call_later(seconds, self._close_late)

    def _stop_waiting(self) -> None:
        if self._arriving is not None:
            self._arriving.cancel()
            self._arriving = None

    def _close_late(self) -> None:
        self._arriving = None
        if self.is_waiting:
            self.transport.abort()


def bounded_protocol(limits: ConnectionLimits) -> type[asyncio.Protocol]:
    """Return a protocol for uvicorn whose connections are counted together."""
    return type("CountedProtocol", (BoundedProtocol,), {"bounds": Connections(limits)})


def raise_file_limit() -> int:
    """Raise this process's limit of open files as far as the system allows; return it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MAX_FILES if hard == resource.RLIM_INFINITY else min(hard, MAX_FILES)
    if wanted > soft:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def within_files(connections: int, files: int) -> int:
    """Return the number of connections for which this many open files are enough."""
    return max(1, min(connections, (files - BACKLOG) // FILES_PER_CONNECTION))


class LoadLimitMiddleware:
    """Answer 503 at once where more than `most` requests are being answered; the paths of health checks aside."""

    def __init__(self, app: Any, most: int, exempt: tuple[str, ...]) -> None:
        self.app = app
        self._most = most
        self._exempt = exempt
        self._running = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"] in self._exempt:
            await self.app(scope, receive, send)
            return
        if self._running >= self._most:
            await _refuse(send)
            return
        self._running += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._running -= 1


async def _refuse(send: Any) -> None:
    body = b"The service is busy. Try again in a few seconds.\n"
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"retry-after", b"2"),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class HeadMiddleware:
    """Answer HEAD wherever GET is answered, with the same head and no body."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
            send = partial(_send_head, send)
        await self.app(scope, receive, send)


async def _send_head(send: Any, message: Any) -> None:
    await send({**message, "body": b""} if message["type"] == "http.response.body" else message)
