"""A run of fetching: which sources, one after another, each with its entry in the ledger."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from indexer.corpus.files import LIBRARY
from indexer.corpus.manifest import Manifest
from indexer.errors import CorpusError, FetchError, IndexUnavailable
from indexer.fetch.client import Client
from indexer.fetch.clock import SYSTEM_CLOCK, Clock
from indexer.fetch.download import Downloads
from indexer.fetch.folder import fetch_lock
from indexer.fetch.follow import Bounds, Following, follow
from indexer.fetch.followed import Followed, read_followed, write_followed
from indexer.fetch.hosts import Host, parse_host
from indexer.fetch.remedies import advice
from indexer.fetch.result import Outcome
from indexer.fetch.selection import select
from indexer.fetch.settings import FetchSettings
from indexer.fetch.state import Entry, Failure, read_ledger, write_ledger
from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from indexer.records.source import Source
from indexer.settings import IndexerSettings


class FetchProgress(Protocol):
    """Hears how a run comes along."""

    def found(self, total: int) -> None: ...
    def started(self, source: Source) -> None: ...
    def received(self, size: int, total: int | None) -> None: ...
    def waiting(self, host: str, seconds: float) -> None: ...
    def done(self, outcome: Outcome) -> None: ...


@dataclass(frozen=True, slots=True)
class Wish:
    """What a run is asked for: only the sources with these ids or on these hosts, and whether to follow links."""

    only: tuple[str, ...] = ()
    follow: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """What became of each source, and of the links.

    `taken_up` is how many links are new sources, `left` how many were left for a later run, `problem` why no link
    could be followed.
    """

    outcomes: tuple[Outcome, ...]
    taken_up: int = 0
    left: int = 0
    problem: str | None = None


EVERYTHING = Wish()


def fetch(
    manifest: Manifest,
    places: IndexerSettings,
    settings: FetchSettings,
    progress: FetchProgress,
    *,
    wish: Wish = EVERYTHING,
    clock: Clock = SYSTEM_CLOCK,
) -> Run:
    """Fetches the sources that are wished for; one that cannot be had keeps its old copy, and the ledger says why.

    Raises CorpusError where the wish names what is not known, FetchInProgress where another process fetches, and
    FetchError where the records of earlier runs are damaged.
    """
    hosts = _allowed_hosts(manifest, settings)
    with fetch_lock(places.data) as folder:
        before = read_followed(folder)
        following = Following(before)
        if wish.follow:
            bounds = Bounds(hosts, settings.follow_depth, settings.follow_limit)
            following = _follow_links(manifest, places.data, before, bounds)
        followed = [each.source() for each in following.followed]
        sources = select(manifest, followed, wish.only, follow=wish.follow)
        if following.followed != before:
            write_followed(folder, following.followed)
        progress.found(len(sources))
        with Client(settings, hosts, clock, progress.waiting) as client:
            downloads = Downloads(client, folder, settings, clock, progress.received)
            library = places.corpus / LIBRARY
            outcomes = tuple(_fetch_each(sources, downloads, folder, library, progress))
    new = {each.id for each in following.followed} - {each.id for each in before}
    return Run(outcomes, len(new), following.left, following.problem)


def _allowed_hosts(manifest: Manifest, settings: FetchSettings) -> tuple[Host, ...]:
    try:
        named = tuple(parse_host(host) for host in manifest.allowed_hosts)
    except ValueError as error:
        raise CorpusError(f"In manifest.toml, allowed_hosts: {error}; write names such as www.example.org") from error
    return (*named, *settings.hosts, *settings.private_hosts)


def _follow_links(manifest: Manifest, data: Path, before: tuple[Followed, ...], bounds: Bounds) -> Following:
    """The links of the live generation's documents, taken up."""
    try:
        documents = open_generation(live_folder(data)).documents
    except IndexUnavailable as error:
        return Following(before, problem=str(error))
    return follow(tuple(documents.values()), manifest.sources, before, bounds)


def _fetch_each(
    sources: Iterable[Source], downloads: Downloads, folder: Path, library: Path, progress: FetchProgress
) -> Iterator[Outcome]:
    """Fetches one source after another; after each the ledger is whole."""
    ledger = read_ledger(folder)
    for source in sources:
        progress.started(source)
        before = ledger.get(source.id, Entry())
        outcome = _fetch_one(source, before, downloads, library)
        ledger[source.id] = outcome.entry
        write_ledger(folder, ledger)
        if before.copy and outcome.entry.copy and before.copy.file != outcome.entry.copy.file:
            (folder / before.copy.file).unlink(missing_ok=True)
        progress.done(outcome)
        yield outcome


def _fetch_one(source: Source, before: Entry, downloads: Downloads, library: Path) -> Outcome:
    """What becomes of one source; whatever goes wrong with it costs the others nothing."""
    status = None
    try:
        copy = downloads.bring(source, before.copy)
    except FetchError as error:
        status = error.status
        reason = f"{error} {advice(source, library, error.status)}"
    except OSError as error:
        reason = f"Its copy cannot be written ({error.strerror}). Make room in the data folder and fetch again."
    else:
        if before.copy is None:
            return Outcome(source, "new", Entry(copy))
        return Outcome(source, "unchanged" if copy.sha256 == before.copy.sha256 else "changed", Entry(copy))
    return Outcome(source, "failed", Entry(before.copy, Failure(reason, downloads.now(), status)))
