"""`python -m service`: serve the live generation on one address."""

import socket
from contextlib import ExitStack
from ipaddress import ip_address
from typing import Annotated, NoReturn

import typer

from indexer.errors import IndexUnavailable, SettingsError
from indexer.index.folders import live_folder
from indexer.index.meta import GET_DOCUMENTS, read_meta
from indexer.settings import MAX_PORT, MAX_WORKERS, Settings, load_settings
from service.first_build import building
from service.getting_ready import GettingReady
from service.listening import listen_together

app = typer.Typer(
    name="python -m service", add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False
)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on (VERBATIM_HOST).")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=MAX_PORT, help="The port to listen on (VERBATIM_PORT).")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=MAX_WORKERS, help="The number of worker processes (VERBATIM_WORKERS).")
    ] = None,
    *,
    build: Annotated[
        bool,
        typer.Option("--build", help="Also build the index if it is not up to date, as `build --if-changed` does."),
    ] = False,
) -> None:
    """Serve the pages and the API over the index in VERBATIM_DATA_DIR.

    The port answers at once, with status 503 until the engine is loaded and, with --build, the first index is built.

    [bold]Examples[/]

      python -m service

      python -m service --host 0.0.0.0 --port 8080 --workers 2
    """
    try:
        settings = load_settings(host=host or None, port=port, workers=workers)
        listeners = listen_together(settings.host, settings.port, settings.workers)
    except SettingsError as error:
        fail(str(error))
    with ExitStack() as stack:
        for each in listeners:
            stack.enter_context(each)
        with GettingReady(listeners):
            typer.echo(f"Getting ready on port {listeners[0].getsockname()[1]} …")
            with building(settings, wanted=build):
                from service.server import load, run, supervise  # noqa: PLC0415 - imports the engine, which takes long

                verbatim = load(settings)
        print_status(settings, listeners[0])
        if verbatim is None:
            supervise(settings, listeners)
        else:
            run(verbatim, listeners[0], settings)


def print_status(settings: Settings, listener: socket.socket) -> None:
    """Print the URL of the service, and which command to run if there is no index, or one without documents."""
    typer.echo(f"Verbatim is at {address(settings.host, listener.getsockname()[1])} (Ctrl+C stops it).")
    try:
        meta = read_meta(live_folder(settings.data_dir))
    except IndexUnavailable as error:
        typer.echo(f"It cannot answer yet: {error}")
    else:
        if meta.briefing_only:
            typer.echo(GET_DOCUMENTS)


def address(host: str, port: int) -> str:
    """Return the URL at which a browser on this machine reaches a server that listens on this address."""
    try:
        is_any = ip_address(host).is_unspecified
    except ValueError:
        is_any = False
    name = "localhost" if is_any else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def fail(message: str) -> NoReturn:
    """Print a message to stderr and exit with status 2."""
    typer.echo(message, err=True)
    raise typer.Exit(code=2)


if __name__ == "__main__":
    app()
