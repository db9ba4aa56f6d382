"""`python -m service`: serves the live generation on one address."""

import errno
import os
import socket
from dataclasses import replace
from ipaddress import ip_address
from typing import Annotated, NoReturn

import typer
import uvicorn

from indexer.errors import IndexUnavailable, SettingsError
from service import log
from service.app import create_app
from service.settings import HIGHEST_PORT, Settings

SECONDS_TO_FINISH = 5

app = typer.Typer(
    name="python -m service", add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False
)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on (VERBATIM_HOST).")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=HIGHEST_PORT, help="The port to listen on (VERBATIM_PORT).")
    ] = None,
) -> None:
    """Serves the pages and the API over the index in VERBATIM_DATA_DIR.

    [bold]Examples[/]

      python -m service

      python -m service --host 0.0.0.0 --port 8080
    """
    try:
        settings = Settings.from_environment(os.environ)
    except SettingsError as error:
        fail(str(error))
    settings = replace(settings, host=host or settings.host, port=settings.port if port is None else port)
    log.configure(settings)
    verbatim = create_app(settings)
    listener = listen(settings.host, settings.port)
    typer.echo(f"Verbatim is at {address(settings.host, listener.getsockname()[1])} (Ctrl+C stops it).")
    try:
        verbatim.state.site.engine.stats()
    except IndexUnavailable as error:
        typer.echo(f"It cannot answer yet: {error}")
    config = uvicorn.Config(
        verbatim,
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
    uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; says so and ends the program where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            fail(f"Port {port} of {host} is in use. Stop what listens there, or choose another one with --port.")
        fail(f"Cannot listen on port {port} of {host}: {error.strerror}.")
    # Connections inherit it. Without it the body of an answer waits some 40 ms for the other side to have its head.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


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
