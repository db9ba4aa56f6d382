"""Fetch the chosen sources one after another and record the state of each."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from indexer.corpus.files import LIBRARY
from indexer.corpus.manifest import Manifest
from indexer.errors import CorpusError, FetchError, IndexUnavailable
from indexer.fetch.client import Client
from indexer.fetch.download import Downloader
from indexer.fetch.follow import FollowLimits, FollowResult, Known, follow_links, follow_tools
from indexer.fetch.hosts import Host, parse_host
from indexer.fetch.landing_page import Candidate
from indexer.fetch.politeness import SYSTEM_CLOCK, Clock
from indexer.fetch.publication import PageKinds, PublicationFetcher
from indexer.fetch.state import (
    GONE,
    Copy,
    Failure,
    FetchResult,
    FetchRun,
    FetchStatus,
    FollowedLink,
    SourceState,
    fetch_lock,
    fetched_folder,
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
    """Fetch the chosen sources, and the tools that their pages list; one that fails keeps its last copy, and its state
    says why.

    Raise CorpusError where the options name an unknown source, FetchInProgress where another process fetches, and
    FetchError where the state of earlier runs is damaged.
    """
    hosts = allowed_hosts(manifest, settings)
    with fetch_lock(settings.data_dir) as folder:
        before = read_followed(folder)
        following, sources = choose(manifest, settings, options)
        if following.followed != before:
            write_followed(folder, following.followed)
        with Client(settings, hosts, clock, progress.on_wait) as client:
            downloader = Downloader(client, folder, settings, clock, progress.on_bytes)
            kinds = PageKinds(manifest.page_kinds, manifest.index_kinds)
            fetcher = PublicationFetcher(downloader, settings.data_dir, settings.read_limits(), kinds)
            limits = FollowLimits(hosts, settings.fetch_follow_depth, settings.fetch_follow_limit)
            run = _Run(manifest, fetcher, folder, settings.corpus_dir / LIBRARY, limits)
            run.followed = following.followed
            results = tuple(run.results(sources, before, progress, downloader.timestamp))
    new = {link.id for link in run.followed} - {link.id for link in before}
    return FetchRun(results, len(new), following.remaining + run.remaining, following.problem)


def choose(manifest: Manifest, settings: Settings, options: FetchOptions) -> tuple[FollowResult, tuple[Source, ...]]:
    """Return the links that are followed and the sources to fetch, with nothing written and no host asked.

    Raise CorpusError where the options name an unknown source, and FetchError where the state is damaged.
    """
    folder = fetched_folder(settings.data_dir)
    before = read_followed(folder)
    following = FollowResult(before)
    if options.follow_links:
        hosts = allowed_hosts(manifest, settings)
        limits = FollowLimits(hosts, settings.fetch_follow_depth, settings.fetch_follow_limit)
        following = _follow_live_index(manifest, settings.data_dir, before, limits)
    followed = [link.source() for link in following.followed]
    return following, select_sources(manifest, followed, options.only, follow=options.follow_links)


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


def allowed_hosts(manifest: Manifest, settings: Settings) -> tuple[Host, ...]:
    """Return the hosts that may be asked. Raise CorpusError where the manifest names one that is none."""
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
    known = Known(manifest.sources, before, _copy_urls(read_state(fetched_folder(data))))
    return follow_links(tuple(documents.values()), known, limits)


def _copy_urls(states: Mapping[str, SourceState]) -> dict[str, tuple[str, ...]]:
    return {identity: state.copy.urls for identity, state in states.items() if state.copy}


class _Run:
    """A run over several sources: their states, and the links followed so far, to which pages of tools add."""

    def __init__(
        self, manifest: Manifest, fetcher: PublicationFetcher, folder: Path, library: Path, limits: FollowLimits
    ) -> None:
        self._manifest = manifest
        self._fetcher = fetcher
        self._folder = folder
        self._library = library
        self._limits = limits
        self._states = read_state(folder)
        self.followed: tuple[FollowedLink, ...] = ()
        self.remaining = 0

    def results(
        self,
        sources: Sequence[Source],
        before: Sequence[FollowedLink],
        progress: FetchProgress,
        timestamp: Callable[[], str],
    ) -> Iterator[FetchResult]:
        """Fetch one source after another, each index followed by its tools; the state file is complete after each."""
        waiting, chosen = deque(sources), {source.id for source in sources}
        progress.on_total(len(chosen))
        while waiting:
            source = waiting.popleft()
            progress.on_start(source)
            result, tools = self._fetch_one(source, timestamp)
            new = [tool for tool in self._follow(source, tools, len(before)) if tool.id not in chosen]
            waiting.extendleft(reversed(new))
            chosen.update(tool.id for tool in new)
            progress.on_total(len(chosen))
            progress.on_result(result)
            yield result

    def _fetch_one(self, source: Source, timestamp: Callable[[], str]) -> tuple[FetchResult, tuple[Candidate, ...]]:
        """Fetch one source; whatever goes wrong with it does not stop the others."""
        before = self._states.get(source.id, SourceState())
        tools: tuple[Candidate, ...] = ()
        status, reason, copy = None, "", before.copy
        try:
            publication = self._fetcher.fetch(source, before.copy)
            copy, tools = self._with_twin(source, publication.copy), publication.tools
        except FetchError as error:
            status = error.status
            reason = f"{error} {remedy_for(source, self._library, status)}"
        except OSError as error:
            reason = f"Its copy cannot be written ({error.strerror}). Make room in the data folder and fetch again."
        after = SourceState(copy, Failure(reason, timestamp(), status) if reason else None)
        self._states[source.id] = after
        write_state(self._folder, self._states)
        if before.copy and copy and before.copy.file != copy.file:
            (self._folder / before.copy.file).unlink(missing_ok=True)
        return FetchResult(source, _status(before.copy, after), after), tools

    def _with_twin(self, source: Source, copy: Copy) -> Copy:
        """Return a copy that says which of the manifest's sources has the same file, if one does."""
        twins = [
            each.id
            for each in self._manifest.sources
            if each.id != source.id
            and (known := self._states.get(each.id))
            and known.copy
            and (known.copy.sha256, known.copy.requested_url) == (copy.sha256, each.url)
        ]
        if source.id not in self._manifest.by_id or not twins:
            return copy
        return replace(copy, doubts=(*copy.doubts, f"It is the same file as that of {twins[0]}, so one is indexed"))

    def _follow(self, index: Source, tools: Sequence[Candidate], known_before: int) -> list[Source]:
        """Add the tools of an index to the links followed so far, and return them as sources."""
        if not tools:
            return []
        known = Known(self._manifest.sources, self.followed, _copy_urls(self._states))
        left = self._limits.max_new - max(0, len(self.followed) - known_before)
        result = follow_tools(index, tools, known, replace(self._limits, max_new=max(0, left)))
        if result.followed != self.followed:
            write_followed(self._folder, result.followed)
        self.followed = result.followed
        self.remaining += result.remaining
        return [link.source() for link in self.followed if link.part_of == index.id]


def _status(before: Copy | None, after: SourceState) -> FetchStatus:
    if after.failure or after.copy is None:
        return "failed"
    if before is None:
        return "new"
    return "unchanged" if after.copy.sha256 == before.sha256 else "changed"
