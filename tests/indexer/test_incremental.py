"""Builds that reuse what has not changed give the very index that a build from nothing gives."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import pytest

from benchmarks.source_index import SilentProgress
from indexer.build import BuildResult, build, load_corpus
from indexer.index.added import NAME as ADDED
from indexer.index.digests import DIGESTS
from indexer.index.folders import CURRENT, live_folder
from indexer.index.generation import open_generation
from indexer.index.meta import META
from indexer.index.retired import NAME as RETIRED
from indexer.segments.segment import FOLDER
from indexer.settings import ROOT, Settings
from tests.conftest import CORPUS, build_index

DOCUMENTS = 24

# Runs the indexer and kills it when it is about to move something into a folder or to a file with the name of the first
# argument. So little text is indexed in that process itself; others, which a larger build starts, are not watched.
KILLED = """
import os, pathlib, runpy, signal, sys

moved = sys.argv.pop(1)

def watch(event, found):
    if event == "os.rename":
        target = pathlib.Path(os.fsdecode(found[1]))
        if moved in (target.name, target.parent.name):
            os.write(1, b"killed\\n")
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
runpy.run_module("indexer", run_name="__main__", alter_sys=True)
"""

SENTENCES = (
    "The council of the port inspects every boat before it sails.",
    "Workers in Namibia will report to the ministry by 2026.",
    "In Viet Nam 62 per cent of the coffee was certified under Convention No. 87.",
    "The trade union plans three workshops on labour inspection.",
    "Gloves were given to 180 women who sort the nets.",
    "Nobody had asked the growers in Colombia before.",
)


def text(number: int, extra: str = "") -> str:
    """A document of several short sections; those of different numbers share words, so that many passages tie."""
    parts = [f"# Notes {number}"]
    for section in range(2 + number % 3):
        sentences = " ".join(islice(cycle(SENTENCES[(number + section) % 6 :] + SENTENCES), 5))
        parts.append(f"## Part {section}\n\n{sentences} {extra}")
    return "\n\n".join(parts)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder of documents."""
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(DOCUMENTS):
        (folder / f"notes-{number:02}.md").write_text(text(number), encoding="utf-8")
    return folder


def built(data: Path, *sources: Path, corpus: Path = CORPUS, processes: int = 1) -> BuildResult:
    """Builds an index of these sources."""
    settings = Settings(data_dir=data, corpus_dir=corpus)
    return build(load_corpus(settings, sources), data, SilentProgress(), processes=processes)


def content(data: Path) -> dict[str, bytes]:
    """All files of the live generation but its stamp with the time of the build, the digests, which
    have that of the stamp, and the passages of earlier generations.
    """
    folder = live_folder(data)
    own = (META, DIGESTS, ADDED, f"{RETIRED}.jsonl", f"{RETIRED}.offsets")
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name not in own)
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def added(files: Path) -> None:
    (files / "notes-11-more.md").write_text(text(77, "One more sentence."), encoding="utf-8")


def removed(files: Path) -> None:
    (files / "notes-07.md").unlink()


def edited(files: Path) -> None:
    (files / "notes-15.md").write_text(text(15, "This was added later."), encoding="utf-8")


def moved(files: Path) -> None:
    (files / "notes-20.md").rename(files / "notes-02-first.md")


def emptied(files: Path) -> None:
    (files / "notes-09.md").write_bytes(b"")


@pytest.mark.parametrize("change", [added, removed, edited, moved, emptied])
def test_a_change_gives_what_a_build_from_nothing_gives(
    tmp_path: Path, files: Path, change: Callable[[Path], None]
) -> None:
    """Byte for byte; and only what was changed is indexed."""
    first = built(tmp_path / "data", files)
    change(files)
    second = built(tmp_path / "data", files)
    assert first.reused_passages == 0
    assert second.meta.passages - second.reused_passages < 8
    built(tmp_path / "fresh", files)
    assert content(tmp_path / "data") == content(tmp_path / "fresh")


def test_nothing_changed_builds_no_segment(tmp_path: Path, files: Path) -> None:
    """A rebuild reads every document's segment and writes none."""
    built(tmp_path / "data", files)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "data" / FOLDER).iterdir()}
    second = built(tmp_path / "data", files)
    assert second.reused_passages == second.meta.passages
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "data" / FOLDER).iterdir()} == before
    assert len(before) == DOCUMENTS


def test_two_processes_give_what_one_gives(tmp_path: Path, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of processes leaves no trace."""
    monkeypatch.setattr("indexer.segments.build_segments.MIN_PARALLEL_CHARS", 0)
    built(tmp_path / "one", files)
    built(tmp_path / "two", files, processes=2)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_a_changed_taxonomy_builds_everything_anew(tmp_path: Path, files: Path) -> None:
    """Another name of a country is looked for in all documents."""
    corpus = shutil.copytree(CORPUS, tmp_path / "corpus")
    taxonomy = (CORPUS / "taxonomy.toml").read_text(encoding="utf-8")
    built(tmp_path / "data", files, corpus=corpus)
    assert built(tmp_path / "data", files, corpus=corpus).reused_passages > 0
    (corpus / "taxonomy.toml").write_text(taxonomy.replace("Namibian", "Namibish"), encoding="utf-8")
    assert built(tmp_path / "data", files, corpus=corpus).reused_passages == 0


def test_what_the_manifest_says_beside_the_text_needs_no_segment(tmp_path: Path, files: Path) -> None:
    """A source's year and publisher are shown as they are now, and its segment is reused."""
    corpus = shutil.copytree(CORPUS, tmp_path / "corpus")
    entry = '\n[[source]]\nid = "notes-03"\ntitle = "Notes 3"\nkind = "guide"\nyear = {year}\n'
    manifest = (CORPUS / "manifest.toml").read_text(encoding="utf-8")
    for year in (2001, 2002):
        (corpus / "manifest.toml").write_text(manifest + entry.format(year=year), encoding="utf-8")
        found = built(tmp_path / "data", files, corpus=corpus)
        assert open_generation(found.folder).documents["notes-03"].source.year == year
    assert found.reused_passages == found.meta.passages


def test_a_damaged_segment_is_built_anew(tmp_path: Path, files: Path) -> None:
    """It is noticed, and the new generation has it sound; all others are reused."""
    built(tmp_path / "data", files)
    expected = content(tmp_path / "data")
    victim = min((tmp_path / "data" / FOLDER).iterdir())
    victim.write_bytes(victim.read_bytes()[:-9] + b"goat boat")
    second = built(tmp_path / "data", files)
    assert second.meta.passages / 2 < second.reused_passages < second.meta.passages
    assert content(tmp_path / "data") == expected


def test_segments_that_no_document_has_are_removed(tmp_path: Path, files: Path) -> None:
    """The cache holds what the live generation is made of, and does not grow."""
    built(tmp_path / "data", files)
    edited(files)
    removed(files)
    built(tmp_path / "data", files)
    assert len(list((tmp_path / "data" / FOLDER).iterdir())) == DOCUMENTS - 1


def test_reused_segments_outlive_the_generations_before(tmp_path: Path, files: Path) -> None:
    """Generations before the last two are removed, and the live one is still whole."""
    first = built(tmp_path / "data", files)
    expected = content(tmp_path / "data")
    for _ in range(2):
        built(tmp_path / "data", files)
    assert not first.folder.exists()
    assert content(tmp_path / "data") == expected


@pytest.mark.parametrize("moved", [FOLDER, "generations", CURRENT])
def test_a_killed_build_changes_nothing_that_is_live(tmp_path: Path, files: Path, moved: str) -> None:
    """Killed as it stores a segment, the generation or the mark of the live one, it leaves every byte as it was."""
    data, fresh = tmp_path / "data", tmp_path / "fresh"
    build_index(data, files, briefing="auto")
    before = content(data)
    edited(files)
    build_index(fresh, files, briefing="auto")
    environment = {**os.environ, "VERBATIM_DATA_DIR": str(data)}
    command = [sys.executable, "-c", KILLED, moved, "build", "--source", str(files)]
    child = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    assert child.returncode != 0
    assert child.stdout.split() == ["killed"]
    assert content(data) == before
    command = [sys.executable, "-m", "indexer", "build", "--source", str(files)]
    assert subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True).returncode == 0
    assert content(data) == content(fresh)
