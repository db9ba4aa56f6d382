"""What a build takes from fetching: the followed sources, and the copies of all that were fetched."""

import dataclasses
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
from indexer.records.description import Description, Stated
from indexer.records.source import Source


@dataclass(frozen=True, slots=True)
class FetchedCopy:
    """The file of a fetched source and its copy's state.

    `followed` is true where the manifest lists no such source, `is_tool` where one of its sources lists it as a tool.
    `page` is what the publication's page says of it.
    """

    path: Path
    source: Source
    copy: Copy
    followed: bool = False
    is_tool: bool = False

    @property
    def page(self) -> Description:
        year, publisher = self.copy.page_year, self.copy.page_publisher
        return Description(
            publisher=Stated(publisher, "landing page") if publisher else None,
            year=Stated(str(year), "landing page") if year else None,
        )


def followed_file(data: Path) -> Path:
    """Return the path of the list of followed links; it need not exist."""
    return fetched_folder(data) / FOLLOWED


def with_followed(manifest: Manifest, data: Path) -> Manifest:
    """Return the manifest with the followed sources behind its own, the nearest first.

    Those that the manifest itself lists by now, by id or URL, are left out. One whose copy has the same bytes as
    another's is that other under a second URL, and only adds who links to it. A tool of an index page is about the
    countries and sectors of the index.
    """
    folder = fetched_folder(data)
    states = read_state(folder)
    sources = {source.id: source for source in manifest.sources}
    copies = {source.id: copy for source in manifest.sources if (copy := _copy(source, states))}
    urls = ((source.url, *(copies[source.id].urls if source.id in copies else ())) for source in manifest.sources)
    pages = {url_key(url) for each in urls for url in each if url}
    owners = {copy.sha256: source_id for source_id, copy in copies.items()}
    for followed in read_followed(folder):
        if followed.id in sources or url_key(followed.url) in pages:
            continue
        copy = _copy(followed.source(), states)
        owner = owners.setdefault(copy.sha256, followed.id) if copy else followed.id
        sources[owner] = _linked(sources[owner], followed) if owner in sources else _described(followed, copy, sources)
    return dataclasses.replace(manifest, sources=tuple(sources.values()))


def fetched_copies(manifest: Manifest, data: Path) -> Iterator[FetchedCopy]:
    """Yield the copies of the manifest's sources, followed ones included, in its order, and the same bytes once."""
    folder = fetched_folder(data)
    states = read_state(folder)
    followed = {each.id: each for each in read_followed(folder)}
    seen = set()
    for source in manifest.sources:
        copy = _copy(source, states)
        if copy and copy.sha256 not in seen and (folder / copy.file).is_file():
            seen.add(copy.sha256)
            link = followed.get(source.id)
            is_tool = link is not None and link.part_of in manifest.by_id.keys() - followed.keys()
            yield FetchedCopy(folder / copy.file, source, copy, link is not None, is_tool)


def _copy(source: Source, states: Mapping[str, SourceState]) -> Copy | None:
    """Return the source's copy, if it is one of its present URL."""
    state = states.get(source.id)
    copy = state.copy if state else None
    return copy if copy and source.text == "fetch" and copy.requested_url == source.url else None


def _described(followed: FollowedLink, copy: Copy | None, sources: Mapping[str, Source]) -> Source:
    """Return a followed link as a source, with the title that its page gives it, and what it has from its index."""
    source = followed.source()
    index = sources.get(followed.part_of)
    if copy and copy.page_title:
        source = replace(source, title=copy.page_title)
    return replace(source, countries=index.countries, sectors=index.sectors) if index else source


def _linked(source: Source, followed: FollowedLink) -> Source:
    linked = dict.fromkeys((*source.linked_from, *followed.linked_from))
    return replace(source, linked_from=tuple(each for each in linked if each != source.id))
