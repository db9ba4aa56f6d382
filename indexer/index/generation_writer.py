"""Writes a whole generation into an empty folder: its portions put together, and what is said of all of them."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from indexer.analysis.language_registry import LANGUAGES_FILE, active_languages
from indexer.corpus.taxonomy import taxonomy_to_json
from indexer.index.generation import DOCUMENTS, SITE, SOURCES, STATUS_NOTES, TAXONOMY, THESAURUS
from indexer.index.meta import Meta, write_meta
from indexer.index.record_file import write_json
from indexer.index.schema import SCHEMA_VERSION
from indexer.read.cache import reading_version
from indexer.records.document import Document, SkippedFile
from indexer.records.passage import Passage
from indexer.records.site import SiteText
from indexer.records.source import Source
from indexer.records.status_note import StatusNote
from indexer.records.taxonomy import Taxonomy
from indexer.records.thesaurus import Thesaurus
from indexer.segments.build_version import build_version
from indexer.segments.chunking import Bounds
from indexer.segments.merge import Joined, join
from indexer.segments.passage_terms import ContextTerms
from indexer.segments.segment import PORTIONS, Portion
from indexer.segments.segment_writer import PortionWriter
from indexer.statements.extract import DocumentRecords


def write_metadata(
    folder: Path,
    joined: Joined,
    taxonomy: Taxonomy,
    made_from: str,
    built: datetime,
    *,
    sources: Sequence[Source] | None = None,
    documents: Sequence[Document] | None = None,
    site: SiteText | None = None,
    notes: Sequence[StatusNote] = (),
    thesaurus: Thesaurus | None = None,
    skipped: Sequence[SkippedFile] = (),
    stepped_aside: Sequence[str] = (),
) -> Meta:
    """Writes documents, sources, texts of the site, notes, thesaurus, taxonomy and stamp; gives the stamp.

    `made_from` is a digest of the corpus. `documents` are those that were joined, where more has become known of them
    since; `sources` are those of the documents where none are given.
    """
    documents = joined.documents if documents is None else documents
    sources = [document.source for document in documents] if sources is None else sources
    write_json(folder / SOURCES, sources)
    write_json(folder / DOCUMENTS, documents)
    write_json(folder / SITE, site or SiteText())
    write_json(folder / STATUS_NOTES, notes)
    write_json(folder / THESAURUS, thesaurus or Thesaurus())
    write_json(folder / TAXONOMY, taxonomy_to_json(taxonomy))
    (folder / LANGUAGES_FILE).write_bytes(active_languages().to_json())
    meta = Meta(
        schema=SCHEMA_VERSION,
        pipeline=(f"readers/{reading_version()}", f"indexer/{build_version()}"),
        corpus=made_from,
        built=built.isoformat(timespec="seconds"),
        documents=len(documents),
        passages=joined.passages,
        statements=joined.statements,
        figures=joined.figures,
        languages=joined.languages,
        skipped=tuple(skipped),
        stepped_aside=tuple(stepped_aside),
    )
    write_meta(folder, meta)
    return meta


class GenerationWriter:
    """Writes documents in the order of the index; once the context is left, `write_metadata` writes the rest.

    A build makes its portions elsewhere, out of files.
    """

    def __init__(self, folder: Path, taxonomy: Taxonomy) -> None:
        self._folder = folder
        self._taxonomy = taxonomy
        self._context = ContextTerms(taxonomy)
        self._bounds = Bounds()
        self._portions: list[Portion] = []
        self._open: PortionWriter | None = None
        self._joined: Joined | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._end_portion()
            self._joined = join(self._folder, self._portions)

    @property
    def count(self) -> int:
        """The number of passages added, which is the ordinal of the next."""
        return sum(portion.passages for portion in self._portions) + (self._open.count if self._open else 0)

    def add(
        self,
        document: Document,
        pages: dict[int, str],
        passages: Sequence[Passage],
        records: DocumentRecords | None = None,
    ) -> None:
        """Adds a document, the stored text of its pages, its passages, and the records found in them."""
        if self._open is None:
            self._open = PortionWriter(self._folder / PORTIONS, self._context)
        self._open.add(document, pages, passages, records)
        if self._bounds.ends(document.id, sum(map(len, pages.values()))):
            self._end_portion()

    def write_metadata(self, made_from: str, built: datetime, *, thesaurus: Thesaurus | None = None) -> Meta:
        """Writes what is said of the whole generation; `made_from` is a digest of what it was made from."""
        if self._joined is None:
            raise RuntimeError("a generation is sealed when all its documents are written")
        return write_metadata(self._folder, self._joined, self._taxonomy, made_from, built, thesaurus=thesaurus)

    def _end_portion(self) -> None:
        if self._open:
            self._portions.append(self._open.finish())
            self._open = None
