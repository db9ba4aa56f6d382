"""Builds a generation: finds files, reads and prepares them, writes them, verifies the whole, makes it live."""

import json
import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from indexer.corpus_files import FoundFile, corpus_files, digest, given_files
from indexer.errors import BuildError, CorpusError, IndexUnavailable, ReadingError
from indexer.fetch.copies import followed_file, with_followed
from indexer.index_writer import IndexWriter
from indexer.links import note_links
from indexer.manifest import Manifest, load_manifest
from indexer.prepare import Briefing, Preparer
from indexer.read.limits import Limits
from indexer.read.reader import read_file
from indexer.records.document import Skipped
from indexer.records.reading import Reading
from indexer.records.site import SiteText
from indexer.records.status_note import StatusNote
from indexer.records.taxonomy import Taxonomy
from indexer.settings import IndexerSettings
from indexer.site import load_site
from indexer.statement_tags import tag_statements
from indexer.statements.extract import Extractor
from indexer.statements.record_writer import RecordWriter
from indexer.statements.rule_files import StatementRules, load_statement_rules, rule_files
from indexer.status_notes import load_notes, status_files
from indexer.store.document_file import write_documents, write_sources
from indexer.store.folders import build_lock, live_folder, new_folder, publish
from indexer.store.generation import TAXONOMY
from indexer.store.meta import Meta, read_meta, write_meta
from indexer.store.schema import SCHEMA_VERSION
from indexer.store.site_file import write_site
from indexer.store.status_file import write_notes
from indexer.store.verify import verify
from indexer.tags import Tagger
from indexer.taxonomy import load_taxonomy, taxonomy_to_json

_log = logging.getLogger(__name__)

PIPELINE = ("read/1", "layout/1", "passages/1", "tags/1", "statements/1", "analysis/1")
"""The steps that make a generation with their versions, as stamped into meta.json."""

RULES = "rules"
"""The folder of a corpus that holds the rules by which statements are found."""

READERS = 2
"""How many files are read at the same time, each in a process of its own."""


class Progress(Protocol):
    """Hears how a build comes along."""

    def found(self, total: int) -> None: ...
    def done(self, file: FoundFile, passages: int, problem: Skipped | None) -> None: ...


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a build is made from; `data_files` are the files of it that are not documents.

    The manifest has the followed sources behind its own.
    """

    data_files: tuple[Path, ...]
    manifest: Manifest
    taxonomy: Taxonomy
    site: SiteText
    rules: StatementRules
    notes: tuple[StatusNote, ...]
    files: tuple[FoundFile, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """The outcome of a build."""

    folder: Path
    meta: Meta


def load_corpus(settings: IndexerSettings, given: Sequence[Path] = ()) -> Corpus:
    """The corpus's data and the files to read. Raises CorpusError, also for a given path that does not exist."""
    for path in given:
        if not path.exists():
            raise CorpusError(f"There is no file or folder at {path}. Check the path after --source.")
    data_files = [settings.corpus / name for name in ("taxonomy.toml", "manifest.toml", "site.toml")]
    taxonomy = load_taxonomy(data_files[0])
    manifest = with_followed(load_manifest(data_files[1], taxonomy), settings.data)
    site = load_site(data_files[2], taxonomy)
    data_files += [path for path in (followed_file(settings.data),) if path.is_file()]
    rules = load_statement_rules(settings.corpus / RULES)
    data_files += rule_files(settings.corpus / RULES)
    notes = load_notes(status_files(settings.corpus))
    data_files += status_files(settings.corpus)
    where = (settings.corpus, manifest, settings.data)
    files = given_files(given, *where) if given else corpus_files(*where)
    return Corpus(tuple(data_files), manifest, taxonomy, site, rules, notes, tuple(files))


def is_current(corpus: Corpus, data: Path, briefing: Briefing = "auto") -> bool:
    """Whether the live generation was made from just this corpus, by just these steps."""
    try:
        return read_meta(live_folder(data)).corpus == _digest(corpus, briefing)
    except IndexUnavailable:
        return False


def build(
    corpus: Corpus, data: Path, progress: Progress, *, briefing: Briefing = "auto", limits: Limits | None = None
) -> Built:
    """Builds a generation from a corpus and makes it live. The one that was live stays until this is done.

    A file that cannot be read is skipped and said so in the meta data. Raises BuildInProgress, and BuildError
    where nothing can be indexed or the new generation fails its verification.
    """
    with build_lock(data):
        started = datetime.now(UTC)
        made_from = _digest(corpus, briefing)
        folder = new_folder(data, started.strftime("%Y%m%dT%H%M%S%fZ"))
        preparer = Preparer(corpus.manifest, Tagger(corpus.taxonomy), briefing)
        progress.found(len(corpus.files))
        with IndexWriter(folder, corpus.taxonomy) as writer, RecordWriter(folder) as records:
            stages = _Stages(preparer, Extractor(corpus.rules), writer, records)
            skipped = _write_all(corpus, stages, progress, limits or Limits())
        if not writer.documents:
            reasons = "; ".join(f"{each.file} {each.reason}" for each in skipped[:3]) or "There was no file to read."
            raise BuildError(f"No document could be indexed, so the index stays as it was. {reasons}")
        sources, documents = note_links(corpus.manifest.sources, writer.documents)
        write_sources(folder, sources)
        write_documents(folder, documents)
        write_site(folder, corpus.site)
        write_notes(folder, corpus.notes)
        taxonomy = json.dumps(taxonomy_to_json(corpus.taxonomy), ensure_ascii=False)
        (folder / TAXONOMY).write_text(taxonomy, encoding="utf-8")
        meta = Meta(
            schema=SCHEMA_VERSION,
            pipeline=PIPELINE,
            corpus=made_from,
            built=started.isoformat(timespec="seconds"),
            documents=len(writer.documents),
            passages=writer.count,
            statements=records.statements,
            figures=records.figures,
            languages=writer.languages,
            skipped=tuple(skipped),
            stepped_aside=tuple(preparer.stepped_aside),
        )
        write_meta(folder, meta)
        verify(folder)
        return Built(publish(data, folder), meta)


@dataclass(frozen=True, slots=True)
class _Stages:
    """What a file goes through once it is read."""

    preparer: Preparer
    extractor: Extractor
    writer: IndexWriter
    records: RecordWriter


def _write_all(corpus: Corpus, stages: _Stages, progress: Progress, limits: Limits) -> list[Skipped]:
    """Writes every file that can be read, the official ones first, and gives those that cannot."""
    skipped = []
    official = [file for file in corpus.files if file.source is None or file.source.official]
    ours = [file for file in corpus.files if file.source is not None and not file.source.official]
    for file, outcome in _read_all([*official, *ours], limits):
        before = stages.writer.count
        problem = _write(file, outcome, stages)
        if problem:
            skipped.append(problem)
        progress.done(file, stages.writer.count - before, problem)
    return skipped


def _write(file: FoundFile, outcome: Reading | ReadingError, stages: _Stages) -> Skipped | None:
    """Prepares and writes one file that was read, or says why it is skipped."""
    if isinstance(outcome, ReadingError):
        return Skipped(file.path.name, outcome.stage, str(outcome))
    try:
        prepared = stages.preparer.prepare(file, outcome, stages.writer.count)
        records = stages.extractor.extract(prepared.passages) if prepared else None
    except Exception as error:  # noqa: BLE001 - the edge that isolates one document: it must not cost the others
        _log.exception("%s could not be divided into passages", file.path)
        reason = f"met a fault of this program ({type(error).__name__}: {error}); please report it with the file"
        return Skipped(file.path.name, "divide", reason)
    if prepared and records:
        passages = tag_statements(prepared.passages, records.statements)
        stages.writer.add(prepared.document, prepared.pages, passages)
        stages.records.add(records)
    return None


def _read_all(files: Sequence[FoundFile], limits: Limits) -> Iterator[tuple[FoundFile, Reading | ReadingError]]:
    """Reads the files, a few at a time, and gives them in their order."""

    def read(file: FoundFile) -> Reading | ReadingError:
        try:
            reading = read_file(file.path, limits)
        except ReadingError as error:
            return error
        if not reading.blocks:
            return ReadingError("has no text that can be indexed; look at the file and replace it")
        return reading

    with ThreadPoolExecutor(READERS) as readers:
        yield from zip(files, readers.map(read, files), strict=True)


def _digest(corpus: Corpus, briefing: Briefing) -> str:
    return digest((*PIPELINE, briefing), (*corpus.data_files, *(file.path for file in corpus.files)))
