"""Builds a generation: builds the segments that are missing, writes the generation, verifies it, makes it live."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from indexer.analysis.language_registry import (
    LANGUAGES_FOLDER,
    activate,
    active_languages,
    language_files,
    load_languages,
    shared_languages,
)
from indexer.corpus.files import InputFile, corpus_files, files_at_paths, files_digest
from indexer.corpus.manifest import Manifest, load_manifest
from indexer.corpus.site import load_site
from indexer.corpus.source_resolver import BriefingMode
from indexer.corpus.status_notes import load_status_notes, status_files
from indexer.corpus.taxonomy import load_taxonomy
from indexer.corpus.thesaurus import load_thesaurus
from indexer.documents.document_builder import add_backlinks
from indexer.errors import BuildError, CorpusError, IndexUnavailable
from indexer.fetch.copies import followed_file, with_followed
from indexer.index.folders import build_lock, live_folder, new_folder, publish
from indexer.index.generation_writer import GenerationWriter
from indexer.index.meta import Meta, read_meta
from indexer.index.verify import verify
from indexer.read.cache import ReadingCache, reading_version
from indexer.read.read_ahead import FileReader
from indexer.read.sandbox.limits import Limits
from indexer.records.site import SiteText
from indexer.records.status_note import StatusNote
from indexer.records.taxonomy import Taxonomy
from indexer.records.thesaurus import Thesaurus
from indexer.segments.build_segments import Plan, Progress, SegmentWorkers, build_segments
from indexer.segments.build_version import build_version
from indexer.segments.segment import SegmentCache
from indexer.segments.segment_builder import SegmentBuilder
from indexer.settings import Settings
from indexer.statements.rules import StatementRules, load_statement_rules, rule_files

RULES = "rules"
"""The folder of a corpus that holds the rules by which statements are found."""


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a build is made from; `data_files` are the files of it that are not documents.

    The manifest has the followed sources behind its own. `rules_digest` is that of the files of rules.
    """

    data_files: tuple[Path, ...]
    manifest: Manifest
    taxonomy: Taxonomy
    site: SiteText
    rules: StatementRules
    rules_digest: str
    notes: tuple[StatusNote, ...]
    thesaurus: Thesaurus
    files: tuple[InputFile, ...]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The outcome of a build.

    `reused_files` counts the files whose reading was cached, `reused_passages` the passages that were indexed before.
    """

    folder: Path
    meta: Meta
    reused_files: int = 0
    reused_passages: int = 0


def load_corpus(settings: Settings, given: Sequence[Path] = ()) -> Corpus:
    """Load the corpus's data and list the files to read; from now on, texts are analyzed by its languages.

    Raises CorpusError, also for a given path that does not exist.
    """
    for path in given:
        if not path.exists():
            raise CorpusError(f"There is no file or folder at {path}. Check the path after --source.")
    data_files = [settings.corpus_dir / name for name in ("taxonomy.toml", "manifest.toml", "site.toml")]
    activate(load_languages(settings.corpus_dir / LANGUAGES_FOLDER))
    data_files += language_files(settings.corpus_dir / LANGUAGES_FOLDER)
    taxonomy = load_taxonomy(data_files[0])
    manifest = with_followed(load_manifest(data_files[1], taxonomy), settings.data_dir)
    site = load_site(data_files[2], taxonomy)
    thesaurus_file = settings.corpus_dir / "thesaurus.toml"
    data_files += [path for path in (thesaurus_file, followed_file(settings.data_dir)) if path.is_file()]
    rules = load_statement_rules(settings.corpus_dir / RULES)
    rules_digest = files_digest((), rule_files(settings.corpus_dir / RULES))
    data_files += rule_files(settings.corpus_dir / RULES)
    notes = load_status_notes(status_files(settings.corpus_dir))
    data_files += status_files(settings.corpus_dir)
    where = (settings.corpus_dir, manifest, settings.data_dir)
    files = files_at_paths(given, *where) if given else corpus_files(*where)
    given_data = (tuple(data_files), manifest, taxonomy, site)
    return Corpus(*given_data, rules, rules_digest, notes, load_thesaurus(thesaurus_file), tuple(files))


def is_current(corpus: Corpus, data: Path, briefing: BriefingMode = "auto", limits: Limits = DEFAULT_LIMITS) -> bool:
    """Whether the live generation was made from just this corpus, by just these steps within these limits."""
    try:
        return read_meta(live_folder(data)).corpus == _fingerprint(corpus, briefing, limits)
    except IndexUnavailable:
        return False


def build(
    corpus: Corpus,
    data: Path,
    progress: Progress,
    *,
    briefing: BriefingMode = "auto",
    limits: Limits = DEFAULT_LIMITS,
    on_file_started: Callable[[InputFile], None] = lambda _: None,
    processes: int | None = None,
) -> BuildResult:
    """Build a generation from a corpus and make it live. The one that was live stays until this is done.

    `on_file_started` is called before each file is read, from reader threads. Segments are built in that many
    `processes`; by default one for each processor, up to two, if there is enough text.
    A file that cannot be read is skipped, and the meta data say why. Raise BuildInProgress, and BuildError
    where nothing can be indexed or the new generation fails its verification.
    """
    with build_lock(data):
        started = datetime.now(UTC)
        folder = new_folder(data, started.strftime("%Y%m%dT%H%M%S%fZ"))
        cache = SegmentCache(data)
        reader = FileReader(_in_order(corpus.files), data, limits, on_file_started)
        progress.on_total(len(corpus.files))
        with shared_languages():
            plan = _build_segments(corpus, briefing, reader, cache, progress, processes)
        if not plan.documents:
            reasons = "; ".join(f"{each.file} {each.reason}" for each in plan.skipped[:3])
            reasons = reasons or "There was no file to read."
            raise BuildError(f"No document could be indexed, so the index stays as it was. {reasons}")
        with GenerationWriter(folder, corpus.taxonomy) as writer:
            for planned in plan.documents:
                segment = cache.load(planned.key)
                if segment is None:
                    raise BuildError(
                        f"The segment of {planned.source.id} was damaged while the index was built. Try again."
                    )
                writer.add(segment)
        complete = [planned.complete(each) for planned, each in zip(plan.documents, writer.documents, strict=True)]
        sources, documents = add_backlinks(corpus.manifest.sources, complete)
        meta = writer.write_metadata(
            fingerprint=_fingerprint(corpus, briefing, limits),
            built=started,
            sources=sources,
            documents=documents,
            site=corpus.site,
            notes=corpus.notes,
            thesaurus=corpus.thesaurus,
            skipped=plan.skipped,
            stepped_aside=plan.stepped_aside,
        )
        verify(folder)
        ReadingCache(data).prune()
        published = publish(data, folder)
        cache.prune({planned.key for planned in plan.documents})
        return BuildResult(published, meta, reader.reused, plan.reused_passages)


def _build_segments(
    corpus: Corpus,
    briefing: BriefingMode,
    reader: FileReader,
    cache: SegmentCache,
    progress: Progress,
    processes: int | None,
) -> Plan:
    """Have the segments of all documents in the cache."""
    fingerprint = _segment_fingerprint(corpus)

    def new_plan() -> Plan:
        return Plan(corpus.manifest, briefing, fingerprint)

    builder = SegmentBuilder(corpus.taxonomy, corpus.rules)
    with SegmentWorkers(builder, cache, processes) as workers:
        return build_segments(reader, new_plan, cache, workers, progress)


def _in_order(files: Sequence[InputFile]) -> list[InputFile]:
    """Return the official files first: a file that one of them replaces must come after it."""
    return sorted(files, key=lambda file: file.source is not None and not file.source.official)


def _segment_fingerprint(corpus: Corpus) -> str:
    """Return a digest of everything, besides a reading and its source, that decides what a segment holds."""
    parts = [
        build_version(),
        active_languages().digest,
        msgspec.json.encode(corpus.taxonomy).decode(),
        corpus.rules_digest,
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _fingerprint(corpus: Corpus, briefing: BriefingMode, limits: Limits) -> str:
    """Return a digest of everything that decides what a generation holds."""
    steps = (build_version(), reading_version(), briefing, str(limits))
    return files_digest(steps, (*corpus.data_files, *(file.path for file in corpus.files)))
