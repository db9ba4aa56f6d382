"""Segments built here, in other processes, and around documents that are not fit."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.source_index import SilentProgress
from indexer.build import Corpus, load_corpus
from indexer.corpus.files import InputFile
from indexer.errors import BuildError
from indexer.read.read_ahead import Outcome, ReadFile
from indexer.read.sandbox.protocol import encode_reading
from indexer.records.reading import Block, PageLabel, Part, Reading
from indexer.records.source import Source
from indexer.segments.build_segments import Plan, SegmentWorkers, build_segments, result_of
from indexer.segments.limits import DocumentLimits
from indexer.segments.segment import FOLDER, DocumentSegment, SegmentCache
from indexer.segments.segment_builder import ReadDocument, SegmentBuilder
from indexer.settings import Settings
from tests.conftest import CORPUS

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


class FailingBuilder(SegmentBuilder):
    """Builds as any other but two documents: one ends its process, as the system does where memory is short.

    The other takes for ever.
    """

    def build(self, read: ReadDocument) -> DocumentSegment:
        if read.source.id == "ends":
            os._exit(1)
        while read.source.id == "slow":
            pass
        return super().build(read)


def read_documents(*names: str) -> list[tuple[InputFile, Outcome]]:
    """Files of these names with a sentence each."""
    return [(InputFile(Path(f"{name}.md")), ReadFile(answer(f"Boats {name}."), None, 9, "")) for name in names]


def test_a_document_that_ends_its_process_costs_only_itself(tmp_path: Path, corpus: Corpus) -> None:
    """Those that other processes had in hand are built again, and so are those that come after it."""
    cache = SegmentCache(tmp_path)
    names = ("a", "b", "ends", "c", "d", "e", "f", "g", "h")
    with SegmentWorkers(FailingBuilder(corpus.taxonomy, corpus.rules), cache, 2, min_parallel_chars=0) as workers:
        plan, done = planned(corpus, read_documents(*names), workers, cache)
        result_of(workers.run(os.mkdir, tmp_path / "made"))
    assert [each.source.id for each in plan.documents] == [name for name in names if name != "ends"]
    assert [(each.file, each.stage) for each in plan.skipped] == [("ends.md", "split")]
    assert "split it" in plan.skipped[0].reason
    assert sorted(done) == sorted(f"{name}.md" for name in names)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_document_that_takes_too_long_costs_only_itself(tmp_path: Path, corpus: Corpus, processes: int) -> None:
    """It is skipped with the reason and what to do."""
    cache, limits = SegmentCache(tmp_path), DocumentLimits(cpu=1)
    builder = FailingBuilder(corpus.taxonomy, corpus.rules)
    with SegmentWorkers(builder, cache, processes, min_parallel_chars=0, limits=limits) as workers:
        plan, _ = planned(corpus, read_documents("a", "slow", "b"), workers, cache)
    assert [each.source.id for each in plan.documents] == ["a", "b"]
    assert [each.file for each in plan.skipped] == ["slow.md"]
    assert "VERBATIM_DOCUMENT_CPU_SECONDS" in plan.skipped[0].reason


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
