"""What became of one source in a run of fetching."""

from dataclasses import dataclass
from typing import Literal

from indexer.fetch.state import SourceState
from indexer.records.source import Source

FetchStatus = Literal["new", "changed", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class FetchResult:
    """A source, what became of it, and what the ledger now says of it."""

    source: Source
    status: FetchStatus
    state: SourceState
