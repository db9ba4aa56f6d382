"""Passages drawn at random from a small corpus of our own."""

import json
from pathlib import Path

import typer
from typer.testing import CliRunner, Result

from benchmarks.sample import main


def draw(*options: str) -> Result:
    """Run the command."""
    app = typer.Typer()
    app.command()(main)
    return CliRunner().invoke(app, options)


def test_the_same_seed_draws_the_same_passages(tmp_path: Path) -> None:
    """The seed is printed, and with it each passage's file, pages and text."""
    source = tmp_path / "ports.md"
    sections = [f"# Port {at}\n\nThe crew of the port number {at} mends its nets in winter.\n" for at in range(1, 9)]
    source.write_text("\n".join(sections), encoding="utf-8")
    first = json.loads(draw("--source", str(source), "--count", "3", "--json").stdout)
    assert len(first["passages"]) == 3
    assert {passage["file"] for passage in first["passages"]} == {"ports.md"}
    again = draw("--source", str(source), "--count", "3", "--seed", str(first["seed"]))
    assert again.stdout.startswith(f"seed {first['seed']}\n")
    assert all(passage["text"] in again.stdout for passage in first["passages"])


def test_something_to_draw_from_is_asked_for() -> None:
    """Without files and without an index the command says what to give."""
    done = draw()
    assert done.exit_code == 2
    assert "--source" in done.stderr
