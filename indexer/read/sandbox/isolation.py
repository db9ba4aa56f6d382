"""The fence that a reading child puts around itself before it opens a file (Linux)."""

import ctypes
import os
import resource
import signal
import sys

from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.seccomp import install_filter

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
OPEN_FILES = 64

NETWORK_EVENTS = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system")
"""The beginnings of the names of Python's audit events for connections and other programs."""


def die_with_parent(parent: int) -> None:
    """Has the system kill this process when the one that started it ends; ends it at once if that has happened."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("the process that asked for this reading is gone")


def confine(limits: Limits) -> bool:
    """Bounds memory and time, and gives up writing files, core dumps, privileges, network and processes, for good.

    False where the system can keep this process from the network by no means, so that Python alone does.
    """
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    bounds = {
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_CPU: limits.cpu,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: OPEN_FILES,
    }
    for kind, bound in bounds.items():
        _, hard = resource.getrlimit(kind)
        least = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (least, least))
    is_fenced = install_filter() or unshare_network()
    sys.addaudithook(forbid_event)
    return is_fenced


def unshare_network() -> bool:
    """Moves this process to a network of its own, with nothing in it; false where the system does not let it."""
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)


def forbid_event(event: str, _: object) -> None:
    """An audit hook that lets no Python code connect or start anything, whatever the system does."""
    if event.startswith(NETWORK_EVENTS):
        raise PermissionError(f"a reading process must not use {event}")


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value, 0, 0, 0) != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
