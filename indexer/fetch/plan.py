"""What a run fetches: the manifest's sources, the followed links, and the hosts that may be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.corpus.manifest import Manifest
from indexer.errors import CorpusError, IndexUnavailable
from indexer.fetch.follow import FollowLimits, FollowResult, Known, follow_links
from indexer.fetch.hosts import Host, parse_host
from indexer.fetch.state import FollowedLink, SourceState, fetched_folder, read_followed, read_state
from indexer.fetch.urls import split_url
from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from indexer.records.source import Source
from indexer.settings import Settings


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """Whether to fetch only the sources with these ids or on these hosts, and whether to follow links."""

    only: tuple[str, ...] = ()
    follow_links: bool = False


DEFAULT_OPTIONS = FetchOptions()


@dataclass(frozen=True, slots=True)
class FetchPlan:
    """The links followed so far, and the sources to fetch in their order."""

    following: FollowResult
    sources: tuple[Source, ...]


def plan_fetch(manifest: Manifest, settings: Settings, options: FetchOptions) -> FetchPlan:
    """Plan a run; write nothing and ask no host.

    Raise CorpusError where the options name an unknown source, and FetchError where the state is damaged.
    """
    before = read_followed(fetched_folder(settings.data_dir))
    following = FollowResult(before)
    if options.follow_links:
        following = _follow_live_index(manifest, settings.data_dir, before, follow_limits(manifest, settings))
    followed = [link.source() for link in following.followed]
    return FetchPlan(following, select_sources(manifest, followed, options.only, follow=options.follow_links))


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


def allowed_hosts(manifest: Manifest, settings: Settings) -> tuple[Host, ...]:
    """Return the hosts that may be asked. Raise CorpusError where the manifest names one that is none."""
    try:
        listed = tuple(parse_host(host) for host in manifest.allowed_hosts)
    except ValueError as error:
        raise CorpusError(f"In manifest.toml, allowed_hosts: {error}; write names such as www.example.org") from error
    return (*listed, *settings.fetch_hosts, *settings.fetch_private_hosts)


def follow_limits(manifest: Manifest, settings: Settings) -> FollowLimits:
    """Return the limits on following links. Raise CorpusError as `allowed_hosts` does."""
    return FollowLimits(allowed_hosts(manifest, settings), settings.fetch_follow_depth, settings.fetch_follow_limit)


def copy_urls(states: Mapping[str, SourceState]) -> dict[str, tuple[str, ...]]:
    """Return the URLs that led to the copy of each source that has one, by its id."""
    return {source_id: state.copy.urls for source_id, state in states.items() if state.copy}


def _names(source: Source) -> set[str]:
    """Return what a source can be named by: its id and its host."""
    parts = split_url(source.url or "")
    return {source.id, parts.hostname or ""} if parts else {source.id}


def _unknown_name(name: str, manifest: Manifest) -> str:
    if name in manifest.by_id:
        state = manifest.by_id[name].text
        return f'{name} cannot be fetched: its text is "{state}" in the manifest, and would have to be "fetch".'
    return f"--only {name}: no source that can be fetched has this id, and none has its page on such a host."


def _follow_live_index(
    manifest: Manifest, data: Path, before: tuple[FollowedLink, ...], limits: FollowLimits
) -> FollowResult:
    """Follow the links of the live generation's documents."""
    try:
        documents = open_generation(live_folder(data)).documents
    except IndexUnavailable as error:
        return FollowResult(before, problem=str(error))
    known = Known(manifest.sources, before, copy_urls(read_state(fetched_folder(data))))
    return follow_links(tuple(documents.values()), known, limits)
