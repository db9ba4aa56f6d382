"""What is answered while the service starts: status 503 on every path, from the first moment on.

Importing the engine takes seconds, compiling its loops or building the first index a minute. This module needs neither:
it imports nothing but the standard library, and a thread of it answers.
"""

import json
import selectors
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

RETRY_SECONDS = 5

MAX_HEAD = 8_192
MAX_CLIENTS = 100
HEAD_SECONDS = 5.0
POLL_SECONDS = 0.1

TEXTS = {
    "en": ("Getting ready", "The search is being prepared. This page loads again by itself."),
    "es": ("Preparando la búsqueda", "La búsqueda se está preparando. Esta página se vuelve a cargar sola."),
    "fr": ("Préparation en cours", "La recherche se prépare. Cette page se recharge d’elle-même."),
    "vi": ("Đang chuẩn bị", "Trang tìm kiếm đang được chuẩn bị. Trang này sẽ tự tải lại."),
}
"""Heading and text by language. All are shown: the catalogues are not loaded yet."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="{seconds}">
<title>{title} – Verbatim</title>
</head>
<body>
<main>
<h1>{title}</h1>
{texts}
</main>
</body>
</html>
"""

_JSON = (b"/api/", b"/healthz", b"/readyz")


def _error() -> bytes:
    problem = {
        "status": 503,
        "code": "getting_ready",
        "message": "The service is getting ready: it is loading, or its first index is being built.",
        "remedy": f"Try again in {RETRY_SECONDS} seconds.",
    }
    return json.dumps({"error": problem}).encode()


def _page() -> bytes:
    others = (f'<p lang="{code}"><strong>{title}.</strong> {text}</p>' for code, (title, text) in TEXTS.items())
    title, text = TEXTS["en"]
    texts = "\n".join([f"<p>{text}</p>", *list(others)[1:]])
    return _PAGE.format(seconds=RETRY_SECONDS, title=title, texts=texts).encode()


def respond(head: bytes) -> bytes:
    """Return the response to a request with this head."""
    method, _, rest = head.partition(b" ")
    path = rest.partition(b" ")[0].partition(b"?")[0]
    is_json = path.startswith(_JSON)
    body = _error() if is_json else _page()
    lines = (
        "HTTP/1.1 503 Service Unavailable",
        f"Content-Type: {'application/json' if is_json else 'text/html; charset=utf-8'}",
        f"Content-Length: {len(body)}",
        f"Retry-After: {RETRY_SECONDS}",
        "Cache-Control: no-store",
        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options: nosniff",
        "Connection: close",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + (b"" if method == b"HEAD" else body)


class GettingReady:
    """Answers on these sockets until the block ends; then whoever listens on them gets what was not accepted."""

    def __init__(self, listeners: Sequence[socket.socket]) -> None:
        self._listeners = listeners
        self._is_ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True, name="getting-ready")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _traceback: TracebackType | None) -> None:
        self._is_ready.set()
        self._thread.join()

    def _serve(self) -> None:
        clients: dict[socket.socket, tuple[bytes, float]] = {}
        """By connection: what it sent, and when it is closed."""
        with selectors.DefaultSelector() as selector:
            for each in self._listeners:
                each.setblocking(False)
                selector.register(each, selectors.EVENT_READ)
            while not self._is_ready.is_set():
                for key, _ in selector.select(POLL_SECONDS):
                    ready: socket.socket = key.fileobj  # type: ignore[assignment]  # sockets alone are registered
                    if ready in clients:
                        self._read(ready, selector, clients)
                    else:
                        self._accept(ready, selector, clients)
                now = time.monotonic()
                for late in [each for each, (_, end) in clients.items() if end < now]:
                    self._close(late, selector, clients)
            for each in list(clients):
                self._close(each, selector, clients)

    def _accept(
        self,
        listener: socket.socket,
        selector: selectors.BaseSelector,
        clients: dict[socket.socket, tuple[bytes, float]],
    ) -> None:
        with suppress(OSError):
            client, _ = listener.accept()
            client.setblocking(False)
            if len(clients) >= MAX_CLIENTS:
                self._close(next(iter(clients)), selector, clients)
            clients[client] = b"", time.monotonic() + HEAD_SECONDS
            selector.register(client, selectors.EVENT_READ)

    def _read(
        self,
        client: socket.socket,
        selector: selectors.BaseSelector,
        clients: dict[socket.socket, tuple[bytes, float]],
    ) -> None:
        sent, end = clients[client]
        try:
            more = client.recv(MAX_HEAD)
        except BlockingIOError:
            return
        except OSError:
            more = b""
        clients[client] = head, _ = sent + more, end
        if more and b"\r\n\r\n" not in head and len(head) < MAX_HEAD:
            return
        if more:
            with suppress(OSError):  # a response this small fits into the socket's buffer
                client.send(respond(head))
                client.shutdown(socket.SHUT_WR)
        self._close(client, selector, clients)

    def _close(
        self,
        client: socket.socket,
        selector: selectors.BaseSelector,
        clients: dict[socket.socket, tuple[bytes, float]],
    ) -> None:
        del clients[client]
        selector.unregister(client)
        client.close()
