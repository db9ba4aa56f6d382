"""`python -m service`: serves the live generation on one address."""

import os
from contextlib import ExitStack
from dataclasses import replace
from ipaddress import ip_address
from typing import Annotated, NoReturn

import typer

from indexer.errors import IndexUnavailable, SettingsError
from indexer.store.folders import live_folder
from indexer.store.meta import read_meta
from service.server import listen, listen_together, run
from service.settings import HIGHEST_PORT, MOST_WORKERS, Settings
from service.workers import supervise

app = typer.Typer(
    name="python -m service", add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False
)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on (VERBATIM_HOST).")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=HIGHEST_PORT, help="The port to listen on (VERBATIM_PORT).")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=MOST_WORKERS, help="How many processes answer (VERBATIM_WORKERS).")
    ] = None,
) -> None:
    """Serves the pages and the API over the index in VERBATIM_DATA_DIR.

    [bold]Examples[/]

      python -m service

      python -m service --host 0.0.0.0 --port 8080 --workers 2
    """
    try:
        settings = Settings.from_environment(os.environ)
        settings = replace(
            settings,
            host=host or settings.host,
            port=settings.port if port is None else port,
            workers=workers or settings.workers,
        )
        several = settings.workers > 1
        listeners = (
            listen_together(settings.host, settings.port, settings.workers)
            if several
            else [listen(settings.host, settings.port)]
        )
    except SettingsError as error:
        fail(str(error))
    typer.echo(f"Verbatim is at {address(settings.host, listeners[0].getsockname()[1])} (Ctrl+C stops it).")
    say_what_is_missing(settings)
    with ExitStack() as stack:
        for each in listeners:
            stack.enter_context(each)
        if several:
            supervise(settings, listeners)
        else:
            run(settings, *listeners)


def say_what_is_missing(settings: Settings) -> None:
    """Says so where there is no index that can be read."""
    try:
        read_meta(live_folder(settings.data_dir))
    except IndexUnavailable as error:
        typer.echo(f"It cannot answer yet: {error}")


def address(host: str, port: int) -> str:
    """What to type into a browser on this machine to reach a server that listens there."""
    try:
        anywhere = ip_address(host).is_unspecified
    except ValueError:
        anywhere = False
    name = "localhost" if anywhere else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def fail(message: str) -> NoReturn:
    """Ends the program with a message."""
    typer.echo(message, err=True)
    raise typer.Exit(code=2)


if __name__ == "__main__":
    app()
