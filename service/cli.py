"""The `verbatim` command: the commands of the indexer and the service under one name.

`verbatim build` is `python -m indexer build`, `verbatim serve` is `python -m service`: same options, same exit status.
A subcommand's module is imported when it is called, so serving does not load the readers, and indexing does not load
the engine.
"""

from difflib import get_close_matches
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from indexer.errors import VerbatimError, system_error
from indexer.version import VERSION

SUBCOMMANDS = {
    "build": "indexer.cli",
    "check": "indexer.cli",
    "describe": "indexer.cli",
    "stats": "indexer.cli",
    "fetch": "indexer.cli",
    "refresh": "indexer.cli",
    "watch": "indexer.cli",
    "backup": "indexer.cli",
    "restore": "indexer.cli",
    "check-config": "indexer.cli",
    "serve": "service.__main__",
    "verify": "service.quotations.verify",
}
"""Each subcommand and the module whose `app` defines it, in the order of the help text."""


class LazyGroup(TyperGroup):
    """A group whose commands are imported when they are called."""

    def list_commands(self, _ctx: Any) -> list[str]:
        """Return the names of all subcommands."""
        return list(SUBCOMMANDS)

    def get_command(self, _ctx: Any, name: str) -> Any:
        """Return the command of this name, or None."""
        if name not in SUBCOMMANDS:
            return None
        command = get_command(import_module(SUBCOMMANDS[name]).app)
        return getattr(command, "commands", {}).get(name, command)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the arguments name. Raise UsageError, which suggests the nearest command."""
        nearest = get_close_matches(args[0], SUBCOMMANDS, n=1)
        if args[0] not in SUBCOMMANDS and nearest:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {nearest[0]!r}?")
        return super().resolve_command(ctx, args)


app = typer.Typer(
    name="verbatim",
    cls=LazyGroup,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)


def _print_version(requested: bool) -> None:  # noqa: FBT001 - called by typer with the flag's value
    if requested:
        typer.echo(f"verbatim {VERSION}")
        raise typer.Exit


@app.callback()
def verbatim(
    *,
    _version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Search an institution's documents and answer questions in their own words, with page and link."""


def main() -> None:
    """Run a command; print an expected error as one line on stderr and exit with status 1 (2 by `serve`)."""
    try:
        app()
    except VerbatimError as error:
        typer.echo(f"error: {error}", err=True)
        raise SystemExit(1) from error
    except OSError as error:
        typer.echo(f"error: {system_error(error)}", err=True)
        raise SystemExit(1) from error


if __name__ == "__main__":
    main()
