"""Plans an index, and builds the segments of its documents that the cache does not have, in several processes."""

import hashlib
import logging
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

from msgspec.structs import replace

from indexer.corpus.files import InputFile
from indexer.corpus.manifest import Manifest
from indexer.corpus.source_resolver import BriefingMode, SourceResolver
from indexer.errors import BuildError, LimitReached, ReadingError
from indexer.read.read_ahead import Outcome
from indexer.read.sandbox.isolation import die_with_parent
from indexer.records.document import Document, SkippedFile
from indexer.records.source import Source
from indexer.segments.limits import DocumentLimits, limited
from indexer.segments.segment import SegmentCache
from indexer.segments.segment_builder import ReadDocument, SegmentBuilder

MAX_PROCESSES = 2
MIN_PARALLEL_CHARS = 400_000
"""The characters of text that are indexed in this process before others are started, which takes half a second."""

_log = logging.getLogger(__name__)


class Progress(Protocol):
    """Callbacks of a build: the number of files, each file before and after reading, and as indexed or left out.

    `on_start` is called from the threads that read.
    """

    def on_total(self, total: int) -> None: ...
    def on_start(self, file: InputFile) -> None: ...
    def on_read(self, file: InputFile) -> None: ...
    def on_done(self, file: InputFile, passages: int, problem: SkippedFile | None) -> None: ...


_Result = TypeVar("_Result")

OnDone = Callable[[InputFile, int, SkippedFile | None], None]


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document of the index: its file, its source, the digest of the file and the key of its segment."""

    file: InputFile
    source: Source
    sha256: str
    key: str

    def complete(self, document: Document) -> Document:
        """Return the document of a segment with everything of its source and file that is no part of the key."""
        read = document.source
        origins = {**self.source.origins, **read.origins}
        source = replace(self.source, languages=read.languages, countries=read.countries, origins=origins)
        return replace(
            document,
            source=source,
            file=self.file.name,
            sha256=self.sha256,
            file_url=self.file.url or "",
            page_url=self.file.page_url,
            fetched_on=self.file.fetched_on,
        )


class Plan:
    """The documents of an index in order, and the files that are left out.

    `fingerprint` is the digest of everything, besides readings and sources, that decides what segments hold.
    """

    def __init__(self, manifest: Manifest, briefing: BriefingMode, fingerprint: str) -> None:
        self._resolver = SourceResolver(manifest, briefing)
        self._fingerprint = fingerprint
        self.documents: list[PlannedDocument] = []
        self.skipped: list[SkippedFile] = []
        self.reused_passages = 0

    @property
    def superseded(self) -> list[str]:
        """The ids of the briefing documents that official ones replace."""
        return self._resolver.superseded

    def add(
        self, file: InputFile, outcome: Outcome | SkippedFile, on_done: OnDone
    ) -> tuple[PlannedDocument, ReadDocument] | None:
        """Add the next file's document and return it; None where the file is left out, after `on_done` was called."""
        if isinstance(outcome, ReadingError):
            outcome = SkippedFile(file.name, outcome.stage, str(outcome))
        if isinstance(outcome, SkippedFile):
            self.skipped.append(outcome)
            on_done(file, 0, outcome)
            return None
        source = self._resolver.resolve(file, outcome.title, outcome.description)
        if source is None:
            on_done(file, 0, None)
            return None
        read = ReadDocument(source, file.url, outcome.encoded_reading, outcome.size)
        key = hashlib.sha256(self._fingerprint.encode() + b"\n" + read.fingerprint()).hexdigest()
        self.documents.append(PlannedDocument(file, source, outcome.sha256, key))
        return self.documents[-1], read


def build_segments(
    files: Iterable[tuple[InputFile, Outcome]],
    new_plan: Callable[[], Plan],
    cache: SegmentCache,
    workers: "SegmentWorkers",
    progress: Progress,
) -> Plan:
    """Plan an index of these files and build the missing segments into the cache; return the plan.

    Where a document cannot be indexed, all is planned again without it, because it may have replaced others; `files`
    are iterated over each time. Raise BuildError.
    """
    failed: dict[Path, SkippedFile] = {}
    done: set[InputFile] = set()

    def on_done(file: InputFile, passages: int, problem: SkippedFile | None = None) -> None:
        if file not in done:
            done.add(file)
            progress.on_done(file, passages, problem)

    while True:
        plan = new_plan()
        failures = dict(_build_missing(files, plan, failed, cache, workers, progress.on_read, on_done))
        if not failures:
            return plan
        failed |= failures


def _build_missing(
    files: Iterable[tuple[InputFile, Outcome]],
    plan: Plan,
    failed: Mapping[Path, SkippedFile],
    cache: SegmentCache,
    workers: "SegmentWorkers",
    on_read: Callable[[InputFile], None],
    on_done: OnDone,
) -> Iterator[tuple[Path, SkippedFile]]:
    """Fill a plan, and build the segments that are missing; yield the files whose documents cannot be divided."""
    pending: deque[tuple[InputFile, str, ReadDocument, Future[int | str]]] = deque()

    def next_failure() -> Iterator[tuple[Path, SkippedFile]]:
        file, key, read, future = pending.popleft()
        result = workers.finish(key, read, future)
        if isinstance(result, str):
            yield file.path, SkippedFile(file.name, "split", result)
        else:
            on_done(file, result, None)

    for file, outcome in files:
        on_read(file)
        planned = plan.add(file, failed.get(file.path, outcome), on_done)
        if planned is None:
            continue
        document, read = planned
        count = cache.count_passages(document.key)
        if count is None:
            pending.append((file, document.key, read, workers.submit(document.key, read)))
        else:
            plan.reused_passages += count
            on_done(file, count, None)
        if len(pending) > 2 * workers.processes:
            yield from next_failure()
    while pending:
        yield from next_failure()


def result_of(future: "Future[_Result]") -> _Result:
    """Return what a task in another process returned. Raise BuildError where it ended early or could not write."""
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise BuildError(
            "A process that builds the index ended before it was done; there may be too little memory."
            " The index stays as it was."
        ) from error
    except OSError as error:
        raise BuildError(f"A part of the index could not be written ({error}). The index stays as it was.") from error


class SegmentWorkers:
    """Builds segments into a cache: the first ones in this process, more of them in others, which take other tasks too.

    Processes are spawned, because forking a process that has threads is unsafe.
    """

    def __init__(
        self,
        builder: SegmentBuilder,
        cache: SegmentCache,
        processes: int | None = None,
        min_parallel_chars: int | None = None,
        limits: DocumentLimits | None = None,
    ) -> None:
        self.processes = processes or min(MAX_PROCESSES, available_processors())
        self._work = (builder, cache, limits or DocumentLimits())
        self._left = MIN_PARALLEL_CHARS if min_parallel_chars is None else min_parallel_chars
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._executor:
            self._executor.shutdown(cancel_futures=True)

    def submit(self, key: str, read: ReadDocument) -> "Future[int | str]":
        """Build a segment; the future has the number of its passages, or why the document cannot be indexed."""
        if self._left < read.size and self.processes > 1 and self._executor is None:
            self._executor = self._start()
        if self._executor:
            return self._submit(_build_in_worker, key, read)
        self._left -= read.size
        return _run_here(_build, *self._work, key, read)

    def finish(self, key: str, read: ReadDocument, future: "Future[int | str]") -> int | str:
        """Return the result of a future of `submit`.

        Where a process ended early, any document that was in the others' hands may be the cause: each is built once
        more in a process for it alone. Raise BuildError where a segment could not be written.
        """
        if not isinstance(future.exception(), BrokenProcessPool):
            return result_of(future)
        alone = self._start(1)
        if alone is None:
            return result_of(_run_here(_build, *self._work, key, read))
        with alone:
            again = alone.submit(_build_in_worker, key, read)
            if not isinstance(again.exception(), BrokenProcessPool):
                return result_of(again)
        _log.warning("A process ended while it indexed %s.", read.source.id)
        return (
            "made the process that indexes it end, for which there may be too little memory; split it and add the"
            " parts, or give the machine more memory"
        )

    def warm_up(self) -> None:
        """Start another process, if there may be one, so that `run` need not wait until it has imported its modules."""
        self.run(_do_nothing)

    def run(self, task: Callable[..., None], *arguments: object) -> "Future[None]":
        """Run a task of some seconds in another process, or in this one where there is no other."""
        if self._executor is None and self.processes > 1:
            self._executor = self._start()
        if self._executor:
            return self._submit(task, *arguments)
        return _run_here(task, *arguments)

    def _submit(self, task: Callable[..., _Result], *arguments: object) -> "Future[_Result]":
        """Submit a task to the other processes; start new ones where one has ended already, for then all have."""
        assert self._executor is not None  # noqa: S101 - tells the type checker what the callers have seen
        try:
            return self._executor.submit(task, *arguments)
        except BrokenProcessPool:
            self._executor = self._start()
            return self._executor.submit(task, *arguments) if self._executor else _run_here(task, *arguments)

    def _start(self, processes: int | None = None) -> ProcessPoolExecutor | None:
        """Start the other processes; None where the system has no semaphores to share with them."""
        try:
            return ProcessPoolExecutor(
                processes or self.processes,
                multiprocessing.get_context("spawn"),
                initializer=_initialize_worker,
                initargs=(os.getpid(), *self._work),
            )
        except (ImportError, OSError) as error:
            _log.warning("The index is built in one process, because others cannot be started (%s).", error)
            self.processes = 1
            return None


def _run_here(task: Callable[..., _Result], *arguments: object) -> "Future[_Result]":
    """Run a task in this process; return its future."""
    future: Future[_Result] = Future()
    try:
        future.set_result(task(*arguments))
    except OSError as error:
        future.set_exception(error)
    return future


def available_processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # only Linux reports the affinity
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _build(
    builder: SegmentBuilder, cache: SegmentCache, limits: DocumentLimits, key: str, read: ReadDocument
) -> int | str:
    """Build a segment into the cache; return the number of its passages, or why the document cannot be indexed."""
    try:
        with limited(limits, read.size):
            segment = builder.build(read)
    except LimitReached as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - the edge that isolates one document: it must not cost the others
        _log.exception("%s could not be divided into passages", read.source.id)
        return f"hit an internal error ({type(error).__name__}: {error}); please report it with the file"
    cache.store(key, segment)
    return len(segment.passages)


_worker: tuple[SegmentBuilder, SegmentCache, DocumentLimits]
"""What a worker process builds with, set when it starts."""


def _initialize_worker(parent: int, builder: SegmentBuilder, cache: SegmentCache, limits: DocumentLimits) -> None:
    global _worker  # noqa: PLW0603 - executors give their initializers no other place
    if sys.platform == "linux":
        die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build is interrupted, and ends its workers
    _worker = builder, cache, limits


def _do_nothing() -> None:
    """Return at once, in a process that is ready for tasks."""


def _build_in_worker(key: str, read: ReadDocument) -> int | str:
    return _build(*_worker, key, read)
