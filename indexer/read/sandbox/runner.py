"""Runs the reading child and turns every way in which it can end into an answer or a reason.

No library that parses documents is ever loaded in this process. The child is a session of its own, so that
whatever it may have started ends with it, and it dies when this process dies.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

from indexer.errors import ReadingError
from indexer.read.formats import SUFFIXES, format_of
from indexer.read.sandbox import protocol as wire
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Reading

ROOT = Path(__file__).resolve().parents[3]
"""The folder that holds the `indexer` package: all that the child has on its path besides its packages."""

CHUNK = 1 << 16
PAUSE = 0.002
"""Seconds between two looks at a child that has closed its end of the pipe and is about to exit."""

OUT_OF_TIME = {signal.SIGXCPU, signal.SIGKILL}
"""How the system ends a child that spends more processor time than allowed."""


def run_worker(format_name: str, path: Path, limits: Limits) -> bytes:
    """The child's whole answer, as bytes. Raises ReadingError where it ends without one."""
    command = [sys.executable, "-m", "indexer.read.sandbox.worker", format_name, str(path.absolute())]
    command += [json.dumps(asdict(limits)), str(os.getpid())]
    child = subprocess.Popen(  # noqa: S603  # the command is our own; the path is one argument, never a shell's
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        cwd="/",
        start_new_session=True,
    )
    with child:
        try:
            answer = _receive(child, limits)
        finally:
            _end(child)
    if child.returncode != 0:
        raise ReadingError(_reason(child.returncode, limits))
    return answer


def _environment() -> dict[str, str]:
    """The child's whole environment: nothing of ours, no user's packages, no current directory on the path."""
    return {
        "PYTHONPATH": str(ROOT),
        "PYTHONSAFEPATH": "1",
        "PYTHONNOUSERSITE": "1",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "LANG": "C.UTF-8",
    }


def _receive(child: subprocess.Popen[bytes], limits: Limits) -> bytes:
    """Reads until the child closes its end and is gone, within the time and size allowed."""
    assert child.stdout is not None  # noqa: S101  # tells the type checker what Popen was asked for
    deadline = time.monotonic() + limits.wall
    answer = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while selector.select(max(0.0, deadline - time.monotonic())):
            chunk = os.read(child.stdout.fileno(), CHUNK)
            if not chunk:
                break
            answer += chunk
            if len(answer) > limits.answer:
                raise ReadingError("holds more text than one file may have; split it and add the parts")
        else:
            raise ReadingError(_too_long(limits))
    while not _has_ended(child):
        if time.monotonic() > deadline:
            raise ReadingError(_too_long(limits))
        time.sleep(PAUSE)
    return bytes(answer)


def _has_ended(child: subprocess.Popen[bytes]) -> bool:
    """Whether the child is gone; it is left unreaped, so that its process id stays its own until `_end`."""
    return os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ends whatever is left of the child's session; the child itself is reaped after this alone."""
    os.killpg(child.pid, signal.SIGKILL)


def _reason(status: int, limits: Limits) -> str:
    if -status in OUT_OF_TIME:
        return _too_long(limits)
    if status < 0:
        name = signal.Signals(-status).name
        return (
            f"made the reading program stop ({name}): it needs more than the {limits.memory >> 20} MiB of memory "
            "allowed, or is damaged; open it in the program that made it, save a new copy and add that"
        )
    return "made the reading program stop without an answer; save a new copy in another program and add that"


def _too_long(limits: Limits) -> str:
    return (
        f"took too long to read (over {limits.cpu} s of processor time or {limits.wall:g} s in all); "
        "split it, or save a simpler copy, and add that"
    )


DEFAULT = Limits()


def read_file(path: Path, limits: Limits = DEFAULT) -> Reading:
    """Reads a file in a child process under limits.

    Raises ReadingError, with what is wrong and what to do about it, where the file cannot be read. Its message
    has the file as its unspoken subject: "is empty; …", "took too long to read …".
    """
    return wire.decode_reading(run_worker(checked_format(path), path, limits))


def checked_format(path: Path) -> str:
    """The name of the file's format. Raises ReadingError where it has none, or cannot be opened or is empty."""
    name = format_of(path)
    if name is None:
        raise ReadingError(
            f"has a type that cannot be read; add it as one of {', '.join(sorted(SUFFIXES))}", "recognize"
        )
    try:
        if not path.is_file():
            raise ReadingError("is not a file; give the path of a file that exists", "open")
        if path.stat().st_size == 0:
            raise ReadingError("is empty; fetch or save it again", "open")
    except OSError as error:
        raise ReadingError(f"cannot be opened ({error.strerror}); check its permissions", "open") from error
    return name
