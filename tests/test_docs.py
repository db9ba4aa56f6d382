"""The documentation and the code name the same settings, commands, options and targets: none too many, none left out.

`tests/documentation.py` reads the documentation. Each rule is tried on a doctored text too.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

import benchmarks.build
import benchmarks.commitments
import benchmarks.extraction
import benchmarks.http
import benchmarks.ledger
import benchmarks.reading
import benchmarks.report
import benchmarks.speed
import indexer.cli
import service.__main__
from indexer.settings import PREFIX, ROOT, Settings, describe_settings
from tests import documentation
from tests.shared import settings_in

SETTINGS_PAGE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")

each_page = pytest.mark.parametrize("page", documentation.PAGES, ids=lambda path: str(path.relative_to(ROOT)))


# ------------------------------------------------------------------------------------------------- what the code has


def settings_of_the_code() -> set[str]:
    """The variables that the programs read."""
    return {setting.variable for setting in describe_settings()}


def programs() -> dict[str, Any]:
    """The programs, as Typer makes them, by the module that runs them."""
    apps = {"indexer": indexer.cli.app, "service": service.__main__.app}
    measured = (
        benchmarks.build,
        benchmarks.commitments,
        benchmarks.extraction,
        benchmarks.http,
        benchmarks.ledger,
        benchmarks.reading,
    )
    for module in (*measured, benchmarks.report, benchmarks.speed):
        apps[module.__name__] = typer.Typer(add_completion=False)
        apps[module.__name__].command()(module.main)
    return {module: get_command(app) for module, app in apps.items()}


def commands() -> dict[tuple[str, str], set[str]]:
    """The options of each command, by its program and its name; the name is empty where a program has no commands."""
    found = {}
    for module, program in programs().items():
        for name, command in getattr(program, "commands", {"": program}).items():
            found[module, name] = {
                option for parameter in command.params for option in parameter.opts if option.startswith("--")
            }
    return found


SETTINGS = settings_of_the_code()
COMMANDS = commands()
TARGETS = set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE))


# ------------------------------------------------------------------------------------ what is named and is not there


def unknown_settings(text: str) -> set[str]:
    return documentation.settings(text) - SETTINGS


def unknown_calls(text: str) -> set[str]:
    """Programs and commands that do not exist, and options that their command does not have."""
    found = {problem for call in documentation.calls(text) if is_ours(call.program) for problem in problems_of(call)}
    return found | (documentation.bare_options(text) - set().union(*COMMANDS.values()))


def is_ours(module: str) -> bool:
    """Whether a module would be one of this repository's."""
    return module.partition(".")[0] in ("benchmarks", "indexer", "service")


def problems_of(call: documentation.Call) -> list[str]:
    """What is wrong with a call of a program of ours. Without a command, options may be those of any command."""
    of_program = {command: options for (program, command), options in COMMANDS.items() if program == call.program}
    if not of_program or (call.command and call.command not in of_program):
        return [f"python -m {call.program} {call.command}".strip()]
    known = of_program.get(call.command, set().union(*of_program.values()))
    return [f"{call.program} {call.command}".strip() + f" {option}" for option in {*call.options} - known - {"--help"}]


def unknown_targets(text: str) -> set[str]:
    return documentation.targets(text) - TARGETS


# --------------------------------------------------------------------------------------------- every page names what is


@each_page
def test_every_setting_named_exists(page: Path) -> None:
    """A variable that a page names is one that the code reads."""
    assert unknown_settings(page.read_text(encoding="utf-8")) == set()


@each_page
def test_every_command_and_option_named_exists(page: Path) -> None:
    """A program, a command and an option that a page names can be called so."""
    assert unknown_calls(page.read_text(encoding="utf-8")) == set()


@each_page
def test_every_target_named_exists(page: Path) -> None:
    """A target of make that a page names is in the Makefile."""
    assert unknown_targets(page.read_text(encoding="utf-8")) == set()


@each_page
def test_every_file_linked_exists(page: Path) -> None:
    """A link within the repository leads to a file."""
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


# ---------------------------------------------------------------------------------------- and everything is on a page


def default_written(variable: str, page: str = SETTINGS_PAGE) -> str | None:
    """The default in the row of a variable, or None where the variable has no row."""
    row = re.search(rf"^\| `{variable}` \|([^|]*)\|[^|]*\S[^|]*\|$", page, re.MULTILINE)
    return row[1].strip().strip("`") if row else None


def default_in_code(variable: str) -> object:
    """The value that a variable has where it is not set."""
    return getattr(Settings(), variable.removeprefix(PREFIX).lower())


def default_as_read(variable: str, written: str) -> object:
    """What the code makes of a default as it is written."""
    value = getattr(settings_in({variable: written}), variable.removeprefix(PREFIX).lower())
    return ROOT / value if variable == "VERBATIM_CORPUS_DIR" else value


@pytest.mark.parametrize("variable", sorted(SETTINGS))
def test_every_setting_is_documented(variable: str) -> None:
    """Each variable that the code reads has a row with its true default and its meaning."""
    written = default_written(variable)
    assert written is not None, f"docs/settings.md has no row for {variable}"
    default = default_in_code(variable)
    assert default_as_read(variable, written) == default
    assert written or default in ("", ()), f"docs/settings.md gives no default for {variable}"


@pytest.mark.parametrize(("program", "command"), sorted(COMMANDS))
def test_every_command_is_documented(program: str, command: str) -> None:
    """Each command is on the page of the commands, with all its options."""
    call = f"python -m {program} {command}".strip()
    assert f"`{call}`" in SETTINGS_PAGE
    for option in COMMANDS[program, command]:
        assert option in documentation.bare_options(SETTINGS_PAGE), f"docs/settings.md has no {option} of {call}"


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_every_target_is_documented(target: str) -> None:
    """Each target of make that says what it does is on the page of the commands."""
    assert f"| `make {target}` |" in SETTINGS_PAGE


def test_every_public_target_says_what_it_does() -> None:
    """Whatever can be made by name is in `make help`."""
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert set(phony.split()) == TARGETS


@pytest.mark.parametrize("package", ["indexer", "service"])
def test_messages_name_settings_that_exist(package: str) -> None:
    """Whatever the code says of a setting is said of one that there is."""
    for path in (ROOT / package).rglob("*.py"):
        assert unknown_settings(path.read_text(encoding="utf-8")) == set(), path


# ----------------------------------------------------------------------------------------------- and the rules can fail


def test_unknown_names_are_found() -> None:
    """What does not exist is found wherever it is named."""
    assert unknown_settings("Set VERBATIM_PORT or `VERBATIM_PROT`.") == {"VERBATIM_PROT"}
    assert unknown_targets("```\nmake run\nmake walk   # no\n```\nand `make PYTHON=/x fly`; you make do") == {
        "walk",
        "fly",
    }
    assert unknown_calls("`python -m indexer bild` `python -m servce`") == {"python -m indexer bild"}
    assert unknown_calls("```\npython -m indexer build --source x --jsno\n```") == {"indexer build --jsno"}
    assert unknown_calls("`python -m indexer check --only` `--sources X`") == {"indexer check --only", "--sources"}
    assert unknown_calls("`.venv/bin/python -m service --hots x`") == {"service --hots"}
    assert unknown_calls("`python -m benchmarks.reprot`") == {"python -m benchmarks.reprot"}
    assert unknown_calls("`python -m indexer` and `python -m service --help` and `python -m pytest -x`") == set()


def test_wrong_defaults_are_found() -> None:
    """A row with another default, or without its meaning, does not pass."""
    page = "| `VERBATIM_PORT` | `8001` | a port |\n| `VERBATIM_HOST` | `x` | |\n"
    written = default_written("VERBATIM_PORT", page)
    assert written == "8001"
    assert default_as_read("VERBATIM_PORT", written) != default_in_code("VERBATIM_PORT")
    assert default_written("VERBATIM_HOST", page) is None
