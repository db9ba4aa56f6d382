"""Builds a generation: finds files, reads and prepares them, writes them, verifies the whole, makes it live."""

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from indexer.corpus_files import FoundFile, corpus_files, digest, given_files
from indexer.errors import BuildError, CorpusError, IndexUnavailable, ReadingError
from indexer.fetch.copies import followed_file, with_followed
from indexer.generation_writer import PIPELINE, GenerationWriter
from indexer.links import note_links
from indexer.manifest import Manifest, load_manifest
from indexer.prepare import Briefing, Preparer
from indexer.read.cache import ReadingCache
from indexer.read.limits import Limits
from indexer.read.version import reading_version
from indexer.records.document import Skipped
from indexer.records.reading import Reading
from indexer.records.site import SiteText
from indexer.records.status_note import StatusNote
from indexer.records.taxonomy import Taxonomy
from indexer.records.thesaurus import Thesaurus
from indexer.settings import IndexerSettings
from indexer.site import load_site
from indexer.statement_tags import tag_statements
from indexer.statements.extract import Extractor
from indexer.statements.rule_files import StatementRules, load_statement_rules, rule_files
from indexer.status_notes import load_notes, status_files
from indexer.store.folders import build_lock, live_folder, new_folder, publish
from indexer.store.meta import Meta, read_meta
from indexer.store.verify import verify
from indexer.tags import Tagger
from indexer.taxonomy import load_taxonomy
from indexer.thesaurus import load_thesaurus

_log = logging.getLogger(__name__)

RULES = "rules"
"""The folder of a corpus that holds the rules by which statements are found."""

READERS = 2
"""How many files are read at the same time, each in a process of its own."""

AHEAD = 2 * READERS
"""How many files are read or being read before the one that is written: memory does not grow with their number."""


class Progress(Protocol):
    """Hears how a build comes along."""

    def found(self, total: int) -> None: ...
    def done(self, file: FoundFile, passages: int, problem: Skipped | None) -> None: ...


DEFAULT = Limits()


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
    thesaurus: Thesaurus
    files: tuple[FoundFile, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """The outcome of a build. `reused` counts the files that had been read before and were not read again."""

    folder: Path
    meta: Meta
    reused: int = 0


def load_corpus(settings: IndexerSettings, given: Sequence[Path] = ()) -> Corpus:
    """The corpus's data and the files to read. Raises CorpusError, also for a given path that does not exist."""
    for path in given:
        if not path.exists():
            raise CorpusError(f"There is no file or folder at {path}. Check the path after --source.")
    data_files = [settings.corpus / name for name in ("taxonomy.toml", "manifest.toml", "site.toml")]
    taxonomy = load_taxonomy(data_files[0])
    manifest = with_followed(load_manifest(data_files[1], taxonomy), settings.data)
    site = load_site(data_files[2], taxonomy)
    thesaurus_file = settings.corpus / "thesaurus.toml"
    data_files += [path for path in (thesaurus_file, followed_file(settings.data)) if path.is_file()]
    rules = load_statement_rules(settings.corpus / RULES)
    data_files += rule_files(settings.corpus / RULES)
    notes = load_notes(status_files(settings.corpus))
    data_files += status_files(settings.corpus)
    where = (settings.corpus, manifest, settings.data)
    files = given_files(given, *where) if given else corpus_files(*where)
    thesaurus = load_thesaurus(thesaurus_file)
    return Corpus(tuple(data_files), manifest, taxonomy, site, rules, notes, thesaurus, tuple(files))


def is_current(corpus: Corpus, data: Path, briefing: Briefing = "auto", limits: Limits = DEFAULT) -> bool:
    """Whether the live generation was made from just this corpus, by just these steps within these limits."""
    try:
        return read_meta(live_folder(data)).corpus == _digest(corpus, briefing, limits)
    except IndexUnavailable:
        return False


def build(
    corpus: Corpus,
    data: Path,
    progress: Progress,
    *,
    briefing: Briefing = "auto",
    limits: Limits = DEFAULT,
    reading: Callable[[FoundFile], None] = lambda _: None,
) -> Built:
    """Builds a generation from a corpus and makes it live. The one that was live stays until this is done.

    `reading` hears of each file when it is about to be read, from the threads that wait for it.
    A file that cannot be read is skipped and said so in the meta data. Raises BuildInProgress, and BuildError
    where nothing can be indexed or the new generation fails its verification.
    """
    with build_lock(data):
        started = datetime.now(UTC)
        made_from = _digest(corpus, briefing, limits)
        folder = new_folder(data, started.strftime("%Y%m%dT%H%M%S%fZ"))
        preparer = Preparer(corpus.manifest, Tagger(corpus.taxonomy), briefing)
        cache = ReadingCache(data)
        progress.found(len(corpus.files))
        with GenerationWriter(folder, corpus.taxonomy) as writer:
            stages = _Stages(preparer, Extractor(corpus.rules), writer)
            outcomes = _read_all(_in_order(corpus.files), cache, limits, reading)
            skipped = _write_all(outcomes, stages, progress)
        if not writer.documents:
            reasons = "; ".join(f"{each.file} {each.reason}" for each in skipped[:3]) or "There was no file to read."
            raise BuildError(f"No document could be indexed, so the index stays as it was. {reasons}")
        sources, documents = note_links(corpus.manifest.sources, writer.documents)
        meta = writer.seal(
            made_from,
            started,
            sources=sources,
            documents=documents,
            site=corpus.site,
            notes=corpus.notes,
            thesaurus=corpus.thesaurus,
            skipped=skipped,
            stepped_aside=preparer.stepped_aside,
        )
        verify(folder)
        cache.prune()
        return Built(publish(data, folder), meta, cache.reused)


def _in_order(files: Sequence[FoundFile]) -> list[FoundFile]:
    """The official files first: what steps aside for them must come after them."""
    return sorted(files, key=lambda file: file.source is not None and not file.source.official)


@dataclass(frozen=True, slots=True)
class _Stages:
    """What a file goes through once it is read."""

    preparer: Preparer
    extractor: Extractor
    writer: GenerationWriter


def _write_all(
    outcomes: Iterator[tuple[FoundFile, Reading | ReadingError]], stages: _Stages, progress: Progress
) -> list[Skipped]:
    """Writes every file that could be read, and gives those that could not."""
    skipped = []
    for file, outcome in outcomes:
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
        stages.writer.add(prepared.document, prepared.pages, passages, records)
    return None


def _read_all(
    files: Sequence[FoundFile], cache: ReadingCache, limits: Limits, started: Callable[[FoundFile], None]
) -> Iterator[tuple[FoundFile, Reading | ReadingError]]:
    """Reads the files, a few at a time, and gives them in their order; few wait to be taken."""

    def read(file: FoundFile) -> Reading | ReadingError:
        started(file)
        try:
            reading = cache.read(file.path, limits)
        except ReadingError as error:
            return error
        if not reading.blocks:
            return ReadingError("has no text that can be indexed; look at the file and replace it")
        return reading

    readers = ThreadPoolExecutor(READERS)
    waiting: deque[tuple[FoundFile, Future[Reading | ReadingError]]] = deque()
    try:
        for file in files:
            waiting.append((file, readers.submit(read, file)))
            if len(waiting) > AHEAD:
                first, outcome = waiting.popleft()
                yield first, outcome.result()
        while waiting:
            first, outcome = waiting.popleft()
            yield first, outcome.result()
    finally:
        readers.shutdown(cancel_futures=True)


def _digest(corpus: Corpus, briefing: Briefing, limits: Limits) -> str:
    steps = (*PIPELINE, reading_version(), briefing, str(limits))
    return digest(steps, (*corpus.data_files, *(file.path for file in corpus.files)))
