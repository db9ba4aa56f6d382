"""Whole builds: what is indexed, skipped and replaced."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.source_index import SilentProgress
from indexer.build import build, is_current, load_corpus
from indexer.errors import BuildError, BuildInProgress, CorpusError, IndexVersionMismatch
from indexer.index.folders import build_lock, live_folder, live_name
from indexer.index.generation import Generation, open_generation
from indexer.index.verify import verify
from indexer.settings import ROOT, Settings
from tests.conftest import CORPUS, FIXTURES, build_index


@pytest.fixture(scope="module")
def generation(small_index: Path) -> Generation:
    return open_generation(live_folder(small_index))


def given(data: Path, *sources: Path) -> tuple[Settings, tuple[Path, ...]]:
    return Settings(data_dir=data, corpus_dir=CORPUS), sources


def test_every_passage_is_what_its_pages_say(small_index: Path) -> None:
    """The verification that a build runs holds for the small index too."""
    assert verify(live_folder(small_index)).count > 60


def test_a_file_without_an_entry_gets_one(generation: Generation) -> None:
    """A user's own file is a document of kind "document", named by its title, in its own language."""
    document = generation.documents["inspeccion-rural"]
    assert document.source.title == "Guía breve de inspección en fincas"
    assert document.source.kind == "document"
    assert document.source.languages == ("es",)
    assert {generation.passage(document.first_ordinal).language} == {"es"}


def test_languages_are_told_by_the_words(generation: Generation) -> None:
    """The French note is French, and its passages are tagged with the country that it names."""
    document = generation.documents["atelier-couture"]
    assert document.source.languages == ("fr",)
    assert "MDG" in generation.passage(document.first_ordinal).tags.get("country", ())


def test_outlines_lead_to_the_first_passage_of_each_section(generation: Generation) -> None:
    """Every entry names a heading of the passage that it leads to."""
    document = generation.documents["inspeccion-rural"]
    assert [entry.title for entry in document.outline] == [
        "Antes de la visita",
        "Durante la visita",
        "Después de la visita",
    ]
    for entry in document.outline:
        assert generation.passage(entry.passage).section[entry.level - 1] == entry.title


def test_hostile_text_is_only_text(generation: Generation) -> None:
    """A heading with markup is kept as it is: characters of a heading."""
    document = generation.documents["harbour-notes"]
    assert any("<script>" in entry.title for entry in document.outline)


def test_a_bad_document_costs_only_itself(tmp_path: Path) -> None:
    """Files that cannot be read are skipped with file, stage and reason; the others are indexed."""
    sources = tmp_path / "sources"
    sources.mkdir()
    shutil.copy(FIXTURES / "harbour-notes.md", sources)
    (sources / "empty.pdf").write_bytes(b"")
    (sources / "page.pdf").write_bytes(b"<html>not a PDF</html>")
    (sources / "film.mp4").write_bytes(b"\x00" * 10)
    generation = open_generation(live_folder(build_index(tmp_path / "data", sources)))
    assert list(generation.documents) == ["harbour-notes"]
    assert {skipped.file for skipped in generation.meta.skipped} == {"empty.pdf", "page.pdf", "film.mp4"}
    assert all(skipped.stage and len(skipped.reason) > 10 for skipped in generation.meta.skipped)


def test_nothing_to_index_leaves_the_live_generation(tmp_path: Path) -> None:
    """A build with no document fails and says why; what was live stays live."""
    data = build_index(tmp_path / "data", FIXTURES / "harbour-notes.md")
    before = live_name(data)
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(BuildError, match=r"empty\.txt"):
        build_index(data, tmp_path / "empty.txt")
    assert live_name(data) == before


def test_a_path_that_does_not_exist_is_said_so(tmp_path: Path) -> None:
    """A mistyped --source is an error before anything is built."""
    settings, sources = given(tmp_path, tmp_path / "nowhere.pdf")
    with pytest.raises(CorpusError, match=r"nowhere\.pdf"):
        load_corpus(settings, sources)


def test_the_briefing_steps_aside_for_the_official_document(tmp_path: Path) -> None:
    """With a file that is the report, the briefing is left out and the meta data say which; "always" keeps it."""
    report = tmp_path / "report.md"
    report.write_text("# Sustainable supply chains to build forward better\n\nA stand-in for the report.\n")
    sources = (report, CORPUS / "briefing" / "namibia.md")
    automatic = open_generation(live_folder(build_index(tmp_path / "auto", *sources, briefing="auto")))
    assert list(automatic.documents) == ["supply-chains-report"]
    assert automatic.meta.stepped_aside == ("briefing-namibia",)
    always = open_generation(live_folder(build_index(tmp_path / "always", *sources, briefing="always")))
    assert list(always.documents) == ["supply-chains-report", "briefing-namibia"]
    never = build_index(tmp_path / "never", FIXTURES / "harbour-notes.md", sources[1], briefing="never")
    assert list(open_generation(live_folder(never)).documents) == ["harbour-notes"]


def test_two_files_with_one_title_are_two_documents(tmp_path: Path) -> None:
    """A second file with the report's title gets an id from its name."""
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text(f"# Sustainable supply chains to build forward better\n\nText of {name}.\n")
    generation = open_generation(live_folder(build_index(tmp_path / "data", tmp_path / "one.md", tmp_path / "two.md")))
    assert list(generation.documents) == ["supply-chains-report", "two"]


def test_the_same_corpus_is_not_built_again(tmp_path: Path) -> None:
    """An unchanged corpus is current; a changed file or option is not."""
    source = tmp_path / "notes.md"
    source.write_text("# Notes\n\nFirst version.\n")
    data = build_index(tmp_path / "data", source, briefing="auto")
    settings, sources = given(data, source)
    assert is_current(load_corpus(settings, sources), data)
    assert not is_current(load_corpus(settings, sources), data, "never")
    source.write_text("# Notes\n\nSecond version.\n")
    assert not is_current(load_corpus(settings, sources), data)


def indexer(code: Path, data: Path, *arguments: str) -> str:
    """Runs `python -m indexer` with the code in a folder; gives what it says."""
    environment = {**os.environ, "VERBATIM_DATA_DIR": str(data), "VERBATIM_CORPUS_DIR": str(CORPUS)}
    command = [sys.executable, "-m", "indexer", *arguments]
    return subprocess.run(command, cwd=code, env=environment, check=True, capture_output=True, text=True).stderr


def test_changed_analysis_code_builds_the_index_again(tmp_path: Path) -> None:
    """Where a constant was added to the analysis of terms, `build --if-changed` does not keep the old index."""
    shutil.copytree(ROOT / "indexer", tmp_path / "code" / "indexer", ignore=shutil.ignore_patterns("__pycache__"))
    code, data = tmp_path / "code", tmp_path / "data"
    command = ("build", "--if-changed", "--source", str(FIXTURES / "harbour-notes.md"))
    assert "up to date" not in indexer(code, data, *command)
    assert "up to date" in indexer(code, data, *command)
    with (code / "indexer" / "analysis" / "terms.py").open("a", encoding="utf-8") as file:
        file.write('\nADDED = "a constant"\n')
    assert "up to date" not in indexer(code, data, *command)
    assert "up to date" in indexer(code, data, *command)


def test_an_index_of_another_version_is_refused_and_built_again(tmp_path: Path) -> None:
    """The message names the command that rebuilds it; `build --if-changed`, which `make run` carries out, does so."""
    source = FIXTURES / "harbour-notes.md"
    data = build_index(tmp_path / "data", source, briefing="auto")
    meta = live_folder(data) / "meta.json"
    meta.write_text(re.sub(r'"schema": \d+', '"schema": 5', meta.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(IndexVersionMismatch, match="python -m indexer build"):
        open_generation(live_folder(data))
    assert "up to date" not in indexer(ROOT, data, "build", "--if-changed", "--source", str(source))
    assert open_generation(live_folder(data)).count > 0
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nrun:")[2].partition("\n\n")[0]
    assert "service --build" in recipe


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    """A second build in the same data folder says that one is running."""
    settings, sources = given(tmp_path, FIXTURES)
    with build_lock(tmp_path), pytest.raises(BuildInProgress, match="running"):
        build(load_corpus(settings, sources), tmp_path, SilentProgress())


def test_ids_survive_a_rebuild(tmp_path: Path, generation: Generation) -> None:
    """Permanent links: the same words in the same document have the same id in every generation."""
    rebuilt = open_generation(live_folder(build_index(tmp_path / "data", FIXTURES / "harbour-notes.md")))
    document = generation.documents["harbour-notes"]
    old = [generation.passage(document.first_ordinal + place).id for place in range(document.passage_count)]
    assert [passage.id for passage in rebuilt.passages] == old


def test_a_mixed_document_is_counted_in_both_languages(tmp_path: Path) -> None:
    """Its passages have the language that they are in, and the document has both."""
    english = "The inspectors went on board and looked at the nets before the boats left the harbour. " * 6
    spanish = "Los inspectores subieron a bordo y revisaron las redes antes de que los barcos salieran. " * 6
    (tmp_path / "mixed.md").write_text(f"# Boats\n\n{english}\n\n# Barcos\n\n{spanish}\n", encoding="utf-8")
    generation = open_generation(live_folder(build_index(tmp_path / "data", tmp_path / "mixed.md")))
    assert [passage.language for passage in generation.passages] == ["en", "es"]
    assert generation.documents["mixed"].source.languages == ("en", "es")
    assert generation.languages == ("en", "es")
    assert [generation.combinations[place]["language"] for place in generation.combination_ids] == [("en",), ("es",)]
