"""Which processes there are, told without stumbling over those that end while one looks (Linux)."""

import time
from collections.abc import Callable
from pathlib import Path

LONGEST = 60
"""Seconds that anything which must happen may take, however busy the machine is."""


def children_of(parent: int, said: bytes = b"") -> set[int]:
    """The processes that this one has started and not seen end, in whose command this is said."""
    lists = Path(f"/proc/{parent}/task").glob("*/children")
    children = {int(child) for each in lists for child in _content(each).split()}
    return {child for child in children if said in command_of(child)}


def command_of(process: int) -> bytes:
    """Return the command of a process; empty where it has ended, even if it is a zombie."""
    return _content(Path(f"/proc/{process}/cmdline"))


def is_without_new_privileges(process: int) -> bool:
    """Whether a process has given up to gain rights by starting others."""
    return b"NoNewPrivs:\t1" in _content(Path(f"/proc/{process}/status"))


def until(is_so: Callable[[], object]) -> None:
    """Wait until a condition is true. Raise AssertionError after LONGEST seconds."""
    end = time.monotonic() + LONGEST
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def _content(path: Path) -> bytes:
    """Return the content of a file about a process; empty where the process or thread has ended."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""
