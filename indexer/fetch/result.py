"""What became of one source in a run of fetching."""

from dataclasses import dataclass
from typing import Literal

from indexer.fetch.state import Entry
from indexer.records.source import Source

State = Literal["new", "changed", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A source, what became of it, and what the ledger now says of it."""

    source: Source
    state: State
    entry: Entry
