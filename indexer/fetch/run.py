"""Fetch the chosen sources one after another and record the state of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from indexer.corpus.files import LIBRARY
from indexer.corpus.manifest import Manifest
from indexer.errors import CorpusError, FetchError, IndexUnavailable
from indexer.fetch.client import Client
from indexer.fetch.download import Downloader
from indexer.fetch.follow import FollowLimits, FollowResult, follow_links
from indexer.fetch.hosts import Host, parse_host
from indexer.fetch.politeness import SYSTEM_CLOCK, Clock
from indexer.fetch.state import (
    GONE,
    Failure,
    FetchResult,
    FetchRun,
    FollowedLink,
    SourceState,
    fetch_lock,
    read_followed,
    read_state,
    write_followed,
    write_state,
)
from indexer.fetch.urls import split_url
from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from indexer.records.source import Source
from indexer.settings import Settings


class FetchProgress(Protocol):
    """Callbacks of a run."""

    def on_total(self, total: int) -> None: ...
    def on_start(self, source: Source) -> None: ...
    def on_bytes(self, size: int, total: int | None) -> None: ...
    def on_wait(self, host: str, seconds: float) -> None: ...
    def on_result(self, result: FetchResult) -> None: ...


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """Whether to fetch only the sources with these ids or on these hosts, and whether to follow links."""

    only: tuple[str, ...] = ()
    follow_links: bool = False


DEFAULT_OPTIONS = FetchOptions()


def fetch(
    manifest: Manifest,
    settings: Settings,
    progress: FetchProgress,
    *,
    options: FetchOptions = DEFAULT_OPTIONS,
    clock: Clock = SYSTEM_CLOCK,
) -> FetchRun:
    """Fetch the chosen sources; one that fails keeps its last copy, and its state says why.

    Raise CorpusError where the options name an unknown source, FetchInProgress where another process fetches, and
    FetchError where the state of earlier runs is damaged.
    """
    hosts = _allowed_hosts(manifest, settings)
    with fetch_lock(settings.data_dir) as folder:
        before = read_followed(folder)
        following = FollowResult(before)
        if options.follow_links:
            limits = FollowLimits(hosts, settings.fetch_follow_depth, settings.fetch_follow_limit)
            following = _follow_live_index(manifest, settings.data_dir, before, limits)
        followed = [link.source() for link in following.followed]
        sources = select_sources(manifest, followed, options.only, follow=options.follow_links)
        if following.followed != before:
            write_followed(folder, following.followed)
        progress.on_total(len(sources))
        with Client(settings, hosts, clock, progress.on_wait) as client:
            downloader = Downloader(client, folder, settings, clock, progress.on_bytes)
            results = tuple(_fetch_each(sources, downloader, folder, settings.corpus_dir / LIBRARY, progress))
    new = {link.id for link in following.followed} - {link.id for link in before}
    return FetchRun(results, len(new), following.remaining, following.problem)


def select_sources(
    manifest: Manifest, followed: Sequence[Source], only: Sequence[str], *, follow: bool
) -> tuple[Source, ...]:
    """Return the manifest's sources that are to be fetched and, with `follow`, the followed ones.

    `only` keeps those with one of these ids, or with their page on one of these hosts; a followed source can be named
    by its id without `follow` too. Raise CorpusError for a name that matches nothing.
    """
    default = tuple(source for source in manifest.sources if source.text == "fetch")
    default += tuple(followed) if follow else ()
    if not only:
        return default
    names = {name.strip().lower() for name in only}
    selected = {source.id: source for source in default if _names(source) & names}
    selected |= {source.id: source for source in followed if source.id in names}
    unknown = names.difference(*(_names(source) for source in selected.values()))
    if unknown:
        raise CorpusError(_unknown_name(min(unknown), manifest))
    return tuple(selected.values())


def remedy_for(source: Source, library: Path, status: int | None) -> str:
    """Return what a person can do about a source that failed: look for a new address, or add the file by hand."""
    by_hand = f"put the file into {library} as {source.id}.pdf"
    if status in GONE:
        return f"Look for its new address, and correct `page` in manifest.toml; or {by_hand}. It was {source.url}"
    return f"Open {source.url} in a browser, save what you see there and {by_hand}."


def _names(source: Source) -> set[str]:
    """Return what a source can be named by: its id and its host."""
    parts = split_url(source.url or "")
    return {source.id, parts.hostname or ""} if parts else {source.id}


def _unknown_name(name: str, manifest: Manifest) -> str:
    if name in manifest.by_id:
        state = manifest.by_id[name].text
        return f'{name} cannot be fetched: its text is "{state}" in the manifest, and would have to be "fetch".'
    return f"--only {name}: no source that can be fetched has this id, and none has its page on such a host."


def _allowed_hosts(manifest: Manifest, settings: Settings) -> tuple[Host, ...]:
    try:
        listed = tuple(parse_host(host) for host in manifest.allowed_hosts)
    except ValueError as error:
        raise CorpusError(f"In manifest.toml, allowed_hosts: {error}; write names such as www.example.org") from error
    return (*listed, *settings.fetch_hosts, *settings.fetch_private_hosts)


def _follow_live_index(
    manifest: Manifest, data: Path, before: tuple[FollowedLink, ...], limits: FollowLimits
) -> FollowResult:
    """Follow the links of the live generation's documents."""
    try:
        documents = open_generation(live_folder(data)).documents
    except IndexUnavailable as error:
        return FollowResult(before, problem=str(error))
    return follow_links(tuple(documents.values()), manifest.sources, before, limits)


def _fetch_each(
    sources: Iterable[Source], downloader: Downloader, folder: Path, library: Path, progress: FetchProgress
) -> Iterator[FetchResult]:
    """Fetch one source after another; the state file is complete after each."""
    states = read_state(folder)
    for source in sources:
        progress.on_start(source)
        before = states.get(source.id, SourceState())
        result = _fetch_one(source, before, downloader, library)
        states[source.id] = result.state
        write_state(folder, states)
        if before.copy and result.state.copy and before.copy.file != result.state.copy.file:
            (folder / before.copy.file).unlink(missing_ok=True)
        progress.on_result(result)
        yield result


def _fetch_one(source: Source, before: SourceState, downloader: Downloader, library: Path) -> FetchResult:
    """Fetch one source; whatever goes wrong with it does not stop the others."""
    status = None
    try:
        copy = downloader.download(source, before.copy)
    except FetchError as error:
        status = error.status
        reason = f"{error} {remedy_for(source, library, status)}"
    except OSError as error:
        reason = f"Its copy cannot be written ({error.strerror}). Make room in the data folder and fetch again."
    else:
        if before.copy is None:
            return FetchResult(source, "new", SourceState(copy))
        return FetchResult(source, "unchanged" if copy.sha256 == before.copy.sha256 else "changed", SourceState(copy))
    failure = Failure(reason, downloader.timestamp(), status)
    return FetchResult(source, "failed", SourceState(before.copy, failure))
