"""Follow the links of indexed documents: each to an allowed host and an unknown URL becomes a new source."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag

from msgspec.structs import replace

from indexer.fetch.hosts import Host, any_covers
from indexer.fetch.state import FollowedLink
from indexer.fetch.urls import MAX_URL_LENGTH, PORTS, id_for_url, is_descriptive, split_url, url_key
from indexer.records.document import Document
from indexer.records.source import Source


@dataclass(frozen=True, slots=True)
class FollowLimits:
    """To which hosts links are followed, how many links away from the corpus, and how many new ones in one run."""

    hosts: Sequence[Host]
    depth: int
    max_new: int


@dataclass(frozen=True, slots=True)
class FollowResult:
    """All links followed so far, how many more remain for a later run, or why none could be read."""

    followed: tuple[FollowedLink, ...]
    remaining: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """A link in one document; its target is `depth` links away from the corpus."""

    document: str
    url: str
    text: str
    depth: int


def follow_links(
    documents: Sequence[Document], sources: Iterable[Source], before: Iterable[FollowedLink], limits: FollowLimits
) -> FollowResult:
    """Update the links followed `before`, and add those of the documents.

    Links to the page of one of `sources`, the manifest's, add nothing, nor do links in our own texts, since they are
    not the publisher's.
    """
    ids = {source.id for source in sources} | {document.id for document in documents}
    owned = {url_key(source.url) for source in sources if source.url}
    found = {key: each for each in before if (key := url_key(each.url)) not in owned}
    ids |= {each.id for each in found.values()}
    max_links, remaining = len(found) + limits.max_new, set()
    depths = {each.id: each.depth for each in found.values()}
    for link in _occurrences(documents, depths, limits):
        key = url_key(link.url)
        if key in found:
            found[key] = _merged(found[key], link)
        elif key not in owned and len(found) < max_links:
            found[key] = _new_link(link, ids)
            ids.add(found[key].id)
        elif key not in owned:
            remaining.add(key)
    return FollowResult(tuple(found.values()), len(remaining))


def _occurrences(
    documents: Iterable[Document], depths: Mapping[str, int], limits: FollowLimits
) -> Iterator[_Occurrence]:
    """Yield the links that may be followed, in the order of the documents."""
    for document in documents:
        depth = depths.get(document.id, 0) + 1
        if not document.source.official or depth > limits.depth:
            continue
        for link in document.links:
            parts = split_url(link.url)
            if parts is None or len(link.url) > MAX_URL_LENGTH:
                continue
            if any_covers(limits.hosts, parts.hostname or "", parts.port or PORTS[parts.scheme]):
                yield _Occurrence(document.id, urldefrag(link.url.strip()).url, link.anchor_text, depth)


def _new_link(link: _Occurrence, ids: set[str]) -> FollowedLink:
    return FollowedLink(
        id=id_for_url(link.url, link.text, ids),
        title=_title(link),
        url=link.url,
        linked_from=(link.document,),
        depth=link.depth,
    )


def _merged(followed: FollowedLink, link: _Occurrence) -> FollowedLink:
    """Add one more link to the same URL; a document's link to itself adds nothing."""
    if link.document == followed.id:
        return followed
    return replace(
        followed,
        title=followed.title or _title(link),
        linked_from=tuple(dict.fromkeys((*followed.linked_from, link.document))),
        depth=min(followed.depth, link.depth),
    )


def _title(link: _Occurrence) -> str | None:
    return " ".join(link.text.split()) if is_descriptive(link.text) else None
