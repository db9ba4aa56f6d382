"""The server: the application on a socket."""

import errno
import socket

import uvicorn
from fastapi import FastAPI

from indexer.errors import SettingsError
from indexer.settings import Settings
from service.app import create_app
from service.web import logging as log

SECONDS_TO_FINISH = 5


def listen(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """A socket that listens there. Raises SettingsError where that cannot be.

    Several processes may each have a `shared` one on a port: the system spreads connections over them.
    """
    try:
        listener = socket.create_server((host, port), family=_family(host), reuse_port=shared)
    except (OSError, ValueError) as error:
        raise _refused(host, port, error) from error
    # Connections inherit it. Without it the body of an answer waits some 40 ms for the other side to have its head.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def listen_together(host: str, port: int, count: int) -> list[socket.socket]:
    """So many sockets that listen there, each for a process of its own. Raises SettingsError where that cannot be.

    A port on which anyone else listens is refused, even with a socket that could be shared. One alone is not shared.
    """
    if count == 1:
        return [listen(host, port)]
    listen(host, port).close()
    first = listen(host, port, shared=True)
    return [first, *(listen(host, first.getsockname()[1], shared=True) for _ in range(count - 1))]


def application(settings: Settings) -> FastAPI:
    """The application, ready to be served: its loops are compiled, and it logs as the settings say."""
    log.configure(settings)
    return create_app(settings)


def run(app: FastAPI, listener: socket.socket) -> None:
    """Serves an application on a socket until the process is told to stop."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _refused(host: str, port: int, error: Exception) -> SettingsError:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return SettingsError(
            f"Port {port} of {host} is in use. Stop what listens there, or choose another one with --port."
        )
    if isinstance(error, OSError):
        return SettingsError(f"Cannot listen on port {port} of {host}: {error.strerror}.")
    return SettingsError(
        "Several workers cannot share a port on this system. Leave out --workers and VERBATIM_WORKERS."
    )
