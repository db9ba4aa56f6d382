"""What a build takes from fetching: the followed sources, and the copies of all that were fetched."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from indexer.corpus.manifest import Manifest
from indexer.fetch.state import (
    FOLLOWED,
    Copy,
    FollowedLink,
    SourceState,
    fetched_folder,
    read_followed,
    read_state,
)
from indexer.fetch.urls import url_key
from indexer.records.source import Source


@dataclass(frozen=True, slots=True)
class FetchedCopy:
    """The file of a fetched source and its URL. `followed` is true where the manifest does not list the source."""

    path: Path
    source: Source
    followed: bool
    url: str


def followed_file(data: Path) -> Path:
    """Return the path of the list of followed links; it need not exist."""
    return fetched_folder(data) / FOLLOWED


def with_followed(manifest: Manifest, data: Path) -> Manifest:
    """Return the manifest with the followed sources behind its own, the nearest first.

    Those that the manifest itself lists by now, by id or URL, are left out. One whose copy has the same bytes as
    another's is that other under a second URL, and only adds who links to it.
    """
    folder = fetched_folder(data)
    states = read_state(folder)
    sources = {source.id: source for source in manifest.sources}
    pages = {url_key(source.url) for source in manifest.sources if source.url}
    owners = {copy.sha256: source.id for source in manifest.sources if (copy := _copy(source, states))}
    for followed in read_followed(folder):
        if followed.id in sources or url_key(followed.url) in pages:
            continue
        copy = _copy(followed.source(), states)
        owner = owners.setdefault(copy.sha256, followed.id) if copy else followed.id
        sources[owner] = _linked(sources[owner], followed) if owner in sources else followed.source()
    return Manifest(tuple(sources.values()), manifest.allowed_hosts)


def fetched_copies(manifest: Manifest, data: Path) -> Iterator[FetchedCopy]:
    """Yield the copies of the manifest's sources, followed ones included, in its order."""
    folder = fetched_folder(data)
    states = read_state(folder)
    followed = {each.id for each in read_followed(folder)}
    for source in manifest.sources:
        copy = _copy(source, states)
        if copy and (folder / copy.file).is_file():
            yield FetchedCopy(folder / copy.file, source, source.id in followed, copy.final_url)


def _copy(source: Source, states: Mapping[str, SourceState]) -> Copy | None:
    """Return the source's copy, if it is one of its present URL."""
    state = states.get(source.id)
    copy = state.copy if state else None
    return copy if copy and source.text == "fetch" and copy.requested_url == source.url else None


def _linked(source: Source, followed: FollowedLink) -> Source:
    linked = dict.fromkeys((*source.linked_from, *followed.linked_from))
    return replace(source, linked_from=tuple(each for each in linked if each != source.id))
