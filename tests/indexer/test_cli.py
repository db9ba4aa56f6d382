"""The indexer's commands, as a person runs them."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.corpus.manifest import load_manifest
from indexer.corpus.taxonomy import load_taxonomy
from indexer.index.digests import write_digests
from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from indexer.index.page_file import LINES
from indexer.settings import ROOT
from tests.conftest import CORPUS, FIXTURES, build_index


def run(data: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "VERBATIM_DATA_DIR": str(data), "NO_COLOR": "1", "COLUMNS": "200", **settings}
    return subprocess.run(
        [sys.executable, "-m", "indexer", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_build_then_stats_then_check(tmp_path: Path) -> None:
    """A build says what it indexed; `stats --json` prints JSON alone on stdout; `check` names what was skipped."""
    (tmp_path / "broken.pdf").write_bytes(b"no PDF")
    built = run(tmp_path / "data", "build", "--source", str(FIXTURES), "--source", str(tmp_path / "broken.pdf"))
    assert built.returncode == 0, built.stderr
    assert "broken.pdf" in built.stderr
    stats = run(tmp_path / "data", "stats", "--json")
    found = json.loads(stats.stdout)
    assert found["documents"] == 3
    assert found["passages"] > 5
    (skipped,) = found["skipped"]
    assert set(skipped) == {"file", "stage", "reason"}
    assert skipped["file"] == "broken.pdf"
    checked = run(tmp_path / "data", "check")
    assert checked.returncode == 3
    assert "broken.pdf is not in the index" in checked.stdout
    assert "3 documents" in run(tmp_path / "data", "stats").stdout


def test_what_reading_left_out_is_reported(tmp_path: Path) -> None:
    """By build, stats and check alike; it needs no attention."""
    (tmp_path / "pay.md").write_text("# Pay\n\nA boat pays ~~four~~ six pence a day.", encoding="utf-8")
    warning = "pay: 1 struck-out word left out"
    assert warning in run(tmp_path / "data", "build", "--source", str(tmp_path / "pay.md")).stderr
    assert warning in run(tmp_path / "data", "stats").stdout
    stats = json.loads(run(tmp_path / "data", "stats", "--json").stdout)
    assert stats["warnings"] == {"pay": ["1 struck-out word left out"]}
    checked = run(tmp_path / "data", "check")
    assert (checked.returncode, "pay: - 1 struck-out word left out" in checked.stdout) == (0, True)


def test_an_unchanged_corpus_is_left_alone(tmp_path: Path) -> None:
    """With --if-changed a second build does nothing."""
    words = ("build", "--if-changed", "--source", str(FIXTURES))
    assert "up to date" not in run(tmp_path, *words).stderr
    assert "up to date" in run(tmp_path, *words).stderr


def test_an_unchanged_file_is_not_read_again(tmp_path: Path) -> None:
    """A second build reports how many files were unchanged and how many passages it reused."""
    words = ("build", "--source", str(FIXTURES))
    first = run(tmp_path, *words).stderr
    assert "not read again" not in first
    assert "reused" not in first
    second = run(tmp_path, *words).stderr
    assert "3 of 3 files were unchanged" in second
    assert re.search(r"(\d+) of \1 passages were reused", second)


def test_limits_are_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build keeps to the limits that the environment sets, and other limits make a new build due."""
    monkeypatch.setenv("VERBATIM_READ_CHARACTERS", "1000")
    words = ("build", "--if-changed", "--source", str(FIXTURES))
    assert "more than 1,000 characters" in run(tmp_path, *words).stderr
    assert "up to date" in run(tmp_path, *words).stderr
    monkeypatch.delenv("VERBATIM_READ_CHARACTERS")
    assert "skipped" not in run(tmp_path, *words).stderr


def test_without_an_index_stats_says_what_to_run(tmp_path: Path) -> None:
    """A foreseen error is one line and exit status 1."""
    outcome = run(tmp_path, "stats")
    assert outcome.returncode == 1
    assert "python -m indexer build" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_check_reports_in_json(tmp_path: Path) -> None:
    """`check --json` prints JSON alone on stdout; where nothing needs looking at, the exit status is 0."""
    run(tmp_path, "build", "--source", str(FIXTURES))
    outcome = run(tmp_path, "check", "--json")
    assert outcome.returncode == 0, outcome.stderr
    report = json.loads(outcome.stdout)
    assert [document["id"] for document in report["documents"]] == [
        "atelier-couture",
        "harbour-notes",
        "inspeccion-rural",
    ]
    assert report["needs_attention"] is False


def test_a_tampered_page_is_found_by_check(tmp_path: Path) -> None:
    """`check` compares every passage with the stored pages."""
    run(tmp_path, "build", "--source", str(FIXTURES / "harbour-notes.md"))
    page = live_folder(tmp_path) / LINES
    page.write_text(page.read_text(encoding="utf-8").replace("77 labour", "99 labour"), encoding="utf-8")
    write_digests(page.parent)
    outcome = run(tmp_path, "check")
    assert outcome.returncode == 1
    assert "harbour-notes" in outcome.stderr


def test_check_names_lost_notes(tmp_path: Path) -> None:
    """`check` says which status notes speak of a statement that the index does not hold."""
    corpus = tmp_path / "corpus"
    shutil.copytree(CORPUS, corpus)
    data = build_index(tmp_path / "data", FIXTURES)
    held = next(iter(open_generation(live_folder(data)).statements)).id
    (corpus / "status" / "council.toml").write_text(
        "\n".join(
            f'[[note]]\nreference = "/commitments/{statement}"\ndate = 2026-03-14\nstatus = "done"\n'
            'source = "https://www.example.org/minutes"\nnote = "It was done."\n'
            for statement in (held, "harbour-s0000000000")
        ),
        encoding="utf-8",
    )
    checked = run(data, "check", VERBATIM_CORPUS_DIR=str(corpus))
    assert checked.returncode == 3, checked.stderr
    assert "note of 2026-03-14: the index holds no statement or figure harbour-s0000000000" in checked.stderr
    assert "2 status notes, 1 on statements of the index" in checked.stderr


def test_help_shows_examples() -> None:
    """Each command's help has an example."""
    for command in ("build", "check", "stats"):
        assert f"python -m indexer {command}" in run(ROOT, command, "--help").stdout


def test_fetching_without_its_extra_says_what_to_install() -> None:
    """Where httpx is missing, the other commands work and `fetch` names the extra."""
    program = (
        "import sys; sys.modules['httpx'] = None; sys.argv[1:] = ['fetch']; import indexer.cli; indexer.cli.main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert result.returncode == 1
    assert "pip install 'verbatim[fetch]'" in result.stderr


def test_describe_writes_the_manifest(tmp_path: Path) -> None:
    """A file that the manifest does not list is added with its title and what is said of it, then corrected."""
    corpus = tmp_path / "corpus"
    shutil.copytree(CORPUS, corpus)
    note = tmp_path / "harbour-note.md"
    note.write_text("# A note on harbours\n\nBoats come in at night.\n", encoding="utf-8")
    settings = {"VERBATIM_CORPUS_DIR": str(corpus)}
    words = ("describe", str(note), "--year", "2019", "--country", "Malawi", "--publisher", "Coast Guard")
    added = run(tmp_path / "data", *words, **settings)
    assert added.returncode == 0, added.stderr
    corrected = run(tmp_path / "data", "describe", "harbour-note", "--title", "Harbours", **settings)
    assert corrected.returncode == 0, corrected.stderr
    manifest = load_manifest(corpus / "manifest.toml", load_taxonomy(corpus / "taxonomy.toml"))
    source = manifest.by_id["harbour-note"]
    assert (source.title, source.year, source.countries) == ("Harbours", 2019, ("MWI",))
    assert source.publisher == "Coast Guard"
    unknown = run(tmp_path / "data", "describe", "harbour-note", "--country", "Atlantis", **settings)
    assert unknown.returncode == 1
    assert "There is no country 'Atlantis'" in unknown.stderr
    assert run(tmp_path / "data", "describe", "no-such-file.pdf", **settings).returncode == 1


@pytest.mark.parametrize(
    "words", [("build", "--source", str(FIXTURES)), ("check",), ("stats",)], ids=lambda words: words[0]
)
@pytest.mark.parametrize("wreck", ["no text", "a folder", "data is a file"])
def test_no_wreck_ends_in_a_traceback(tmp_path: Path, words: tuple[str, ...], wreck: str) -> None:
    """Whatever is in the place of the index, a build replaces it, or a line says what to do."""
    data = tmp_path / "data"
    if wreck == "data is a file":
        data.write_text("x")
    else:
        data.mkdir()
        (data / "current").write_bytes(b"\xff\xfe") if wreck == "no text" else (data / "current").mkdir()
    done = run(data, *words)
    assert "Traceback" not in done.stderr
    repaired = words[0] == "build" and wreck != "data is a file"
    assert done.returncode == (0 if repaired else 1)
    assert repaired or "python -m indexer build" in done.stderr or "try again" in done.stderr


def test_names_are_no_markup(tmp_path: Path) -> None:
    """A file's name with brackets is printed as it is, wherever a file is listed."""
    (tmp_path / "[red]broken[").mkdir()
    (tmp_path / "[red]broken[" / "[bold]x.pdf").write_bytes(b"no PDF")
    built = run(tmp_path / "data", "build", "--source", str(FIXTURES), "--source", str(tmp_path / "[red]broken["))
    assert built.returncode == 0
    assert "[bold]x.pdf" in built.stderr
    assert "[bold]x.pdf" in run(tmp_path / "data", "stats").stdout


def test_a_deep_check_names_what_is_damaged(tmp_path: Path) -> None:
    """Also in the index before the live one."""
    for _ in range(2):
        assert run(tmp_path, "build", "--source", str(FIXTURES)).returncode == 0
    live = live_folder(tmp_path)
    (before,) = (each for each in live.parent.iterdir() if each != live)
    (before / "sources.json").write_bytes(b"[]")
    checked = run(tmp_path, "check", "--deep")
    assert f"the index before, {before.name}, is damaged: sources.json" in checked.stderr
    assert "files compared with their digests" in checked.stderr
    (live / "thesaurus.json").write_bytes(b"{}")
    checked = run(tmp_path, "check")
    assert checked.returncode == 1
    assert "thesaurus.json is not what was written" in checked.stderr
