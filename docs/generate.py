"""Write the tables of settings and commands in docs/settings.md from the code: `make docs`.

The text between `<!-- generated: NAME -->` and `<!-- end -->` is replaced.
tests/test_docs.py fails where a table is out of date.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import typer
from typer.main import get_command

import benchmarks.build
import benchmarks.commitments
import benchmarks.extraction
import benchmarks.http
import benchmarks.ledger
import benchmarks.peers
import benchmarks.questions
import benchmarks.reading
import benchmarks.report
import benchmarks.sample
import benchmarks.speed
import indexer.cli
import service.__main__
import service.quotations.verify
from indexer.settings import describe_settings

PAGE = Path(__file__).with_name("settings.md")
PLACEHOLDERS = {"int": "N", "float": "SECONDS", "str": "NAME"}
"""What stands for a value of a type in the description of an option."""

BAR = "\\|"
"""A bar within a cell of a table."""

MAKEFILE = Path(__file__).parents[1] / "Makefile"

BENCHMARKS = (
    benchmarks.report,
    benchmarks.questions,
    benchmarks.peers,
    benchmarks.speed,
    benchmarks.http,
    benchmarks.build,
    benchmarks.reading,
    benchmarks.commitments,
    benchmarks.extraction,
    benchmarks.sample,
    benchmarks.ledger,
)


def programs() -> dict[str, Any]:
    """Return each program as a click command, by the words that call it."""
    found = {
        "python -m indexer": get_command(indexer.cli.app),
        "python -m service": get_command(service.__main__.app),
        "verbatim": get_command(service.quotations.verify.app),
    }
    for module in BENCHMARKS:
        app = typer.Typer(add_completion=False)
        app.command()(module.main)
        found[f"python -m {module.__name__}"] = get_command(app)
    return found


def commands(program: str, click_command: Any) -> Iterator[tuple[str, Any]]:
    """Yield each command of a program with the words that call it."""
    nested = getattr(click_command, "commands", None)
    if nested:
        yield from ((f"{program} {name}", each) for name, each in nested.items())
    else:
        yield program, click_command


def options(command: Any) -> Iterator[tuple[str, str]]:
    """Yield each option of a command, as it is written, with its help text."""
    for parameter in command.params:
        names = [each for each in parameter.opts if each.startswith("--")]
        if names and names != ["--help"]:
            yield names[0] + _value(parameter), parameter.help


def _value(parameter: Any) -> str:
    """Return what follows an option's name: its placeholder or its choices."""
    if parameter.is_flag:
        return ""
    annotation = parameter.type_descriptor.annotation
    inner = get_args(annotation)
    if inner and all(isinstance(each, str) for each in inner):
        return " " + "|".join(inner)
    name = (inner[0] if inner else annotation).__name__
    return f" {parameter.metavar or PLACEHOLDERS.get(name, name.upper())}"


def commands_table(selected: Callable[[str], bool]) -> str:
    """Return the selected commands: how each is called, what it does, and a table of its options."""
    parts = []
    for program, click_command in programs().items():
        for call, command in commands(program, click_command):
            if not selected(call):
                continue
            about = " ".join(command.help.split("[bold]")[0].split("\n\n")[0].split())
            parts.append(f"**`{call}`**: {about}\n")
            rows = [f"| `{name.replace('|', BAR)}` | {text} |" for name, text in options(command)]
            parts += ["\n".join(["| option | meaning |", "|---|---|", *rows]) + "\n"] if rows else []
    return "\n".join(parts)


def make_table() -> str:
    """Return the targets of the Makefile that say what they do."""
    found = re.findall(r"^([a-z]+):.*## (.*)$", MAKEFILE.read_text(encoding="utf-8"), re.MULTILINE)
    rows = [f"| `make {name}` | {text}. |" for name, text in found]
    return "\n".join(["| command | what it does |", "|---|---|", *rows]) + "\n"


SECTIONS = {
    "both": "Of the indexer and the service",
    "service": "Of the service",
    "read": "Of reading",
    "fetch": "Of fetching",
}


def settings_tables() -> str:
    """Return a table of variables with default, meaning and values for each part of the program."""
    rows: dict[str, list[str]] = {section: [] for section in SECTIONS}
    for setting in describe_settings():
        default = f"`{setting.default}`" if setting.default else ""
        cells = (f"`{setting.variable}`", default, setting.expected, setting.meaning)
        rows[setting.section].append(f"| {' | '.join(each.replace('|', BAR) for each in cells)} |")
    tables = [
        "\n".join(
            [
                f"### {SECTIONS[each]}\n",
                "| variable | default | value | meaning |",
                "|---|---|---|---|",
                *rows[each],
                "",
            ]
        )
        for each in rows
    ]
    return "\n".join(tables)


TABLES: dict[str, Callable[[], str]] = {
    "settings": settings_tables,
    "make": make_table,
    "commands": lambda: commands_table(lambda call: not call.startswith("python -m benchmarks")),
    "benchmarks": lambda: commands_table(lambda call: call.startswith("python -m benchmarks")),
}


def generated(page: str) -> str:
    """Return the page with every generated table as the code has it now."""

    def table(match: re.Match[str]) -> str:
        return f"<!-- generated: {match[1]} -->\n\n{TABLES[match[1]]()}\n<!-- end -->"

    return re.sub(r"<!-- generated: (\w+) -->\n.*?<!-- end -->", table, page, flags=re.DOTALL)


if __name__ == "__main__":
    PAGE.write_text(generated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
