"""The passages that earlier generations held and this one does not, so that links to them can say what was there.

    retired.jsonl, retired.offsets    a `RetiredPassage` per line, those retired last first

A build compares the generation that was live before with the new one. A passage whose id is in both is not retired: its
words are still in the document. One that comes back is retired no longer.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from indexer.errors import IndexUnavailable
from indexer.index.passage_file import IDS
from indexer.index.record_file import RecordFile, RecordWriter, read_json
from indexer.records.document import Document
from indexer.records.passage import Passage, Span

NAME = "retired"

MAX_RETIRED_BYTES = 32_000_000
"""The most bytes of retired passages kept; those retired first are dropped first. About 20,000 passages."""


class RetiredPassage(Struct, frozen=True, array_like=True):
    """A passage as an earlier generation held it.

    `title` is its document's title, `labels` are the numbers printed on the pages of its spans, one for each span.
    `until` is when the first generation without it was built (ISO 8601).
    """

    id: str
    document: str
    title: str
    language: str
    section: tuple[str, ...]
    text: str
    spans: tuple[Span, ...]
    labels: tuple[str, ...]
    until: str


class RetiredFile:
    """The retired passages of a generation by id and by document. May be used from any thread."""

    def __init__(self, folder: Path) -> None:
        self._records = RecordFile(folder, NAME, RetiredPassage) if _is_in(folder) else None
        self._by_id: dict[str, int] = {}
        self._by_document: dict[str, list[int]] = {}
        for number, each in enumerate(self._records or ()):
            self._by_id.setdefault(each.id, number)
            self._by_document.setdefault(each.document, []).append(number)

    def __len__(self) -> int:
        return len(self._records or ())

    def get(self, passage_id: str) -> RetiredPassage | None:
        """Return the retired passage with this id, or None."""
        number = self._by_id.get(passage_id)
        return self._records[number] if self._records and number is not None else None

    def of(self, document: str) -> Iterator[RetiredPassage]:
        """Yield the retired passages of a document, those retired last first."""
        if self._records:
            yield from (self._records[number] for number in self._by_document.get(document, ()))


def write_retired(
    folder: Path, previous: Path | None, ids: Sequence[str], until: str, max_bytes: int = MAX_RETIRED_BYTES
) -> int:
    """Write the retired passages of a new generation with passages of these ids; return their number.

    `previous` is the folder of the generation before it. What another version of the program wrote there and this one
    cannot read is left out: the links to it are lost, but the build goes on.
    """
    alive = set(ids)
    writer = RecordWriter[RetiredPassage](folder, NAME)
    size = 0
    try:
        for each in _candidates(previous, alive, until) if previous else ():
            if each.id in alive:
                continue
            alive.add(each.id)
            size += len(msgspec.json.encode(each))
            if size > max_bytes:
                break
            writer.add(each)
    finally:
        writer.close()
    return writer.count


def _candidates(previous: Path, alive: set[str], until: str) -> Iterator[RetiredPassage]:
    """Yield the passages of a generation that are not `alive`, then those that were retired before it."""
    try:
        found = read_json(previous / "documents.json", tuple[Document, ...])
        documents = {document.id: document for document in found}
        passages = RecordFile(previous, "passages", Passage)
        for ordinal, passage_id in enumerate((previous / IDS).read_text(encoding="utf-8").split()):
            if passage_id not in alive and (passage := passages[ordinal]).document in documents:
                yield _retired(passage, documents[passage.document], until)
    except (OSError, IndexError, msgspec.DecodeError, IndexUnavailable):
        pass
    if _is_in(previous):
        try:
            yield from RecordFile(previous, NAME, RetiredPassage)
        except (OSError, msgspec.DecodeError):
            return


def _retired(passage: Passage, document: Document, until: str) -> RetiredPassage:
    return RetiredPassage(
        id=passage.id,
        document=passage.document,
        title=document.source.title,
        language=passage.language,
        section=passage.section,
        text=passage.text,
        spans=passage.spans,
        labels=tuple(document.label(span.page) for span in passage.spans),
        until=until,
    )


def _is_in(folder: Path) -> bool:
    return (folder / f"{NAME}.offsets").exists()
