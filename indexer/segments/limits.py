"""What it may cost to divide, tag and index one document, so that no text can hold up or end a build.

Reading has other limits, in another process. What comes after it runs in the processes of the build: a timer of
their processor time interrupts it, also inside a regular expression, and the system refuses them more memory.
"""

import contextlib
import resource
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from indexer.errors import LimitReached

MEBIBYTE = 1 << 20
MILLION = 1_000_000
_AGAIN = 1.0
"""Seconds after which the timer interrupts again, in case that something caught the first exception."""
_STATM = Path("/proc/self/statm")
"""Where Linux says how large the process's address space is, in pages."""


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """The bounds on making one document.

    `cpu` is processor time in seconds for each million characters of its text, or part of a million; `memory` is what
    it may add to the process's address space, in bytes.
    """

    cpu: int = 120
    memory: int = 2048 * MEBIBYTE

    def seconds(self, characters: int) -> int:
        """Return the processor time for a text with this number of characters."""
        return self.cpu * max(1, -(-characters // MILLION))


@contextlib.contextmanager
def limited(limits: DocumentLimits, characters: int) -> Iterator[None]:
    """Raise LimitReached in the body where it takes more processor time or memory than a document may.

    Signals reach the main thread alone, so that there is no limit of time in another, nor where the system has none.
    """
    seconds = limits.seconds(characters)
    try:
        with _limited_time(seconds), _limited_memory(limits.memory):
            yield
    except MemoryError as error:
        raise LimitReached(
            f"needs more than {limits.memory // MEBIBYTE} MiB of memory to index; split it and add the parts, or raise"
            " VERBATIM_DOCUMENT_MEBIBYTES"
        ) from error
    except _OverTime as error:
        raise LimitReached(
            f"takes more than {seconds} s of processor time to index; split it, or remove what repeats for thousands of"
            " characters, and add that, or raise VERBATIM_DOCUMENT_CPU_SECONDS"
        ) from error


class _OverTime(BaseException):
    """The body of `limited` has used its processor time; no Exception, so that nothing in the body catches it."""


@contextlib.contextmanager
def _limited_time(seconds: int) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise _OverTime

    before = signal.signal(signal.SIGVTALRM, interrupt)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextlib.contextmanager
def _limited_memory(more: int) -> Iterator[None]:
    """Let the process's address space grow by this number of bytes. Only Linux says how large it is."""
    if sys.platform != "linux":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = int(_STATM.read_text(encoding="ascii").split()[0]) * resource.getpagesize() + more
    known = [each for each in (soft, hard, most) if each != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(known), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
