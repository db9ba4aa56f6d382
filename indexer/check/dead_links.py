"""Which links of documents are known to lead nowhere: fetching has found nothing there, or no address can be so."""

from collections.abc import Iterable, Mapping

from indexer.fetch.state import SourceState
from indexer.fetch.urls import url_key
from indexer.records.reading import Link
from indexer.records.source import Source

GONE = frozenset({404, 410})
"""The statuses with which a host says that there is nothing at an address."""


def dead_addresses(sources: Iterable[Source], ledger: Mapping[str, SourceState]) -> frozenset[str]:
    """The keys of the addresses at which fetching found nothing when it last asked."""
    gone = (source for source in sources if (entry := ledger.get(source.id)) and _is_gone(entry))
    return frozenset(key for source in gone if (key := url_key(source.page or "")) is not None)


def dead_links(links: Iterable[Link], dead: frozenset[str]) -> tuple[str, ...]:
    """The addresses among a document's web links that are dead or malformed, each once."""
    return tuple(dict.fromkeys(link.address for link in links if _is_dead(link.address, dead)))


def _is_gone(entry: SourceState) -> bool:
    return entry.failure is not None and entry.failure.status in GONE


def _is_dead(address: str, dead: frozenset[str]) -> bool:
    if not address.lower().startswith("http"):
        return False
    key = url_key(address)
    return key is None or key in dead or "." not in key.partition("/")[0]
