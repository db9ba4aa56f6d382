"""Follow the links of indexed documents: each to an allowed host and an unknown URL becomes a new source."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag

from msgspec.structs import replace

from indexer.fetch.hosts import Host, any_covers
from indexer.fetch.link_ranking import Candidate
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
    """A link in one document; its target is `depth` links away from the corpus, and may be a tool of the document."""

    document: str
    url: str
    text: str
    depth: int
    is_tool: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """The manifest's sources, the links followed so far, and the URLs that led to the copy of each, by id."""

    sources: Sequence[Source]
    followed: Sequence[FollowedLink]
    copies: Mapping[str, Sequence[str]]


def follow_links(documents: Sequence[Document], known: Known, limits: FollowLimits) -> FollowResult:
    """Add the links of documents to those followed so far.

    Links to the page of one of the manifest's sources add nothing, nor do links in our own texts, since they are not
    the publisher's.
    """
    depths = {each.id: each.depth for each in known.followed}
    links = _occurrences(documents, depths, limits)
    return _follow(links, known, limits, {document.id for document in documents})


def follow_tools(index: Source, tools: Iterable[Candidate], known: Known, limits: FollowLimits) -> FollowResult:
    """Add the tools that the page of a source lists to the links followed so far."""
    depth = next((each.depth for each in known.followed if each.id == index.id), 0) + 1
    links = (_Occurrence(index.id, urldefrag(tool.url).url, tool.title, depth, is_tool=True) for tool in tools)
    allowed = (link for link in links if depth <= limits.depth and _is_allowed(link.url, limits.hosts))
    return _follow(allowed, known, limits, set())


def _follow(links: Iterable[_Occurrence], known: Known, limits: FollowLimits, ids: set[str]) -> FollowResult:
    """Add links to those followed so far; a URL that led to a copy is that of the copy's source."""
    ids |= {source.id for source in known.sources}
    owned = {url_key(url) for source in known.sources for url in (source.url, *known.copies.get(source.id, ())) if url}
    found = {key: each for each in known.followed if (key := url_key(each.url)) not in owned}
    same = {url_key(url): key for key, each in found.items() for url in known.copies.get(each.id, ())}
    ids |= {each.id for each in found.values()}
    max_links, remaining = len(found) + limits.max_new, set()
    for link in links:
        key = url_key(link.url)
        key = same.get(key, key)
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
            if _is_allowed(link.url, limits.hosts):
                yield _Occurrence(document.id, urldefrag(link.url.strip()).url, link.anchor_text, depth)


def _is_allowed(url: str, hosts: Sequence[Host]) -> bool:
    parts = split_url(url)
    if parts is None or len(url) > MAX_URL_LENGTH:
        return False
    return any_covers(hosts, parts.hostname or "", parts.port or PORTS[parts.scheme])


def _new_link(link: _Occurrence, ids: set[str]) -> FollowedLink:
    return FollowedLink(
        id=id_for_url(link.url, link.text, ids),
        title=_title(link),
        url=link.url,
        linked_from=(link.document,),
        depth=link.depth,
        part_of=link.document if link.is_tool else "",
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
        part_of=followed.part_of or (link.document if link.is_tool else ""),
    )


def _title(link: _Occurrence) -> str | None:
    return " ".join(link.text.split()) if is_descriptive(link.text) else None
