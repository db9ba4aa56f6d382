"""Where the text of a source is, and what to do where it is not here."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from indexer.records.document import Document, SkippedFile
from indexer.records.source import Source
from indexer.records.taxonomy import normalize_name
from service.search.protocol import Stats
from service.web.document_filter import DocumentState

State = Literal["shipped", "added", "waiting", "unknown", "skipped", "aside", "absent"]

LABELS: Mapping[State, str] = {
    "shipped": "Shipped with Verbatim",
    "added": "Added or fetched",
    "waiting": "Text not fetched",
    "unknown": "Address not known",
    "skipped": "Could not be read",
    "aside": "Stepped aside",
    "absent": "Not in this index",
}

LISTED: Mapping[State, DocumentState] = {
    "shipped": "searched",
    "added": "searched",
    "waiting": "waiting",
    "unknown": "unknown",
    "skipped": "waiting",
    "aside": "waiting",
    "absent": "waiting",
}
"""Under which choice of the list a state comes."""


@dataclass(frozen=True, slots=True)
class StateView:
    """The state of a source's text.

    `file` is the file that is indexed or was skipped, else the name under which a file would be taken for this source;
    `reason` is why it was skipped.
    """

    state: State
    file: str
    reason: str = ""

    @property
    def label(self) -> str:
        return LABELS[self.state]

    @property
    def listed(self) -> DocumentState:
        return LISTED[self.state]

    @property
    def searched(self) -> bool:
        return self.listed == "searched"


def source_state(source: Source, document: Document | None, stats: Stats) -> StateView:
    """The state of one source in an index."""
    if document:
        return StateView("shipped" if source.text == "shipped" else "added", document.file)
    if skipped := _skipped(source, stats.skipped):
        return StateView("skipped", skipped.file, skipped.reason)
    wanted = f"{source.id}.pdf"
    if source.id in stats.stepped_aside:
        return StateView("aside", wanted)
    if source.text == "shipped":
        return StateView("absent", wanted)
    return StateView("waiting" if source.text == "fetch" else "unknown", wanted)


def _skipped(source: Source, skipped: tuple[SkippedFile, ...]) -> SkippedFile | None:
    """The file that would have been this source, had it been read."""
    names = {normalize_name(source.id), *([normalize_name(PurePath(source.path).stem)] if source.path else [])}
    return next((each for each in skipped if normalize_name(PurePath(each.file).stem) in names), None)
