"""Fetch sources one after another and record the state of each."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from indexer.corpus.files import LIBRARY
from indexer.corpus.manifest import Manifest
from indexer.errors import FetchError
from indexer.fetch.client import Client
from indexer.fetch.download import Downloader
from indexer.fetch.follow import FollowLimits, Known, follow_tools
from indexer.fetch.link_ranking import Candidate
from indexer.fetch.plan import DEFAULT_OPTIONS, FetchOptions, copy_urls, follow_limits, plan_fetch
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
    read_followed,
    read_state,
    write_followed,
    write_state,
)
from indexer.records.source import Source
from indexer.settings import Settings


class FetchProgress(Protocol):
    """Callbacks of a run."""

    def on_total(self, total: int) -> None: ...
    def on_start(self, source: Source) -> None: ...
    def on_bytes(self, size: int, total: int | None) -> None: ...
    def on_wait(self, host: str, seconds: float) -> None: ...
    def on_result(self, result: FetchResult) -> None: ...


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
    limits = follow_limits(manifest, settings)
    with fetch_lock(settings.data_dir) as folder:
        before = read_followed(folder)
        plan = plan_fetch(manifest, settings, options)
        following = plan.following
        if following.followed != before:
            write_followed(folder, following.followed)
        with Client(settings, limits.hosts, clock, progress.on_wait) as client:
            downloader = Downloader(client, folder, settings, clock, progress.on_bytes)
            kinds = PageKinds(manifest.page_kinds, manifest.index_kinds)
            fetcher = PublicationFetcher(downloader, settings.data_dir, settings.read_limits(), kinds)
            crawler = _Crawler(manifest, fetcher, folder, settings.corpus_dir / LIBRARY, limits, following.followed)
            results = tuple(crawler.crawl(plan.sources, before, progress, downloader.timestamp))
    new = {link.id for link in crawler.followed} - {link.id for link in before}
    return FetchRun(results, len(new), following.remaining + crawler.remaining, following.problem)


def remedy_for(source: Source, library: Path, status: int | None) -> str:
    """Return what a person can do about a source that failed: look for a new address, or add the file by hand."""
    by_hand = f"put the file into {library} as {source.id}.pdf"
    if status in GONE:
        return f"Look for its new address, and correct `page` in manifest.toml; or {by_hand}. It was {source.url}"
    return f"Open {source.url} in a browser, save what you see there and {by_hand}."


class _Crawler:
    """Fetches sources from a frontier, the queue of those to come, to which the pages of indexes add their tools.

    `followed` are the links followed so far, `remaining` counts the tools that the limits leave to a later run.
    """

    def __init__(
        self,
        manifest: Manifest,
        fetcher: PublicationFetcher,
        folder: Path,
        library: Path,
        limits: FollowLimits,
        followed: tuple[FollowedLink, ...],
    ) -> None:
        self._manifest = manifest
        self._fetcher = fetcher
        self._folder = folder
        self._library = library
        self._limits = limits
        self._states = read_state(folder)
        self.followed = followed
        self.remaining = 0

    def crawl(
        self,
        sources: Sequence[Source],
        before: Sequence[FollowedLink],
        progress: FetchProgress,
        timestamp: Callable[[], str],
    ) -> Iterator[FetchResult]:
        """Fetch one source after another, each index followed by its tools; the state file is complete after each.

        `before` are the links that were followed before this run, `timestamp` returns the time for the state file.
        """
        frontier, seen = deque(sources), {source.id for source in sources}
        progress.on_total(len(seen))
        while frontier:
            source = frontier.popleft()
            progress.on_start(source)
            result, tools = self._fetch_one(source, timestamp)
            new = [tool for tool in self._follow(source, tools, len(before)) if tool.id not in seen]
            frontier.extendleft(reversed(new))
            seen.update(tool.id for tool in new)
            progress.on_total(len(seen))
            progress.on_result(result)
            yield result

    def _fetch_one(self, source: Source, timestamp: Callable[[], str]) -> tuple[FetchResult, tuple[Candidate, ...]]:
        """Fetch one source; whatever goes wrong with it does not stop the others."""
        before = self._states.get(source.id, SourceState())
        tools: tuple[Candidate, ...] = ()
        status, reason, copy = None, "", before.copy
        try:
            publication = self._fetcher.fetch(source, before.copy)
            copy, tools = self._with_duplicate(source, publication.copy), publication.tools
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

    def _with_duplicate(self, source: Source, copy: Copy) -> Copy:
        """Return a copy that says which of the manifest's sources has the same file, if one does."""
        duplicates = [
            each.id
            for each in self._manifest.sources
            if each.id != source.id
            and (known := self._states.get(each.id))
            and known.copy
            and (known.copy.sha256, known.copy.requested_url) == (copy.sha256, each.url)
        ]
        if source.id not in self._manifest.by_id or not duplicates:
            return copy
        return replace(
            copy, doubts=(*copy.doubts, f"It is the same file as that of {duplicates[0]}, so one is indexed")
        )

    def _follow(self, index: Source, tools: Sequence[Candidate], known_before: int) -> list[Source]:
        """Add the tools of an index to the links followed so far, and return them as sources."""
        if not tools:
            return []
        known = Known(self._manifest.sources, self.followed, copy_urls(self._states))
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
