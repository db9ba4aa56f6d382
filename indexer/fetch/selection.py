"""Which sources a run fetches."""

from collections.abc import Sequence

from indexer.corpus.manifest import Manifest
from indexer.errors import CorpusError
from indexer.fetch.urls import split_url
from indexer.records.source import Source


def select_sources(
    manifest: Manifest, followed: Sequence[Source], only: Sequence[str], *, follow: bool
) -> tuple[Source, ...]:
    """The manifest's sources that are to be fetched and, with `follow`, the followed ones.

    `only` keeps those with one of these ids, or with their page on one of these hosts; a followed source can be named
    by its id without `follow` too. Raises CorpusError for a name that fits nothing.
    """
    usual = tuple(source for source in manifest.sources if source.text == "fetch")
    usual += tuple(followed) if follow else ()
    if not only:
        return usual
    wanted = {name.strip().lower() for name in only}
    chosen = {source.id: source for source in usual if _names(source) & wanted}
    chosen |= {source.id: source for source in followed if source.id in wanted}
    unknown = wanted.difference(*(_names(source) for source in chosen.values()))
    if unknown:
        raise CorpusError(_unknown(min(unknown), manifest))
    return tuple(chosen.values())


def _names(source: Source) -> set[str]:
    """What a source can be named by: its id and its host."""
    parts = split_url(source.page or "")
    return {source.id, parts.hostname or ""} if parts else {source.id}


def _unknown(name: str, manifest: Manifest) -> str:
    if name in manifest.by_id:
        state = manifest.by_id[name].text
        return f'{name} cannot be fetched: its text is "{state}" in the manifest, and would have to be "fetch".'
    return f"--only {name}: no source that can be fetched has this id, and none has its page on such a host."
