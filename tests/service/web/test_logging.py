"""The log: one line per request, and nothing private."""

import json
import logging
import sys
from pathlib import Path

import pytest

from indexer.settings import Settings
from service.app import create_app
from service.web.logging import MAX_REPEATED, JsonFormatter, RepeatFilter, TextFormatter, configure
from tests.service.conftest import app_client

pytestmark = pytest.mark.anyio


async def logged(settings: Settings, address: str, caplog: pytest.LogCaptureFixture) -> logging.LogRecord:
    """The only line that a request leaves."""
    with caplog.at_level(logging.INFO, "verbatim"):
        async with app_client(create_app(settings)) as client:
            response = await client.get(address)
    (record,) = [record for record in caplog.records if record.name == "verbatim.requests"]
    assert response.headers["x-request-id"] in record.getMessage()
    return record


async def test_line(small_index: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A line has the method, the path, the status and the time, and not what was asked."""
    record = await logged(Settings(data_dir=small_index), "/search?q=private+matter", caplog)
    line = TextFormatter().format(record)
    assert "method=GET path=/search status=200 ms=" in line
    assert "private" not in line
    assert "127.0.0.1" not in line


async def test_json_line(small_index: Path, caplog: pytest.LogCaptureFixture) -> None:
    """As JSON it has the same fields."""
    record = await logged(Settings(data_dir=small_index), "/search?q=private+matter", caplog)
    line = json.loads(JsonFormatter().format(record))
    assert set(line) == {"time", "level", "logger", "id", "method", "path", "status", "ms"}


async def test_queries_when_asked(small_index: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Queries are logged only where the administrator enabled it."""
    record = await logged(Settings(data_dir=small_index, log_queries=True), "/search?q=coffee+farm", caplog)
    assert json.loads(JsonFormatter().format(record))["query"] == "q=coffee+farm"


async def test_forged_lines(small_index: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A line break in an address does not start a line of the log."""
    record = await logged(Settings(data_dir=small_index), "/x%0A2026-01-01%20INFO%20forged", caplog)
    assert "\n" not in TextFormatter().format(record)


def test_traces() -> None:
    """An error's trace is part of its JSON object."""
    try:
        int("x")
    except ValueError:
        info = sys.exc_info()
    record = logging.LogRecord("verbatim.failures", logging.ERROR, __file__, 1, "It failed", (), info)
    line = json.loads(JsonFormatter().format(record))
    assert line["message"] == "It failed"
    assert "ValueError" in line["exception"]


@pytest.mark.parametrize("log_json", [True, False])
def test_standard_output(capsys: pytest.CaptureFixture[str], *, log_json: bool) -> None:
    """The log goes to the standard output."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        configure(Settings(log_json=log_json))
        logging.getLogger("anything").info("hello")
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    line = capsys.readouterr().out
    assert "hello" in line
    assert line.startswith("{") == log_json


def test_lines_of_one_cause_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a few in a minute they are left out, and the next minute says how many; not so requests."""
    now = [0.0]
    monkeypatch.setattr("service.web.logging.monotonic", lambda: now[0])
    repeats = RepeatFilter()

    def record(message: str, *values: object, **extra: object) -> logging.LogRecord:
        made = logging.LogRecord("asyncio", logging.ERROR, "a.py", 1, message, values, None)
        vars(made).update(extra)
        return made

    written = [repeats.filter(record("no file for %s", number)) for number in range(1_000)]
    assert sum(written) == MAX_REPEATED
    assert repeats.filter(record("another cause"))
    assert all(repeats.filter(record("status=200", fields={})) for _ in range(20))
    now[0] = 61.0
    last = record("no file for %s", 7)
    assert repeats.filter(last)
    assert last.getMessage() == f"no file for 7 ({1_000 - MAX_REPEATED} more such lines were left out)"
