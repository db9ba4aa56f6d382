"""Makes portions out of readings: lays out, divides, tags, extracts, analyses and writes their documents."""

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.documents.document_maker import DocumentMaker, PreparedDocument
from indexer.documents.statement_tags import tag_statements
from indexer.documents.tagging import Tagger
from indexer.read.sandbox import protocol as wire
from indexer.records.passage import Passage
from indexer.records.source import Source
from indexer.records.taxonomy import Taxonomy
from indexer.segments.passage_terms import ContextTerms
from indexer.segments.segment import Portion, portion_name
from indexer.segments.segment_writer import PortionWriter
from indexer.statements.extract import DocumentRecords, Extractor
from indexer.statements.rules import StatementRules

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Item:
    """A document to be made: its source, where its file is from, and what the reading child answered.

    `size` is the number of characters of its text.
    """

    source: Source
    address: str | None
    answer: bytes
    size: int

    def made_from(self) -> bytes:
        """A digest of all that decides what is made of it, together with code, taxonomy and rules."""
        source = self.source
        named = [source.id, source.title, source.kind, source.languages, source.countries, source.sectors]
        answered = hashlib.sha256(self.answer).hexdigest()
        return json.dumps([named, self.address, answered]).encode()


@dataclass(frozen=True, slots=True)
class Task:
    """A portion to be made in a folder of portions, of these documents. `made_from` is its digest."""

    portions: Path
    made_from: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """The portion made, or, where documents could not be divided, why not, by id: then there is none."""

    portion: Portion | None
    failed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong with a whole portion in another process, in a line and in full."""

    reason: str
    trace: str


class Maker:
    """Makes portions by one taxonomy and one set of rules."""

    def __init__(self, taxonomy: Taxonomy, rules: StatementRules) -> None:
        self._preparer = DocumentMaker(Tagger(taxonomy))
        self._extractor = Extractor(rules)
        self._context = ContextTerms(taxonomy)

    def make(self, task: Task) -> Made:
        """Makes and writes a portion."""
        failed: dict[str, str] = {}
        ready = list(self._divided(task.items, failed))
        if failed:
            return Made(None, failed)
        writer = PortionWriter(task.portions, self._context, portion_name(task.made_from))
        for prepared, passages, records in ready:
            writer.add(prepared.document, prepared.pages, passages, records)
        return Made(writer.finish(task.made_from), {})

    def _divided(
        self, items: tuple[Item, ...], failed: dict[str, str]
    ) -> Iterator[tuple[PreparedDocument, tuple[Passage, ...], DocumentRecords]]:
        for item in items:
            try:
                prepared = self._preparer.prepare(item.source, wire.decode_reading(item.answer), item.address)
                records = self._extractor.extract(prepared.passages)
            except Exception as error:  # noqa: BLE001 - the edge that isolates one document: it must not cost the others
                _log.exception("%s could not be divided into passages", item.source.id)
                failed[item.source.id] = (
                    f"met a fault of this program ({type(error).__name__}: {error}); please report it with the file"
                )
            else:
                yield prepared, tag_statements(prepared.passages, records.statements), records
