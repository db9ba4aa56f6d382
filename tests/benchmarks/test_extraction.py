"""The benchmark of extraction on a small corpus of our own."""

import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from benchmarks.extraction import main


def test_what_extraction_adds_is_printed(tmp_path: Path) -> None:
    """The command prints what was found and the share that extraction adds to the rest of the build."""
    source = tmp_path / "ports.md"
    source.write_text("# Ports\n\nThe Council adopted a plan for 30 ports.\n", encoding="utf-8")
    app = typer.Typer()
    app.command()(main)
    done = CliRunner().invoke(app, ["--source", str(source), "--json"])
    measured = json.loads(done.stdout)
    assert (measured["statements"], measured["figures"]) == (1, 1)
    assert measured["added"] > 0
