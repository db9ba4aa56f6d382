"""Makes portions in this process, or in several at a time where there are processors and portions enough.

They are programs of their own that are talked to over pipes: a build forks no threads, and needs no shared memory.
"""

import contextlib
import logging
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from queue import SimpleQueue

from indexer.errors import BuildError
from indexer.read.sandbox.runner import ROOT
from indexer.segments.segment_maker import Fault, Made, Maker, Task

PROCESSES = 2
"""How many processes make portions at most."""

FEW = 2
"""So many portions are made in this process: starting others takes longer."""

_log = logging.getLogger(__name__)


def processors() -> int:
    """How many processes a build may use here: one for each processor that it may, up to two."""
    return min(PROCESSES, len(os.sched_getaffinity(0)))


def make_portions(tasks: Iterable[Task], maker: Maker, processes: int) -> Iterator[Made]:
    """Makes portions and gives them in the order of the tasks, of which few wait to be taken.

    Raises BuildError where a process fails.
    """
    coming = iter(tasks)
    first = list(islice(coming, FEW + 1)) if processes > 1 else []
    if len(first) > FEW:
        yield from _spread(chain(first, coming), maker, processes)
    else:
        yield from map(maker.make, chain(first, coming))


def _spread(tasks: Iterable[Task], maker: Maker, processes: int) -> Iterator[Made]:
    """Makes portions in so many processes."""
    told = pickle.dumps(maker)
    workers = [_Worker(told) for _ in range(processes)]
    free: SimpleQueue[_Worker] = SimpleQueue()
    for worker in workers:
        free.put(worker)

    def make(task: Task) -> Made:
        worker = free.get()
        try:
            return worker.make(task)
        finally:
            free.put(worker)

    waiting: deque[Future[Made]] = deque()
    threads = ThreadPoolExecutor(processes)
    try:
        for task in tasks:
            waiting.append(threads.submit(make, task))
            if len(waiting) > 2 * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for worker in workers:
            worker.kill()
        threads.shutdown(cancel_futures=True)
        for worker in workers:
            worker.close()


class _Worker:
    """A process that makes portions, one at a time."""

    def __init__(self, told: bytes) -> None:
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(  # noqa: S603 - the command is our own
            [sys.executable, "-m", "indexer.segments.worker", str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path, "PYTHONSAFEPATH": "1"},
        )
        self._told = told

    def make(self, task: Task) -> Made:
        """Has a portion made. Raises BuildError."""
        tasks, answers = self._process.stdin, self._process.stdout
        assert tasks is not None  # noqa: S101 - tells the type checker what Popen was asked for
        assert answers is not None  # noqa: S101 - as above
        try:
            tasks.write(self._told)
            self._told = b""
            pickle.dump(task, tasks)
            tasks.flush()
            answer: Made | Fault = pickle.load(answers)  # noqa: S301 - from a process of our own
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            raise BuildError(
                f"A process that makes the index ended before it was done ({self._process.poll()}); there may be too"
                " little memory. The index stays as it was."
            ) from error
        if isinstance(answer, Fault):
            _log.error(answer.trace)
            raise BuildError(f"A part of the index could not be made ({answer.reason}). The index stays as it was.")
        return answer

    def kill(self) -> None:
        """Ends the process, whatever it does."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Frees the pipes to the process that has ended, once no thread talks to it."""
        with contextlib.suppress(OSError), self._process:
            pass
