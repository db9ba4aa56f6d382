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
from indexer.fetch.download import Downloader
from indexer.fetch.folder import fetch_lock
from indexer.fetch.follow import FollowLimits, FollowResult, follow_links
from indexer.fetch.followed import FollowedLink, read_followed, write_followed
from indexer.fetch.hosts import Host, parse_host
from indexer.fetch.remedies import remedy_for
from indexer.fetch.result import FetchResult
from indexer.fetch.selection import select_sources
from indexer.fetch.settings import FetchSettings
from indexer.fetch.state import Failure, SourceState, read_state, write_state
from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from indexer.records.source import Source
from indexer.settings import IndexerSettings


class FetchProgress(Protocol):
    """Hears how a run comes along."""

    def on_total(self, total: int) -> None: ...
    def on_start(self, source: Source) -> None: ...
    def on_bytes(self, size: int, total: int | None) -> None: ...
    def on_wait(self, host: str, seconds: float) -> None: ...
    def on_result(self, result: FetchResult) -> None: ...


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """What a run is asked for: only the sources with these ids or on these hosts, and whether to follow links."""

    only: tuple[str, ...] = ()
    follow_links: bool = False


@dataclass(frozen=True, slots=True)
class FetchRun:
    """What became of each source, and of the links.

    `new_links` is how many links are new sources, `remaining` how many were left for a later run, `problem` why no link
    could be followed.
    """

    results: tuple[FetchResult, ...]
    new_links: int = 0
    remaining: int = 0
    problem: str | None = None


DEFAULT_OPTIONS = FetchOptions()


def fetch(
    manifest: Manifest,
    places: IndexerSettings,
    settings: FetchSettings,
    progress: FetchProgress,
    *,
    options: FetchOptions = DEFAULT_OPTIONS,
    clock: Clock = SYSTEM_CLOCK,
) -> FetchRun:
    """Fetches the sources that are wished for; one that cannot be had keeps its old copy, and the ledger says why.

    Raises CorpusError where the wish names what is not known, FetchInProgress where another process fetches, and
    FetchError where the records of earlier runs are damaged.
    """
    hosts = _allowed_hosts(manifest, settings)
    with fetch_lock(places.data) as folder:
        before = read_followed(folder)
        following = FollowResult(before)
        if options.follow_links:
            bounds = FollowLimits(hosts, settings.follow_depth, settings.follow_limit)
            following = _follow_links(manifest, places.data, before, bounds)
        followed = [each.source() for each in following.followed]
        sources = select_sources(manifest, followed, options.only, follow=options.follow_links)
        if following.followed != before:
            write_followed(folder, following.followed)
        progress.on_total(len(sources))
        with Client(settings, hosts, clock, progress.on_wait) as client:
            downloads = Downloader(client, folder, settings, clock, progress.on_bytes)
            library = places.corpus / LIBRARY
            results = tuple(_fetch_each(sources, downloads, folder, library, progress))
    new = {each.id for each in following.followed} - {each.id for each in before}
    return FetchRun(results, len(new), following.remaining, following.problem)


def _allowed_hosts(manifest: Manifest, settings: FetchSettings) -> tuple[Host, ...]:
    try:
        named = tuple(parse_host(host) for host in manifest.allowed_hosts)
    except ValueError as error:
        raise CorpusError(f"In manifest.toml, allowed_hosts: {error}; write names such as www.example.org") from error
    return (*named, *settings.hosts, *settings.private_hosts)


def _follow_links(
    manifest: Manifest, data: Path, before: tuple[FollowedLink, ...], bounds: FollowLimits
) -> FollowResult:
    """The links of the live generation's documents, taken up."""
    try:
        documents = open_generation(live_folder(data)).documents
    except IndexUnavailable as error:
        return FollowResult(before, problem=str(error))
    return follow_links(tuple(documents.values()), manifest.sources, before, bounds)


def _fetch_each(
    sources: Iterable[Source], downloads: Downloader, folder: Path, library: Path, progress: FetchProgress
) -> Iterator[FetchResult]:
    """Fetches one source after another; after each the ledger is whole."""
    ledger = read_state(folder)
    for source in sources:
        progress.on_start(source)
        before = ledger.get(source.id, SourceState())
        result = _fetch_one(source, before, downloads, library)
        ledger[source.id] = result.state
        write_state(folder, ledger)
        if before.copy and result.state.copy and before.copy.file != result.state.copy.file:
            (folder / before.copy.file).unlink(missing_ok=True)
        progress.on_result(result)
        yield result


def _fetch_one(source: Source, before: SourceState, downloads: Downloader, library: Path) -> FetchResult:
    """What becomes of one source; whatever goes wrong with it costs the others nothing."""
    status = None
    try:
        copy = downloads.bring(source, before.copy)
    except FetchError as error:
        status = error.status
        reason = f"{error} {remedy_for(source, library, error.status)}"
    except OSError as error:
        reason = f"Its copy cannot be written ({error.strerror}). Make room in the data folder and fetch again."
    else:
        if before.copy is None:
            return FetchResult(source, "new", SourceState(copy))
        return FetchResult(source, "unchanged" if copy.sha256 == before.copy.sha256 else "changed", SourceState(copy))
    return FetchResult(source, "failed", SourceState(before.copy, Failure(reason, downloads.now(), status)))
