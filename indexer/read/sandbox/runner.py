"""Run the worker, and turn every way in which it can end into a response or a reason.

No library that parses documents is ever loaded in this process. The worker has its own session, so that whatever it
may have started ends with it, and it dies when this process dies.
"""

import contextlib
import functools
import json
import os
import selectors
import signal
import stat
import subprocess
import sys
import time
import warnings
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from indexer.analysis.language_registry import VARIABLE
from indexer.errors import ReadingError
from indexer.read.formats import cannot_open
from indexer.read.ocr.installed import PACKS_FOLDER
from indexer.read.ocr.request import OcrRequest
from indexer.read.sandbox.isolation import is_linux, keep_memory_private, weaknesses
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.protocol import SIGN_OF_PROGRESS

ROOT = Path(__file__).resolve().parents[3]  # the folder of the `indexer` package: the worker's PYTHONPATH
PASSED_ON = (VARIABLE, PACKS_FOLDER)  # variables
CHUNK = 1 << 16
POLL_SECONDS = 0.002  # between two looks at a worker that has closed its end of the pipe and is about to exit
TIMEOUT_SIGNALS = {signal.SIGXCPU, signal.SIGKILL}  # end a process that spends more processor time than allowed


def run_worker(format_name: str, path: Path, limits: Limits, ocr: OcrRequest | None = None) -> bytes:
    """Return the worker's whole response, as bytes. Raise ReadingError where the file is none or there is no response.

    With an `ocr` request, the file is a PDF whose pages without text are recognized.
    """
    if ocr:
        limits = ocr.worker_limits(limits)
    arguments = [format_name, json.dumps(asdict(limits)), str(os.getpid())]
    arguments += [json.dumps(asdict(ocr))] if ocr else []
    return run_module("indexer.read.sandbox.worker", arguments, path, limits)


def run_module(module: str, arguments: Sequence[str], path: Path, limits: Limits) -> bytes:
    """Return the whole response of a worker, a module of ours that confines itself, to the file that is its input.

    Raise ReadingError where the file is none or there is no response within the limits.
    """
    _prepare()
    with open_regular(path) as file:
        worker = subprocess.Popen(  # noqa: S603  # the command is our own
            [sys.executable, "-m", module, *arguments],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd="/",
            start_new_session=True,
        )
    with worker:
        try:
            response = _receive(worker, limits)
        finally:
            _end(worker)
    if worker.returncode != 0:
        raise ReadingError(_reason(worker.returncode, limits))
    return response


def open_regular(path: Path) -> BinaryIO:
    """Open a file for a worker. Raise ReadingError where it is no regular file, or cannot be opened."""
    try:
        # without O_NONBLOCK, a pipe that lies there would be waited for
        file = os.fdopen(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK), "rb")
    except OSError as error:
        raise cannot_open(error) from error
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise ReadingError("is not a file; give the path of a file that exists", "open")
    return file


@functools.cache
def _prepare() -> None:
    """Keep workers from this process's memory; where they are less isolated than they could be, say so once."""
    keep_memory_private()
    for weakness in weaknesses():
        warnings.warn(weakness, RuntimeWarning, stacklevel=3)


def _environment() -> dict[str, str]:
    """Return the worker's whole environment: no variable but those passed on, no user's packages, no current directory.

    OCR runs in one thread: files are read side by side.
    """
    return {
        **{name: os.environ[name] for name in PASSED_ON if os.environ.get(name)},
        "OMP_THREAD_LIMIT": "1",
        "OPENBLAS_NUM_THREADS": "1",  # no thread may be there before the sandbox closes
        "PYTHONPATH": str(ROOT),
        "PYTHONSAFEPATH": "1",
        "PYTHONNOUSERSITE": "1",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "LANG": "C.UTF-8",
    }


def _receive(worker: subprocess.Popen[bytes], limits: Limits) -> bytes:
    """Read until the worker closes its end and exits, within the time and size allowed.

    The elapsed time counts from the last sign of progress; the processor time bounds it all.
    """
    assert worker.stdout is not None  # noqa: S101  # tells the type checker what Popen was asked for
    deadline = time.monotonic() + limits.wall
    response = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(worker.stdout, selectors.EVENT_READ)
        while selector.select(max(0.0, deadline - time.monotonic())):
            chunk = os.read(worker.stdout.fileno(), CHUNK)
            if not chunk:
                break
            response += chunk
            if not response.strip(SIGN_OF_PROGRESS):
                response.clear()
                deadline = time.monotonic() + limits.wall
            if len(response) > limits.max_response_bytes:
                raise ReadingError("holds more text than one file may have; split it and add the parts")
        else:
            raise ReadingError(_too_slow(limits))
    while not _has_exited(worker):
        if time.monotonic() > deadline:
            raise ReadingError(_too_slow(limits))
        time.sleep(POLL_SECONDS)
    return bytes(response)


def _has_exited(worker: subprocess.Popen[bytes]) -> bool:
    """Return whether the worker has exited; on Linux it is not reaped, which keeps its process id until `_end`."""
    if not is_linux():
        return worker.poll() is not None
    return os.waitid(os.P_PID, worker.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None


def _end(worker: subprocess.Popen[bytes]) -> None:
    """Kill whatever is left of the worker's session; the worker itself is reaped after this alone."""
    gone = () if is_linux() else (ProcessLookupError, PermissionError)  # elsewhere `_has_exited` has reaped it
    with contextlib.suppress(*gone):
        os.killpg(worker.pid, signal.SIGKILL)


def _reason(status: int, limits: Limits) -> str:
    if -status in TIMEOUT_SIGNALS:
        return _too_long(limits)
    if status < 0:
        name = signal.Signals(-status).name
        return (
            f"made the reading program stop ({name}): it needs more than the {limits.memory >> 20} MiB of memory "
            "allowed, or is damaged; open it in the program that made it, save a new copy and add that"
        )
    return "made the reading program stop without a response; save a new copy in another program and add that"


def _too_long(limits: Limits) -> str:
    return (
        f"took too long to read (over {limits.cpu} s of processor time); split it, or save a simpler copy, and add that"
    )


def _too_slow(limits: Limits) -> str:
    return (
        f"took too long to read (over {limits.wall:g} s, less than {limits.cpu} s of them processor time): "
        "the computer is busy, or the disk slow; build again, or set VERBATIM_READ_SECONDS higher"
    )
