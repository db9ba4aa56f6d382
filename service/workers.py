"""Several processes that answer on one port, each with a socket of its own.

Processes that shared one socket would leave all connections that come at once to the first that wakes up. They have
nothing else in common but the pages of the index, which the system keeps in memory once.
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

from indexer.settings import Settings
from service.server import application, run
from service.web.logging import configure

SECONDS_BEFORE_ANOTHER = 1.0
"""How long it takes until another worker stands in for one that ended by itself."""

log = logging.getLogger(__name__)


def supervise(settings: Settings, listeners: Sequence[socket.socket]) -> None:
    """Has a worker answer on each socket until this process is told to stop; then they stop too."""
    configure(settings)
    workers = Workers(settings, listeners)
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: workers.stop())
    workers.watch()


def warm_jit_cache(settings: Settings) -> None:
    """Has the loops compiled, where they are not yet, by a process of its own: once, and not by every worker.

    Ends this process where that one fails, as every worker would.
    """
    process = multiprocessing.get_context("spawn").Process(target=application, args=(settings,))
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(process.exitcode)


class Workers:
    """Workers that are started at once, and again where one ends. What has come to its socket meanwhile waits."""

    def __init__(self, settings: Settings, listeners: Sequence[socket.socket]) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._settings = settings
        self._here, self._held = self._context.Pipe(duplex=False)  # ends with this process, in whatever way that ends
        self._stopping = False
        self._running = {self._start(listener): listener for listener in listeners}

    def stop(self) -> None:
        """Tells all workers to finish what they are at."""
        self._stopping = True
        for each in list(self._running):
            each.terminate()

    def watch(self) -> None:
        """Waits until all workers have ended because they were told to; another stands in for any that ends before."""
        while self._running:
            ended = wait([each.sentinel for each in self._running])
            for each in [worker for worker in self._running if worker.sentinel in ended]:
                each.join()
                listener = self._running.pop(each)
                if not self._stopping:
                    log.error("A worker ended by itself (exit code %s); another one is started.", each.exitcode)
                    time.sleep(SECONDS_BEFORE_ANOTHER)
                    self._running[self._start(listener)] = listener
                if self._stopping:
                    self.stop()  # one that was just started may not have been told
        self._here.close()
        self._held.close()

    def _start(self, listener: socket.socket) -> BaseProcess:
        worker = self._context.Process(target=_work, args=(self._settings, listener, self._here))
        worker.start()
        return worker


def _work(settings: Settings, listener: socket.socket, supervisor: Connection) -> None:
    """Answers until this process is told to stop, or its supervisor is no more."""
    threading.Thread(target=_end_with, args=(supervisor,), daemon=True).start()
    run(application(settings), listener)


def _end_with(supervisor: Connection) -> None:
    """Tells this process to stop once nobody holds the other end."""
    try:
        supervisor.recv()
    except (EOFError, OSError):
        os.kill(os.getpid(), signal.SIGTERM)
