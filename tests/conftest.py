"""Fixtures of all tests: one small, real index, built once a session, and no connections to other machines."""

import os
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from benchmarks.source_index import SilentProgress
from indexer.build import build, load_corpus
from indexer.corpus.source_resolver import BriefingMode
from indexer.settings import PREFIX, ROOT, Settings
from tests.browser.chromium import NOT_RUN, chromium
from tests.shared import NO_SHARED, SHARED

FIXTURES = Path(__file__).parent / "fixtures" / "documents"
CORPUS = ROOT / "corpus"

FACETS = ("country", "sector", "chain", "topic", "audience", "statement", "kind", "year", "language", "document")
"""The facets of that corpus in their order of display."""

TAGGED = FACETS[: FACETS.index("kind")]
"""Those whose values a passage itself has."""

for _variable in [name for name in os.environ if name.startswith(PREFIX)]:
    del os.environ[_variable]  # no test depends on how the machine is set up

settings.register_profile("patient", parent=settings(), deadline=None)
settings.load_profile("patient")  # how long an example takes depends on what else the machine does


def build_index(data: Path, *sources: Path, briefing: BriefingMode = "always") -> Path:
    """Builds an index of these files and folders in a data folder, with the repository's taxonomy and manifest."""
    settings = Settings(data_dir=data, corpus_dir=CORPUS)
    build(load_corpus(settings, sources), data, SilentProgress(), briefing=briefing)
    return data


@pytest.fixture(scope="session")
def small_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an index of the countries' briefings and of the fixtures, in three languages."""
    briefings = sorted((CORPUS / "briefing").glob("*.md"))
    return build_index(tmp_path_factory.mktemp("data"), FIXTURES, *briefings)


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuses connections to anything but this machine."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family != socket.AF_UNIX and host not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says in the last lines what was left out, and why."""
    if chromium() is None:
        terminalreporter.line(NOT_RUN)
    if not SHARED.is_dir():
        terminalreporter.line(f"tests on real reports not run: {NO_SHARED}")


@pytest.fixture
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio."""
    return "asyncio"
