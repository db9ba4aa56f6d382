"""The `verbatim` command: the programs of the indexer and of the service under one name."""

import sys
from importlib import import_module
from subprocess import run

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from indexer.version import VERSION
from service.cli import SUBCOMMANDS, app


def test_every_command_of_the_programs_is_a_subcommand() -> None:
    """Nothing that `python -m indexer` or `python -m service` can do is missing."""
    commands = {
        name
        for module in set(SUBCOMMANDS.values())
        for name in getattr(get_command(import_module(module).app), "commands", {"serve": None})
    }
    assert commands == set(SUBCOMMANDS)


@pytest.mark.parametrize("command", SUBCOMMANDS)
def test_help_of_each_subcommand(command: str) -> None:
    """Each subcommand shows the help of the program that it stands for."""
    outcome = CliRunner().invoke(app, [command, "--help"])
    assert outcome.exit_code == 0
    assert f"verbatim {command}" in outcome.output


def test_version() -> None:
    """`--version` prints the version and nothing else."""
    outcome = CliRunner().invoke(app, ["--version"])
    assert (outcome.exit_code, outcome.output) == (0, f"verbatim {VERSION}\n")


def test_a_misspelt_command_names_the_nearest() -> None:
    """A command that does not exist is refused with the one that was probably meant."""
    outcome = CliRunner().invoke(app, ["biuld"])
    assert outcome.exit_code == 2
    assert "Did you mean 'build'?" in outcome.output


def test_completion_is_offered() -> None:
    """The shell's completion can be installed."""
    assert "--install-completion" in CliRunner().invoke(app, ["--help"]).output


def test_an_expected_error_is_one_line() -> None:
    """A command that cannot do its work says why in one line, without a traceback."""
    outcome = run(
        [sys.executable, "-m", "service.cli", "build", "--source", "nowhere.pdf"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert outcome.returncode == 1
    assert outcome.stderr.count("\n") == 1
    assert "nowhere.pdf" in outcome.stderr


def test_serving_does_not_load_the_readers() -> None:
    """The command that serves imports none of the libraries that read files."""
    libraries = {"pypdf", "pypdfium2", "pikepdf", "trafilatura", "docx", "pptx", "httpx"}
    code = f"import sys, service.cli, service.__main__; print(sorted({libraries!r} & set(sys.modules)))"
    outcome = run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert outcome.stdout.strip() == "[]"
