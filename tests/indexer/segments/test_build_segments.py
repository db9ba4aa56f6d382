"""Portions made here, in other processes, and around documents that are not fit."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.build import Corpus, load_corpus
from indexer.corpus.files import InputFile
from indexer.errors import BuildError
from indexer.read.read_ahead import Outcome, ReadFile
from indexer.read.sandbox import protocol as wire
from indexer.records.reading import Block, PageLabel, Part, Reading
from indexer.records.source import Source
from indexer.segments.build_segments import Making, make_all
from indexer.segments.chunking import Sizes
from indexer.segments.plan import Planning
from indexer.segments.segment import STAMP, Portion
from indexer.segments.segment_maker import Item, Maker, Task
from indexer.segments.worker_pool import FEW, make_portions
from indexer.settings import Settings
from tests.conftest import CORPUS, SilentProgress
from tests.processes import children_of

ONE_EACH = Sizes(least=1, usual=1, most=1)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The repository's own taxonomy, manifest and rules."""
    return load_corpus(Settings(data_dir=Path("nowhere"), corpus_dir=CORPUS))


@pytest.fixture(scope="module")
def maker(corpus: Corpus) -> Maker:
    return Maker(corpus.taxonomy, corpus.rules)


def answer(words: str) -> bytes:
    """What the reading child answers for a page with these words."""
    block = Block("paragraph", (Part(1, words),))
    return wire.encode_reading(Reading(None, (PageLabel(1, "1"),), (block,)))


def tasks(folder: Path, *, broken: bool = False) -> Iterator[Task]:
    """More portions than are made in this process, of one document each."""
    for number in range(FEW + 2):
        words = b"" if broken else answer(f"Inspectors visited {number} boats in Namibia and will report by 2026.")
        item = Item(Source(f"d{number}", f"Title {number}", "guide"), None, words, 1)
        yield Task(folder, f"{number}".ljust(40, "a"), (item,))


def test_processes_make_what_is_made_here(tmp_path: Path, maker: Maker) -> None:
    """Two processes beside this one write the same bytes, in the same order."""
    here = [made.portion for made in make_portions(tasks(tmp_path / "here"), maker, 1)]
    beside = [made.portion for made in make_portions(tasks(tmp_path / "beside"), maker, 2)]
    assert here == beside
    for portion in filter(None, here):
        for name in (*portion.files, STAMP):
            one, two = (tmp_path / where / portion.name / name for where in ("here", "beside"))
            assert one.read_bytes() == two.read_bytes()


def test_a_document_that_is_not_fit_is_named(tmp_path: Path, maker: Maker) -> None:
    """Its portion is not made, wherever it would have been made."""
    for processes in (1, 2):
        found = list(make_portions(tasks(tmp_path, broken=True), maker, processes))
        assert [list(made.failed) for made in found] == [[f"d{number}"] for number in range(FEW + 2)]
        assert not list(tmp_path.iterdir())


def test_a_portion_that_cannot_be_written_ends_the_build(tmp_path: Path, maker: Maker) -> None:
    """What goes wrong in another process is said in this one."""
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(BuildError, match="stays as it was"):
        list(make_portions(tasks(tmp_path / "file"), maker, 2))


def test_a_process_that_is_killed_ends_the_build(tmp_path: Path, maker: Maker) -> None:
    """The build says so, and does not wait for ever."""

    def killing() -> Iterator[Task]:
        for number, task in enumerate(tasks(tmp_path)):
            if number > FEW:
                for child in children_of(os.getpid(), b"indexer.segments.worker"):
                    os.kill(child, signal.SIGKILL)
            yield task

    with pytest.raises(BuildError, match="ended before it was done"):
        list(make_portions(killing(), maker, 2))


def test_what_stepped_aside_comes_back_where_a_document_is_not_fit(
    tmp_path: Path, corpus: Corpus, maker: Maker
) -> None:
    """The official report cannot be divided, so the briefing stands in for it after all; all else is kept."""
    briefing = next(source for source in corpus.manifest.sources if source.id == "briefing-namibia")
    report = corpus.manifest.by_id["supply-chains-report"]
    read: list[tuple[InputFile, Outcome]] = [
        (InputFile(Path("other.md")), ReadFile(answer("Boats were inspected."), "Other", 20, "")),
        (InputFile(Path("report.pdf"), report), ReadFile(b"nonsense", None, 20, "")),
        (InputFile(Path("namibia.md"), briefing), ReadFile(answer("Fish is exported."), None, 20, "")),
    ]
    heard = Heard()
    making = Making(tmp_path, None, maker, 1)
    plan = make_all(making, Planning(corpus.manifest, "auto", "", ONE_EACH), read, heard)
    assert list(plan.files) == ["other", "briefing-namibia"]
    assert [(skipped.file, skipped.stage) for skipped in plan.skipped] == [("report.pdf", "divide")]
    assert [document for portion in making.chosen(plan.names) for document in portion.documents] == list(plan.files)
    assert sorted(heard.names) == ["namibia.md", "other.md", "report.pdf"]


class Heard(SilentProgress):
    """Remembers of which files it heard that they are done."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def on_done(self, file: InputFile, *_: object) -> None:
        self.names.append(file.path.name)


def test_portions_that_the_plan_has_no_use_for_are_removed(tmp_path: Path, maker: Maker) -> None:
    """What a former plan had made is not left in the generation."""
    making = Making(tmp_path, None, maker, 1)
    made: list[Portion] = []
    assert making.make(tasks(tmp_path), made.append) == {}
    assert making.chosen([made[1].name]) == [made[1]]
    assert [path.name for path in tmp_path.iterdir()] == [made[1].name]
