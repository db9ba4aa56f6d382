"""Segments built here, in other processes, and around documents that are not fit."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.build import Corpus, load_corpus
from indexer.corpus.files import InputFile
from indexer.errors import BuildError
from indexer.read.read_ahead import Outcome, ReadFile
from indexer.read.sandbox.protocol import encode_reading
from indexer.records.reading import Block, PageLabel, Part, Reading
from indexer.records.source import Source
from indexer.segments.build_segments import Plan, SegmentWorkers, build_segments, result_of
from indexer.segments.segment import FOLDER, SegmentCache
from indexer.segments.segment_builder import ReadDocument, SegmentBuilder
from indexer.settings import Settings
from tests.conftest import CORPUS, SilentProgress
from tests.processes import children_of

DOCUMENTS = 6


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The repository's own taxonomy, manifest and rules."""
    return load_corpus(Settings(data_dir=Path("nowhere"), corpus_dir=CORPUS))


@pytest.fixture(scope="module")
def builder(corpus: Corpus) -> SegmentBuilder:
    return SegmentBuilder(corpus.taxonomy, corpus.rules)


def answer(words: str) -> bytes:
    """What the reading child answers for a page with these words."""
    block = Block("paragraph", (Part(1, words),))
    return encode_reading(Reading(None, (PageLabel(1, "1"),), (block,)))


def documents() -> Iterator[tuple[str, ReadDocument]]:
    """The keys of some documents, and the documents as they were read."""
    for number in range(DOCUMENTS):
        words = answer(f"Inspectors visited {number} boats in Namibia and will report by 2026.")
        yield f"key{number}", ReadDocument(Source(f"d{number}", f"Title {number}", "guide"), None, words, 1)


def content(data: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (data / FOLDER).iterdir()}


def test_processes_build_what_is_built_here(tmp_path: Path, builder: SegmentBuilder) -> None:
    """Two processes beside this one write the same bytes."""
    for name, processes in (("here", 1), ("beside", 2)):
        with SegmentWorkers(builder, SegmentCache(tmp_path / name), processes, min_parallel_chars=0) as workers:
            futures = [workers.submit(*document) for document in documents()]
            assert [future.result() for future in futures] == [1] * DOCUMENTS
    assert content(tmp_path / "here") == content(tmp_path / "beside")
    assert len(content(tmp_path / "here")) == DOCUMENTS


@pytest.mark.parametrize("processes", [1, 2])
def test_a_document_that_is_not_fit_costs_only_itself(tmp_path: Path, builder: SegmentBuilder, processes: int) -> None:
    """Wherever it would have been built, the reason is returned, and the others are built."""
    broken = ReadDocument(Source("broken", "Broken", "guide"), None, b"nonsense", 1)
    with SegmentWorkers(builder, SegmentCache(tmp_path), processes, min_parallel_chars=0) as workers:
        futures = [workers.submit(*each) for each in (("broken", broken), *documents())]
        reason, *counts = [future.result() for future in futures]
    assert "internal error" in str(reason)
    assert counts == [1] * DOCUMENTS


def planned(
    corpus: Corpus, read: list[tuple[InputFile, Outcome]], workers: SegmentWorkers, cache: SegmentCache
) -> tuple[Plan, list[str]]:
    """The plan of an index of files that were read, and the names of those that were reported as done."""
    done: list[str] = []

    class Recorder(SilentProgress):
        def on_done(self, file: InputFile, *_: object) -> None:
            done.append(file.path.name)

    plan = build_segments(read, lambda: Plan(corpus.manifest, "auto", ""), cache, workers, Recorder())
    return plan, done


@pytest.mark.parametrize("processes", [1, 2])
def test_a_segment_that_cannot_be_written_ends_the_build(
    tmp_path: Path, corpus: Corpus, builder: SegmentBuilder, processes: int
) -> None:
    """An error of a worker process is raised in the main process."""
    (tmp_path / "file").write_text("not a folder")
    cache = SegmentCache(tmp_path / "file")
    read: list[tuple[InputFile, Outcome]] = [(InputFile(Path("a.md")), ReadFile(answer("Boats."), None, 9, ""))]
    with (
        SegmentWorkers(builder, cache, processes, min_parallel_chars=0) as workers,
        pytest.raises(BuildError, match="stays as it was"),
    ):
        planned(corpus, read, workers, cache)


def test_a_process_that_is_killed_ends_the_build(tmp_path: Path, corpus: Corpus, builder: SegmentBuilder) -> None:
    """The build says so, and does not wait for ever."""

    def killing() -> Iterator[tuple[InputFile, Outcome]]:
        for number in range(DOCUMENTS * 2):
            if number == DOCUMENTS:
                for child in children_of(os.getpid(), b"multiprocessing.spawn"):
                    os.kill(child, signal.SIGKILL)
            yield InputFile(Path(f"{number}.md")), ReadFile(answer(f"Boats {number}."), None, 9, "")

    cache = SegmentCache(tmp_path)
    with (
        SegmentWorkers(builder, cache, 2, min_parallel_chars=0) as workers,
        pytest.raises(BuildError, match="ended before it was done"),
    ):
        build_segments(killing(), lambda: Plan(corpus.manifest, "auto", ""), cache, workers, SilentProgress())


def test_other_tasks_fail_as_segments_do(tmp_path: Path, builder: SegmentBuilder) -> None:
    """A task whose process ends, and one that comes after it, end the build with what to do."""
    with SegmentWorkers(builder, SegmentCache(tmp_path), 2) as workers:
        for _ in range(2):
            with pytest.raises(BuildError, match="ended before it was done"):
                result_of(workers.run(os._exit, 1))


@pytest.mark.parametrize("processes", [1, 2])
def test_other_tasks_run_here_or_in_another_process(tmp_path: Path, builder: SegmentBuilder, processes: int) -> None:
    """The result is the same, and a disk that cannot be written to is said."""
    with SegmentWorkers(builder, SegmentCache(tmp_path), processes) as workers:
        result_of(workers.run(os.mkdir, tmp_path / "made"))
        assert (tmp_path / "made").is_dir()
        with pytest.raises(BuildError, match="could not be written"):
            result_of(workers.run(os.mkdir, tmp_path / "made"))


def test_a_replaced_source_comes_back_where_a_document_cannot_be_indexed(
    tmp_path: Path, corpus: Corpus, builder: SegmentBuilder
) -> None:
    """The official report cannot be divided into passages, so the briefing is indexed after all; all else is kept."""
    briefing = next(source for source in corpus.manifest.sources if source.id == "briefing-namibia")
    report = corpus.manifest.by_id["supply-chains-report"]
    read: list[tuple[InputFile, Outcome]] = [
        (InputFile(Path("other.md")), ReadFile(answer("Boats were inspected."), "Other", 20, "")),
        (InputFile(Path("report.pdf"), report), ReadFile(b"nonsense", None, 20, "")),
        (InputFile(Path("namibia.md"), briefing), ReadFile(answer("Fish is exported."), None, 20, "")),
    ]
    cache = SegmentCache(tmp_path)
    with SegmentWorkers(builder, cache, 1) as workers:
        plan, done = planned(corpus, read, workers, cache)
    assert [each.source.id for each in plan.documents] == ["other", "briefing-namibia"]
    assert [(skipped.file, skipped.stage) for skipped in plan.skipped] == [("report.pdf", "split")]
    assert all(cache.count_passages(each.key) for each in plan.documents)
    assert sorted(done) == ["namibia.md", "other.md", "report.pdf"]
