"""How sources refer to each other: by the manifest's own word, and by the links found in their texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from indexer.records.reading import Link
from indexer.records.source import Source
from service.pages.citation import web_address
from service.search.protocol import Stats


@dataclass(frozen=True, slots=True)
class Related:
    """What refers to a source, what it refers to, and which of our texts are about it, or it is about."""

    linked_from: tuple[Source, ...]
    links_to: tuple[Source, ...]
    elsewhere: tuple[Link, ...]
    stood_in_by: tuple[Source, ...]
    stands_in_for: tuple[Source, ...]


def all_sources(stats: Stats) -> dict[str, Source]:
    """Every source by id: the manifest's, then those of files that it does not know."""
    known = {source.id: source for source in stats.sources}
    return known | {document.id: document.source for document in stats.documents}


def related(source: Source, stats: Stats) -> Related:
    """The relations of one source."""
    sources = all_sources(stats)
    at = _by_address(sources.values())
    links = {document.id: document.links for document in stats.documents}
    linking = {identity for identity, found in links.items() if source in _targets(found, at)}
    named = {each.id for each in sources.values() if source.id in each.linked_from}
    targets = {each.id for each in _targets(links.get(source.id, ()), at)}
    return Related(
        linked_from=_chosen(sources, {*source.linked_from, *linking} - {source.id}),
        links_to=_chosen(sources, {*named, *targets} - {source.id}),
        elsewhere=_elsewhere(links.get(source.id, ()), at),
        stood_in_by=_chosen(sources, {each.id for each in sources.values() if source.id in each.stands_in_for}),
        stands_in_for=_chosen(sources, set(source.stands_in_for)),
    )


def _chosen(sources: Mapping[str, Source], ids: set[str]) -> tuple[Source, ...]:
    return tuple(source for identity, source in sources.items() if identity in ids)


def _key(address: str) -> str:
    """An address without what does not tell pages apart: scheme, `www.`, a slash at the end, a fragment."""
    parts = urlsplit(address)
    return (
        parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    )


def _by_address(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """The official sources that are at each address."""
    found: dict[str, list[Source]] = {}
    for source in sources:
        if source.official and (address := web_address(source.page)):
            found.setdefault(_key(address), []).append(source)
    return found


def _targets(links: Iterable[Link], at: Mapping[str, list[Source]]) -> list[Source]:
    return [source for link in links if web_address(link.address) for source in at.get(_key(link.address), ())]


def _elsewhere(links: Iterable[Link], at: Mapping[str, list[Source]]) -> tuple[Link, ...]:
    """The links to pages of the web that are no source, one of each."""
    found = {link.address: link for link in reversed([*links]) if web_address(link.address)}
    return tuple(link for address, link in reversed(found.items()) if _key(address) not in at)
