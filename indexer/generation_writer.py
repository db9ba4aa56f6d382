"""Writes a whole generation into an empty folder: its documents one by one, then what is said of all of them."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from indexer.index_writer import IndexWriter
from indexer.records.document import Document, Skipped
from indexer.records.passage import Passage
from indexer.records.site import SiteText
from indexer.records.source import Source
from indexer.records.status_note import StatusNote
from indexer.records.taxonomy import Taxonomy
from indexer.records.thesaurus import Thesaurus
from indexer.statements.extract import Records
from indexer.statements.record_writer import RecordWriter
from indexer.store.document_file import write_documents, write_sources
from indexer.store.generation import TAXONOMY
from indexer.store.meta import Meta, write_meta
from indexer.store.schema import SCHEMA_VERSION
from indexer.store.site_file import write_site
from indexer.store.status_file import write_notes
from indexer.store.thesaurus_file import write_thesaurus
from indexer.taxonomy import taxonomy_to_json

PIPELINE = ("read/2", "layout/1", "passages/1", "tags/1", "statements/1", "analysis/4")
"""The steps that make a generation with their versions, as stamped into meta.json."""


class GenerationWriter:
    """Documents are added in the order of the index; once the context is left, `seal` writes the rest."""

    def __init__(self, folder: Path, taxonomy: Taxonomy) -> None:
        self._folder = folder
        self._taxonomy = taxonomy
        self._index = IndexWriter(folder, taxonomy)
        self._records = RecordWriter(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._records.__exit__(kind, error, trace)
        self._index.__exit__(kind, error, trace)

    @property
    def count(self) -> int:
        """The number of passages added, which is the ordinal of the next."""
        return self._index.count

    @property
    def documents(self) -> Sequence[Document]:
        """The documents added."""
        return self._index.documents

    def add(
        self, document: Document, pages: dict[int, str], passages: Sequence[Passage], records: Records | None = None
    ) -> None:
        """Adds a document, the stored text of its pages, its passages, and the records found in them."""
        self._index.add(document, pages, passages)
        if records:
            self._records.add(records)

    def seal(
        self,
        made_from: str,
        built: datetime,
        *,
        sources: Sequence[Source] | None = None,
        documents: Sequence[Document] | None = None,
        site: SiteText | None = None,
        notes: Sequence[StatusNote] = (),
        thesaurus: Thesaurus | None = None,
        skipped: Sequence[Skipped] = (),
        stepped_aside: Sequence[str] = (),
    ) -> Meta:
        """Writes documents, sources, texts of the site, notes, thesaurus, taxonomy and stamp; gives the stamp.

        `made_from` is a digest of the corpus. `documents` are those added, where more has become known of them since;
        `sources` are those of the documents where none are given.
        """
        documents = self.documents if documents is None else documents
        write_sources(self._folder, [document.source for document in documents] if sources is None else sources)
        write_documents(self._folder, documents)
        write_site(self._folder, site or SiteText())
        write_notes(self._folder, notes)
        write_thesaurus(self._folder, thesaurus or Thesaurus())
        taxonomy = json.dumps(taxonomy_to_json(self._taxonomy), ensure_ascii=False)
        (self._folder / TAXONOMY).write_text(taxonomy, encoding="utf-8")
        meta = Meta(
            schema=SCHEMA_VERSION,
            pipeline=PIPELINE,
            corpus=made_from,
            built=built.isoformat(timespec="seconds"),
            documents=len(documents),
            passages=self.count,
            statements=self._records.statements,
            figures=self._records.figures,
            languages=self._index.languages,
            skipped=tuple(skipped),
            stepped_aside=tuple(stepped_aside),
        )
        write_meta(self._folder, meta)
        return meta
