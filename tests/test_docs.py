"""The documentation names only settings, commands, options, targets and files that exist, and its tables are current.

`tests/documentation.py` parses the documentation. Each rule is tried on a doctored text too.
"""

import re
from pathlib import Path

import pytest

from docs.generate import MAKEFILE, PAGE, commands, generated, programs
from indexer.settings import ROOT, describe_settings
from service.cli import SUBCOMMANDS
from tests import documentation

SETTINGS = {setting.variable for setting in describe_settings()}
TARGETS = set(re.findall(r"^([a-z]+):.*## ", MAKEFILE.read_text(encoding="utf-8"), re.MULTILINE))


def options_by_command() -> dict[tuple[str, str], set[str]]:
    """Return the options of each command by program and command; programs without subcommands have the command ''."""
    found = {}
    for program, click_command in programs().items():
        for call, command in commands(program, click_command):
            name = call.removeprefix(program).strip()
            options = {each for parameter in command.params for each in parameter.opts if each.startswith("--")}
            found[program.removeprefix("python -m "), name] = options
    subcommands = {("verbatim", name): found.get(("indexer", name), found["service", ""]) for name in SUBCOMMANDS}
    return subcommands | found | {("verbatim", ""): {"--version", "--install-completion"}}


COMMANDS = options_by_command()

each_page = pytest.mark.parametrize("page", documentation.PAGES, ids=lambda path: str(path.relative_to(ROOT)))


def unknown_settings(text: str) -> set[str]:
    return documentation.settings(text) - SETTINGS


def unknown_calls(text: str) -> set[str]:
    """Return programs and commands that do not exist, and options that their command does not have."""
    found = {problem for call in documentation.calls(text) if is_ours(call.program) for problem in problems_of(call)}
    return found | (documentation.bare_options(text) - set().union(*COMMANDS.values()))


def is_ours(module: str) -> bool:
    """Return whether a module would be one of this repository's."""
    return module.partition(".")[0] in ("benchmarks", "indexer", "service", "verbatim")


def problems_of(call: documentation.Call) -> list[str]:
    """Return what is wrong with a call of one of our programs. Without a command, any command's options are allowed."""
    of_program = {command: options for (program, command), options in COMMANDS.items() if program == call.program}
    if not of_program or (call.command and call.command not in of_program):
        return [f"{call.program} {call.command}".strip()]
    known = of_program.get(call.command, set()) if call.command else set().union(*of_program.values())
    return [f"{call.program} {call.command}".strip() + f" {option}" for option in {*call.options} - known - {"--help"}]


def unknown_targets(text: str) -> set[str]:
    return documentation.targets(text) - TARGETS


@each_page
def test_every_setting_named_exists(page: Path) -> None:
    """A variable that a page names is one that the code reads."""
    assert unknown_settings(page.read_text(encoding="utf-8")) == set()


@each_page
def test_every_command_and_option_named_exists(page: Path) -> None:
    """Programs, commands and options that a page names exist."""
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


@pytest.mark.parametrize("package", ["indexer", "service"])
def test_messages_name_settings_that_exist(package: str) -> None:
    """The code's own messages name only settings that exist."""
    for path in (ROOT / package).rglob("*.py"):
        assert unknown_settings(path.read_text(encoding="utf-8")) == set(), path


def test_the_tables_are_current() -> None:
    """The tables of settings and commands are those that `make docs` writes from the code."""
    page = PAGE.read_text(encoding="utf-8")
    assert page == generated(page)


def test_every_setting_command_and_target_is_documented() -> None:
    """The generated tables leave nothing out."""
    page = PAGE.read_text(encoding="utf-8")
    for variable in SETTINGS:
        assert f"| `{variable}` |" in page
    for program, command in COMMANDS:
        assert program == "verbatim" or f"`python -m {program} {command}`".replace(" `", "`") in page
    for target in TARGETS:
        assert f"| `make {target}` |" in page


def test_an_outdated_table_is_found() -> None:
    """A changed default in the page differs from what the code says."""
    page = PAGE.read_text(encoding="utf-8")
    outdated = page.replace("| `VERBATIM_PORT` | `8000` |", "| `VERBATIM_PORT` | `8001` |")
    assert outdated not in (page, generated(outdated))


def test_every_public_target_says_what_it_does() -> None:
    """Every phony target is listed by `make help`."""
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(phony.split()) == TARGETS


def test_unknown_names_are_found() -> None:
    """A name that does not exist is found wherever it is."""
    assert unknown_settings("Set VERBATIM_PORT or `VERBATIM_PROT`.") == {"VERBATIM_PROT"}
    text = "```\nmake run\nmake walk   # no\n```\nand `make PYTHON=/x fly`; you make do"
    assert unknown_targets(text) == {"walk", "fly"}
    assert unknown_calls("`python -m indexer bild` `python -m servce`") == {"indexer bild"}
    assert unknown_calls("```\npython -m indexer build --source x --jsno\n```") == {"indexer build --jsno"}
    assert unknown_calls("`python -m indexer check --only` `--sources X`") == {"indexer check --only", "--sources"}
    assert unknown_calls("`.venv/bin/python -m service --hots x`") == {"service --hots"}
    assert unknown_calls("`python -m benchmarks.reprot`") == {"benchmarks.reprot"}
    assert unknown_calls("`verbatim biuld` and `verbatim serve --prot 1`") == {
        "verbatim biuld",
        "verbatim serve --prot",
    }
    assert unknown_calls("`python -m indexer` and `python -m service --help` and `python -m pytest -x`") == set()
