"""What the tests of fetching share: a site, a clock that never makes them wait, and runs on small manifests."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indexer.corpus.manifest import Manifest
from indexer.fetch.clock import Clock
from indexer.fetch.hosts import Host
from indexer.fetch.result import Outcome
from indexer.fetch.run import Run, Wish, fetch
from indexer.fetch.settings import FetchSettings
from indexer.fetch.state import Entry, read_ledger
from indexer.records.source import Source
from indexer.settings import IndexerSettings
from tests.indexer.fetch.site import Site, running_site

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


@dataclass
class Hours:
    """A time that passes as it does and leaps ahead, instead of waiting, where something sleeps."""

    slept: list[float] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    @property
    def clock(self) -> Clock:
        return Clock(now=self.now, elapsed=self.elapsed, sleep=self.slept.append, chance=lambda: 0.0)

    def elapsed(self) -> float:
        return time.monotonic() - self.began + sum(self.slept)

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.elapsed())


@dataclass
class Diary:
    """A progress that remembers what it heard."""

    outcomes: list[Outcome] = field(default_factory=list)
    sizes: list[tuple[int, int | None]] = field(default_factory=list)
    waits: list[tuple[str, float]] = field(default_factory=list)

    def found(self, total: int) -> None:
        pass

    def started(self, source: Source) -> None:
        pass

    def received(self, size: int, total: int | None) -> None:
        self.sizes.append((size, total))

    def waiting(self, host: str, seconds: float) -> None:
        self.waits.append((host, seconds))

    def done(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)


@dataclass
class Errand:
    """Runs of fetching against a site, with all that they leave behind in a folder of their own."""

    site: Site
    places: IndexerSettings
    hours: Hours
    diary: Diary
    settings: FetchSettings
    allowed: tuple[str, ...] = ("127.0.0.1",)

    def run(self, *sources: Source, wish: Wish | None = None) -> Run:
        manifest = Manifest(sources, self.allowed)
        return fetch(manifest, self.places, self.settings, self.diary, wish=wish or Wish(), clock=self.hours.clock)

    def one(self, path: str = "/paper") -> Outcome:
        """What becomes of the source "paper", whose page is this path of the site, or this address."""
        (outcome,) = self.run(paper(path if "://" in path else self.site.root + path)).outcomes
        return outcome

    def reason(self, path: str = "/paper") -> str:
        """Why the source "paper" cannot be fetched."""
        outcome = self.one(path)
        assert outcome.state == "failed"
        assert outcome.entry.failure
        return outcome.entry.failure.reason

    @property
    def folder(self) -> Path:
        return self.places.data / "fetched"

    def ledger(self) -> dict[str, Entry]:
        return read_ledger(self.folder)

    def files(self) -> dict[str, bytes]:
        """The files in the folder of the copies, hidden ones too, without the ledger."""
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if path.name != "ledger.json"}


def paper(page: str, identity: str = "paper") -> Source:
    return Source(id=identity, title=identity.title(), kind="document", page=page, text="fetch")


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as site:
        yield site


@pytest.fixture
def errand(site: Site, tmp_path: Path) -> Errand:
    settings = FetchSettings(private_hosts=(Host("127.0.0.1", site.port),), largest=1 << 20, timeout=5, seconds=20)
    return Errand(site, IndexerSettings(tmp_path / "data", tmp_path / "corpus"), Hours(), Diary(), settings)
