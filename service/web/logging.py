"""The log: one line a request on the standard output, as words or as JSON, and what goes wrong with its trace.

Neither readers' addresses nor what they ask is written, unless `log_queries` is on.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from secrets import token_hex
from time import perf_counter
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indexer.settings import Settings

requests = logging.getLogger("verbatim.requests")


def configure(settings: Settings) -> None:
    """Sends every log of the process to the standard output. For the program's start, not for libraries."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines() if settings.log_json else Lines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


class Lines(logging.Formatter):
    """One line a record: time, level, message, fields."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%Y-%m-%d %H:%M:%S")


class JsonLines(logging.Formatter):
    """One JSON object a record."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            **(getattr(record, "fields", None) or {"message": record.getMessage()}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class RequestLog:
    """Gives every request an id, which the answer carries too, and logs it when it is answered."""

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

        start = perf_counter()
        try:
            await self.app(scope, receive, send_with_id)
        finally:
            self._log(scope, request_id, status, (perf_counter() - start) * 1_000)

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
        words = " ".join(f"{name}={value}" for name, value in fields.items())
        requests.info("%s", words, extra={"fields": fields})
