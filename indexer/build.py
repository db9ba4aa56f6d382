"""Builds a generation: builds the missing segments, writes the generation, verifies it and makes it live."""

import hashlib
from collections.abc import Sequence
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
from indexer.corpus.glossary import GLOSSARY, glossary_files
from indexer.corpus.manifest import Manifest, load_manifest
from indexer.corpus.site import load_site
from indexer.corpus.source_resolver import BriefingMode
from indexer.corpus.status_notes import load_status_notes, status_files
from indexer.corpus.taxonomy import load_taxonomy
from indexer.corpus.thesaurus import load_thesaurus
from indexer.documents.document_builder import add_backlinks
from indexer.errors import BuildError, CorpusError, IndexUnavailable
from indexer.fetch.copies import followed_file, with_followed
from indexer.index.digests import check_digests
from indexer.index.folders import build_lock, live_folder, new_folder, publish, whole_folder
from indexer.index.generation_writer import MIN_PARALLEL_PASSAGES, GenerationWriter
from indexer.index.kept_files import keep_files
from indexer.index.meta import Meta, read_meta
from indexer.index.verify import verify_index, verify_text
from indexer.index.vocabulary import Vocabulary
from indexer.read.cache import ReadingCache, reading_version
from indexer.read.ocr.installed import find_tesseract
from indexer.read.read_ahead import FileReader
from indexer.read.sandbox.limits import Limits
from indexer.records.document import Document
from indexer.records.site import SiteText
from indexer.records.status_note import StatusNote
from indexer.records.taxonomy import Taxonomy
from indexer.records.thesaurus import Thesaurus
from indexer.segments.build_segments import Plan, Progress, SegmentWorkers, build_segments, result_of
from indexer.segments.build_version import build_version
from indexer.segments.limits import DocumentLimits
from indexer.segments.segment import SegmentCache
from indexer.segments.segment_builder import SegmentBuilder
from indexer.settings import Settings
from indexer.statements.rules import StatementRules, load_statement_rules, rule_files

RULES = "rules"
"""The folder of a corpus that holds the rules by which statements are found."""


DEFAULT_LIMITS = Limits()
DEFAULT_DOCUMENT_LIMITS = DocumentLimits()


@dataclass(frozen=True, slots=True)
class Corpus:
    """The input of a build; `data_files` are those of its files that are not documents.

    The manifest has the followed sources after its own. `rules_digest` is that of the files of rules.
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
    `documents` are those of the new generation.
    """

    folder: Path
    meta: Meta
    reused_files: int = 0
    reused_passages: int = 0
    documents: tuple[Document, ...] = ()


def load_corpus(settings: Settings, source_paths: Sequence[Path] = ()) -> Corpus:
    """Load the corpus's data and list the files to read; from now on, texts are analyzed by its languages.

    `source_paths` are files and folders to read instead of the corpus folder. Raise CorpusError, also where one of them
    does not exist.
    """
    for path in source_paths:
        if not path.exists():
            raise CorpusError(f"There is no file or folder at {path}. Check the path after --source.")
        if not (path.is_file() or path.is_dir()):
            raise CorpusError(f"{path} is a device or a pipe. Give a file or folder after --source.")
    folder, data = settings.corpus_dir, settings.data_dir
    if data.exists() and not data.is_dir():
        raise CorpusError(f"{data} is a file. Remove it, or choose another folder (VERBATIM_DATA_DIR), then try again.")
    taxonomy_file, manifest_file, site_file, thesaurus_file = (
        folder / name for name in ("taxonomy.toml", "manifest.toml", "site.toml", "thesaurus.toml")
    )
    activate(load_languages(folder / LANGUAGES_FOLDER))
    taxonomy = load_taxonomy(taxonomy_file)
    manifest = with_followed(load_manifest(manifest_file, taxonomy), data)
    rules, notes = rule_files(folder / RULES), status_files(folder)
    glossary = glossary_files(folder / GLOSSARY)
    optional_files = [path for path in (thesaurus_file, followed_file(data)) if path.is_file()]
    where = (folder, manifest, data)
    return Corpus(
        data_files=(
            *(taxonomy_file, manifest_file, site_file),
            *language_files(folder / LANGUAGES_FOLDER),
            *(*optional_files, *glossary, *rules, *notes),
        ),
        manifest=manifest,
        taxonomy=taxonomy,
        site=load_site(site_file, taxonomy),
        rules=load_statement_rules(folder / RULES),
        rules_digest=files_digest((), rules),
        notes=load_status_notes(notes),
        thesaurus=load_thesaurus(thesaurus_file),
        files=tuple(files_at_paths(source_paths, *where) if source_paths else corpus_files(*where)),
    )


def is_current(
    corpus: Corpus,
    data: Path,
    briefing: BriefingMode = "auto",
    limits: Limits = DEFAULT_LIMITS,
    encoder: str = "",
    document_limits: DocumentLimits = DEFAULT_DOCUMENT_LIMITS,
) -> bool:
    """Return whether the live generation was made from this corpus, by these steps and within these limits.

    One that is damaged is not.
    """
    try:
        steps = (str(limits), str(document_limits), Vocabulary(encoder).digest)
        folder = live_folder(data)
        check_digests(folder)
        return read_meta(folder).corpus == _fingerprint(corpus, briefing, limits, steps)
    except IndexUnavailable:
        return False


def build(
    corpus: Corpus,
    data: Path,
    progress: Progress,
    *,
    briefing: BriefingMode = "auto",
    limits: Limits = DEFAULT_LIMITS,
    document_limits: DocumentLimits = DEFAULT_DOCUMENT_LIMITS,
    processes: int | None = None,
    encoder: str = "",
) -> BuildResult:
    """Build a generation from a corpus and make it live. The previous one stays live until then.

    Segments are built in this number of `processes`; by default one for each processor, up to two, if there is enough
    text. `encoder` is the one of the words' vectors, as in the settings. A file that cannot be read is skipped, and the
    metadata say why. Raise BuildInProgress, and BuildError
    where nothing can be indexed or the new generation fails its verification.
    """
    cache = SegmentCache(data)
    builder = SegmentBuilder(corpus.taxonomy, corpus.rules)
    with (
        build_lock(data),
        shared_languages(),
        SegmentWorkers(builder, cache, processes, limits=document_limits) as workers,
    ):
        started = datetime.now(UTC)
        folder = new_folder(data, started.strftime("%Y%m%dT%H%M%S%fZ"))
        reader = FileReader(_in_order(corpus.files), data, limits, progress.on_start)
        progress.on_total(len(corpus.files))
        fingerprint = _segment_fingerprint(corpus)
        plan = build_segments(reader, lambda: Plan(corpus.manifest, briefing, fingerprint), cache, workers, progress)
        if not plan.documents:
            reasons = "; ".join(f"{each.file} {each.reason}" for each in plan.skipped[:3])
            reasons = reasons or "There was no file to read."
            raise BuildError(f"No document could be indexed, so the index stays as it was. {reasons}")
        if plan.reused_passages >= MIN_PARALLEL_PASSAGES:
            workers.warm_up()
        vocabulary = Vocabulary(encoder, data, workers.run)
        with GenerationWriter(folder, corpus.taxonomy, workers.run, vocabulary) as writer:
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
            fingerprint=_fingerprint(corpus, briefing, limits, (str(limits), str(document_limits), vocabulary.digest)),
            built=started,
            sources=sources,
            documents=documents,
            site=corpus.site,
            notes=corpus.notes,
            thesaurus=corpus.thesaurus,
            skipped=plan.skipped,
            stepped_aside=plan.superseded,
            previous=whole_folder(data),
        )
        generation = verify_text(folder)  # while another process may write the Whoosh index
        if writer.whoosh_written:
            result_of(writer.whoosh_written)
        verify_index(generation)
        keep_files(folder, whole_folder(data), ((each.file.path, each.sha256) for each in plan.documents))
        ReadingCache(data).prune()
        published = publish(data, folder)
        cache.prune({planned.key for planned in plan.documents})
        return BuildResult(published, meta, reader.reused, plan.reused_passages, documents)


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


def _fingerprint(corpus: Corpus, briefing: BriefingMode, limits: Limits, settings: tuple[str, ...]) -> str:
    """Return a digest of everything that decides what a generation holds; `settings` are parts of it."""
    tesseract = find_tesseract() if limits.ocr_seconds else None
    steps = (build_version(), reading_version(), briefing, str(tesseract), *settings)
    return files_digest(steps, (*corpus.data_files, *(file.path for file in corpus.files)))
