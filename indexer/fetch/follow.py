"""Takes up the links of indexed documents: each that leads to an allowed host and to nothing known is a new source."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urldefrag

from indexer.fetch.followed import FollowedLink
from indexer.fetch.hosts import Host, any_covers
from indexer.fetch.urls import MAX_URL_LENGTH, PORTS, id_for_url, is_descriptive, split_url, url_key
from indexer.records.document import Document
from indexer.records.source import Source


@dataclass(frozen=True, slots=True)
class FollowLimits:
    """How far following goes: to which hosts, how many links from the corpus, and how many new ones in one run."""

    hosts: Sequence[Host]
    depth: int
    most: int


@dataclass(frozen=True, slots=True)
class FollowResult:
    """All links taken up so far, how many more were left for a later run, or why none could be looked at."""

    followed: tuple[FollowedLink, ...]
    remaining: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A link in one document, as many links away from the corpus as `depth` says."""

    document: str
    address: str
    words: str
    depth: int


def follow_links(
    documents: Sequence[Document], sources: Iterable[Source], before: Iterable[FollowedLink], bounds: FollowLimits
) -> FollowResult:
    """Brings the links taken up before up to date, and takes up those that the documents add.

    A link to the page of one of `sources`, the manifest's, is left to that source. Texts of our own are not followed:
    their links are not the publisher's.
    """
    ids = {source.id for source in sources} | {document.id for document in documents}
    owned = {url_key(source.page) for source in sources if source.page}
    found = {key: each for each in before if (key := url_key(each.page)) not in owned}
    ids |= {each.id for each in found.values()}
    room, left = len(found) + bounds.most, set()
    depths = {each.id: each.depth for each in found.values()}
    for sighting in _sightings(documents, depths, bounds):
        key = url_key(sighting.address)
        if key in found:
            found[key] = _seen_again(found[key], sighting)
        elif key not in owned and len(found) < room:
            found[key] = _taken_up(sighting, ids)
            ids.add(found[key].id)
        elif key not in owned:
            left.add(key)
    return FollowResult(tuple(found.values()), len(left))


def _sightings(documents: Iterable[Document], depths: Mapping[str, int], bounds: FollowLimits) -> Iterator[_Sighting]:
    """The links that may be followed, in the order of the documents."""
    for document in documents:
        depth = depths.get(document.id, 0) + 1
        if not document.source.official or depth > bounds.depth:
            continue
        for link in document.links:
            parts = split_url(link.address)
            if parts is None or len(link.address) > MAX_URL_LENGTH:
                continue
            if any_covers(bounds.hosts, parts.hostname or "", parts.port or PORTS[parts.scheme]):
                yield _Sighting(document.id, urldefrag(link.address.strip()).url, link.anchor, depth)


def _taken_up(sighting: _Sighting, ids: set[str]) -> FollowedLink:
    return FollowedLink(
        id=id_for_url(sighting.address, sighting.words, ids),
        title=_title(sighting),
        page=sighting.address,
        linked_from=(sighting.document,),
        depth=sighting.depth,
    )


def _seen_again(followed: FollowedLink, sighting: _Sighting) -> FollowedLink:
    """With what one more link to the same address adds; a document's link to itself adds nothing."""
    if sighting.document == followed.id:
        return followed
    return replace(
        followed,
        title=followed.title or _title(sighting),
        linked_from=tuple(dict.fromkeys((*followed.linked_from, sighting.document))),
        depth=min(followed.depth, sighting.depth),
    )


def _title(sighting: _Sighting) -> str | None:
    return " ".join(sighting.words.split()) if is_descriptive(sighting.words) else None
