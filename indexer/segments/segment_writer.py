"""Writes one portion of an index: documents one by one, then its Whoosh segment and its stamp."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from indexer.index.facet_file import facet_values, write_facets
from indexer.index.generation import DEMOTED, DOCUMENTS, IDS
from indexer.index.page_file import PageWriter
from indexer.index.passage_file import PassageWriter
from indexer.index.record_file import write_json
from indexer.index.segment_arrays import write_arrays
from indexer.index.segment_writer import SegmentWriter, write_contents
from indexer.index.sentence_arrays import SentenceArrays
from indexer.index.text_arrays import TextArrays
from indexer.records.document import Document
from indexer.records.passage import Passage
from indexer.segments.passage_terms import ContextTerms, DocumentTerms
from indexer.segments.segment import Portion, file_digests, portion_name, write_stamp
from indexer.statements.extract import DocumentRecords
from indexer.statements.record_writer import RecordWriters

_UNFINISHED = ".unfinished"


class PortionWriter:
    """Writes a portion into a folder of portions. It is there under its name once `finish` has returned."""

    def __init__(self, portions: Path, context: ContextTerms, place: str = "0") -> None:
        self._portions = portions
        self._folder = portions / f"{_UNFINISHED}-{place}"
        self._folder.mkdir(parents=True)
        self._context = context
        self._passages = PassageWriter(self._folder)
        self._records = RecordWriters(self._folder)
        self._segment = SegmentWriter()
        self._texts = TextArrays()
        self._sentences = SentenceArrays()
        self._documents: list[Document] = []
        self._ids: list[str] = []
        self._demoted: list[int] = []
        self._pages = PageWriter(self._folder)
        self._facets: list[Mapping[str, tuple[str, ...]]] = []

    @property
    def count(self) -> int:
        """The number of passages added."""
        return self._passages.count

    def add(
        self, document: Document, pages: Mapping[int, str], passages: Sequence[Passage], records: DocumentRecords | None
    ) -> None:
        """Adds a document, the stored text of its pages, its passages, and the records found in them."""
        terms = DocumentTerms(document, passages[0].language if passages else "en", self._context)
        self._documents.append(document.with_first(self.count))
        self._pages.add(document.id, pages)
        if records:
            self._records.add(records)
        for passage in passages:
            if passage.demoted:
                self._demoted.append(self.count)
            self._passages.add(passage)
            self._ids.append(passage.id)
            self._facets.append(facet_values(passage, document))
            fields, analysis = terms.of(passage)
            self._texts.add(passage.text, analysis)
            tags = [term for term, _ in fields["context"]]
            self._sentences.add(passage, document.source.title, tags, analysis)
            self._segment.add(fields, {"body": analysis.length})

    def finish(self, made_from: str | None = None) -> Portion:
        """Writes what is of the whole portion, and its stamp.

        `made_from` is the digest of all that decides what is in it; without one, that of the passages stands for it.
        """
        folder = self._folder
        self._pages.close()
        self._passages.close()
        self._records.close()
        write_json(folder / DOCUMENTS, self._documents)
        write_facets(folder, self._facets)
        (folder / IDS).write_text("\n".join(self._ids), encoding="utf-8")
        (folder / DEMOTED).write_text("\n".join(map(str, self._demoted)), encoding="ascii")
        if made_from is None:
            made_from = hashlib.sha256(repr(file_digests(folder)).encode()).hexdigest()
        name = portion_name(made_from)
        lengths = self._segment.write(folder, name)
        write_contents(folder, [(name, self.count, lengths)] if self.count else [])
        write_arrays(folder, self._texts, self._sentences)
        documents = {document.id: document.count for document in self._documents}
        records = self._records.statements, self._records.figures
        portion = Portion(made_from, documents, *records, lengths, file_digests(folder))
        write_stamp(folder, portion)
        folder.rename(self._portions / name)
        return portion
