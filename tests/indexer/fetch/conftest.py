"""Fixtures of the tests of fetching: a site, a clock that needs no waiting, and runs on small manifests."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest

from indexer.corpus.manifest import Manifest
from indexer.fetch.hosts import Host
from indexer.fetch.plan import FetchOptions
from indexer.fetch.politeness import Clock
from indexer.fetch.run import fetch
from indexer.fetch.state import STATE_FILE, FetchResult, FetchRun, SourceState, read_state
from indexer.records.source import Source
from indexer.settings import Settings
from tests.indexer.fetch.site import Site, running_site

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


@dataclass
class FakeTime:
    """Real time that leaps ahead, instead of waiting, where something sleeps."""

    slept: list[float] = field(default_factory=list)
    began: float = field(default_factory=monotonic)

    @property
    def clock(self) -> Clock:
        return Clock(now=self.now, elapsed=self.elapsed, sleep=self.slept.append, random=lambda: 0.0)

    def elapsed(self) -> float:
        return monotonic() - self.began + sum(self.slept)

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.elapsed())


@dataclass
class RecordedProgress:
    """A progress that records every callback."""

    results: list[FetchResult] = field(default_factory=list)
    sizes: list[tuple[int, int | None]] = field(default_factory=list)
    waits: list[tuple[str, float]] = field(default_factory=list)

    def on_total(self, total: int) -> None:
        pass

    def on_start(self, source: Source) -> None:
        pass

    def on_bytes(self, size: int, total: int | None) -> None:
        self.sizes.append((size, total))

    def on_wait(self, host: str, seconds: float) -> None:
        self.waits.append((host, seconds))

    def on_result(self, result: FetchResult) -> None:
        self.results.append(result)


@dataclass
class FetchSession:
    """Run `fetch` against a site, with all that it writes in one temporary folder."""

    site: Site
    settings: Settings
    time: FakeTime
    progress: RecordedProgress
    allowed: tuple[str, ...] = ("127.0.0.1",)

    def run(self, *sources: Source, options: FetchOptions | None = None) -> FetchRun:
        manifest = Manifest(sources, self.allowed)
        return fetch(
            manifest,
            self.settings,
            self.progress,
            options=options or FetchOptions(),
            clock=self.time.clock,
        )

    def change_settings(self, **changes: object) -> None:
        """Run with these settings from now on."""
        self.settings = self.settings.model_copy(update=changes)

    def one(self, path: str = "/paper") -> FetchResult:
        """Fetch the source "paper", whose page is this path of the site, or this URL; return its result."""
        (result,) = self.run(paper(path if "://" in path else self.site.root + path)).results
        return result

    def reason(self, path: str = "/paper") -> str:
        """Why the source "paper" cannot be fetched."""
        result = self.one(path)
        assert result.status == "failed"
        assert result.state.failure
        return result.state.failure.reason

    @property
    def folder(self) -> Path:
        return self.settings.data_dir / "fetched"

    def states(self) -> dict[str, SourceState]:
        return read_state(self.folder)

    def files(self) -> dict[str, bytes]:
        """The files in the folder of the copies, hidden ones too, without the state."""
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if path.name != STATE_FILE}


def paper(page: str, identity: str = "paper") -> Source:
    return Source(id=identity, title=identity.title(), kind="document", url=page, text="fetch")


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as site:
        yield site


@pytest.fixture
def session(site: Site, tmp_path: Path) -> FetchSession:
    settings = Settings(
        data_dir=tmp_path / "data",
        corpus_dir=tmp_path / "corpus",
        fetch_private_hosts=(Host("127.0.0.1", site.port),),
        fetch_mebibytes=1,
        fetch_timeout=5,
        fetch_seconds=20,
    )
    return FetchSession(site, settings, FakeTime(), RecordedProgress())
