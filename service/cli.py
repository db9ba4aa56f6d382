"""The `verbatim` command: what the indexer and the service do, under one name.

`verbatim build` is `python -m indexer build`, `verbatim serve` is `python -m service`: same options, same exit status.
A subcommand's module is imported when it is called, so serving does not load the readers, nor indexing the engine.
"""

from difflib import get_close_matches
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from indexer.errors import VerbatimError
from indexer.version import VERSION

SUBCOMMANDS = {
    "build": "indexer.cli",
    "check": "indexer.cli",
    "stats": "indexer.cli",
    "fetch": "indexer.cli",
    "serve": "service.__main__",
}
"""Each subcommand with the module whose `app` has it, in the order of the help text."""


class LazyGroup(TyperGroup):
    """A group of commands that are imported when they are needed."""

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
        """Return the command that the arguments call. Raise UsageError, naming the nearest command."""
        nearest = get_close_matches(args[0], SUBCOMMANDS, n=1)
        if args[0] not in SUBCOMMANDS and nearest:
            ctx.fail(f"There is no command {args[0]}. Did you mean {nearest[0]}?")
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
    """Run a command; an expected error is one line on stderr and exit status 1, of `serve` with invalid settings 2."""
    try:
        app()
    except VerbatimError as error:
        typer.echo(f"error: {error}", err=True)
        raise SystemExit(1) from error


if __name__ == "__main__":
    main()
