"""Writes a whole generation into an empty folder, from the segments of its documents."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from indexer.analysis.language_registry import LANGUAGES_FILE, active_languages
from indexer.index.added import PASSAGES, write_added
from indexer.index.copies import CopyFinder
from indexer.index.facet_file import Values, combined_facets, facet_values, write_facets
from indexer.index.generation import DEMOTED, DOCUMENTS, SITE, SOURCES, STATUS_NOTES, TAXONOMY, THESAURUS, WHOOSH
from indexer.index.image_file import IMAGE, write_checksums
from indexer.index.image_writer import ImageWriter
from indexer.index.meta import Meta, write_meta
from indexer.index.page_file import PageWriter
from indexer.index.passage_file import IDS, PassageWriter
from indexer.index.record_file import RECORD_KINDS, RecordWriter, write_json
from indexer.index.retired import write_retired
from indexer.index.schema import SCHEMA_VERSION
from indexer.index.vocabulary import Vocabulary
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

Run = Callable[..., "Future[None]"]
"""Runs a function with these arguments in another process."""

MIN_PARALLEL_PASSAGES = 5_000
"""From how many passages on the Whoosh index is written in another process, which takes half a second to start."""


class GenerationWriter:
    """Writes documents in the order of the index; once the context is left, `write_metadata` writes the rest.

    With `run`, a large Whoosh index is written in another process; `whoosh_written` is its future. `vocabulary`
    collects the words that get vectors; without one, none do.
    """

    def __init__(
        self, folder: Path, taxonomy: Taxonomy, run: Run | None = None, vocabulary: Vocabulary | None = None
    ) -> None:
        self._run = run
        self._vocabulary = vocabulary
        self._vectors: Mapping[str, int] = {}
        self.whoosh_written: Future[None] | None = None
        self._folder = folder
        self._taxonomy = taxonomy
        self._passages = PassageWriter(folder)
        self._records = {kind: RecordWriter[Any](folder, kind) for kind in RECORD_KINDS}
        self._record_ids: dict[str, list[str]] = {kind: [] for kind in RECORD_KINDS}
        self._pages = PageWriter(folder)
        self._image = ImageWriter()
        self._documents: list[Document] = []
        self._ids: list[str] = []
        self._demoted: list[int] = []
        self._copies = CopyFinder()
        self._facets: list[Values] = []
        self._languages = Counter[str]()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with ExitStack() as files:
            for close in (self._passages.close, self._pages.close, *(each.close for each in self._records.values())):
                files.callback(close)
        if error is None:
            self._finish()

    @property
    def count(self) -> int:
        """The number of passages added, which is the ordinal of the next."""
        return self._passages.count

    @property
    def documents(self) -> Sequence[Document]:
        """The documents added, in order."""
        return self._documents

    def add(self, segment: DocumentSegment) -> None:
        """Add the next document."""
        document = segment.document.with_first_ordinal(self.count)
        self._documents.append(document)
        self._pages.add(document.id, segment.pages)
        for kind, writer in self._records.items():
            for record in getattr(segment.records, kind):
                writer.add(record)
                self._record_ids[kind].append(record.id)
        for passage in segment.passages:
            if passage.demoted:
                self._demoted.append(self.count)
            self._passages.add(passage)
            self._ids.append(passage.id)
            self._facets.append(facet_values(self._taxonomy, passage, document))
            self._languages[passage.language] += 1
            self._copies.add(passage.text)
        self._image.add(segment)
        if self._vocabulary:
            self._vocabulary.add(segment.words)

    def write_metadata(
        self,
        *,
        fingerprint: str,
        built: datetime,
        sources: Sequence[Source],
        documents: Sequence[Document],
        site: SiteText,
        notes: Sequence[StatusNote],
        thesaurus: Thesaurus,
        skipped: Sequence[SkippedFile],
        stepped_aside: Sequence[str],
        previous: Path | None = None,
    ) -> Meta:
        """Write documents, sources, texts of the site, notes, thesaurus, taxonomy and metadata; return the metadata.

        `fingerprint` is a digest of everything that the generation is made from. `documents` are those that were added,
        completed with backlinks. `previous` is the folder of the generation whose missing passages are retired.
        """
        folder = self._folder
        when = built.isoformat(timespec="seconds")
        write_retired(folder, previous, self._ids, when)
        write_added(folder, previous, {PASSAGES: self._ids, **self._record_ids}, when)
        write_json(folder / SOURCES, sources)
        write_json(folder / DOCUMENTS, documents)
        write_json(folder / SITE, site)
        write_json(folder / STATUS_NOTES, notes)
        write_json(folder / THESAURUS, thesaurus)
        write_json(folder / TAXONOMY, self._taxonomy)
        (folder / LANGUAGES_FILE).write_bytes(active_languages().to_json())
        meta = Meta(
            schema=SCHEMA_VERSION,
            pipeline=(f"readers/{reading_version()}", f"indexer/{build_version()}"),
            corpus=fingerprint,
            built=when,
            documents=len(documents),
            passages=self.count,
            **{kind: writer.count for kind, writer in self._records.items()},
            languages=tuple(sorted(self._languages, key=lambda code: (-self._languages[code], code))),
            skipped=tuple(skipped),
            stepped_aside=tuple(stepped_aside),
            encoder=self._vocabulary.digest if self._vectors and self._vocabulary else "",
            vectors=dict(self._vectors),
            briefing_only=not any(document.source.official for document in documents),
        )
        write_meta(folder, meta)
        return meta

    def _finish(self) -> None:
        """Write the files that depend on all documents: facets, ids, the image, the Whoosh index and the vectors."""
        folder = self._folder
        write_facets(folder, combined_facets(self._taxonomy), self._facets)
        (folder / IDS).write_text("\n".join(self._ids), encoding="utf-8")
        (folder / DEMOTED).write_text("\n".join(map(str, self._demoted)), encoding="ascii")
        self._copies.write(folder)
        lengths = self._image.write(folder)
        average_lengths = {name: float(each.mean()) if each.any() else 1.0 for name, each in lengths.items()}
        segments = write_checksums(folder / IMAGE, average_lengths, self.count)
        (folder / WHOOSH).mkdir()
        task = (folder / WHOOSH, folder / IMAGE, segments, lengths)
        if self._run and self.count >= MIN_PARALLEL_PASSAGES:
            self.whoosh_written = self._run(write_whoosh, *task)
        else:
            write_whoosh(*task)
        if self._vocabulary:
            self._vectors = self._vocabulary.write(folder)
