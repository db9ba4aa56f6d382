"""What fetching gives to a build: the sources that were followed, and the copies of all that were fetched."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.corpus.manifest import Manifest
from indexer.fetch.folder import fetched_folder
from indexer.fetch.followed import FOLLOWED, FollowedLink, read_followed
from indexer.fetch.state import Copy, SourceState, read_state
from indexer.fetch.urls import url_key
from indexer.records.source import Source


@dataclass(frozen=True, slots=True)
class FetchedCopy:
    """The file of a fetched source, from an address. `followed` is true where no manifest names the source."""

    path: Path
    source: Source
    followed: bool
    address: str


def followed_file(data: Path) -> Path:
    """The file that says which links were taken up; it need not exist."""
    return fetched_folder(data) / FOLLOWED


def with_followed(manifest: Manifest, data: Path) -> Manifest:
    """The manifest with the followed sources behind its own, the nearest first.

    Those that it has come to name itself, by id or address, are left out. One whose copy has the very bytes of
    another's is that other, under a second address: it only says who else links to it.
    """
    folder = fetched_folder(data)
    ledger = read_state(folder)
    sources = {source.id: source for source in manifest.sources}
    pages = {url_key(source.page) for source in manifest.sources if source.page}
    owners = {copy.sha256: source.id for source in manifest.sources if (copy := _copy(source, ledger))}
    for followed in read_followed(folder):
        if followed.id in sources or url_key(followed.page) in pages:
            continue
        copy = _copy(followed.source(), ledger)
        owner = owners.setdefault(copy.sha256, followed.id) if copy else followed.id
        sources[owner] = _linked(sources[owner], followed) if owner in sources else followed.source()
    return Manifest(tuple(sources.values()), manifest.allowed_hosts)


def fetched_copies(manifest: Manifest, data: Path) -> Iterator[FetchedCopy]:
    """The copies of the manifest's sources, and of the followed ones where `manifest` has them, in its order."""
    folder = fetched_folder(data)
    ledger = read_state(folder)
    followed = {each.id for each in read_followed(folder)}
    for source in manifest.sources:
        copy = _copy(source, ledger)
        if copy and (folder / copy.file).is_file():
            yield FetchedCopy(folder / copy.file, source, source.id in followed, copy.final)


def _copy(source: Source, ledger: Mapping[str, SourceState]) -> Copy | None:
    """The source's copy, if it is one of just its address."""
    entry = ledger.get(source.id)
    return entry.copy if entry and entry.copy and source.text == "fetch" and entry.copy.address == source.page else None


def _linked(source: Source, followed: FollowedLink) -> Source:
    linked = dict.fromkeys((*source.linked_from, *followed.linked_from))
    return replace(source, linked_from=tuple(each for each in linked if each != source.id))
