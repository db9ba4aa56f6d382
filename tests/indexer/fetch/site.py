"""A web site on this machine, for tests: real sockets, scripted replies, and a record of all requests."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class SiteRequest:
    """One request, with the names of its headers in lower case."""

    path: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Reply:
    """One reply. It has a Content-Length where the body is bytes and no header contradicts."""

    status: int = 200
    body: bytes | Iterable[bytes] = b""
    headers: dict[str, str] = field(default_factory=dict)


Script = Callable[[SiteRequest], Reply]


@dataclass
class Site:
    """The site's port, its pages by path, and the requests so far. Without a page it answers 404."""

    port: int
    pages: dict[str, Reply | Script] = field(default_factory=dict)
    requests: list[SiteRequest] = field(default_factory=list)

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """The requested paths besides robots.txt, in order."""
        return [each.path for each in self.requests if each.path != "/robots.txt"]

    def reply(self, request: SiteRequest) -> Reply:
        self.requests.append(request)
        page = self.pages.get(request.path, Reply(404))
        return page if isinstance(page, Reply) else page(request)


def in_turn(*replies: Reply) -> Script:
    """Return a script that gives one reply after another, and then always the last one."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


@contextmanager
def running_site() -> Iterator[Site]:
    """Yield a site that answers until the context ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            send(self, site.reply(SiteRequest(self.path, headers)))

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = Site(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    """Send a reply and close; a client may have disconnected in the middle of it."""
    handler.close_connection = True
    headers = dict(reply.headers)
    if isinstance(reply.body, bytes) and not {"Content-Length", "Transfer-Encoding"} & set(headers):
        headers["Content-Length"] = str(len(reply.body))
    handler.send_response(reply.status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Connection", "close")
    try:
        handler.end_headers()
        for piece in (reply.body,) if isinstance(reply.body, bytes) else reply.body:
            handler.wfile.write(piece)
    except ConnectionError:
        pass
