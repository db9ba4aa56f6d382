"""Writes a whole generation into an empty folder, from the segments of its documents."""

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from indexer.analysis.language_registry import LANGUAGES_FILE, active_languages
from indexer.index.facet_file import Values, combined_facets, facet_values, write_facets
from indexer.index.generation import DEMOTED, DOCUMENTS, IDS, SITE, SOURCES, STATUS_NOTES, TAXONOMY, THESAURUS, WHOOSH
from indexer.index.image_file import IMAGE, Image, write_manifest
from indexer.index.image_writer import ImageWriter
from indexer.index.meta import Meta, write_meta
from indexer.index.page_file import PageWriter
from indexer.index.passage_file import PassageWriter
from indexer.index.record_file import write_json
from indexer.index.schema import SCHEMA_VERSION
from indexer.index.whoosh_writer import write_whoosh
from indexer.read.cache import reading_version
from indexer.records.document import Document, SkippedFile
from indexer.records.site import SiteText
from indexer.records.source import Source
from indexer.records.status_note import StatusNote
from indexer.records.taxonomy import Taxonomy
from indexer.records.thesaurus import Thesaurus
from indexer.segments.build_version import build_version
from indexer.segments.segment import DocumentSegment
from indexer.statements.extract import DocumentRecords
from indexer.statements.record_writer import RecordWriters


class GenerationWriter:
    """Writes documents in the order of the index; once the context is left, `write_metadata` writes the rest."""

    def __init__(self, folder: Path, taxonomy: Taxonomy) -> None:
        self._folder = folder
        self._taxonomy = taxonomy
        self._passages = PassageWriter(folder)
        self._records = RecordWriters(folder)
        self._pages = PageWriter(folder)
        self._image = ImageWriter()
        self._documents: list[Document] = []
        self._ids: list[str] = []
        self._demoted: list[int] = []
        self._facets: list[Values] = []
        self._languages = Counter[str]()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with ExitStack() as files:
            for each in (self._passages, self._records, self._pages):
                files.callback(each.close)
        if error is None:
            self._finish()

    @property
    def count(self) -> int:
        """Return the number of passages added, which is the ordinal of the next."""
        return self._passages.count

    @property
    def documents(self) -> Sequence[Document]:
        """Return the documents added, in order."""
        return self._documents

    def add(self, segment: DocumentSegment) -> None:
        """Add the next document."""
        document = segment.document.with_first(self.count)
        self._documents.append(document)
        self._pages.add(document.id, segment.pages)
        self._records.add(DocumentRecords(segment.statements, segment.figures))
        for passage in segment.passages:
            if passage.demoted:
                self._demoted.append(self.count)
            self._passages.add(passage)
            self._ids.append(passage.id)
            self._facets.append(facet_values(self._taxonomy, passage, document))
            self._languages[passage.language] += 1
        self._image.add(segment)

    def write_metadata(
        self,
        taxonomy: Taxonomy,
        fingerprint: str,
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
        """Write documents, sources, texts of the site, notes, thesaurus, taxonomy and meta data; return the latter.

        `fingerprint` is a digest of everything that the generation is made from. `documents` are those that were added,
        if more has become known of them since; `sources` are those of the documents if none are given.
        """
        folder = self._folder
        documents = self._documents if documents is None else documents
        sources = [document.source for document in documents] if sources is None else sources
        write_json(folder / SOURCES, sources)
        write_json(folder / DOCUMENTS, documents)
        write_json(folder / SITE, site or SiteText())
        write_json(folder / STATUS_NOTES, notes)
        write_json(folder / THESAURUS, thesaurus or Thesaurus())
        write_json(folder / TAXONOMY, taxonomy)
        (folder / LANGUAGES_FILE).write_bytes(active_languages().to_json())
        meta = Meta(
            schema=SCHEMA_VERSION,
            pipeline=(f"readers/{reading_version()}", f"indexer/{build_version()}"),
            corpus=fingerprint,
            built=built.isoformat(timespec="seconds"),
            documents=len(documents),
            passages=self.count,
            statements=self._records.statements,
            figures=self._records.figures,
            languages=tuple(sorted(self._languages, key=lambda code: (-self._languages[code], code))),
            skipped=tuple(skipped),
            stepped_aside=tuple(stepped_aside),
        )
        write_meta(folder, meta)
        return meta

    def _finish(self) -> None:
        """Write what is made of all documents: facets, ids, the image, and the Whoosh index."""
        folder = self._folder
        write_facets(folder, combined_facets(self._taxonomy), self._facets)
        (folder / IDS).write_text("\n".join(self._ids), encoding="utf-8")
        (folder / DEMOTED).write_text("\n".join(map(str, self._demoted)), encoding="ascii")
        lengths = self._image.write(folder)
        means = {name: float(each.mean()) if each.any() else 1.0 for name, each in lengths.items()}
        segments = write_manifest(folder / IMAGE, means, self.count)
        (folder / WHOOSH).mkdir()
        write_whoosh(folder / WHOOSH, Image(folder / IMAGE, segments), segments, lengths)
