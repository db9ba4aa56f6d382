"""The server: the application on a socket, in one process or in several workers that a supervisor keeps alive.

Each worker has its own socket on the same port. If they shared one, the first worker that
wakes up would accept all connections that arrive together. They share the index through the page cache.
"""

import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

import uvicorn
from fastapi import FastAPI

from indexer.settings import Settings
from service.app import create_app
from service.connections import BACKLOG, ConnectionLimits, bounded_protocol, raise_file_limit, within_files
from service.web.logging import configure

GRACEFUL_SHUTDOWN_SECONDS = 5
RESTART_DELAY_SECONDS = 1.0

log = logging.getLogger(__name__)


def application(settings: Settings) -> FastAPI:
    """Return the application with its loops compiled, and configure the log as the settings say."""
    configure(settings)
    return create_app(settings)


def run(app: FastAPI, listener: socket.socket, settings: Settings) -> None:
    """Serve an application on a socket until the process receives a signal to stop."""
    limits = ConnectionLimits(
        within_files(settings.connections, raise_file_limit()),
        settings.client_connections,
        settings.head_seconds,
        settings.request_seconds,
    )
    config = uvicorn.Config(
        app,
        http=bounded_protocol(limits),
        backlog=BACKLOG,
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=GRACEFUL_SHUTDOWN_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listener])


def load(settings: Settings) -> FastAPI | None:
    """Load what takes long: return the application, or None where workers load it and the loops alone are compiled."""
    if settings.workers > 1:
        warm_jit_cache_in_subprocess(settings)
        return None
    return application(settings)


def warm_jit_cache_in_subprocess(settings: Settings) -> None:
    """Compile the loops once, in a short-lived process, for all workers.

    Exit with that process's status if it fails, since every worker would fail too.
    """
    process = multiprocessing.get_context("spawn").Process(target=application, args=(settings,))
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(process.exitcode)


def supervise(settings: Settings, listeners: Sequence[socket.socket]) -> None:
    """Run a worker on each socket until this process receives a signal to stop; then stop them too."""
    configure(settings)
    supervisor = Supervisor(settings, listeners)
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: supervisor.stop())
    supervisor.watch()


class Supervisor:
    """Starts a worker for each socket and restarts one that ends; connections wait in the socket meanwhile.

    uvicorn's own workers are not used for two reasons. Its supervisor has one socket for all workers, and the
    first that wakes up takes all connections that arrive together. And its workers outlive it when it is killed, and
    keep the port.
    """

    def __init__(self, settings: Settings, listeners: Sequence[socket.socket]) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._settings = settings
        self._reader, self._writer = self._context.Pipe(duplex=False)  # workers see its end when this process has ended
        self._stopping = False
        self._workers = {self._start(listener): listener for listener in listeners}

    def stop(self) -> None:
        """Ask all workers to finish their requests and exit."""
        self._stopping = True
        for worker in list(self._workers):
            worker.terminate()

    def watch(self) -> None:
        """Wait until all workers have been stopped, and restart any that ends before."""
        while self._workers:
            ended = wait([worker.sentinel for worker in self._workers])
            for worker in [worker for worker in self._workers if worker.sentinel in ended]:
                worker.join()
                listener = self._workers.pop(worker)
                if not self._stopping:
                    log.error("A worker ended unexpectedly (exit code %s); starting another one.", worker.exitcode)
                    time.sleep(RESTART_DELAY_SECONDS)
                    self._workers[self._start(listener)] = listener
                if self._stopping:
                    self.stop()  # the one just started may have missed the signal
        self._reader.close()
        self._writer.close()

    def _start(self, listener: socket.socket) -> BaseProcess:
        worker = self._context.Process(target=_work, args=(self._settings, listener, self._reader))
        worker.start()
        return worker


def _work(settings: Settings, listener: socket.socket, supervisor: Connection) -> None:
    """Serve until this process receives a signal to stop, or its supervisor has ended."""
    threading.Thread(target=_end_with, args=(supervisor,), daemon=True).start()
    run(application(settings), listener, settings)


def _end_with(supervisor: Connection) -> None:
    """Stop this process once no process holds the other end of the pipe."""
    try:
        supervisor.recv()
    except (EOFError, OSError):
        os.kill(os.getpid(), signal.SIGTERM)
