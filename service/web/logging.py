"""The log on standard output: one line per request, as text or JSON, and errors with their traceback.

Every line written during a request has the request's id. Client addresses are never logged, queries only if
`log_queries` is on.
"""

import json
import logging
import sys
import threading
from contextvars import ContextVar
from datetime import UTC, datetime
from secrets import token_hex
from time import monotonic, perf_counter
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indexer.settings import Settings

SECONDS_COUNTED = 60.0
MAX_REPEATED = 5
"""Lines of one cause that are written in that time."""

MAX_CAUSES, MAX_CAUSE = 1_000, 200
"""Causes that are counted, and the characters by which one is known."""

requests = logging.getLogger("verbatim.requests")

_request_id: ContextVar[str | None] = ContextVar("request_id", default=None)


def configure(settings: Settings) -> None:
    """Send every log of the process to standard output. To be called once, at start-up."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter() if settings.log_json else TextFormatter())
    handler.addFilter(RepeatFilter())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


class RepeatFilter:
    """Counts lines of one cause, after the first few of a minute, instead of repeating them; requests are no cause.

    A cause is the place and the form of a message, whatever its values.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: dict[tuple[str, str], list[float]] = {}
        """By cause: when its minute began, and how many lines it had since."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether to write a record; the first of a minute says how many were left out before."""
        if hasattr(record, "fields"):
            return True
        now = monotonic()
        with self._lock:
            if len(self._seen) > MAX_CAUSES:
                self._seen.clear()
            began = self._seen.setdefault((record.name, str(record.msg)[:MAX_CAUSE]), [now, 0])
            left_out = 0
            if now - began[0] > SECONDS_COUNTED:
                left_out = max(0, int(began[1]) - MAX_REPEATED)
                began[:] = now, 0
            began[1] += 1
            if began[1] > MAX_REPEATED:
                return False
        if left_out:
            record.msg = f"{record.getMessage()} ({left_out} more such lines were left out)"
            record.args = ()
        return True


class TextFormatter(logging.Formatter):
    """Format a record as one line: time, level, message and fields."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%Y-%m-%d %H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # the name that logging gives it
        request_id = None if hasattr(record, "fields") else _request_id.get()
        return super().formatMessage(record) + (f" id={request_id}" if request_id else "")


class JsonFormatter(logging.Formatter):
    """Format a record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        request_id = _request_id.get()
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            **({"id": request_id} if request_id else {}),
            **(getattr(record, "fields", None) or {"message": record.getMessage()}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class RequestLogMiddleware:
    """Give every request an id, also in a response header, and log the request when it has been answered."""

    def __init__(self, app: ASGIApp, *, log_queries: bool) -> None:
        self.app = app
        self.log_queries = log_queries

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        token = _request_id.set(request_id)
        start = perf_counter()
        try:
            await self.app(scope, receive, send_with_id)
        finally:
            self._log(scope, request_id, status, (perf_counter() - start) * 1_000)
            _request_id.reset(token)

    def _log(self, scope: Scope, request_id: str, status: int, milliseconds: float) -> None:
        fields: dict[str, object] = {
            "id": request_id,
            "method": scope["method"],
            "path": quote(scope["path"]),
            "status": status,
            "ms": round(milliseconds, 1),
        }
        if self.log_queries:
            fields["query"] = scope["query_string"].decode("latin-1")
        message = " ".join(f"{name}={value}" for name, value in fields.items())
        requests.info("%s", message, extra={"fields": fields})
